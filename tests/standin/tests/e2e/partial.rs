//! A page of a list, and what is made of it, says that it is not all.

use crate::page::ADA;
use crate::requests::pick;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

const RFIS: &str = "/rest/v1.0/projects/562949953450001/rfis?company_id=562949953422001&per_page=100";

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(with_headers).options(|options| {
            (options.rows, options.expose_headers) = (Some(159), true);
        }),
        scenario!(without_headers).options(|options| options.rows = Some(159)),
    ]
}

async fn with_headers(world: &World) -> Result {
    saves(world, "100 of 159 rows", "-100-of-159").await
}

/// A full page, and nobody says whether it is the last.
async fn without_headers(world: &World) -> Result {
    saves(world, "100 rows, maybe not all", "-100-maybe-not-all").await
}

/// Before it is saved, once it is, and in its name.
async fn saves(world: &World, words: &str, suffix: &str) -> Result {
    world.begin_as(ADA).await?;
    pick(world, "Company", "nordlys", "Nordlys Entreprenør AS").await?;
    world.call(RFIS).await?;
    world.has_come().await?;
    world.response_shows(&format!("Download {words}")).await?;
    let name = "const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { window.__name = this.download; click.call(this); }";
    world.browser.run(name).await?;
    world.watch_files().await?;
    for (kind, ending) in [("As sent", "json"), ("CSV", "csv"), ("CSV for Excel, semicolons", "csv")] {
        let file = world.download(kind).await?;
        let name = format!("rfis{suffix}.{ending}");
        eventually(&format!("the file {name}"), async || {
            Ok((world.browser.run("return window.__name").await? == name.as_str()).then_some(()))
        })
        .await?;
        world.response_shows(&format!("Saved {words}")).await?;
        // `text()` of a blob takes the mark off; the separator stays.
        if kind.ends_with("semicolons") {
            assert!(file.lines().next().is_some_and(|titles| titles.contains("id;")), "{file:.80}");
        }
    }
    Ok(())
}
