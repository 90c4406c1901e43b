//! Chromium: how it is started, and what only its `DevTools` protocol can do.

use std::path::Path;

use fantoccini::wd::Capabilities;
use serde_json::{Map, Value, json};

use crate::browser::{Browser, History, Lack, Spoken};
use crate::waiting::Result;

/// Remembers violations of the Content-Security-Policy in the page itself and in its console, which outlives the page.
const RECORDER: &str = "addEventListener('securitypolicyviolation', (event) => {
    (globalThis.__violations ??= []).push(`${event.effectiveDirective} ${event.blockedURI}`);
    console.error(`A violation of the Content Security Policy was recorded: ${event.effectiveDirective}`);
});";

/// Arguments of every Chromium: no window, no network but ours, able to run as root in a container, and without the
/// parts of a browser's own surface that only cost time here.
const ARGUMENTS: [&str; 15] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
    "--disable-default-apps",
    "--disable-breakpad",
    "--mute-audio",
    "--disable-features=PreloadTopChromeWebUI,WebUIOmniboxPopup,SpareRendererForSitePerProcess,OptimizationHints,MediaRouter,Translate",
];

/// What chromedriver is asked for.
pub(crate) fn capabilities(program: &Path, lack: Option<Lack>) -> Capabilities {
    let mut arguments = ARGUMENTS.to_vec();
    let mut settings = Map::new();
    match lack {
        None => {}
        Some(Lack::Storage) => {
            settings.insert("profile.default_content_setting_values.cookies".to_owned(), 2.into());
        }
        Some(Lack::WebAssembly) => arguments.push("--js-flags=--jitless"),
        Some(Lack::Scripts) => {
            settings.insert("profile.managed_default_content_settings.javascript".to_owned(), 2.into());
        }
    }
    let options = json!({ "binary": program, "args": arguments, "prefs": settings });
    Capabilities::from_iter([
        ("goog:chromeOptions".to_owned(), options),
        ("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" })),
    ])
}

/// See [`Browser::devtools`]; for what does not change the browser.
pub(crate) async fn devtools(browser: &Browser, method: &str, parameters: Value) -> Result<Value> {
    browser.command("goog/cdp/execute", json!({ "cmd": method, "params": parameters })).await
}

/// Installs the recorder of violations in the current window.
pub(crate) async fn watch(browser: &Browser) -> Result {
    devtools(browser, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORDER })).await.map(drop)
}

/// See [`Browser::history`].
pub(crate) async fn history(browser: &Browser) -> Result<History> {
    let history = devtools(browser, "Page.getNavigationHistory", json!({})).await?;
    Ok(History::new(&history["entries"], &history["currentIndex"]))
}

/// See [`Browser::console`].
pub(crate) async fn console(browser: &Browser) -> Result<Vec<String>> {
    let entries = browser.command("se/log", json!({ "type": "browser" })).await?;
    let entries = entries.as_array().into_iter().flatten();
    Ok(entries.filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect())
}

/// See [`Browser::spoken`].
pub(crate) async fn spoken(browser: &Browser) -> Result<Vec<Spoken>> {
    let tree = devtools(browser, "Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] == false);
    Ok(nodes.map(|node| Spoken::new(&node["role"]["value"], &node["name"]["value"])).collect())
}

/// See [`Browser::forget_cache`].
pub(crate) async fn forget_cache(browser: &Browser) -> Result {
    devtools(browser, "Network.enable", json!({})).await?;
    devtools(browser, "Network.setCacheDisabled", json!({ "cacheDisabled": true })).await.map(drop)
}

/// See [`Browser::forget`]. What the closed windows had for themselves is gone with them.
pub(crate) async fn forget(browser: &Browser) -> Result {
    devtools(browser, "Storage.clearDataForOrigin", json!({ "origin": "*", "storageTypes": "all" })).await?;
    devtools(browser, "Network.clearBrowserCache", json!({})).await?;
    // A window that was not the first one has no focus before.
    devtools(browser, "Page.bringToFront", json!({})).await.map(drop)
}
