//! What the API answers is shown as it came.

use std::collections::BTreeMap;

use standin::{Fault, Host};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(numbers_and_odd_text), scenario!(every_status), scenario!(slow)]
}

/// A fault of `/me`.
fn of_me() -> Fault {
    Fault { host: Some(Host::Api), path_prefix: "/rest/v1.0/me".into(), ..Fault::default() }
}

/// Numbers keep their digits, keys their order and number, and text stays text.
async fn numbers_and_odd_text(world: &World) -> Result {
    let body = r#"{"login":"ada@example.com","z":1.10,"a":1e400,"a":-0.0,"big":9007199254740993,
        "name":"<script>document.title='owned'</script><img src=x onerror=document.title='owned'>","rtl":"x\u202eyRTLz",
        "deep":[[],{},[null,true,false]],"__proto__":{"é":"\ud800"},"":""}"#;
    let body = body.replace("RTL", "\u{202e}");
    world.procore.add_fault(Fault { body: Some(body), ..of_me() });
    world.begin_as(ADA).await?;
    let shown = world.shown_body().await?;
    for part in [
        "\"z\": 1.10,",
        "\"a\": 1e400,",
        "\"a\": -0.0,",
        "9007199254740993",
        "<script>document.title='owned'</script>",
        "\"rtl\": \"x\\u202ey",
        "\"__proto__\": {",
        "\"\\ud800\"",
        "\"\": \"\"",
    ] {
        assert!(shown.contains(part), "{part} is not in {shown}");
    }
    let places: Vec<_> = ["\"login\"", "\"z\"", "\"a\": 1e400", "\"a\": -0.0", "\"big\""]
        .map(|key| shown.find(key).unwrap_or(usize::MAX))
        .to_vec();
    assert!(places.is_sorted(), "the keys are in their order: {shown}");
    let inserted = world
        .browser
        .run("return document.querySelectorAll('main script, main img, header script, header img').length")
        .await?;
    assert_eq!(inserted, 0, "text became markup");
    assert_eq!(world.browser.client().title().await?, "Signed in · Procore Console");
    Ok(())
}

/// Errors of every kind: status, meaning, body; the session goes on.
async fn every_status(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let json = "application/json";
    let cases = [
        (
            403,
            json,
            r#"{"errors":["App is not connected to this company."]}"#,
            "403 Forbidden",
            "App is not connected",
        ),
        (404, json, r#"{"errors":"Not found"}"#, "404 Not Found", "Procore answers both alike"),
        (429, json, "{}", "429 Too Many Requests", "used up its requests"),
        (500, json, r#"{"error":"x"}"#, "500 Internal Server Error", "Something failed at Procore"),
        (503, "text/html", "<h1>Maintenance</h1>", "503 Service Unavailable", "<h1>Maintenance</h1>"),
        (200, "text/html", "<!doctype html><p>Hello", "200 OK", "This is a page of markup, not JSON"),
        (200, json, "", "200 OK", "The answer has no body."),
        (200, json, r#"{"a":1,"#, "200 OK", "This is not JSON"),
        (418, json, "null", "418", "null"),
        (200, json, "[1.10]", "200 OK", "1.10"),
    ];
    for (number, (status, kind, body, shown, words)) in cases.into_iter().enumerate() {
        let headers = BTreeMap::from([("content-type".to_owned(), kind.to_owned())]);
        world.procore.clear_faults();
        world.procore.add_fault(Fault { status: Some(status), headers, body: Some(body.into()), ..of_me() });
        world.press("Send").await?;
        world.response_shows(shown).await?;
        world.response_shows(words).await?;
        assert_eq!(world.calls_of_me().len(), number + 2, "each click is one call");
    }
    world.procore.clear_faults();
    world.press("Send").await?;
    world.response_shows("ada@example.com").await?;
    world.is_signed_in_as(ADA).await
}

/// A slow answer can be stopped, and the next one is taken.
async fn slow(world: &World) -> Result {
    world.procore.add_fault(Fault { delay_ms: 20_000, ..of_me() });
    world.seed(ADA).await?;
    world.open("").await?;
    world.response_shows("Waiting for Procore").await?;
    world.press("Cancel").await?;
    world.response_shows("You stopped the call").await?;
    world.can_press("Sign out").await?;
    world.procore.clear_faults();
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    world.is_signed_in_as(ADA).await
}
