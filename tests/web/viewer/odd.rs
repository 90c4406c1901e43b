//! Answers that are not fine JSON, or fine JSON of an unusual kind: each is shown for what it is.

use procore_console::procore::{Failure, Outcome};
use wasm_bindgen_test::wasm_bindgen_test;

use super::bodies::{CUT_OFF, DUPLICATES, HTML, NAN, NOT_UTF8, NUMBERS, TEXT, numbers};
use super::stage::{End, Sent, Stage, title};

#[wasm_bindgen_test]
async fn an_empty_body_is_said_to_be_none() {
    let stage = Stage::open(Sent::json("").status(204)).await;
    stage.says(".status", "204 No Content").await;
    stage.says(".size", "0 B").await;
    stage.shows("The answer has no body.").await;
}

#[wasm_bindgen_test]
async fn a_page_of_markup_is_shown_as_text() {
    let title_before = title();
    let stage = Stage::open(Sent::of("text/html", HTML).status(502)).await;
    stage.says(".status", "502 Bad Gateway").await;
    stage.shows("This is a page of markup, not JSON. It is shown as it came.").await;
    assert_eq!(
        stage.row("<script>").await,
        HTML.lines().find(|line| line.contains("script")).expect("a script")
    );
    assert_eq!((stage.all(".document script").len(), title()), (0, title_before));
}

#[wasm_bindgen_test]
async fn text_is_shown_line_by_line() {
    let stage = Stage::open(Sent::of("text/plain; charset=utf-8", TEXT)).await;
    stage.shows("This is text, not JSON. It is shown as it came.").await;
    stage.row("line 2").await;
    assert_eq!(stage.rows()[1], (1, "line 2 with a tab␉here, and “quotes”".to_owned()));
}

#[wasm_bindgen_test]
async fn other_bytes_are_saved_as_they_came() {
    // What begins like a PNG file and has every byte.
    let bytes: Vec<u8> =
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".iter().copied().chain((0..4096_u32).map(|n| n as u8)).collect();
    let stage = Stage::open(Sent::of("application/octet-stream", bytes.clone())).await;
    stage.says(".size", "4.1 kB").await;
    stage.shows("These are bytes of another kind than text. Save them as a file to use them.").await;
    assert_eq!(stage.download("As sent").await.1, bytes);
}

#[wasm_bindgen_test]
async fn a_fault_has_its_place_and_what_comes_before_is_shown() {
    for (body, place, row) in [
        (
            CUT_OFF.as_bytes(),
            "line 3, column 41: expected the closing quote of a string.",
            "name\"cut off in the midd",
        ),
        (NAN.as_bytes(), "line 1, column 21: expected a value.", "before1"),
        (NOT_UTF8, "line 1, column 30: expected UTF-8 text.", "before\"fine\""),
    ] {
        let stage = Stage::open(Sent::json(body)).await;
        let words = format!(
            "This is not JSON to its end: {place} What comes before is shown; all of it is under Raw."
        );
        stage.says("p[role=status].response-message", &words).await;
        stage.row(row).await;
        if body == NAN.as_bytes() {
            stage.tab("Raw").await;
            stage.press("As sent").await;
            assert_eq!(stage.row("Infinity").await, NAN);
        }
    }
}

#[wasm_bindgen_test]
async fn a_byte_order_mark_is_no_fault() {
    let stage = Stage::open(Sent::json("\u{feff}{\"id\":1,\"after\":\"a byte order mark\"}")).await;
    stage.row("after\"a byte order mark\"").await;
    assert!(!stage.text().contains("This is not JSON"), "{}", stage.text());
}

/// A connection that breaks, one that falls silent, and a person who stops: what has come stays in each case.
#[wasm_bindgen_test]
async fn what_came_before_the_end_of_a_call_stays() {
    for (end, patience, failure) in [
        (End::BrokenOff, 30_000, Failure::BrokenOff(200)),
        (End::Never, 300, Failure::TimedOut(300)),
        (End::Never, 30_000, Failure::Cancelled),
    ] {
        let stage = Stage::begin(&Sent::json(CUT_OFF).end(end).patience(patience));
        if failure == Failure::Cancelled {
            stage.row("cut off in the midd").await;
            assert!(stage.texts(".size")[0].ends_with('…'), "more is to come");
            assert_eq!(stage.outcome(), None);
            stage.press("Cancel").await;
        }
        stage.has_come().await;
        assert_eq!(stage.outcome(), Some(Outcome::Failed(failure)));
        stage.row("name\"whole\"").await;
        stage.row("name\"cut off in the midd").await;
        stage.shows("This is not JSON to its end").await;
        assert!(!stage.text().contains("Cancel"), "{}", stage.text());
    }
}

