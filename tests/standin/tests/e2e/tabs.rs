//! Several tabs of one browser.

use crate::page::{ADA, BJORN};
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(two_people_at_the_same_time), scenario!(a_tab_that_started_nothing)]
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
