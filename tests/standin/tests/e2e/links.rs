//! Shared links: made by one person, followed by another who signs in on the way.

use serde_json::json;

use crate::page::{ADA, BJORN};
use crate::requests::pick;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(a_link_is_followed), scenario!(a_broken_link), scenario!(views_of_tabs_are_kept)]
}

/// The link to the request in sight.
async fn link(world: &World) -> Result<String> {
    world.unfold("Link").await?;
    world.press("Copy link").await?;
    world.command("Link").await
}

async fn field_is(world: &World, label: &str, value: &str) -> Result {
    let field = world.field(label).await?;
    let what = format!("“{label}” with “{value}”");
    eventually(&what, async || Ok((field.prop("value").await?.as_deref() == Some(value)).then_some(()))).await
}

async fn tab_is(world: &World, name: &str) -> Result {
    let script = "return document.querySelector('#views [aria-selected=true]')?.textContent";
    let what = format!("the tab “{name}”");
    eventually(&what, async || Ok((world.browser.run(script).await? == json!(name)).then_some(()))).await
}

async fn a_link_is_followed(world: &World) -> Result {
    world.begin_as(ADA).await?;
    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await?;
    pick(world, "Project", "gamle", "Gamle havn").await?;
    let path = "/rest/v1.0/projects/{project_id}/rfis?per_page=3&access_token=obviously-fake";
    world.call("/rest/v1.0/projects/{project_id}/rfis?per_page=3").await?;
    world.has_come().await?;
    world.show_tab("Table").await?;
    world.fill("Find in response", "RFI").await?;
    world.fill("Path", path).await?;
    let link = link(world).await?;
    assert!(link.starts_with(&format!("{}?request=1", world.root())), "{link}");
    assert!(!link.contains("obviously-fake"), "{link}");

    // Somebody else, in the same tab, after signing out.
    world.press("Sign out").await?;
    world.is_signed_out().await?;
    world.browser.go(&link).await?;
    world.sees("A request was shared with you").await?;
    world.sees("GET /rest/v1.0/projects/{project_id}/rfis").await?;
    world.is_at(&world.root()).await?;
    world.leave_for_procore().await?;
    world.press("Log out").await?;
    world.log_in(BJORN).await?;
    world.allow().await?;
    world.is_signed_in_as(BJORN).await?;
    field_is(world, "Path", "/rest/v1.0/projects/{project_id}/rfis?per_page=3").await?;
    field_is(world, "project_id", "562949953450003").await?;
    let listed = || world.calls().into_iter().filter(|call| call.path.ends_with("/rfis")).count();
    assert_eq!(listed(), 1, "a link sends nothing");
    // It is filled in once.
    world.reload().await?;
    world.is_signed_in_as(BJORN).await?;
    field_is(world, "Path", "/rest/v1.0/projects/{project_id}/rfis?per_page=3").await?;
    world.tab_holds_only(&["session", "drafts"]).await
}

async fn a_broken_link(world: &World) -> Result {
    world.open("?request=7&method=GET&path=/a").await?;
    world.sees("This link fills in nothing").await?;
    world.press("Dismiss").await?;
    world.is_at(&world.root()).await?;
    world.leave_for_procore().await?;
    world.log_in(ADA).await?;
    world.allow().await?;
    world.is_signed_in_as(ADA).await
}

/// A tab of requests is shown again as it was left.
async fn views_of_tabs_are_kept(world: &World) -> Result {
    world.begin_with("/rest/v1.0/companies").await?;
    world.show_tab("Table").await?;
    world.fill("Find in response", "name").await?;
    world.press("New request").await?;
    world.call("/rest/v1.0/me").await?;
    world.has_come().await?;
    tab_is(world, "Tree").await?;
    world.press("GET companies").await?;
    tab_is(world, "Table").await?;
    field_is(world, "Find in response", "name").await?;
    world.press("GET me").await?;
    tab_is(world, "Tree").await?;
    field_is(world, "Find in response", "").await
}
