//! The guide to the grants: every command that it makes is run, and what it prints is brought back and used. Its texts and
//! questions, and the workbench without Procore, are proved by `tests/web/guide.rs`.

use fantoccini::wd::WindowHandle;
use serde_json::Value;
use standin::{GRANTS_CLIENT, GRANTS_SECRET, OUT_OF_BAND, SERVICE_CLIENT, SERVICE_SECRET};

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::shell::in_bash;
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_code_comes_back),
        scenario!(codes_that_come_elsewhere).options(|options| {
            for client in &mut options.clients {
                let elsewhere = client.redirect_uris.first().map(|root| format!("{root}plain.txt"));
                client.redirect_uris.extend(elsewhere);
            }
        }),
        scenario!(without_a_code),
    ]
}

/// The company that the service account may see.
const LIGHTHOUSE: &str = "562949953421312";

/// Opens the guide with this client id in its field.
async fn open_bench(world: &World, client_id: &str) -> Result {
    world.open("grants/").await?;
    world.fill("Client ID", client_id).await
}

/// A member of the JSON that a command printed.
fn member(printed: &str, name: &str) -> Result<String> {
    let response: Value = serde_json::from_str(printed)?;
    Ok(response[name].as_str().ok_or(format!("no {name} was printed"))?.to_owned())
}

/// Pastes what a command printed, and uses the token in it.
async fn use_token(world: &World, printed: &str) -> Result {
    world.bring(printed).await?;
    world.sees("Use this token?").await?;
    world.press("Use this token").await?;
    world.can_press("Sign out").await?;
    world.is_at(&world.root()).await
}

/// Runs the refresh command of the grant that is chosen, uses the new token, and tries the old refresh token again.
async fn refresh(world: &World, printed: &str) -> Result {
    let refresh_token = member(printed, "refresh_token")?;
    let variables = [("PROCORE_CLIENT_SECRET", GRANTS_SECRET), ("PROCORE_REFRESH_TOKEN", &refresh_token)];
    let command = world.command("Refresh command").await?;
    let next = in_bash(&command, &variables).await?;
    assert_ne!(member(&next, "refresh_token")?, refresh_token);
    let refused = in_bash(&command, &variables).await?;
    world.bring(&refused).await?;
    world.sees("The code or refresh token is worth nothing any more").await?;
    world.sees("invalid_grant").await?;
    use_token(world, &next).await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    is_called_for(world, GRANTS_CLIENT)
}

/// The last call went out with a token of this client.
fn is_called_for(world: &World, client: &str) -> Result {
    let call = world.calls_of_me().pop().ok_or("nothing was called")?;
    assert_eq!(call.bearer.and_then(|bearer| bearer.client).as_deref(), Some(client));
    Ok(())
}

/// Waits for a second window and makes it the current one; returns the first.
async fn to_the_new_tab(world: &World) -> Result<WindowHandle> {
    let here = world.browser.window().await?;
    let there = eventually("another tab", async || {
        Ok(world.browser.windows().await?.into_iter().find(|window| *window != here))
    })
    .await?;
    world.browser.switch_to(&there).await?;
    world.is_at_procore().await?;
    Ok(here)
}

/// By redirect to this app: denied, then allowed; exchanged, used, renewed. What nobody asked for is no code.
async fn a_code_comes_back(world: &World) -> Result {
    // By a link, and to a sign-in.
    world.open(&format!("grants/?code=x&state={}", "0".repeat(32))).await?;
    world.sees("This tab is not waiting for that answer").await?;
    world.open("").await?;
    world.leave_for_procore().await?;
    let state = world.last_state()?;
    world.open(&format!("?code=not-a-code&state={state}")).await?;
    world.is_at(&world.root()).await?;
    world.sees("Procore sent a code instead of a token").await?;

    open_bench(world, GRANTS_CLIENT).await?;
    world.press("Get a code").await?;
    world.is_at_procore().await?;
    world.log_in(ADA).await?;
    world.press("Deny").await?;
    world.started().await?;
    world.is_at(&format!("{}grants/", world.root())).await?;
    world.sees("Access was denied").await?;
    world.sees("ask for a code again and choose Allow").await?;
    world.press("Get a code").await?;
    world.is_at_procore().await?;
    world.allow().await?;
    world.sees("A code has come").await?;
    world.does_not_see("Access was denied").await?;
    world.sees("and ends in 9 min").await?;
    let asked = world.last_asked();
    let value =
        |name: &str| asked.iter().find(|(other, _)| other == name).and_then(|(_, value)| value.clone());
    assert_eq!(value("response_type").as_deref(), Some("code"));
    assert_eq!(value("client_id").as_deref(), Some(GRANTS_CLIENT));
    assert_eq!(value("redirect_uri"), Some(world.root()));
    assert!(value("state").is_some_and(|state| state.len() == 32), "{asked:?}");
    // The focus is where the code is told.
    world.focus_is("answer").await?;

    let exchange = world.command("Exchange command").await?;
    assert!(!exchange.contains(GRANTS_SECRET) && exchange.contains("$PROCORE_CLIENT_SECRET"), "{exchange}");
    let secret = [("PROCORE_CLIENT_SECRET", GRANTS_SECRET)];
    let printed = in_bash(&exchange, &secret).await?;
    member(&printed, "access_token")?;
    world.bring(&in_bash(&exchange, &secret).await?).await?;
    world.sees("The code or refresh token is worth nothing any more").await?;
    world.sees("invalid_grant").await?;
    world.press("Drop the code").await?;
    world.sees_no_longer("A code has come").await?;
    world.bring(&printed).await?;
    world.sees("It came with a refresh token").await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    is_called_for(world, GRANTS_CLIENT)?;
    world.open("grants/").await?;
    refresh(world, &printed).await
}

