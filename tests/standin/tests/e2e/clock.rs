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
        scenario!(ends_that_no_timer_waits_for),
    ]
}

/// Sets the page's wall clock by that many seconds; its other clock goes on evenly. From now on it is counted how often the app
/// looks at it.
async fn set_clock(world: &World, by_seconds: i64) -> Result {
    // The page's own `Date`: in Firefox a driver's script has another.
    let script = format!(
        "const {{ Date }} = window, real = Date.now;
         window.__looks = 0;
         let last = 0;
         Date.now = () => {{
             const at = performance.now();
             if (at - last > 500) {{
                 window.__looks += 1;
                 last = at;
             }}
             return real() + {by_seconds}000;
         }}"
    );
    world.browser.run(&script).await.map(drop)
}

/// Waits until the app has looked at the clock by itself, at two moments, and has drawn what came of that.
async fn has_looked(world: &World) -> Result {
    world.until("two looks at the clock", "return window.__looks >= 2", Vec::new()).await?;
    world.is_drawn().await
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
    has_looked(world).await?;
    world.sees("1 h 29 min").await?;
    world.does_not_see("1 d").await?;
    world.is_signed_in_as(ADA).await
}

/// 136 years, for which no timer of a browser waits, and for ever.
async fn ends_that_no_timer_waits_for(world: &World) -> Result {
    world.procore.set_options(|options| options.token_lifetime_seconds = Some(u64::from(u32::MAX)));
    world.begin_as(ADA).await?;
    world.sees("more than a year").await?;
    set_clock(world, 0).await?;
    has_looked(world).await?;
    world.does_not_see("Your session has ended").await?;
    world.is_signed_in_as(ADA).await?;

    world.procore.set_options(|options| options.token_lifetime_seconds = None);
    world.begin_as(ADA).await?;
    world.show_session().await?;
    world.sees("Procore did not say").await?;
    world.reload().await?;
    world.is_signed_in_as(ADA).await
}
