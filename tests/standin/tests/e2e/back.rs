//! The browser's Back button.

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    // All of them are about the back/forward cache.
    [scenario!(back_over_a_sign_in), scenario!(back_without_an_answer), scenario!(back_after_sign_out)]
        .map(Scenario::also_in_firefox)
        .to_vec()
}

/// Back to the consent page and Allow again: the server answers with a state that is used up. Then back over everything to the page
/// where the sign-in began.
async fn back_over_a_sign_in(world: &World) -> Result {
    world.begin_by_forms(ADA).await?;
    world.go_back().await?;
    world.is_at_procore().await?;
    world.allow().await?;
    world.is_at(&world.root()).await?;
    world.sees("An answer to a sign-in was dropped; your session goes on").await?;
    world.is_signed_in_as(ADA).await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    assert_eq!(world.procore.issued_tokens().len(), 2, "the server did answer again");
    world.press("Dismiss").await?;
    world.sees_no_longer("your session goes on").await?;

    to_the_first_entry_of_the_app(world).await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await?;
    let calls = world.calls_of_me();
    assert!(
        calls.iter().all(|call| call.bearer.as_ref().is_some_and(|seen| seen.token == Some(1))),
        "{calls:?}"
    );
    world.press("Sign out").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await
}

/// Goes back until the first page of the app in this tab.
async fn to_the_first_entry_of_the_app(world: &World) -> Result {
    let history = world.browser.history().await?;
    let first = history.entries.iter().position(|visit| visit.url == world.root()).ok_or("no such entry")?;
    world.browser.run(&format!("history.go({first} - {})", history.current)).await?;
    eventually("the first page of the tab", async || {
        Ok((world.browser.history().await?.current == first).then_some(()))
    })
    .await?;
    world.started().await
}

/// Back from the login form: the button works again, and the page asks what happened.
async fn back_without_an_answer(world: &World) -> Result {
    world.open("").await?;
    world.leave_for_procore().await?;
    world.go_back().await?;
    world.started().await?;
    world.sees("Back without an answer?").await?;
    world.sees(&world.root()).await?;
    world.is_signed_out().await?;
    world.sign_in_as(ADA).await
}

/// What was left signed in is not signed in again after a sign-out elsewhere in the tab.
async fn back_after_sign_out(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.open("grants/").await?;
    world.press("Sign out").await?;
    world.sees_no_longer("Sign out").await?;
    world.go_back().await?;
    world.started().await?;
    world.is_signed_out().await?;
    world.does_not_see(ADA.email).await?;
    world.tab_holds_only(&[]).await
}
