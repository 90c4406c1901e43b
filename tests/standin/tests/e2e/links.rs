//! Shared links: made by one person, followed by another who signs in on the way.

use crate::page::{ADA, BJORN};
use crate::requests::{holds, pick};
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    // The clipboard; and a link is an address.
    vec![scenario!(a_link_is_followed).also_in_firefox().also_below_a_path()]
}

/// The link to the request in sight.
async fn link(world: &World) -> Result<String> {
    world.unfold("Link").await?;
    world.press("Copy link").await?;
    world.command("Link").await
}

async fn a_link_is_followed(world: &World) -> Result {
    world.begin_as(ADA).await?;
    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await?;
    pick(world, "Project", "gamle", "Gamle havn").await?;
    // An escape of an escape stays what it is.
    let path = "/rest/v1.0/projects/{project_id}/rfis?per_page=3&access_token=obviously-fake&search=100%2525";
    world.call("/rest/v1.0/projects/{project_id}/rfis?per_page=3").await?;
    world.has_come().await?;
    world.show_tab("Table").await?;
    world.fill("Find in response", "RFI").await?;
    world.fill("Path", path).await?;
    let link = link(world).await?;
    assert!(link.starts_with(&format!("{}?request=1", world.root())), "{link}");
    assert!(!link.contains("obviously-fake"), "{link}");

    // Somebody else, in the same tab, after signing out. A link that says nothing is out of the address as well.
    world.press("Sign out").await?;
    world.is_signed_out().await?;
    world.open("?request=7&method=GET&path=/a").await?;
    world.sees("This link fills in nothing").await?;
    world.is_at(&world.root()).await?;
    world.log_in_before(BJORN).await?;
    world.browser.go(&link).await?;
    world.sees("A request was shared with you").await?;
    world.sees("GET /rest/v1.0/projects/{project_id}/rfis").await?;
    world.is_at(&world.root()).await?;
    world.consent_as(BJORN).await?;
    holds(world, "Path", "/rest/v1.0/projects/{project_id}/rfis?per_page=3&search=100%2525").await?;
    holds(world, "project_id", "562949953450003").await?;
    let listed = || world.calls().into_iter().filter(|call| call.path.ends_with("/rfis")).count();
    assert_eq!(listed(), 1, "a link sends nothing");
    // It is filled in once.
    world.reload().await?;
    world.is_signed_in_as(BJORN).await?;
    holds(world, "Path", "/rest/v1.0/projects/{project_id}/rfis?per_page=3&search=100%2525").await?;
    world.tab_holds_only(&["session", "drafts"]).await
}
