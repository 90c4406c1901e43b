//! Browsers that lack what the app needs: each gets a page in plain words.

use serde_json::{Value, json};

use crate::browser::Kind;
use crate::page::ROUTES;
use crate::scenario::{Scenario, scenario};
use crate::waiting::{Result, eventually};
use crate::world::World;

pub(crate) fn scenarios() -> Vec<Scenario> {
    let without_storage =
        Kind { setting: Some(("profile.default_content_setting_values.cookies", 2)), argument: None };
    let without_scripts =
        Kind { setting: Some(("profile.managed_default_content_settings.javascript", 2)), argument: None };
    let without_wasm = Kind { argument: Some("--js-flags=--jitless"), setting: None };
    vec![
        scenario!(storage_blocked).kind(without_storage),
        scenario!(no_webassembly).kind(without_wasm),
        scenario!(no_javascript).kind(without_scripts).without_scripts(),
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
    let tree = world.browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let texts = nodes.iter().filter(|node| node["role"]["value"] == "StaticText");
    Ok(texts
        .filter_map(|node| node["name"]["value"].as_str().map(Value::from))
        .map(|text| text.to_string())
        .collect())
}
