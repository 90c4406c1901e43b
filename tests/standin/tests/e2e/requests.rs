//! Requests as they arrive: bodies of every kind, and several requests at once. What is typed and drawn on the way there is
//! proved by `src/console/tests/requests.rs` and `tests/web/form.rs`.

use std::fs;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

const ECHO: &str = "/rest/v1.0/odd/echo";

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(every_body_arrives), scenario!(tabs_of_requests).chromium_only()]
}

/// Picks an entry of a list by typing a part of its name.
pub(crate) async fn pick(world: &World, label: &str, words: &str, name: &str) -> Result {
    world.field(label).await?.click().await?;
    eventually("the list", async || {
        let script =
            "return document.querySelectorAll('.picker-list:not([hidden]) [role=option]').length > 0";
        Ok((world.browser.run(script).await? == true).then_some(()))
    })
    .await?;
    world.keys(words).await?;
    eventually(&format!("“{name}” alone"), async || {
        let script =
            "return [...document.querySelectorAll('.picker-list:not([hidden]) [role=option] > :first-child')]
            .map((it) => it.textContent)";
        Ok((world.browser.run(script).await? == json!([name])).then_some(()))
    })
    .await?;
    world.key(Key::Enter).await?;
    let field = world.field(label).await?;
    eventually("the choice", async || Ok((field.prop("value").await?.as_deref() == Some(name)).then_some(())))
        .await
}

/// What the echo says that it received.
async fn echoed(world: &World) -> Result<Value> {
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    Ok(serde_json::from_str(&world.shown_body().await?)?)
}

/// Bodies of every kind arrive as they were typed, and a file with its bytes and its name. A reload keeps what is typed.
async fn every_body_arrives(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.fill("Path", &format!("{ECHO}?a=1&b[]=x y&ü={{}}&filters[colour]=red %26 blue")).await?;
    world.choose("Method", "POST").await?;
    let empty = echoed(world).await?;
    assert_eq!((&empty["method"], &empty["body"]), (&json!("POST"), &json!({})), "{empty}");
    let pairs = json!([["a", "1"], ["b[]", "x y"], ["ü", "{}"], ["filters[colour]", "red & blue"]]);
    assert_eq!(empty["query"], pairs, "{empty}");

    world.field("JSON").await?.click().await?;
    let typed = "{\"rfi\": {\"amount\": 1.10, \"id\": 9007199254740993, \"é\": \"\\u00e9\"}}";
    world.fill("JSON body", typed).await?;
    let sent = echoed(world).await?;
    assert_eq!(sent["body"]["rfi"]["id"], json!(9_007_199_254_740_993_u64), "{sent}");
    // Byte for byte as it was typed.
    assert_eq!(sent["headers"]["content-length"], json!(typed.len().to_string()), "{sent}");
    assert_eq!(sent["headers"]["content-type"], json!("application/json"), "{sent}");

    world.choose("Method", "PATCH").await?;
    world.field("Form").await?.click().await?;
    world.fill("Field 1, name", "rfi[subject]").await?;
    world.fill("Field 1, value", "a & b").await?;
    world.fill("Field 2, name", "x").await?;
    let sent = echoed(world).await?;
    assert_eq!(sent["method"], json!("PATCH"), "{sent}");
    assert_eq!(sent["body"], json!({ "rfi": { "subject": "a & b" }, "x": "" }), "{sent}");

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("Prüfung 1.txt");
    fs::write(&file, "123456789")?;
    world.field("Multipart").await?.click().await?;
    world.fill("Part 1, name", "attachment[description]").await?;
    world.fill("Part 1, value", "a & b").await?;
    world.fill("Part 2, name", "attachment[data]").await?;
    let chooser = world.field("Part 2, file").await?;
    chooser.send_keys(file.to_str().ok_or("a path that is no text")?).await?;
    holds(world, "Part 2, value", "Prüfung 1.txt").await?;
    let sent = echoed(world).await?;
    assert_eq!(sent["body"], json!({ "attachment": { "description": "a & b" } }), "{sent}");
    let arrived = &sent["files"][0];
    // The checksum of "123456789" is the known one of ISO 3309.
    assert_eq!(
        [&arrived["field"], &arrived["filename"], &arrived["size"], &arrived["checksum"]],
        [&json!("attachment[data]"), &json!("Prüfung 1.txt"), &json!(9), &json!("cbf43926")],
        "{sent}"
    );

    world.field("JSON").await?.click().await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    holds(world, "JSON body", typed).await?;
    holds(world, "Method", "PATCH").await
}

/// Waits until a field holds exactly this.
pub(crate) async fn holds(world: &World, label: &str, text: &str) -> Result {
    eventually(&format!("“{text}” in the field “{label}”"), async || {
        let now = world.field(label).await?.prop("value").await?;
        if now.as_deref() == Some(text) { Ok(Some(())) } else { Err(format!("it has {now:?}").into()) }
    })
    .await
}

/// Several requests are under way, each with a document of its own, which ends with its tab. A tab is shown again as it was
/// left.
async fn tabs_of_requests(world: &World) -> Result {
    world.begin_with("/rest/v1.0/large?rows=3&seed=1").await?;
    world.sees_row("[3]").await?;
    world.show_tab("Table").await?;
    world.fill("Find in response", "name").await?;
    world.press("New request").await?;
    world.call("/rest/v1.0/large?rows=400&chunk=20000&pause=1000").await?;
    view_is(world, "Tree").await?;
    world.press("GET large").await?;
    view_is(world, "Table").await?;
    holds(world, "Find in response", "name").await?;
    world.press("Close GET large").await?;
    world.has_come().await?;
    view_is(world, "Tree").await?;
    holds(world, "Find in response", "").await?;
    world.sees_row("[400]").await.map(drop)
}

/// Waits until the answer in sight is looked at like this.
async fn view_is(world: &World, name: &str) -> Result {
    let script = "return document.querySelector('#views [aria-selected=true]')?.textContent";
    let what = format!("the view “{name}”");
    eventually(&what, async || Ok((world.browser.run(script).await? == json!(name)).then_some(()))).await
}
