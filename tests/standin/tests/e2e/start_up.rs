//! A part of the app does not load, just when the answer stands in the address.

use standin::{PathMatch, SiteFault};

use crate::browser::Engine;
use crate::page::ADA;
use crate::scenario::{Scenario, scenario};
use crate::waiting::Result;
use crate::world::World;

/// The console may say what the page says too.
const EXPECTED: &[&str] = &["The app could not start"];

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        // Each engine has its own way with integrity; which files there are does not depend on where they lie, their addresses do.
        scenario!(a_part_does_not_load).expecting(EXPECTED).also_in_firefox().also_below_a_path(),
        // Firefox begins to load the glue before the first script has run. If that fails, it says so in its console, with the
        // address that the page had at that time.
        scenario!(first_page_blocked).expecting(EXPECTED).chromium_only(),
        // Firefox names this one, too.
        scenario!(guard_blocked).chromium_only(),
    ]
}

const GLUE: (&str, &str) = ("engine/console", ".js");
const WASM: (&str, &str) = ("engine/console", "_bg.wasm");
const FIRST_GLUE: (&str, &str) = ("procore-console-", ".js");
const FIRST_WASM: (&str, &str) = ("procore-console-", "_bg.wasm");
const BOOT: (&str, &str) = ("boot-", ".mjs");
const GUARD: (&str, &str) = ("guard-", ".js");

/// How a file fails.
#[derive(Clone, Copy)]
enum Wrong {
    Gone,
    Closed,
    Changed,
}

/// One after another, in one tab.
async fn a_part_does_not_load(world: &World) -> Result {
    let everywhere =
        [("wasm file blocked", WASM, Wrong::Closed), ("wasm file changed", WASM, Wrong::Changed)];
    let in_chromium = [
        ("glue blocked", GLUE, Wrong::Gone),
        ("glue changed", GLUE, Wrong::Changed),
        ("boot module blocked", BOOT, Wrong::Gone),
    ];
    // Below a path it is the addresses that count, and those of all of these files are made alike.
    let is_at_root = world.root() == format!("{}/", world.site.origin());
    let is_everything = is_at_root && world.browser.engine == Engine::Chromium;
    world.open("").await?;
    for (case, file, wrong) in everywhere.into_iter().chain(in_chromium.into_iter().filter(|_| is_everything))
    {
        fails(world, file, wrong).await.map_err(|problem| problem.during(case))?;
    }
    world.consent_as(ADA).await
}

/// The first page says so, and starts once its file is back.
async fn first_page_blocked(world: &World) -> Result {
    for file in [FIRST_GLUE, FIRST_WASM] {
        block(world, file, Wrong::Closed).await?;
        world.browser.go(&world.root()).await?;
        world.sees("The app could not start").await?;
        world.site.clear_faults();
        world.press("Start again").await?;
        world.started().await?;
        world.is_signed_out().await?;
    }
    Ok(())
}

/// The app starts without its guard. (A guard that is answered with an error page is named by the browser itself in
/// its console, together with the page's whole address: no script of ours could be earlier.)
async fn guard_blocked(world: &World) -> Result {
    block(world, GUARD, Wrong::Closed).await?;
    world.begin_by_consent(ADA).await
}

async fn block(world: &World, (start, end): (&str, &str), wrong: Wrong) -> Result {
    world.browser.forget_cache().await?;
    let file = if start.contains('/') { format!("{start}{end}") } else { world.asset(start, end)? };
    match wrong {
        Wrong::Gone => world.site.fail(PathMatch::Exact(file), SiteFault::Status(404)),
        Wrong::Closed => world.site.fail(PathMatch::Exact(file), SiteFault::Close),
        Wrong::Changed => {
            let kind = if end == ".wasm" { "application/wasm" } else { "text/javascript" };
            world.site.override_file(&file, kind, 200, "/* changed */");
        }
    }
    Ok(())
}

/// The page says so, the token is nowhere, and with the file back the app starts.
async fn fails(world: &World, file: (&str, &str), wrong: Wrong) -> Result {
    let issued = world.procore.issued_tokens().len();
    world.leave_for_procore().await?;
    if issued == 0 {
        world.log_in(ADA).await?;
    }
    block(world, file, wrong).await?;
    world.allow().await?;
    world.sees("The app could not start").await?;
    world.sees("answer was dropped").await?;
    world.is_at(&world.root()).await?;
    assert_eq!(world.procore.issued_tokens().len(), issued + 1);
    assert!(world.calls().is_empty());
    crate::trace::leave_none(world, &scenario!(a_part_does_not_load).expecting(EXPECTED)).await?;

    world.site.clear_faults();
    world.site.clear_overrides();
    world.press("Start again").await?;
    world.started().await?;
    world.is_signed_out().await
}
