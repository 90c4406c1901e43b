//! A jq program in its worker. What programs make of an answer, and what is said of them, is for the host tests of `filter`
//! and for the component tests of the viewer.

use fantoccini::key::Key;

use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![scenario!(programs_run_and_are_stopped)]
}

/// Runs a program by keyboard.
async fn run(world: &World, program: &str) -> Result {
    world.fill("jq program", program).await?;
    let keys = format!("{}{}", char::from(Key::Control), char::from(Key::Enter));
    world.keys(&keys).await
}

/// A result is a document of its own, with every digit. A program that does not end, and takes no memory either, is stopped, and
/// the next one runs.
async fn programs_run_and_are_stopped(world: &World) -> Result {
    world.begin_with("/rest/v1.0/odd/numbers").await?;
    world.press("jq").await?;
    run(world, ".same[]").await?;
    world.response_shows("5 results, as an array.").await?;
    world.sees_row("40.1e1").await?;
    world.watch_files().await?;
    let file = world.download("As sent").await?;
    let compact: String = file.split_whitespace().collect();
    assert_eq!(compact, "[1,1.0,1e0,10e-1,0.1e1]");
    world.press("Back to the response").await?;
    world.sees_row("same[5]").await?;

    run(world, ".money | nosuch").await?;
    world.says("#program-state", "the program, line 1, column 10: there is no filter “nosuch”.").await?;
    world.fill("jq program", "reduce range(0; 1000000000000) as $x (0; . + 1)").await?;
    world.press("Run").await?;
    world.says("#program-state", "Running…").await?;
    world.press("Stop").await?;
    world.says("#program-state", "Stopped.").await?;
    world.sees_row("beyond_2_539007199254740993").await?;
    run(world, ".beyond_2_53").await?;
    world.response_shows("1 result.").await?;
    eventually("the result alone", async || {
        let rows = world.rows().await?;
        Ok((rows.len() == 1 && rows[0].text == "9007199254740993").then_some(()))
    })
    .await
}
