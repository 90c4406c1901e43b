//! The API host is not called like this. What a browser hides is in `doctor.rs`.

use procore_console::oauth::{Origin, Session};
use standin::{Fault, Host};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(redirect),
        // The policy.
        scenario!(host_outside_of_the_policy).also_in_firefox().expecting(&["Content Security Policy"]),
    ]
}

/// Signs in and waits for the app, whatever becomes of the call.
async fn sign_in(world: &World) -> Result {
    world.seed(ADA).await?;
    world.open("").await?;
    world.can_press("Sign out").await
}

/// A redirect is told, not followed.
async fn redirect(world: &World) -> Result {
    for target in [world.procore.login_origin(), world.procore.api_origin()] {
        world.procore.clear_faults();
        world.procore.add_fault(Fault {
            host: Some(Host::Api),
            path_prefix: "/rest/v1.0/me".into(),
            redirect: Some(format!("{target}/elsewhere")),
            ..Fault::default()
        });
        if world.browser.url().await?.starts_with(&world.root()) {
            world.press("Send").await?;
        } else {
            sign_in(world).await?;
        }
        world.response_shows("The server wants to send the request elsewhere").await?;
    }
    let received = world.procore.received();
    assert!(received.iter().all(|one| one.path != "/elsewhere"), "{received:?}");
    assert_eq!(world.calls_of_me().len(), 2);
    world.procore.clear_faults();
    world.press("Send").await?;
    world.response_shows("200 OK").await
}

/// config.json names a host that the headers do not.
async fn host_outside_of_the_policy(world: &World) -> Result {
    let elsewhere = "http://localhost:1";
    let config = world.procore.config_json().replace(world.procore.api_origin(), elsewhere);
    world.write("config.json", config);
    let api = Origin::parse(elsewhere).map_err(|_| "no origin")?;
    world.seed_with(ADA, &Session { api, ..world.session_of(ADA)? }).await?;
    world.open("").await?;
    world.response_shows("This page may not call that host").await?;
    world.response_shows("does not list localhost:1:").await?;
    // The page's own record knows nothing of workers.
    let console = world.browser.console().await?;
    let is_policy =
        |message: &String| message.contains("Content Security Policy") && message.contains(elsewhere);
    assert!(console.iter().any(is_policy), "the policy stopped it: {console:?}");
    assert!(world.calls().is_empty());
    Ok(())
}
