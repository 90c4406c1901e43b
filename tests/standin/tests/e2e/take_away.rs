//! What is made of an answer: files, compared with those of an independent tool, and what is copied. The rest of it is for the
//! component tests of the viewer.

use std::collections::BTreeMap;

use fantoccini::key::Key;
use serde_json::json;
use serde_json::value::RawValue;

use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(files),
        // No other browser lets a test read the clipboard.
        scenario!(a_copy).chromium_only(),
    ]
}

/// A body as CSV, made by the crate `csv`: numbers as they were sent, no value for null, and an apostrophe before what a
/// spreadsheet would take for a formula.
fn csv(body: &str, columns: &[&str]) -> Result<String> {
    let rows: Vec<BTreeMap<String, Box<RawValue>>> = serde_json::from_str(body)?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        let cell = |name: &&str| match row[*name].get() {
            "null" => String::new(),
            raw if raw.starts_with('"') => {
                let text: String = serde_json::from_str(raw).expect("the stand-in sends JSON");
                guarded(&text)
            }
            raw => raw.to_owned(),
        };
        writer.write_record(columns.iter().map(cell).collect::<Vec<_>>())?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// With an apostrophe before what begins a formula where a cell may begin, for readers of commas, semicolons and tabs (OWASP,
/// "CSV Injection"). Negative amounts are numbers.
fn guarded(text: &str) -> String {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if text.strip_prefix('-').is_some_and(|amount| amount.splitn(2, '.').all(is_digits)) {
        return text.to_owned();
    }
    let (mut cell, mut begins) = (String::new(), true);
    for (at, character) in text.char_indices() {
        if begins && "=+-@＝＋－＠".contains(character) || at == 0 && "\t\r\n".contains(character) {
            cell.push('\'');
        }
        cell.push(character);
        begins = ",;\t\r\n".contains(character) || begins && "\" ".contains(character);
    }
    cell
}

async fn files(world: &World) -> Result {
    let path = "/rest/v1.0/large?rows=500&seed=5";
    let body = world.answer(path).await?;
    world.begin_with(path).await?;
    world.watch_files().await?;
    let columns = ["id", "code", "name", "group", "unit", "amount", "done", "date"];
    let expected = csv(&body, &columns)?;
    assert_eq!(expected.lines().count(), 501);
    assert_same("CSV", &world.download("CSV").await?, &expected);
    assert_same("the body", &world.download("As sent").await?, &body);
    // No string in it has a brace.
    let lines = format!("{}\n", body[1..body.len() - 1].replace("},{", "}\n{"));
    assert_same("NDJSON", &world.download("NDJSON").await?, &lines);
    let pretty = world.download("Pretty JSON").await?;
    assert!(pretty.starts_with("[\n  {\n    \"id\": 9007199254740993,\n    \"code\": "), "{pretty:.80}");
    let without_space: String =
        pretty.lines().map(|line| line.trim_start().replacen("\": ", "\":", 1)).collect();
    assert_same("the pretty text without white space", &without_space, &body);

    // In the order of the table.
    world.show_tab("Table").await?;
    for order in ["ascending", "descending"] {
        world.press("id").await?;
        eventually(&format!("the {order} order"), async || {
            let script = format!(
                "return !!document.querySelector('[aria-sort={order}]')
                && !document.querySelector('.table-note').textContent.includes('Sorting')"
            );
            Ok((world.browser.run(&script).await? == true).then_some(()))
        })
        .await?;
    }
    let mut lines: Vec<&str> = expected.split_inclusive("\r\n").collect();
    lines[1..].reverse();
    assert_same("CSV in another order", &world.download("CSV").await?, &lines.concat());
    Ok(())
}

/// Fails with the first difference instead of two long texts.
fn assert_same(what: &str, left: &str, right: &str) {
    let same = left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count();
    let around = |text: &str| {
        let bytes = &text.as_bytes()[same.saturating_sub(60).min(text.len())..(same + 60).min(text.len())];
        String::from_utf8_lossy(bytes).into_owned()
    };
    assert!(left == right, "{what} differs at byte {same}: {:?} is not {:?}", around(left), around(right));
}

/// What the browser's own clipboard has.
async fn a_copy(world: &World) -> Result {
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": world.site.origin() });
    world.browser.devtools("Browser.grantPermissions", permissions).await?;
    world.begin_with("/rest/v1.0/odd/numbers").await?;
    world.sees_row("0.1e1").await?;
    world.focus_list().await?;
    world.key(Key::End).await?;
    world.key(Key::Up).await?;
    world.says(".selection-path", "$['same'][3]").await?;
    world.press("Copy value").await?;
    eventually("the value on the clipboard", async || {
        let copied = world.browser.run_async("return await navigator.clipboard.readText()").await?;
        if copied == "10e-1" { Ok(Some(())) } else { Err(copied.to_string().into()) }
    })
    .await?;
    world.response_shows("Copied").await
}