/// To another address, which the person brings; and, for installed applications, to Procore's own page, which shows it.
async fn codes_that_come_elsewhere(world: &World) -> Result {
    world.log_in_before(ADA).await?;
    open_bench(world, GRANTS_CLIENT).await?;
    world.fill("Redirect URI", &world.plain()).await?;
    world.press("Get a code").await?;
    let here = to_the_new_tab(world).await?;
    world.press("Allow").await?;
    let address = eventually("the address with the code", async || {
        let url = world.browser.url().await?;
        Ok(url.starts_with(&world.plain()).then_some(url))
    })
    .await?;
    world.browser.client().close_window().await?;
    world.browser.switch_to(&here).await?;
    world.fill("Address where you ended", &address).await?;
    world.press("Take the code").await?;
    world.sees("A code has come").await?;
    let exchange = world.command("Exchange command").await?;
    let secret = [("PROCORE_CLIENT_SECRET", GRANTS_SECRET)];
    let printed = in_bash(&exchange, &secret).await?;
    use_token(world, &printed).await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;

    open_bench(world, GRANTS_CLIENT).await?;
    world.press("Installed application").await?;
    world.press("Open Procore for a code").await?;
    let here = to_the_new_tab(world).await?;
    world.press("Allow").await?;
    let code = eventually("the code", async || {
        let code =
            world.browser.run("return document.getElementById('authorization_code')?.innerText").await?;
        Ok(code.as_str().map(str::to_owned))
    })
    .await?;
    let asked = world.last_asked();
    assert!(asked.contains(&("redirect_uri".into(), Some(OUT_OF_BAND.into()))), "{asked:?}");
    assert!(!asked.iter().any(|(name, _)| name == "state"), "{asked:?}");
    world.browser.switch_to(&here).await?;
    world.fill("Code that Procore shows", &code).await?;
    let exchange = world.command("Exchange command").await?;
    let printed = in_bash(&exchange, &secret).await?;
    use_token(world, &printed).await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    open_bench(world, GRANTS_CLIENT).await?;
    world.press("Installed application").await?;
    refresh(world, &printed).await
}

/// A service account has a token of its own, and a company in every call; the implicit grant is live, from the guide.
async fn without_a_code(world: &World) -> Result {
    open_bench(world, SERVICE_CLIENT).await?;
    world.press("Client credentials").await?;
    let command = world.command("Service account command").await?;
    let printed = in_bash(&command, &[("PROCORE_CLIENT_SECRET", SERVICE_SECRET)]).await?;
    let refused = in_bash(&command, &[("PROCORE_CLIENT_SECRET", "wrong")]).await?;
    world.bring(&refused).await?;
    world.sees("Procore does not know this client").await?;
    use_token(world, &printed).await?;
    world.response_shows("400 Bad Request").await?;
    world.fill("Company ID", LIGHTHOUSE).await?;
    world.press("Ask again").await?;
    world.response_shows("200 OK").await?;
    world.sees("Welcome, service-account@example.com.").await?;
    is_called_for(world, SERVICE_CLIENT)?;
    let last = world.calls_of_me().pop().ok_or("no call")?;
    assert_eq!(last.company_id.as_deref(), Some(LIGHTHOUSE));
    // A reload has not forgotten the company.
    world.reload().await?;
    world.response_shows("200 OK").await?;

    world.press("Sign out").await?;
    world.is_signed_out().await?;
    world.log_in_before(ADA).await?;
    world.open("grants/").await?;
    world.fill("Client ID", standin::DEMO_CLIENT).await?;
    world.press("Implicit").await?;
    world.consent_as(ADA).await?;
    world.response_shows("200 OK").await
}
