//! What Procore's headers say where a browser may see them, a call that stalls, and code for a request. How endpoints are
//! found, and what each refusal means, is proved by `tests/web/form.rs`, `src/catalogue` and `src/console/tests/refusals.rs`.

use serde_json::{Value, json};
use standin::{DEMO_CLIENT, Fault, Host};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::shell::in_bash;
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(code_is_the_request).chromium_only(),
        scenario!(limits_and_waits).options(|options| options.expose_headers = true),
    ]
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

/// What is left of the limits; a 429 counts down to another try of a GET, which is not sent by itself; and a call without a
/// byte ends with its time-out.
async fn limits_and_waits(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.sees("left in 10 s").await?;
    world.does_not_see("not visible to a browser here").await?;
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

    world.unfold("Time-out").await?;
    world.fill("Time-out in seconds", "1").await?;
    world.call("/rest/v1.0/odd/stalled?seconds=20").await?;
    world.response_shows("No answer in time").await
}
