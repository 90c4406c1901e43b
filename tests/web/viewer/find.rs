//! Find in an answer. What matches is for the tests of `json::find`; here the counts are those of the records that were sent.

use wasm_bindgen_test::wasm_bindgen_test;

use super::bodies::{COLUMNS, DUPLICATES, NUMBERS, list, records};
use super::stage::{Sent, Stage};

const FIELD: &str = "Find in response";

/// How many names and values of the records are like this.
fn count(records: &[[String; 6]], is_hit: impl Fn(&str) -> bool) -> usize {
    let names = COLUMNS.iter().filter(|name| is_hit(name)).count() * records.len();
    names + records.iter().flatten().filter(|value| is_hit(value)).count()
}

#[wasm_bindgen_test]
async fn what_is_typed_is_found_in_either_case_and_gone_through_in_a_circle() {
    let records = records(200);
    let stage = Stage::open(Sent::json(list(&records))).await;
    let total = count(&records, |text| text.contains("Item 1"));
    assert!(total > 2);
    stage.fill(FIELD, "iTEM 1");
    stage.found(&format!("1 of {total}")).await;
    stage.is_at_hit("Item 1").await;
    stage.key("Enter");
    stage.found(&format!("2 of {total}")).await;
    stage.key_with("Enter", false, true);
    stage.found(&format!("1 of {total}")).await;
    stage.press("Previous").await;
    stage.found(&format!("{total} of {total}")).await;
    stage.is_at_hit("Item 1").await;
    stage.press("Next").await;
    stage.found(&format!("1 of {total}")).await;
    stage.press("Match case").await;
    stage.found("Nothing found").await;
    stage.fill(FIELD, "Item 1");
    stage.found(&format!("1 of {total}")).await;
}

#[wasm_bindgen_test]
async fn a_hit_is_gone_to_in_each_view() {
    let records = records(200);
    let stage = Stage::open(Sent::json(list(&records))).await;
    let total = count(&records, |text| text.contains("Item 1"));
    let first = records.iter().map(|record| &record[2]).find(|name| name.starts_with("Item 1")).expect("one");
    stage.fill(FIELD, "Item 1");
    stage.found(&format!("1 of {total}")).await;
    for view in ["Table", "Raw", "As sent"] {
        stage.press(view).await;
        stage.press("Next").await;
        stage.found(&format!("2 of {total}")).await;
        stage.press("Previous").await;
        stage.found(&format!("1 of {total}")).await;
        stage.is_at_hit(first).await;
    }
    // No row of another view is left.
    let rows = stage.rows();
    assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0), "a row is there twice: {rows:?}");
}

#[wasm_bindgen_test]
async fn names_and_values_are_looked_through_apart() {
    let stage = Stage::open(Sent::json(list(&records(200)))).await;
    stage.fill(FIELD, "amount");
    for (scope, words) in [("Keys and values", "1 of 200"), ("Values", "Nothing found"), ("Keys", "1 of 200")]
    {
        stage.choose("Find in", scope);
        stage.found(words).await;
    }
}

#[wasm_bindgen_test]
async fn a_regular_expression_is_found_or_its_fault_is_told() {
    let records = records(200);
    let stage = Stage::open(Sent::json(list(&records))).await;
    stage.press("Regular expression").await;
    let total = count(&records, |text| text == "G10" || text == "G11");
    assert!(total > 2);
    let is_invalid = || stage.field(FIELD).get_attribute("aria-invalid");
    let hits = format!("1 of {total}");
    for (pattern, words, invalid) in [
        ("^g1[01]$", hits.as_str(), None),
        ("g1[01", "character 3: never closed", Some("true")),
        ("(g1", "character 1: never closed", Some("true")),
        ("a**|+", "character 5: nothing to repeat", Some("true")),
        ("g1[01]", hits.as_str(), None),
    ] {
        stage.fill(FIELD, pattern);
        stage.found(words).await;
        assert_eq!(is_invalid().as_deref(), invalid, "{pattern}");
    }
}

/// Strings are looked through as they read, numbers as they were sent.
#[wasm_bindgen_test]
async fn escapes_are_found_by_what_they_say_and_numbers_as_they_were_sent() {
    let stage = Stage::open(Sent::json(DUPLICATES)).await;
    stage.press("Match case").await;
    stage.choose("Find in", "Keys");
    // One of the five is spelled “\u0061”.
    stage.fill(FIELD, "a");
    stage.found("1 of 5").await;
    stage.fill(FIELD, "u0061");
    stage.found("Nothing found").await;

    let stage = Stage::open(Sent::json(NUMBERS)).await;
    stage.fill(FIELD, "1e-400");
    stage.found("1 of 1").await;
    stage.is_at_hit("tiny1E-400").await;
    stage.fill(FIELD, "740993");
    stage.is_at_hit("beyond_2_539007199254740993").await;
}
