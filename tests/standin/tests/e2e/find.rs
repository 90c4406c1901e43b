//! Find in an answer.

use fantoccini::key::Key;
use serde_json::Value;

use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(literal_and_case), scenario!(regular_expressions), scenario!(escapes)]
}

/// The name of the field.
const FIELD: &str = "Find in response";

/// How many names and values of flat records have a pattern in them that no one has twice.
fn count(body: &str, has: impl Fn(&str) -> bool) -> usize {
    let rows: Vec<serde_json::Map<String, Value>> = serde_json::from_str(body).expect("flat records");
    let texts = rows.iter().flatten().map(|(name, value)| match value {
        Value::String(text) => usize::from(has(name)) + usize::from(has(text)),
        // Numbers are looked through as they were sent, which is not what this value says.
        _ => usize::from(has(name)),
    });
    texts.sum()
}

/// Waits until the row where the person is has these words, and a hit.
async fn is_at(world: &World, words: &str) -> Result {
    let script =
        "const row = document.querySelector('.row.at'); return row?.querySelector('.hit') && row.textContent";
    let mut last = Value::Null;
    let found = eventually(&format!("a hit in a row with “{words}”"), async || {
        last = world.browser.run(script).await?;
        Ok(last.as_str().is_some_and(|text| text.contains(words)).then_some(()))
    })
    .await;
    found.map_err(|problem| problem.during(&format!("the row is {last}")))
}

async fn literal_and_case(world: &World) -> Result {
    let path = "/rest/v1.0/large?rows=500&seed=5";
    let body = world.answer(path).await?;
    world.begin_with(path).await?;
    let total = count(&body, |text| text.contains("Item 1"));
    assert!(total > 2);
    world.fill(FIELD, "iTEM 1").await?;
    world.found(&format!("1 of {total}")).await?;
    is_at(world, "Item 1").await?;
    world.key(Key::Enter).await?;
    world.found(&format!("2 of {total}")).await?;
    let back = format!("{}{}", char::from(Key::Shift), char::from(Key::Enter));
    world.keys(&back).await?;
    world.found(&format!("1 of {total}")).await?;
    world.press("Previous").await?;
    world.found(&format!("{total} of {total}")).await?;
    is_at(world, "Item 1").await?;
    world.press("Next").await?;
    world.found(&format!("1 of {total}")).await?;
    world.press("Match case").await?;
    world.found("Nothing found").await?;
    world.fill(FIELD, "Item 1").await?;
    world.found(&format!("1 of {total}")).await?;

    // The same hit in the table and in the text.
    let first = body.split("\"name\":\"").map(|rest| rest.split('"').next().unwrap_or_default());
    let first = first.into_iter().find(|name| name.starts_with("Item 1")).expect("there is one");
    for tab in ["Table", "Raw"] {
        world.show_tab(tab).await?;
        world.press("Next").await?;
        world.press("Previous").await?;
        world.found(&format!("1 of {total}")).await?;
        is_at(world, first).await?;
    }
    // As it was sent, too, and no row of the other text is left.
    world.press("As sent").await?;
    world.press("Next").await?;
    world.press("Previous").await?;
    is_at(world, first).await?;
    let rows = world.rows().await?;
    assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number), "a row is there twice: {rows:?}");

    world.fill(FIELD, "amount").await?;
    world.found("1 of 500").await?;
    world.choose("Find in", "Values").await?;
    world.found("Nothing found").await?;
    world.choose("Find in", "Keys").await?;
    world.found("1 of 500").await
}

async fn regular_expressions(world: &World) -> Result {
    let path = "/rest/v1.0/large?rows=500&seed=6";
    let body = world.answer(path).await?;
    world.begin_with(path).await?;
    world.press("Regular expression").await?;
    let total = count(&body, |text| text == "G10" || text == "G11");
    assert!(total > 2);
    world.fill(FIELD, "^g1[01]$").await?;
    world.found(&format!("1 of {total}")).await?;
    world.fill(FIELD, "g1[01").await?;
    world.found("character 3: never closed").await?;
    assert_eq!(world.field(FIELD).await?.attr("aria-invalid").await?.as_deref(), Some("true"));
    world.fill(FIELD, "(g1").await?;
    world.found("character 1: never closed").await?;
    world.fill(FIELD, "a**|+").await?;
    world.found("character 5: nothing to repeat").await?;
    world.fill(FIELD, "g1[01]").await?;
    world.found(&format!("1 of {total}")).await?;
    assert_eq!(world.field(FIELD).await?.attr("aria-invalid").await?, None);
    Ok(())
}

/// Strings are looked through as they read, numbers as they were sent.
async fn escapes(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/duplicates").await?;
    // The name is spelled “\u0061”.
    world.press("Match case").await?;
    world.choose("Find in", "Keys").await?;
    world.fill(FIELD, "a").await?;
    world.found("1 of 5").await?;
    world.fill(FIELD, "u0061").await?;
    world.found("Nothing found").await?;
    world.call("/rest/v1.0/odd/numbers").await?;
    world.has_come().await?;
    world.fill(FIELD, "1e-400").await?;
    world.found("1 of 1").await?;
    is_at(world, "tiny1E-400").await?;
    world.fill(FIELD, "740993").await?;
    is_at(world, "beyond_2_539007199254740993").await
}
