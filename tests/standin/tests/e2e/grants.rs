//! The guide to the grants: every command that it makes is run, and what it prints is brought back and used.

use fantoccini::key::Key;
use fantoccini::wd::{Locator, WindowHandle};
use serde_json::Value;
use standin::{GRANTS_CLIENT, GRANTS_SECRET, OUT_OF_BAND, SERVICE_CLIENT, SERVICE_SECRET};

use crate::browser::Spoken;
use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::shell::in_bash;
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_code_comes_back),
        scenario!(a_code_comes_elsewhere).options(|options| {
            for client in &mut options.clients {
                let elsewhere = client.redirect_uris.first().map(|root| format!("{root}plain.txt"));
                client.redirect_uris.extend(elsewhere);
            }
        }),
        scenario!(an_installed_application).options(|options| options.login_cors = true),
        scenario!(client_credentials),
        scenario!(the_implicit_grant),
        scenario!(a_code_is_denied),
        scenario!(a_code_is_used_twice),
        scenario!(a_code_ends),
        scenario!(answers_that_do_not_count),
        scenario!(questions_lead_to_a_grant),
        scenario!(the_picture_has_a_name),
        scenario!(without_its_texts),
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

/// Asks for a code that comes back to the app, and allows it.
async fn get_a_code(world: &World) -> Result {
    world.press("Get a code").await?;
    world.is_at_procore().await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.is_at(&format!("{}grants/", world.root())).await?;
    world.sees("A code has come").await
}

/// By redirect to this app; exchanged, used, renewed.
async fn a_code_comes_back(world: &World) -> Result {
    open_bench(world, GRANTS_CLIENT).await?;
    get_a_code(world).await?;
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
    let printed = in_bash(&exchange, &[("PROCORE_CLIENT_SECRET", GRANTS_SECRET)]).await?;
    world.bring(&printed).await?;
    world.sees("It came with a refresh token").await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    is_called_for(world, GRANTS_CLIENT)?;
    world.open("grants/").await?;
    refresh(world, &printed).await
}

/// To another address, which the person brings.
async fn a_code_comes_elsewhere(world: &World) -> Result {
    open_bench(world, GRANTS_CLIENT).await?;
    world.fill("Redirect URI", &world.plain()).await?;
    world.press("Get a code").await?;
    let here = to_the_new_tab(world).await?;
    world.log_in(ADA).await?;
    world.press("Allow").await?;
    let address = eventually("the address with the code", async || {
        let url = world.browser.url().await?;
        Ok(url.starts_with(&world.plain()).then_some(url))
    })
    .await?;
    world.browser.switch_to(&here).await?;
    world.fill("Address where you ended", &world.plain()).await?;
    world.press("Take the code").await?;
    world.sees("There is no answer of Procore's in it").await?;
    world.fill("Address where you ended", &address).await?;
    world.press("Take the code").await?;
    world.sees("A code has come").await?;
    let field = world.field("Address where you ended").await?;
    assert_eq!(field.prop("value").await?.as_deref(), Some(""));

    // Once is enough; the code in hand stays.
    world.fill("Address where you ended", &address).await?;
    world.press("Take the code").await?;
    world.sees("This tab is not waiting for that answer").await?;
    let exchange = world.command("Exchange command").await?;
    let printed = in_bash(&exchange, &[("PROCORE_CLIENT_SECRET", GRANTS_SECRET)]).await?;
    use_token(world, &printed).await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await
}

/// With a code that is shown and copied.
async fn an_installed_application(world: &World) -> Result {
    open_bench(world, GRANTS_CLIENT).await?;
    world.press("Installed application").await?;
    world.press("Open Procore for a code").await?;
    let here = to_the_new_tab(world).await?;
    world.log_in(ADA).await?;
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
    world.fill("Code that Procore shows", "two words").await?;
    world.sees("A code has no spaces").await?;
    world.fill("Code that Procore shows", &code).await?;
    let exchange = world.command("Exchange command").await?;
    let printed = in_bash(&exchange, &[("PROCORE_CLIENT_SECRET", GRANTS_SECRET)]).await?;
    world.bring(&printed).await?;
    world.sees("It was issued to the application of your client id.").await?;
    world.press("Use this token").await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    open_bench(world, GRANTS_CLIENT).await?;
    world.press("Installed application").await?;
    refresh(world, &printed).await
}

/// With a token of its own, and a company in every call.
async fn client_credentials(world: &World) -> Result {
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
    world.response_shows("service-account@example.com").await?;
    is_called_for(world, SERVICE_CLIENT)
}

/// Live, from the guide.
async fn the_implicit_grant(world: &World) -> Result {
    world.open("grants/").await?;
    world.press("Implicit").await?;
    world.sees("withdrew its support of this grant in September 2022").await?;
    world.sign_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    world.open("grants/").await?;
    world.press("Implicit").await?;
    world.sees("You are signed in already").await
}

async fn a_code_is_denied(world: &World) -> Result {
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
    world.does_not_see("Access was denied").await
}

async fn a_code_is_used_twice(world: &World) -> Result {
    open_bench(world, GRANTS_CLIENT).await?;
    get_a_code(world).await?;
    let exchange = world.command("Exchange command").await?;
    let secret = [("PROCORE_CLIENT_SECRET", GRANTS_SECRET)];
    member(&in_bash(&exchange, &secret).await?, "access_token")?;
    world.bring(&in_bash(&exchange, &secret).await?).await?;
    world.sees("The code or refresh token is worth nothing any more").await?;
    world.sees("invalid_grant").await?;
    world.press("Drop the code").await?;
    world.sees_no_longer("A code has come").await
}

