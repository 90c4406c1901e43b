//! Documents in workers: large ones, those that are stopped, lost and closed.

use fantoccini::key::Key;
use serde_json::json;

use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(a_hundred_megabytes).chromium_only().within(300),
        scenario!(fifty_megabytes).firefox_only().within(300),
        // Streams.
        scenario!(stopped_while_bytes_come).also_in_firefox(),
        // The stop of the worker is a fault in the console.
        scenario!(a_worker_dies).expecting(&["Uncaught"]),
        scenario!(workers_are_ended),
    ]
}

async fn a_hundred_megabytes(world: &World) -> Result {
    large(world, 100_000_000).await
}

async fn fifty_megabytes(world: &World) -> Result {
    large(world, 50_000_000).await
}

/// The ids of the stand-in's records.
fn id(number: u64) -> u64 {
    const STARTS: [u64; 4] =
        [1_125_899_906_842_624, 9_007_199_254_740_993, 562_949_953_421_312_007, 5_764_607_523_034_234_881];
    STARTS[(number % 4) as usize] + number
}

/// A response of so many bytes: opened, read to its last record, looked through, sorted.
async fn large(world: &World, bytes: u64) -> Result {
    world.begin_with(&format!("/rest/v1.0/large?bytes={bytes}")).await?;
    world.response_shows("200 OK").await?;
    world.response_shows(&format!("{}.0 MB", bytes / 1_000_000)).await?;
    let root = world.sees_row("[").await?.text;
    let count: u64 = root.trim_matches(['[', ']']).parse().map_err(|_| format!("no count in {root}"))?;
    assert!(count > bytes / 3000, "{count} records");
    is_light(world).await?;

    world.focus_list().await?;
    world.key(Key::End).await?;
    world.sees_row(&format!("{}{{", count - 1)).await?;
    world.key(Key::Right).await?;
    world.key(Key::Down).await?;
    world.sees_row(&format!("id{}", id(count - 1))).await?;
    // The largest id, far beyond 2^53; the smallest is the first.
    let last = (0..count).rev().find(|number| number % 4 == 3).unwrap_or_default();
    world.fill("Find in response", &id(last).to_string()).await?;
    world.found("1 of 1").await?;
    world.sees_row(&format!("id{}", id(last))).await?;
    is_light(world).await?;

    world.show_tab("Table").await?;
    for (order, number) in [("ascending", 0), ("descending", last)] {
        world.press("id").await?;
        let look = "const head = document.querySelector('[role=columnheader]');
            const note = document.querySelector('.table-note').textContent;
            const cell = document.querySelector('.row[data-row=\"0\"] .cell')?.textContent;
            last = [head.ariaSort, note.includes('Sorting'), cell].join();
            return last === given[0]";
        let wanted = json!(format!("{order},false,{}", id(number)));
        world.until_the_end(&format!("the {order} order"), look, vec![wanted]).await?;
    }
    is_light(world).await?;

    world.show_tab("Raw").await?;
    world.focus_list().await?;
    world.key(Key::End).await?;
    world.sees_row("]").await?;
    is_light(world).await
}

/// The page has few rows, however many the document has.
async fn is_light(world: &World) -> Result {
    let count = world.browser.run("return document.querySelectorAll('.row').length").await?;
    assert!(count.as_u64().is_some_and(|count| (1..200).contains(&count)), "{count} rows are drawn");
    Ok(())
}

/// What has come before Cancel stays.
async fn stopped_while_bytes_come(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.call("/rest/v1.0/large?bytes=2000000&chunk=20000&pause=300").await?;
    world.sees_row(&format!("id {}", id(0))).await?;
    assert_eq!(state(world).await?, "reading");
    world.press("Cancel").await?;
    world.response_shows("You stopped the call").await?;
    let look = "return document.querySelector('section[aria-label=Response]').dataset.state === 'complete'";
    world.until("the end of the reading", look, Vec::new()).await?;
    world.response_shows("This is not JSON to its end").await?;
    world.sees_row(&format!("id {}", id(0))).await?;
    world.does_not_see("Cancel").await?;
    assert_eq!(path(world).await?, "/rest/v1.0/large?bytes=2000000&chunk=20000&pause=300");
    world.call("/rest/v1.0/me").await?;
    world.sees_row("login\"ada@example.com\"").await?;
    world.does_not_see("You stopped the call").await
}

async fn state(world: &World) -> Result<String> {
    let state = "return document.querySelector('section[aria-label=Response]').dataset.state";
    Ok(world.browser.run(state).await?.as_str().unwrap_or_default().to_owned())
}

async fn path(world: &World) -> Result<String> {
    Ok(world.field("Path").await?.prop("value").await?.unwrap_or_default())
}

/// A worker that dies takes its document with it, and nothing else.
async fn a_worker_dies(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.watch_workers().await?;
    // The first call takes the worker that was warm before, the second the next one.
    world.call("/rest/v1.0/companies").await?;
    world.has_come().await?;
    eventually("the next worker", async || Ok((world.workers().await?.0 == 1).then_some(()))).await?;
    world.call("/rest/v1.0/large?bytes=2000000&chunk=20000&pause=300").await?;
    world.sees_row(&format!("id {}", id(0))).await?;
    world.fill("Path", "/rest/v1.0/me?typed=1").await?;
    // Nothing that it knows, so that it stops in the middle.
    world.browser.run("window.__workers[0].postMessage({})").await?;
    world.response_shows("The answer was lost").await?;
    world.response_shows("Everything else is as it was.").await?;
    assert_eq!(path(world).await?, "/rest/v1.0/me?typed=1");
    world.is_signed_in_as(ADA).await?;
    world.press("Send").await?;
    world.sees_row("login\"ada@example.com\"").await?;
    world.does_not_see("The answer was lost").await?;
    world.until("its end", "return window.__workers[0].isEnded === true", Vec::new()).await.map(drop)
}

/// Only the worker of what is shown and the one that waits for the next call are left, and those of programs go with their
/// results.
async fn workers_are_ended(world: &World) -> Result {
    world.begin_as(ADA).await?;
    world.watch_workers().await?;
    for sent in 1..=5 {
        world.call("/rest/v1.0/companies").await?;
        world.has_come().await?;
        let left = sent.min(2);
        has_workers(world, (sent, left)).await?;
    }
    world.press("jq").await?;
    world.fill("jq program", ".[0]").await?;
    world.press("Run").await?;
    world.response_shows("1 result.").await?;
    // One for the program, which is gone, one for its result, which was warm, and the next.
    has_workers(world, (7, 3)).await?;
    world.press("Back to the response").await?;
    has_workers(world, (7, 2)).await?;
    world.press("Sign out").await?;
    world.is_signed_out().await?;
    has_workers(world, (7, 1)).await
}

async fn has_workers(world: &World, wanted: (u64, u64)) -> Result {
    eventually("the right number of workers", async || {
        let now = world.workers().await?;
        if now == wanted { Ok(Some(())) } else { Err(format!("{now:?} instead of {wanted:?}").into()) }
    })
    .await
}
