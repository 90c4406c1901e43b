//! Without a mouse.

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(tab_and_enter)]
}

/// The keys, as `WebDriver` spells them.
const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';

/// More stops than any of the pages has.
const MOST_STOPS: usize = 20;

/// Signs in and out by Tab and Enter.
async fn tab_and_enter(world: &World) -> Result {
    world.open("").await?;
    tab_to(world, "Sign in with Procore").await?;
    press(world, ENTER).await?;
    world.is_at_procore().await?;
    tab_to(world, "email").await?;
    press(world, ADA.email).await?;
    tab_to(world, "password").await?;
    press(world, ADA.password).await?;
    press(world, ENTER).await?;
    world.can_press("Allow").await?;
    tab_to(world, "Allow").await?;
    press(world, ENTER).await?;
    world.started().await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    tab_to(world, "Send").await?;
    press(world, ENTER).await?;
    world.response_shows("200 OK").await?;
    world.open("").await?;
    world.is_signed_in_as(ADA).await?;
    tab_to(world, "Sign out").await?;
    press(world, ENTER).await?;
    world.is_signed_out().await
}

/// Types keys into whatever has the focus.
async fn press(world: &World, keys: impl Into<String>) -> Result {
    Ok(world.browser.client().active_element().await?.send_keys(&keys.into()).await?)
}

/// Presses Tab until what has the focus bears `name`, and that focus can be seen.
async fn tab_to(world: &World, name: &str) -> Result {
    let script = "const focused = document.activeElement, style = getComputedStyle(focused);
        const seen = focused.matches(':focus-visible') && style.outlineStyle !== 'none';
        return [focused.innerText.trim() || focused.id, seen]";
    let mut passed = Vec::new();
    for _ in 0..MOST_STOPS {
        press(world, TAB).await?;
        let focused = world.browser.run(script).await?;
        if focused[0] == name {
            assert_eq!(focused[1], true, "the focus on “{name}” cannot be seen");
            return Ok(());
        }
        passed.push(focused[0].clone());
    }
    Err(format!("Tab does not lead to “{name}”, only to {passed:?}").into())
}
