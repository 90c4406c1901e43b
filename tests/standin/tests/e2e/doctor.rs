//! The connection doctor: why a call had no answer to see. Which cause is the likeliest when is proved by
//! `src/procore/cause.rs`; that a browser without a network is known, by `tests/web/calls.rs`.

use standin::{Fault, Host, Received};

use crate::page::ADA;
use crate::requests::pick;
use crate::scenario::{Scenario, scenario};
use crate::shell::in_bash;
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(why_there_is_no_answer)]
}

/// The requests to the API host that carry no token and are no preflights.
fn probes(world: &World) -> Vec<Received> {
    let received = world.procore.received();
    received
        .into_iter()
        .filter(|one| one.host == Host::Api && one.method != "OPTIONS" && one.bearer.is_none())
        .collect()
}

/// Opens the app for somebody who is signed in and waits for it, whatever becomes of the call.
async fn sign_in(world: &World) -> Result {
    world.seed(ADA).await?;
    world.open("").await?;
    world.can_press("Sign out").await
}

/// The origin is not on Procore's list: the likeliest cause by far, with the letter and the command to go on with. Then the
/// host is down; then it answers without CORS headers where it answered before; then it refuses the header that names a company.
async fn why_there_is_no_answer(world: &World) -> Result {
    world.procore.set_options(|options| options.allowed_origins.clear());
    sign_in(world).await?;
    world.response_shows("No answer that this page may see").await?;
    world.response_shows("Likely causes, the likeliest first").await?;
    world.response_shows("The host does not let this page read its answers").await?;
    world.response_shows("The host answers.").await?;
    world.response_shows("Its answer to this page cannot be read.").await?;
    let origin = world.site.origin();
    world.response_shows(&format!("Origin: {origin}")).await?;
    world.response_shows(&format!("Client ID: {}", standin::DEMO_CLIENT)).await?;
    let probes = probes(world);
    assert!((1..=2).contains(&probes.len()), "{probes:?}");
    for probe in &probes {
        assert_eq!((probe.method.as_str(), probe.path.as_str()), ("GET", "/rest/v1.0/me"));
        assert!(probe.query.is_empty() && probe.referer.is_none(), "{probe:?}");
        assert!(
            !probe.header_names.iter().any(|name| name == "cookie" || name == "authorization"),
            "{probe:?}"
        );
    }
    // The command that the page gives is the same call, and it works.
    let token = world.procore.issue_token(ADA.email, standin::DEMO_CLIENT);
    let command = world.command("Command").await?;
    world.has_no_secret("a command", &command)?;
    let answer = in_bash(&command, &[("PROCORE_TOKEN", &token)]).await?;
    assert!(answer.contains("200 OK") && answer.contains("9007199254740993"), "{answer}");

    world.procore.set_options(|options| options.allowed_origins.push(origin));
    world.press("Send").await?;
    world.response_shows("200 OK").await?;

    world.procore.stop_api().await;
    world.press("Send").await?;
    world.response_shows("The host cannot be reached from here").await?;
    world.response_shows("The host does not answer at all.").await?;
    world.response_shows("The same call from a terminal").await?;
    world.does_not_see("The e-mail to Procore").await?;
    world.procore.start_api().await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;

    world.procore.set_options(|options| options.cors_on_errors = false);
    world.procore.add_fault(Fault {
        host: Some(Host::Api),
        path_prefix: "/rest/v1.0/me".into(),
        status: Some(500),
        ..Fault::default()
    });
    world.press("Send").await?;
    world.response_shows("Earlier calls of this session were answered.").await?;
    eventually("the first cause", async || {
        let script = "return document.querySelector('.causes li strong')?.innerText ?? ''";
        let first = world.browser.run(script).await?;
        Ok((first == "The host answered with an error that a page may not read").then_some(()))
    })
    .await?;
    world.procore.clear_faults();

    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await?;
    world.procore.set_options(|options| {
        options.cors_allowed_headers.retain(|name| name != "procore-company-id");
        options.cors_on_errors = true;
    });
    world.procore.clear_received();
    world.call("/rest/v1.0/vendors?company_id={company_id}").await?;
    world.response_shows("The host does not let pages name a company").await?;
    world.response_shows("With a company named, no answer can be read.").await?;
    assert_eq!(self::probes(world).len(), 2, "the third did not get past the browser's own question");
    Ok(())
}
