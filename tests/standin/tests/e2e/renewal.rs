//! A session that is renewed in a window of its own while the page stays.

use fantoccini::wd::WindowHandle;

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        // Pop-ups and channels.
        scenario!(renewed_by_the_same_person).also_in_firefox().also_below_a_path(),
        scenario!(renewed_by_another_person),
        scenario!(denied_and_tried_again).also_in_firefox(),
        scenario!(dies_in_the_middle_of_work),
        scenario!(the_tab_that_asked_is_gone).also_in_firefox(),
        scenario!(window_blocked),
        scenario!(ends_soon).options(|options| options.token_lifetime_seconds = Some(302)),
    ]
}

/// Presses a button that opens a window, and goes to that window. Returns the one that was left.
pub(crate) async fn press_for_window(world: &World, button: &str) -> Result<WindowHandle> {
    let here = world.browser.window().await?;
    let before = world.browser.windows().await?.len();
    world.press(button).await?;
    let opened = eventually("the other window", async || {
        let windows = world.browser.windows().await?;
        Ok((windows.len() > before).then(|| windows.into_iter().next_back()).flatten())
    })
    .await?;
    world.browser.switch_to(&opened).await?;
    world.is_at_procore().await?;
    Ok(here)
}

/// Waits until the other window has closed itself, and goes back.
pub(crate) async fn window_closes(world: &World, here: &WindowHandle) -> Result {
    eventually("the end of the other window", async || {
        Ok((world.browser.windows().await?.len() == 1).then_some(()))
    })
    .await?;
    world.browser.switch_to(here).await
}

/// Marks the page, so that a load would be noticed.
async fn mark(world: &World) -> Result {
    let script = "document.querySelector('section[aria-label=Response] .document').dataset.mark = 'here'";
    world.browser.run(script).await.map(drop)
}

/// The very element that was marked is still there: nothing was loaded or drawn anew.
async fn is_as_it_was(world: &World) -> Result {
    let script = "return document.querySelector('section[aria-label=Response] .document')?.dataset.mark";
    let mark = world.browser.run(script).await?;
    assert_eq!(mark, "here", "the open response was drawn anew");
    Ok(())
}

/// The token that the last call of `/me` carried.
fn last_token(world: &World) -> Option<usize> {
    world.calls_of_me().last()?.bearer.as_ref()?.token
}

async fn renewed_by_the_same_person(world: &World) -> Result {
    world.begin_as(ADA).await?;
    mark(world).await?;
    world.show_session().await?;
    let here = press_for_window(world, "Renew").await?;
    world.press("Allow").await?;
    window_closes(world, &here).await?;
    world.sees("The session is renewed").await?;
    is_as_it_was(world).await?;
    assert_eq!(last_token(world), Some(2));
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    assert_eq!(last_token(world), Some(2));
    world.reload().await?;
    world.is_signed_in_as(ADA).await?;
    assert_eq!(last_token(world), Some(2), "the stored session is the renewed one");
    Ok(())
}

/// What one person has open is not for another's eyes.
async fn renewed_by_another_person(world: &World) -> Result {
    world.begin_as(ADA).await?;
    mark(world).await?;
    world.show_session().await?;
    let here = press_for_window(world, "Renew").await?;
    world.press("Log out").await?;
    world.log_in(BJORN).await?;
    world.press("Allow").await?;
    window_closes(world, &here).await?;
    world.sees("Another person signed in").await?;
    world.is_signed_in_as(BJORN).await?;
    world.response_shows(BJORN.email).await?;
    world.does_not_see(ADA.email).await
}

async fn denied_and_tried_again(world: &World) -> Result {
    world.begin_as(ADA).await?;
    mark(world).await?;
    world.show_session().await?;
    let here = press_for_window(world, "Renew").await?;
    let there = world.browser.window().await?;
    world.press("Deny").await?;
    world.sees("Access was denied").await?;
    world.browser.switch_to(&here).await?;
    world.sees("The session was not renewed").await?;
    is_as_it_was(world).await?;
    world.browser.switch_to(&there).await?;
    world.press("Sign in again").await?;
    world.is_at_procore().await?;
    world.press("Allow").await?;
    window_closes(world, &here).await?;
    world.sees("The session is renewed").await?;
    is_as_it_was(world).await
}

/// The server drops the token: the answer that was open stays, and the way on is a window.
async fn dies_in_the_middle_of_work(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.procore.revoke_all();
    world.press("Send").await?;
    world.sees("Procore ended the session").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await?;
    world.response_shows(ADA.email).await?;
    mark(world).await?;
    let here = press_for_window(world, "Sign in with Procore").await?;
    world.press("Allow").await?;
    window_closes(world, &here).await?;
    world.is_signed_in_as(ADA).await?;
    is_as_it_was(world).await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;

    world.procore.revoke_all();
    world.press("Send").await?;
    world.sees("Procore ended the session").await?;
    world.response_shows(ADA.email).await?;
    world.press("Close what is open").await?;
    world.sees_no_longer(ADA.email).await?;
    world.is_signed_out().await
}

/// Nobody waits for the session any more: the window goes on with it by itself.
async fn the_tab_that_asked_is_gone(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.show_session().await?;
    let here = press_for_window(world, "Renew").await?;
    let there = world.browser.window().await?;
    world.browser.switch_to(&here).await?;
    world.browser.client().close_window().await?;
    world.browser.switch_to(&there).await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await
}

/// A browser that opens no windows, as a page sees it.
async fn window_blocked(world: &World) -> Result {
    world.begin_as(ADA).await?;
    mark(world).await?;
    world.browser.run("window.open = () => null").await?;
    world.show_session().await?;
    world.press("Renew").await?;
    world.sees("This browser blocked the window").await?;
    world.sees("then the open response is lost").await?;
    world.can_press("Save the open response").await?;
    world.press("Not now").await?;
    world.sees_no_longer("This browser blocked the window").await?;
    is_as_it_was(world).await?;
    world.show_session().await?;
    world.press("Renew").await?;
    world.press("Sign in in this tab").await?;
    world.is_at_procore().await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    assert_eq!(last_token(world), Some(2));
    Ok(())
}

async fn ends_soon(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.sees("Your session ends in less than five minutes").await?;
    world.sees("4 min ").await?;
    let here = press_for_window(world, "Renew").await?;
    world.press("Allow").await?;
    window_closes(world, &here).await?;
    world.sees("The session is renewed").await
}
