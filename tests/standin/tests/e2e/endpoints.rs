//! Endpoints by words, requests as code, refusals explained, and what is left of the rate limits.

use fantoccini::key::Key;
use serde_json::{Value, json};
use standin::{DEMO_CLIENT, Fault, Host};

use crate::page::ADA;
use crate::requests::pick;
use crate::scenario::{Scenario, scenario};
use crate::shell::in_bash;
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(found_by_words),
        scenario!(code_is_the_request).chromium_only(),
        scenario!(not_connected).options(|options| options.companies[0].connected = false),
        scenario!(too_many_calls),
        scenario!(limits_in_sight).options(|options| options.expose_headers = true),
    ]
}

/// Words lead to an endpoint, which brings what it needs; what Procore refuses is said at its place.
async fn found_by_words(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.fill("Path", "rfi create").await?;
    eventually("endpoints", async || {
        let script = "return document.querySelector('#endpoints:not([hidden]) li')?.textContent ?? null";
        let first = world.browser.run(script).await?;
        let is_it = |text: &str| text.starts_with("POST/rest/v1.0/projects/{project_id}/rfis");
        Ok(first.as_str().is_some_and(is_it).then_some(()))
    })
    .await?;
    // The list may be drawn once more, for the last letter; then nothing is chosen in it.
    eventually("an endpoint that is chosen", async || {
        let script = "return document.getElementById('path').getAttribute('aria-activedescendant')";
        if world.browser.run(script).await?.as_str().is_none_or(str::is_empty) {
            world.key(Key::Down).await?;
            return Ok(None);
        }
        Ok(Some(()))
    })
    .await?;
    world.key(Key::Enter).await?;
    let body = world.field("JSON body").await?;
    eventually("something to start from", async || {
        Ok(body.prop("value").await?.filter(|text| text.contains("\"rfi\"")).map(drop))
    })
    .await?;
    world.fill("project_id", "562949953440001").await?;
    world.press("Send").await?;
    world.response_shows("No company was named").await?;
    world.sees("Copy support bundle").await
}

/// The code is what the console sends: it is run, and the same arrives.
async fn code_is_the_request(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.fill("Path", "/rest/v1.0/odd/echo?filters[status][]=open&q=it's $HOME").await?;
    world.choose("Method", "POST").await?;
    world.field("JSON").await?.click().await?;
    world.fill("JSON body", "{\"id\": 9007199254740993, \"text\": \"it's \\\"$HOME\\\" `x`\"}").await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    let mut sent: Value = serde_json::from_str(&world.shown_body().await?)?;
    world.unfold("Code").await?;
    let command = world.command("Code").await?;
    let token = world.procore.issue_token(ADA.email, DEMO_CLIENT);
    assert!(!command.contains(&token));
    let printed = in_bash(&command, &[("PROCORE_TOKEN", &token)]).await?;
    let (_, body) = printed.split_once("\r\n\r\n").ok_or("no body")?;
    let mut run: Value = serde_json::from_str(body)?;
    for one in [&mut sent, &mut run] {
        let headers = one["headers"].as_object_mut().ok_or("no headers")?;
        headers.retain(|name, _| ["accept", "content-type", "content-length"].contains(&name.as_str()));
    }
    assert_eq!(run, sent);
    assert_eq!(sent["headers"]["content-type"], json!("application/json"));
    Ok(())
}

/// The app is not installed in the company: the one of the four causes of a 403 that most begin with.
async fn not_connected(world: &World) -> Result {
    world.begin_as(ADA).await?;
    pick(world, "Company", "light", "Lighthouse Builders").await?;
    world.call("/rest/v1.0/vendors?company_id={company_id}").await?;
    world.response_shows("403 Forbidden").await?;
    world.response_shows("App is not connected to this company").await?;
    world.response_shows("App Management").await
}

/// A 429 counts down to another try of a GET, which is not sent by itself.
async fn too_many_calls(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.procore.add_fault(Fault {
        host: Some(Host::Api),
        path_prefix: "/rest/v1.0/companies".into(),
        times: Some(1),
        status: Some(429),
        headers: [("Retry-After", "2"), ("Access-Control-Expose-Headers", "Retry-After")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        body: Some("You have surpassed the max number of requests.".into()),
        ..Fault::default()
    });
    world.call("/rest/v1.0/companies").await?;
    world.response_shows("429 Too Many Requests").await?;
    world.response_shows("You have surpassed the max number of requests.").await?;
    let calls = || world.calls().into_iter().filter(|call| call.path == "/rest/v1.0/companies").count();
    world.sees("The time to wait is over").await?;
    assert_eq!(calls(), 1, "nothing is sent by itself");
    world.press("Try again").await?;
    world.response_shows("200 OK").await?;
    assert_eq!(calls(), 2);
    Ok(())
}

/// What is left of the limits, where a browser may see it.
async fn limits_in_sight(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.sees("left in 10 s").await?;
    world.does_not_see("not visible to a browser here").await
}
