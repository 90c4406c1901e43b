//! jq programs over an answer.

use std::collections::BTreeMap;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(numbers_are_kept), scenario!(faults), scenario!(examples), scenario!(stopped)]
}

/// Opens the place for programs.
async fn open(world: &World) -> Result {
    world.press("jq").await?;
    world.field("jq program").await.map(drop)
}

/// Runs a program by keyboard.
async fn run(world: &World, program: &str) -> Result {
    world.fill("jq program", program).await?;
    let keys = format!("{}{}", char::from(Key::Control), char::from(Key::Enter));
    world.keys(&keys).await
}

async fn numbers_are_kept(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/numbers").await?;
    open(world).await?;
    run(world, "del(.same)").await?;
    world.response_shows("Result of del(.same)").await?;
    world.response_shows("1 result.").await?;
    for row in [
        "beyond_2_539007199254740993".to_owned(),
        "money1.10".to_owned(),
        "beyond_double1e400".to_owned(),
        "minus_zero-0".to_owned(),
        "minus_zero_point-0.0".to_owned(),
        "tiny1E-400".to_owned(),
        format!("hundred_digits{}", "1234567890".repeat(10)),
        "many_decimals0.1000000000000000055511151231257827021181583404541015625".to_owned(),
    ] {
        assert_eq!(world.sees_row(&row).await?.text, row);
    }
    world.press("Back to the response").await?;
    world.sees_row("same[5]").await?;
    world.does_not_see("Result of").await?;

    // The result is a document like any other: it is looked through, and a file is made of it.
    run(world, ".same[]").await?;
    world.response_shows("5 results, as an array.").await?;
    world.sees_row("40.1e1").await?;
    world.watch_files().await?;
    let file = world.download("As sent").await?;
    let compact: String = file.split_whitespace().collect();
    assert_eq!(compact, "[1,1.0,1e0,10e-1,0.1e1]");
    world.fill("Find in response", "10e-1").await?;
    world.found("1 of 1").await?;
    world.press("Back to the response").await?;

    world.call("/rest/v1.0/odd/duplicates").await?;
    world.has_come().await?;
    open(world).await?;
    run(world, ".nested").await?;
    world.response_shows("Some objects had a key twice: the program saw the last of each.").await?;
    world.sees_row("a3").await.map(drop)
}

async fn faults(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/numbers").await?;
    open(world).await?;
    for (program, words) in [
        (".money | ]", "the program, line 1, column 10: expected a name, a value or an operator."),
        (".money | nosuch", "the program, line 1, column 10: there is no filter “nosuch”."),
        ("$x", "the program, line 1, column 1: there is no variable “$x”."),
        ("empty", "No result."),
    ] {
        run(world, program).await?;
        world.says("#program-state", words).await?;
    }
    run(world, ".money | error(\"my own words\")").await?;
    world.response_shows("my own words").await?;
    assert_eq!(world.field("jq program").await?.attr("aria-invalid").await?.as_deref(), Some("true"));
    run(world, ".money").await?;
    world.response_shows("Result of .money").await?;
    world.sees_row("1.10").await.map(drop)
}

/// An example is put in place and run; its result is what it says.
async fn examples(world: &World) -> Result {
    let path = "/rest/v1.0/large?bytes=200000";
    let body: Vec<Value> = serde_json::from_str(&world.answer(path).await?)?;
    let mut counts = BTreeMap::new();
    for record in &body {
        *counts.entry(record["status"].as_str().unwrap_or_default()).or_insert(0_u64) += 1;
    }
    let counts = counts.iter().map(|(status, count)| json!({ "status": status, "count": count }));
    let expected = Value::Array(counts.collect());
    world.begin_with(path).await?;
    open(world).await?;
    world.choose("Examples", "Count by status").await?;
    world.response_shows("Result of").await?;
    world.response_shows("1 result.").await?;
    world.watch_files().await?;
    let file: Value = serde_json::from_str(&world.download("As sent").await?)?;
    assert_eq!(file, expected);
    Ok(())
}

/// A program that does not end, and takes no memory either, is stopped, and the next one runs.
async fn stopped(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/numbers").await?;
    open(world).await?;
    world.fill("jq program", "reduce range(0; 1000000000000) as $x (0; . + 1)").await?;
    world.press("Run").await?;
    world.says("#program-state", "Running…").await?;
    world.press("Stop").await?;
    world.says("#program-state", "Stopped.").await?;
    world.sees_row("beyond_2_539007199254740993").await?;
    run(world, ".beyond_2_53").await?;
    world.response_shows("1 result.").await?;
    eventually("the result alone", async || {
        let rows = world.rows().await?;
        Ok((rows.len() == 1 && rows[0].text == "9007199254740993").then_some(()))
    })
    .await
}
