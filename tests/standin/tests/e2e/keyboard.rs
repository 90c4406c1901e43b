//! Without a mouse.

use fantoccini::key::Key;
use fantoccini::wd::Locator;

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(tab_and_enter)]
}

/// More stops than any of the pages has.
const MOST_STOPS: usize = 20;

/// Signs in and out by Tab and Enter; between, the session's panel opens by its button and goes by Escape, with the focus back
/// where it was, and by a click elsewhere.
async fn tab_and_enter(world: &World) -> Result {
    world.open("").await?;
    tab_to(world, "Sign in with Procore").await?;
    world.key(Key::Enter).await?;
    world.is_at_procore().await?;
    tab_to(world, "email").await?;
    world.keys(ADA.email).await?;
    tab_to(world, "password").await?;
    world.keys(ADA.password).await?;
    world.key(Key::Enter).await?;
    world.can_press("Allow").await?;
    tab_to(world, "Allow").await?;
    world.key(Key::Enter).await?;
    world.started().await?;
    world.is_signed_in_as(ADA).await?;
    world.response_shows("200 OK").await?;
    tab_to(world, "Send").await?;
    world.key(Key::Enter).await?;
    world.response_shows("200 OK").await?;
    world.open("").await?;
    world.is_signed_in_as(ADA).await?;
    world.does_not_see("Id at Procore").await?;
    world.show_session().await?;
    world.sees("Id at Procore").await?;
    world.key(Key::Escape).await?;
    world.sees_no_longer("Id at Procore").await?;
    world.focus_is("account").await?;
    world.key(Key::Enter).await?;
    world.sees("Id at Procore").await?;
    // A key of the console's closes it.
    world.keys("h").await?;
    world.sees_no_longer("Id at Procore").await?;
    world.focus_is("shelf-search").await?;
    world.key(Key::Escape).await?;
    world.show_session().await?;
    world.browser.client().find(Locator::Css(".brand")).await?.click().await?;
    world.sees_no_longer("Id at Procore").await?;
    world.open("").await?;
    world.is_signed_in_as(ADA).await?;
    tab_to(world, "Sign out").await?;
    world.key(Key::Enter).await?;
    world.is_signed_out().await
}

/// Presses Tab until what has the focus bears `name`, and that focus can be seen.
async fn tab_to(world: &World, name: &str) -> Result {
    let script = "const focused = document.activeElement, style = getComputedStyle(focused);
        const seen = focused.matches(':focus-visible') && style.outlineStyle !== 'none';
        return [focused.innerText.trim() || focused.id, seen]";
    let mut passed = Vec::new();
    for _ in 0..MOST_STOPS {
        world.key(Key::Tab).await?;
        let focused = world.browser.run(script).await?;
        if focused[0] == name {
            assert_eq!(focused[1], true, "the focus on “{name}” cannot be seen");
            return Ok(());
        }
        passed.push(focused[0].clone());
    }
    Err(format!("Tab does not lead to “{name}”, only to {passed:?}").into())
}
