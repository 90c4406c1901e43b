//! Browsers that lack what the app needs: each gets a page in plain words.

use crate::browser::Lack;
use crate::page::ROUTES;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    vec![
        scenario!(storage_blocked).without(Lack::Storage).also_in_firefox(),
        scenario!(no_webassembly).without(Lack::WebAssembly),
        scenario!(no_javascript).without(Lack::Scripts),
    ]
}

const TOKEN: &str = "forged0token0text";
const ANSWER: &str =
    "#access_token=forged0token0text&token_type=bearer&state=0123456789abcdef0123456789abcdef";

async fn storage_blocked(world: &World) -> Result {
    let throws = "try { sessionStorage; return false } catch { return true }";
    for route in ROUTES {
        world.open(route).await?;
        assert_eq!(world.browser.run(throws).await?, true, "storage is not blocked");
        world.sees("This browser blocks storage for this page").await?;
        world.sees("Allow cookies and site data").await?;
        world.can_press("Try again").await?;
    }
    world.forge(Some(TOKEN), ANSWER).await?;
    world.sees("This browser blocks storage for this page").await?;
    assert!(world.calls().is_empty());
    Ok(())
}

async fn no_webassembly(world: &World) -> Result {
    for route in ROUTES {
        world.open(route).await?;
        assert_eq!(world.browser.run("return typeof WebAssembly").await?, "undefined");
        world.sees("This browser cannot run the app").await?;
        world.sees("It needs WebAssembly").await?;
        world.can_press("Start again").await?;
    }
    world.forge(Some(TOKEN), ANSWER).await?;
    world.sees("This browser cannot run the app").await
}

/// Read from the accessibility tree, because no script can look.
async fn no_javascript(world: &World) -> Result {
    for route in ROUTES {
        world.browser.go(&format!("{}{route}", world.root())).await?;
        for words in ["This app needs JavaScript", "Allow it for this address, then reload the page."] {
            eventually(&format!("“{words}” on the page"), async || {
                Ok(spoken(world).await?.contains(words).then_some(()))
            })
            .await?;
        }
        assert!(!spoken(world).await?.contains("Loading…"));
    }
    Ok(())
}

/// What a screen reader has to say of the page.
async fn spoken(world: &World) -> Result<String> {
    let page = world.browser.spoken().await?.into_iter();
    Ok(page.filter(|part| part.role == "StaticText").map(|part| part.name).collect())
}
