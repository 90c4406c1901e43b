//! Several tabs of one browser.

use fantoccini::wd::WindowHandle;
use standin::DEMO_CLIENT;

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Problem, Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(two_people_at_the_same_time),
        scenario!(a_tab_that_started_nothing),
        // Channels and storage of several tabs; and below a path, where nothing is shared by default.
        scenario!(a_new_tab_continues).also_in_firefox().also_below_a_path(),
        scenario!(a_duplicated_tab_is_signed_out_too).also_in_firefox(),
        // By the DevTools protocol.
        scenario!(a_frozen_tab_is_signed_out_when_it_wakes).chromium_only(),
        scenario!(forged_messages).also_in_firefox(),
        scenario!(a_session_in_memory_alone_is_not_shared),
    ]
}

/// The name of the channel between tabs.
fn channel(world: &World) -> String {
    let path = world.root().replacen(&world.site.origin(), "", 1);
    format!("procore-console:{path}:stand-in:{DEMO_CLIENT}")
}

/// From now on this tab keeps what is said on the channel, and answers to [`echo`].
async fn listen(world: &World) -> Result {
    let script = "window.__heard = [];
        window.__channel = new BroadcastChannel(arguments[0]);
        window.__channel.onmessage = ({ data }) => {
            window.__heard.push(data);
            if (data === 'echo?') window.__channel.postMessage('echo');
        };";
    world.browser.run_with(script, vec![channel(world).into()]).await.map(drop)
}

/// Waits until a tab that listens has heard a message from here, and this one its answer. Messages come in their order, so whatever
/// was said before has been heard by both, and answered.
async fn echo(world: &World) -> Result {
    let script = format!(
        "const channel = new BroadcastChannel('{}');
         await new Promise((heard) => {{
             channel.onmessage = ({{ data }}) => data === 'echo' && heard();
             channel.postMessage('echo?');
         }});
         channel.close()",
        channel(world)
    );
    world.browser.run_async(&script).await?;
    world.is_drawn().await
}

/// Opens the app in another tab, which asks this one whether somebody is signed in, and is offered nothing.
async fn is_not_offered(world: &World) -> Result {
    let first = world.browser.window().await?;
    listen(world).await?;
    let second = world.browser.open_tab().await?;
    world.open("").await?;
    world.browser.switch_to(&first).await?;
    let look = "return window.__heard.some((text) => String(text).includes('\"say\":\"ask\"'))";
    world.until("the question of the new tab", look, Vec::new()).await?;
    world.browser.switch_to(&second).await?;
    echo(world).await?;
    world.does_not_see("Continue as").await?;
    world.is_signed_out().await
}

/// Whether the app shares by default: only where it lies at the root of its origin.
fn shares_by_default(world: &World) -> bool {
    world.root() == format!("{}/", world.site.origin())
}

/// Lets new tabs continue the session, where that is not the default.
async fn share(world: &World) -> Result {
    world.show_session().await?;
    let label = "Let new tabs continue this session";
    assert_eq!(world.field(label).await?.is_selected().await?, shares_by_default(world));
    if shares_by_default(world) { Ok(()) } else { world.toggle(label).await }
}

async fn a_new_tab_continues(world: &World) -> Result {
    world.begin_as(ADA).await?;
    let first = world.browser.window().await?;
    if !shares_by_default(world) {
        is_not_offered(world).await?;
        world.browser.client().close_window().await?;
        world.browser.switch_to(&first).await?;
    }
    share(world).await?;
    world.browser.open_tab().await?;
    world.open("").await?;
    world.press("Continue as ada@example.com").await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    world.sees("Not verified").await?;
    assert_eq!(world.procore.issued_tokens().len(), 1, "nobody signed in again");
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    // Signing out here ends it there.
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.browser.switch_to(&first).await?;
    world.sees("You signed out of this session").await?;
    world.does_not_see(ADA.email).await?;
    world.tab_holds_only(&[]).await
}

/// Signs in, and opens a window that begins with a copy of this tab's storage; it is the current one then.
async fn begin_and_duplicate(world: &World) -> Result<(WindowHandle, WindowHandle)> {
    world.begin_as(ADA).await?;
    let first = world.browser.window().await?;
    world.browser.run("window.open(location.href)").await?;
    let second = eventually("the copy", async || {
        Ok(world.browser.windows().await?.into_iter().find(|window| *window != first))
    })
    .await?;
    world.browser.switch_to(&second).await?;
    world.is_signed_in_as(ADA).await?;
    Ok((first, second))
}

/// A browser copies a tab's storage into a window that a page opens, and into a duplicated tab.
async fn a_duplicated_tab_is_signed_out_too(world: &World) -> Result {
    let (first, second) = begin_and_duplicate(world).await?;
    world.browser.switch_to(&first).await?;
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    world.browser.switch_to(&second).await?;
    world.sees("You signed out of this session").await?;
    world.tab_holds_only(&[]).await
}

