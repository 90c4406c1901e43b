//! The writers of JSON against `serde_json`: what they write is read back by it.

use super::*;
use crate::json::table::tests::{read, table_of};
use crate::json::tests::json_text;
use crate::json::{JsonText, Node};
use proptest::prelude::*;
use serde_json::Value as Oracle;

/// Everything that `step` writes, by steps of `work`, into a list that is emptied between steps.
pub(super) fn written(work: usize, mut step: impl FnMut(usize, &mut Vec<u8>) -> bool) -> String {
    let (mut all, mut out) = (Vec::new(), Vec::new());
    let mut is_done = false;
    while !is_done {
        is_done = step(work, &mut out);
        all.append(&mut out);
    }
    String::from_utf8(all).expect("UTF-8")
}

fn laid_out(text: &JsonText, layout: Layout, work: usize) -> String {
    let mut writer = JsonWriter::of_text(text, layout);
    written(work, |work, out| writer.step(text, work, out))
}

fn lines(text: &JsonText, work: usize) -> String {
    let mut writer = Lines::of(text, Node(0)).expect("an array");
    written(work, |work, out| writer.step(text, work, out))
}

pub(super) fn csv_of(json: &str, bits: u32, work: usize) -> String {
    let text = read(json, bits);
    let table = table_of(&text, 1000);
    let mut writer = Csv::new((0..table.columns().len() as u32).collect(), None);
    written(work, |work, out| writer.step(&text, &table, work, out))
}

#[test]
fn a_small_text_is_indented_and_keeps_its_tokens() {
    let json = r#"{"id":9007199254740993, "a":[1.10,{}, [ ],[[1e400]]],"a":{"\u00e9 ,":null}}"#;
    let expected = r#"{
  "id": 9007199254740993,
  "a": [
    1.10,
    {},
    [],
    [
      [
        1e400
      ]
    ]
  ],
  "a": {
    "\u00e9 ,": null
  }
}"#;
    assert_eq!(indented(json), expected);
    assert_eq!(indented(expected), expected);
}

proptest! {
    #[test]
    fn indented_as_serde_json_does(json in json_text(true), bits in 0_u32..9, work in 1_usize..90) {
        // Escapes and numbers as serde_json spells them.
        let value: Oracle = serde_json::from_str(&json).expect("JSON");
        let compact = serde_json::to_string(&value).expect("JSON");
        let indented = serde_json::to_string_pretty(&value).expect("JSON");
        prop_assert_eq!(&laid_out(&read(&compact, bits), Layout::Indented, work), &indented);
        prop_assert_eq!(&laid_out(&read(&indented, bits), Layout::Compact, work), &compact);
        prop_assert_eq!(&laid_out(&read(&indented, bits), Layout::Indented, work), &indented);
    }

    #[test]
    fn the_same_values_in_any_layout(json in json_text(false), bits in 0_u32..9, work in 1_usize..90) {
        let text = read(&json, bits);
        let value: Oracle = serde_json::from_str(&json).expect("JSON");
        for layout in [Layout::Indented, Layout::Compact] {
            let written = laid_out(&text, layout, work);
            prop_assert_eq!(&serde_json::from_str::<Oracle>(&written).expect("JSON"), &value);
            prop_assert_eq!(&laid_out(&text, layout, usize::MAX), &written);
        }
        for node in (0..text.len() as u32).map(Node) {
            let mut writer = JsonWriter::of_node(&text, node, Layout::Compact).expect("a value");
            let bytes = written(work, |work, out| writer.step(&text, work, out));
            let sent = text.segments().bytes(text.range(node).expect("a value"));
            prop_assert_eq!(serde_json::from_str::<Oracle>(&bytes).ok(), serde_json::from_slice(&sent).ok());
        }
    }

    #[test]
    fn a_line_for_each_element(
        elements in proptest::collection::vec(json_text(false), 0..6),
        bits in 0_u32..9,
        work in 1_usize..90,
    ) {
        let text = read(&format!(" [ {} ] ", elements.join(",")), bits);
        let lines = lines(&text, work);
        prop_assert_eq!(lines.lines().count(), elements.len());
        for (line, element) in lines.lines().zip(&elements) {
            let [own, expected] = [line, element].map(|json| serde_json::from_str::<Oracle>(json).expect("JSON"));
            prop_assert_eq!(own, expected);
        }
        prop_assert!(lines.is_empty() || lines.ends_with('\n'));
    }

    #[test]
    fn any_bytes_can_be_written(json in "[\\[{]?(\"a\"|[\\[\\]{}:,]|\\\\|\"|1|tru|é| ){0,14}", work in 1_usize..20) {
        let text = JsonText::read(json.as_bytes()).expect("short");
        laid_out(&text, Layout::Indented, work);
        if text.type_of(Node(0)) == Some(crate::json::Type::Array) {
            for line in lines(&text, work).lines() {
                prop_assert!(serde_json::from_str::<Oracle>(line).is_ok(), "{}", line);
            }
            csv_of(&json, 1, work);
        }
    }
}

#[test]
fn a_faulty_text_goes_on_as_it_was_sent() {
    for (json, expected) in [
        ("[1,2", "[\n  1,\n  2"),
        ("[1;2 ,  3]", "[\n  1;2 ,  3]"),
        ("[1 2 ,  3]", "[\n  1\n2 ,  3]"),
        (r#"{"a":"b c\x  d" }"#, "{\n  \"a\": \"b c\\x  d\" }"),
        ("[1] [ 2 ]", "[\n  1\n]\n[ 2 ]"),
        ("\u{feff}[ ]", "[]"),
        ("", ""),
        ("<html> <p>", "<html> <p>"),
    ] {
        for work in [1, 5, 1000] {
            let text = JsonText::read(json.as_bytes()).expect("short");
            assert_eq!(laid_out(&text, Layout::Indented, work), expected, "{json} {work}");
        }
    }
    let text = JsonText::read(br#"[{"a": 1}, [2], {"b": "#).expect("short");
    assert_eq!(lines(&text, 3), "{\"a\":1}\n[2]\n");
    let text = JsonText::read(b"[1, 23").expect("short");
    assert_eq!(lines(&text, 3), "1\n");
}

#[test]
fn a_text_that_arrives_is_written_as_far_as_it_is() {
    let mut text = JsonText::new();
    let mut writer = JsonWriter::of_text(&text, Layout::Compact);
    let mut out = Vec::new();
    for chunk in ["[1, ", "[", " \"a ", "b\"]", " ]"] {
        text.push(chunk.as_bytes()).expect("short");
        assert!(!writer.step(&text, 1000, &mut out));
    }
    text.finish();
    assert!(writer.step(&text, 1000, &mut out));
    assert_eq!(out, b"[1,[\"a b\"]]");
}

#[test]
fn deep_nesting_does_not_explode() {
    let json = "[".repeat(100_000) + &"]".repeat(100_000);
    let text = read(&json, 18);
    let indented = laid_out(&text, Layout::Indented, 10_000);
    assert!(indented.len() < 30_000_000, "{} bytes", indented.len());
    assert_eq!(laid_out(&read(&indented, 18), Layout::Compact, 10_000), json);
}
