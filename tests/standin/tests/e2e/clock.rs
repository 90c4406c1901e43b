//! Machines that sleep, and clocks that are set.

use std::time::Duration;

use fantoccini::key::Key;

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(slept_too_long),
        scenario!(clock_set_forward),
        scenario!(clock_set_back),
        scenario!(longer_than_a_timer)
            .options(|options| options.token_lifetime_seconds = Some(u64::from(u32::MAX))),
    ]
}

/// Sets the page's wall clock by that many seconds; its other clock goes on evenly.
async fn set_clock(world: &World, by_seconds: i64) -> Result {
    // The page's own `Date`: in Firefox a driver's script has another.
    let script =
        format!("const {{ Date }} = window, real = Date.now; Date.now = () => real() + {by_seconds}000");
    world.browser.run(&script).await?;
    Ok(())
}

/// Two hours later the token is dead, and so says the server.
async fn slept_too_long(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.procore.advance(Duration::from_secs(7200));
    set_clock(world, 7200).await?;
    world.sees("Your session has ended").await?;
    world.is_signed_out().await?;
    world.tab_holds_only(&[]).await
}

/// The clock was wrong and is right now: the token lives, whatever the clock says.
async fn clock_set_forward(world: &World) -> Result {
    world.begin_as(ADA).await?;
    set_clock(world, 7200).await?;
    world.show_session().await?;
    world.sees("Procore did not say").await?;
    world.key(Key::Escape).await?;
    world.is_signed_in_as(ADA).await?;
    world.press("Send").await?;
    world.response_shows("200 OK").await
}

/// The session does not become longer.
async fn clock_set_back(world: &World) -> Result {
    world.begin_as(ADA).await?;
    set_clock(world, -86_400).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    world.sees("1 h 29 min").await?;
    world.does_not_see("1 d").await?;
    world.is_signed_in_as(ADA).await
}

/// 136 years: no timer of a browser waits that long.
async fn longer_than_a_timer(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.sees("more than a year").await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    world.does_not_see("Your session has ended").await?;
    world.is_signed_in_as(ADA).await
}
