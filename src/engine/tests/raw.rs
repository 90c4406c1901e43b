//! The text: re-indented, with its tokens as they were sent, and as it was sent.

use super::*;
use crate::engine::said::visible;
use crate::json::tests::json_text;
use proptest::prelude::*;

fn texts(document: &mut Document, pane: Pane) -> Vec<String> {
    let told = ask(document, Ask::Look(looking_at(pane)));
    let total = last_rows(&told).map_or(0, |(total, _)| total);
    let page = |first| lines(document, Look { first, ..looking_at(pane) });
    (0..total).step_by(100).flat_map(page).collect()
}

#[test]
fn tokens_are_as_they_were_sent() {
    let json =
        r#"{"\u0061":"\u00e9\/\n","n":1.10e+0,"at":"2026-11-25","url":"https:\/\/a.example","e":{},"f":[]}"#;
    let expected = "{\n  \"\\u0061\": \"\\u00e9\\/\\n\",\n  \"n\": 1.10e+0,\n  \"at\": \"2026-11-25\",
  \"url\": \"https:\\/\\/a.example\",\n  \"e\": {},\n  \"f\": []\n}";
    assert_eq!(texts(&mut read(json), Pane::Pretty).join("\n"), expected);
}

#[test]
fn long_tokens_are_cut_and_deep_lines_indented_no_further() {
    let long = r"\u00e9".repeat(1000);
    let rows = texts(&mut read(&format!("[\"{long}\",1]")), Pane::Pretty);
    assert_eq!(rows[1], format!("  \"{}… 6002 bytes,", &long[..6 * 333]));
    let deep = "[".repeat(5000) + &"]".repeat(5000);
    let rows = texts(&mut read(&deep), Pane::Pretty);
    assert_eq!(rows.len(), 9999);
    assert_eq!(rows.iter().map(String::len).max(), Some(122));
}

#[test]
fn what_is_cut_off_is_not_closed() {
    assert_eq!(texts(&mut read("{\"a\":[1,\"b"), Pane::Pretty), ["{", "  \"a\": [", "    1,", "    \"b"]);
}

proptest! {
    #[test]
    fn pretty_lines_are_those_of_serde_json(json in json_text(true)) {
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let (compact, pretty) = (value.to_string(), serde_json::to_string_pretty(&value).expect("a value"));
        // Tokens are those of the text, and so it has to be spelled by the same writer.
        let lines = texts(&mut read(&compact), Pane::Pretty);
        let expected: Vec<String> = pretty.split('\n').map(visible).collect();
        prop_assert_eq!(lines, expected);
    }

    #[test]
    fn sent_lines_are_those_of_the_text(text in "([a-zé\"\\[\\]{}:,\t ]{0,20}\r?\n){0,150}[a-z]{1,5}") {
        let mut document = read(&text);
        let lines = texts(&mut document, Pane::Sent);
        let expected: Vec<String> = text.lines().map(visible).collect();
        prop_assert_eq!(&lines, &expected);
        let told = ask(&mut document, Ask::Look(looking_at(Pane::Sent)));
        let (_, first) = last_rows(&told).expect("rows");
        prop_assert!(first.iter().enumerate().all(|(at, line)| line.position as usize == at + 1));
    }
}
