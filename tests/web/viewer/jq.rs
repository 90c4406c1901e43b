//! jq programs over an answer. What they make of it is for the tests of `filter`; here a program runs as in its worker.

use procore_console::viewer::Workers;
use wasm_bindgen_test::wasm_bindgen_test;

use super::bodies::{DUPLICATES, NUMBERS, list, numbers, records};
use super::stage::{Sent, Stage};

/// Opens the place for programs.
async fn open(stage: &Stage) {
    stage.press("jq").await;
    stage.until("the place for programs", || !stage.all("#program").is_empty()).await;
}

/// Runs a program by keyboard.
fn run(stage: &Stage, program: &str) {
    stage.fill("jq program", program);
    stage.key_with("Enter", true, false);
}

#[wasm_bindgen_test]
async fn a_result_is_a_document_with_every_digit() {
    let stage = Stage::open(Sent::json(NUMBERS)).await;
    open(&stage).await;
    run(&stage, "del(.same)");
    stage.says(".result-bar code", "del(.same)").await;
    stage.says(".result-bar .measure", "1 result.").await;
    stage.row("many_decimals").await;
    let mut expected = vec!["{8}".to_owned()];
    expected.extend(numbers().map(|(name, number)| format!("{name}{number}")));
    assert_eq!(stage.lines(), expected);
    stage.press("Back to the response").await;
    stage.row("same[5]").await;
    assert!(!stage.text().contains("Result of"));

    run(&stage, ".same[]");
    stage.says(".result-bar .measure", "5 results, as an array.").await;
    stage.row("40.1e1").await;
    let (name, bytes) = stage.download("As sent").await;
    let compact: String = String::from_utf8(bytes).expect("UTF-8").split_whitespace().collect();
    assert_eq!((&*name, &*compact), ("answer-filtered.json", "[1,1.0,1e0,10e-1,0.1e1]"));
    stage.fill("Find in response", "10e-1");
    stage.found("1 of 1").await;
}

#[wasm_bindgen_test]
async fn names_that_a_program_saw_once_are_told() {
    let stage = Stage::open(Sent::json(DUPLICATES)).await;
    open(&stage).await;
    run(&stage, ".nested");
    stage
        .says(
            ".result-bar .measure",
            "1 result. Some objects had a key twice: the program saw the last of each.",
        )
        .await;
    stage.row("a3").await;
}

/// The words for each kind of fault are those of `filter`'s tests (`faults_in_words`).
#[wasm_bindgen_test]
async fn a_fault_is_told_beside_the_program() {
    let stage = Stage::open(Sent::json(NUMBERS)).await;
    open(&stage).await;
    for (program, words, invalid) in [
        (
            ".money | ]",
            "the program, line 1, column 10: expected a name, a value or an operator.",
            Some("true"),
        ),
        (".money | nosuch", "the program, line 1, column 10: there is no filter “nosuch”.", Some("true")),
        ("empty", "No result.", None),
        (".money | error(\"my own words\")", "my own words", Some("true")),
    ] {
        run(&stage, program);
        stage.until(words, || stage.texts("#program-state").concat().contains(words)).await;
        assert_eq!(stage.field("jq program").get_attribute("aria-invalid").as_deref(), invalid, "{program}");
        assert_eq!(stage.attribute("#program", "aria-describedby").as_deref(), Some("program-state"));
        assert!(stage.all(".result-bar").is_empty());
    }
    run(&stage, ".money");
    stage.says(".result-bar code", ".money").await;
    stage.until("the result alone", || stage.lines() == ["1.10"]).await;
}

/// An example is put in its place and run.
#[wasm_bindgen_test]
async fn an_example_is_run() {
    let records = records(300);
    let stage = Stage::open(Sent::json(list(&records))).await;
    open(&stage).await;
    stage.choose("Examples", "Count by status");
    stage.says(".result-bar .measure", "1 result.").await;
    let compact: String = stage.file("As sent").await.split_whitespace().collect();
    let count = |status: &str| records.iter().filter(|record| record[5] == status).count();
    let group = |status: &str| format!("{{\"status\":\"{status}\",\"count\":{}}}", count(status));
    assert_eq!(compact, format!("[{}]", ["closed", "draft", "open"].map(group).join(",")));
}

#[wasm_bindgen_test]
async fn a_program_that_is_about_to_run_is_stopped() {
    let never =
        Workers { program: || Box::pin(std::future::pending()), document: |_| Box::pin(async { None }) };
    let stage = Stage::begin_with(&Sent::json("[1]"), never, "");
    stage.has_come().await;
    open(&stage).await;
    stage.fill("jq program", ".");
    stage.press("Run").await;
    stage.says("#program-state", "Running…").await;
    stage.press("Stop").await;
    stage.says("#program-state", "Stopped.").await;
    stage.row("01").await;
}

#[wasm_bindgen_test]
async fn what_runs_programs_may_not_come() {
    let none = Workers { program: || Box::pin(async { None }), document: |_| Box::pin(async { None }) };
    let stage = Stage::begin_with(&Sent::json("[1]"), none, "");
    stage.has_come().await;
    open(&stage).await;
    run(&stage, ".");
    let words =
        "The part of the app that runs programs did not load, or ran out of memory. Nothing else was lost.";
    stage.says("#program-state", words).await;
    assert_eq!(stage.field("jq program").get_attribute("aria-invalid").as_deref(), Some("true"));
    stage.row("01").await;
}