/// No digit is changed in the tree, in the text and in a table.
#[wasm_bindgen_test]
async fn digits_are_shown_as_they_were_sent() {
    let stage = Stage::open(Sent::json(NUMBERS)).await;
    stage.row("40.1e1").await;
    let mut expected = vec!["{9}".to_owned()];
    expected.extend(numbers().map(|(name, number)| format!("{name}{number}")));
    expected.extend(["same[5]", "01", "11.0", "21e0", "310e-1", "40.1e1"].map(str::to_owned));
    assert_eq!(stage.lines(), expected);

    stage.tab("Raw").await;
    stage.row("0.1e1").await;
    let text = stage.lines().join("\n");
    for (name, number) in numbers() {
        assert!(text.contains(&format!("  \"{name}\": {number},\n")), "{name} in {text}");
    }

    let stage = Stage::open(Sent::json(format!("[{NUMBERS}]"))).await;
    stage.tab("Table").await;
    for (name, number) in numbers() {
        let at = |titles: &[String]| titles.iter().position(|title| title.trim() == name);
        stage.until(name, || at(&stage.texts("[role=columnheader]")).is_some()).await;
        let at = at(&stage.texts("[role=columnheader]")).expect("it was there");
        stage.until(&number, || stage.texts(".row .cell").get(at).is_some_and(|cell| *cell == number)).await;
    }
}

/// Every member is shown, and those whose names are repeated are marked.
#[wasm_bindgen_test]
async fn repeated_names_are_marked() {
    let stage = Stage::open(Sent::json(DUPLICATES)).await;
    stage.row("id3").await;
    assert_eq!(
        stage.lines(),
        ["{6}", "id1", "name\"first\"", "id2", "nested{4}", "a1", "b2", "a1", "a3", "name\"second\"", "id3"]
    );
    let mut marked = stage.texts(".json-repeated");
    marked.sort();
    assert_eq!(marked, ["a", "a", "a", "id", "id", "id", "name", "name"]);
}

/// Those that came, and which known ones did not.
#[wasm_bindgen_test]
async fn headers_are_listed_and_so_are_those_that_are_missing() {
    let sent = Sent::json("[]").header("total", "45").header("x-request-id", "5f0c-demo");
    let stage = Stage::open(sent).await;
    stage.tab("Headers").await;
    stage.until("the headers", || !stage.all(".headers tr").is_empty()).await;
    let shown: Vec<_> = stage.texts(".headers th").into_iter().zip(stage.texts(".headers td")).collect();
    let expected =
        [("content-type", "application/json; charset=utf-8"), ("total", "45"), ("x-request-id", "5f0c-demo")];
    assert_eq!(shown, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let hidden = stage.texts(".headers li code");
    for (name, is_hidden) in
        [("link", true), ("per-page", true), ("retry-after", true), ("total", false), ("x-request-id", false)]
    {
        assert_eq!(hidden.iter().any(|hidden| hidden == name), is_hidden, "{name} among {hidden:?}");
    }
}

#[wasm_bindgen_test]
async fn a_hundred_thousand_levels_are_opened() {
    const LEVELS: usize = 100_000;
    let stage = Stage::open(Sent::json("[".repeat(LEVELS) + &"]".repeat(LEVELS))).await;
    stage.press("Open all").await;
    stage.focus_list().await;
    stage
        .until("the deepest row", || {
            stage.key("End");
            stage.texts(".row[aria-level='100000']") == ["0[0]"]
        })
        .await;
    assert!(stage.all(".row").len() < 200);
    stage.tab("Raw").await;
    stage.until("the first row", || stage.lines().first().is_some_and(|line| line == "[")).await;
}

/// More than is shown whole or copied; the index has its test with 50 MB (`one_string_of_fifty_megabytes`).
#[wasm_bindgen_test]
async fn a_long_string_is_cut() {
    const BYTES: usize = 5_000_000;
    let words = "The quick brown fox jumps over the lazy dog. ";
    let inner = &words.repeat(BYTES / words.len() + 1)[..BYTES - 2];
    let stage = Stage::open(Sent::json(format!("\"{inner}\""))).await;
    stage.says(".size", "5.0 MB").await;
    let row = stage.row("\"The quick brown fox").await;
    assert!(row.ends_with("… 5000000 bytes") && row.len() < 1000, "{row}");
    stage.focus_list().await;
    stage.key("Home");
    stage.press("Show whole").await;
    stage.shows("Too long to be copied or shown: save it as a file").await;
    assert!(stage.all(".whole").is_empty());
    stage.tab("Raw").await;
    stage.until("the text", || !stage.all(".row .line-number").is_empty()).await;
    let row = stage.row("\"The quick brown fox").await;
    assert!(row.len() < 10_000, "a row of {} bytes", row.len());
}

/// More than an element is high enough for; the list has its test with ten million (`ten_million_rows_are_a_few_dozen_elements`).
#[wasm_bindgen_test]
async fn the_last_of_many_elements_is_gone_to() {
    const MANY: usize = 500_000;
    let stage = Stage::open(Sent::json(format!("[{}1]", "1,".repeat(MANY - 1)))).await;
    stage.row("[500000]").await;
    stage.focus_list().await;
    stage.key("End");
    stage.row("4999991").await;
    assert_eq!(stage.all(".row[aria-posinset='500000'][aria-setsize='500000']").len(), 1);
    assert!(stage.all(".row").len() < 200);
}