async fn a_frozen_tab_is_signed_out_when_it_wakes(world: &World) -> Result {
    let (first, second) = begin_and_duplicate(world).await?;
    world.browser.switch_to(&first).await?;
    let state = |state: &str| serde_json::json!({ "state": state });
    world.browser.devtools("Page.setWebLifecycleState", state("frozen")).await?;
    world.browser.switch_to(&second).await?;
    world.press("Sign out").await?;
    world.sees("You are signed out").await?;
    let calls = world.calls().len();
    world.browser.switch_to(&first).await?;
    world.browser.devtools("Page.setWebLifecycleState", state("active")).await?;
    world.sees("You signed out of this session").await?;
    world.tab_holds_only(&[]).await?;
    assert_eq!(world.calls().len(), calls, "it called nobody when it woke");
    Ok(())
}

/// What another page of the origin says on the channel: nothing that was not asked for is taken.
async fn forged_messages(world: &World) -> Result {
    let eve = world.procore.issue_token(BJORN.email, DEMO_CLIENT);
    let speak = format!(
        "const channel = new BroadcastChannel('{}');
         channel.onmessage = ({{ data }}) => (document.body.dataset.heard += data);
         const one = '1'.repeat(32);
         const record = JSON.stringify({{ version: 3, value: {{ id: one, source: 'sign-in', environment: 'stand-in',
           login: '{}', api: '{}', client_id: '{}', access_token: '{eve}', obtained_at: Date.now(), expires_at: null,
           expiry_hint: null }} }});
         const said = [{{ say: 'hand' }}, {{ say: 'offer', to: one, session: one, name: 'Mallory' }},
           {{ say: 'hand', to: one, record }}, {{ say: 'none', to: one }}, {{ say: 'have', from: one }},
           {{ say: 'take', from: one, session: one }}];
         channel.postMessage('');
         for (const value of said) channel.postMessage(JSON.stringify({{ version: 2, value }}));
         channel.postMessage({{ say: 'hand' }});",
        channel(world),
        world.procore.login_origin(),
        world.procore.api_origin(),
        DEMO_CLIENT,
    );
    let first = world.browser.window().await?;
    world.open("").await?;
    listen(world).await?;
    let second = world.browser.open_tab().await?;
    world.browser.go(&world.plain()).await?;
    world.browser.run(&speak).await?;
    echo(world).await?;
    world.browser.switch_to(&first).await?;
    world.is_signed_out().await?;
    world.does_not_see("Mallory").await?;
    world.begin_as(ADA).await?;
    listen(world).await?;
    world.browser.switch_to(&second).await?;
    world.browser.run(&speak).await?;
    echo(world).await?;
    let heard = world.browser.run("return document.body.dataset.heard").await?;
    world.browser.run("delete document.body.dataset.heard").await?;
    let token = world.procore.issued_tokens().pop().ok_or("no token was issued")?;
    if heard.as_str().unwrap_or_default().contains(&token) {
        return Err(Problem::forbidden("a token was told to who asked for a session of another id"));
    }
    world.browser.switch_to(&first).await?;
    world.is_signed_in_as(ADA).await?;
    world.does_not_see(BJORN.email).await
}

async fn a_session_in_memory_alone_is_not_shared(world: &World) -> Result {
    world.log_in_before(ADA).await?;
    world.open("").await?;
    world.toggle("Stay signed in when this tab reloads").await?;
    world.consent_as(ADA).await?;
    world.show_session().await?;
    world.sees("Not for a session that is kept in memory alone.").await?;
    is_not_offered(world).await
}

/// Two tabs are at the login host at once; each gets the person who logged in there.
async fn two_people_at_the_same_time(world: &World) -> Result {
    let first = world.browser.window().await?;
    world.open("").await?;
    world.leave_for_procore().await?;
    let second = world.browser.open_tab().await?;
    world.open("").await?;
    world.leave_for_procore().await?;

    world.browser.switch_to(&first).await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await?;
    world.browser.switch_to(&second).await?;
    world.log_in(BJORN).await?;
    world.allow().await?;
    world.is_signed_in_as(BJORN).await?;

    for (window, person, other) in [(&first, ADA, BJORN), (&second, BJORN, ADA)] {
        world.browser.switch_to(window).await?;
        world.reload().await?;
        world.is_signed_in_as(person).await?;
        world.does_not_see(other.email).await?;
    }
    world.press("Sign out").await?;
    world.is_signed_out().await?;
    world.browser.switch_to(&first).await?;
    world.press("Send").await?;
    world.response_shows(ADA.email).await
}

/// The answer comes to a tab that did not ask; the tab that did still can.
async fn a_tab_that_started_nothing(world: &World) -> Result {
    let first = world.browser.window().await?;
    world.open("").await?;
    world.leave_for_procore().await?;
    let asked = world.browser.url().await?;
    world.browser.open_tab().await?;
    world.browser.go(&asked).await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.is_at(&world.root()).await?;
    world.sees("This tab is not waiting for that answer").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    assert!(world.calls().is_empty());
    world.browser.switch_to(&first).await?;
    world.browser.go(&asked).await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await
}