/// After ten minutes there is no command any more.
async fn a_code_ends(world: &World) -> Result {
    open_bench(world, GRANTS_CLIENT).await?;
    get_a_code(world).await?;
    world.command("Exchange command").await?;
    // The page's own `Date`: in Firefox a script of the driver has another.
    let later = "const { Date } = window, now = Date.now.bind(Date); Date.now = () => now() + 601_000";
    world.browser.run(later).await?;
    world.sees("This code's time is over").await?;
    let left =
        world.browser.run("return document.querySelector(\"pre[aria-label='Exchange command']\")").await?;
    assert_eq!(left, Value::Null);
    Ok(())
}

/// Forged states, answers to something else, answers without anything.
async fn answers_that_do_not_count(world: &World) -> Result {
    // To a sign-in comes a code.
    world.open("").await?;
    world.leave_for_procore().await?;
    let state = world.last_state()?;
    world.open(&format!("?code=not-a-code&state={state}")).await?;
    world.is_at(&world.root()).await?;
    world.sees("Procore sent a code instead of a token").await?;
    // The same by hand.
    world.leave_for_procore().await?;
    let state = world.last_state()?;
    open_bench(world, GRANTS_CLIENT).await?;
    world.fill("Redirect URI", "http://localhost").await?;
    for (address, words) in [
        (
            format!("http://localhost/?code=x&state={state}"),
            "This answers a sign-in, not a request for a code",
        ),
        (format!("http://localhost/?code=x&state={state}"), "This tab is not waiting for that answer"),
        (
            format!("http://localhost/?code=x&state={}", "0".repeat(32)),
            "This tab is not waiting for that answer",
        ),
        ("http://localhost/?code=x".to_owned(), "The answer has no state"),
        ("http://localhost/?code=x&code=y&state=1".to_owned(), "said something twice"),
    ] {
        world.fill("Address where you ended", &address).await?;
        world.press("Take the code").await?;
        world.sees(words).await?;
        world.does_not_see("A code has come").await?;
    }
    // By a link.
    world.open(&format!("grants/?code=x&state={}", "0".repeat(32))).await?;
    world.sees("This tab is not waiting for that answer").await?;
    world.does_not_see("A code has come").await
}

/// Answers by mouse, the grant by its button, the others by arrows.
async fn questions_lead_to_a_grant(world: &World) -> Result {
    world.open("grants/").await?;
    world.does_not_see("Can your program keep a secret?").await?;
    answer(world, "Yes, the first time at least").await?;
    answer(world, "Yes, on a server or machine of mine").await?;
    answer(world, "No, it is a script or a program").await?;
    world.sees("From then on it goes on alone").await?;
    world.press("Show me how it goes").await?;
    has_focus(world, "Installed application").await?;
    answer(world, "No, it runs by itself").await?;
    world.does_not_see("web address to come back to?").await?;
    world.sees("A service account gets its tokens by itself").await?;
    world.press("Show me how it goes").await?;
    has_focus(world, "Client credentials").await?;
    answer(world, "No, it runs in other people's browsers").await?;
    world.sees("No grant fits").await?;

    world.press("Client credentials").await?;
    for name in ["Implicit", "Authorization code"] {
        world.key(Key::Right).await?;
        has_focus(world, name).await?;
        let shown = world.browser.run("return document.getElementById('grant-title').innerText").await?;
        assert_eq!(shown, name);
    }
    Ok(())
}

async fn answer(world: &World, words: &str) -> Result {
    let path = format!("//label[normalize-space(.)=\"{words}\"]/input");
    Ok(world.browser.client().find(Locator::XPath(&path)).await?.click().await?)
}

async fn has_focus(world: &World, name: &str) -> Result {
    eventually(&format!("the focus on “{name}”"), async || {
        Ok((world.browser.run("return document.activeElement.innerText").await? == name).then_some(()))
    })
    .await
}

/// What a screen reader gets of each grant: a picture with a name, and the same steps as a list.
async fn the_picture_has_a_name(world: &World) -> Result {
    world.open("grants/").await?;
    for name in ["Authorization code", "Installed application", "Client credentials", "Implicit"] {
        world.press(name).await?;
        world.sees("Try it").await?;
        let script = "return [document.querySelectorAll('.diagram .number').length,
            document.querySelectorAll('ol.messages > li').length]";
        let counts = world.browser.run(script).await?;
        assert!(counts[0] == counts[1] && counts[0].as_u64() > Some(4), "{name}: {counts}");
        let picture = format!("{name}: who sends what to whom");
        // Roles as browsers spell them.
        let wanted: [(&[&str], &str); 4] =
            [(&["img", "image"], &picture), (&["tab"], name), (&["tabpanel"], name), (&["list"], "Steps")];
        for (roles, words) in wanted {
            eventually(&format!("a {} “{words}”", roles[0]), async || {
                let page = world.browser.spoken().await?;
                let is_it = |one: &Spoken| roles.contains(&one.role.as_str()) && one.name.starts_with(words);
                Ok(page.iter().any(is_it).then_some(()))
            })
            .await?;
        }
    }
    Ok(())
}

/// The file with the texts does not come, or a host answers with its page about missing files: the workbench is there all
/// the same, and the texts can be loaded again.
async fn without_its_texts(world: &World) -> Result {
    for (status, page) in [(404, "Not found"), (200, "<!doctype html><p>The app</p>")] {
        world.site.override_file("grants/guide.html", "text/html", status, page);
        open_bench(world, GRANTS_CLIENT).await?;
        world.sees("The explanations did not load.").await?;
        world.can_press("Get a code").await?;
        world.site.clear_overrides();
        world.press("Load them again").await?;
        world.sees("The person opens a page of your app in the browser.").await?;
        world.sees_no_longer("The explanations did not load.").await?;
    }
    get_a_code(world).await
}
