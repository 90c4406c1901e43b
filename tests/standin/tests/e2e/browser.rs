//! One browser session with a fresh profile: a thin layer over `WebDriver` and, where `WebDriver` has no word for it, over
//! the `DevTools` protocol.

use axum::http::Method;
use fantoccini::error::CmdError;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use url::{ParseError, Url};

use crate::waiting::Result;
use crate::world::Ground;

/// Remembers violations of the Content-Security-Policy in the page itself and in its console, which outlives the page.
const RECORDER: &str = "addEventListener('securitypolicyviolation', (event) => {
    (globalThis.__violations ??= []).push(`${event.effectiveDirective} ${event.blockedURI}`);
    console.error(`A violation of the Content Security Policy was recorded: ${event.effectiveDirective}`);
});";

/// Arguments of every browser: no window, no network but ours, able to run as root in a container, and without the
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

/// How a browser differs from the usual one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Kind {
    /// One more argument.
    pub(crate) argument: Option<&'static str>,
    /// A setting of the profile, name and number.
    pub(crate) setting: Option<(&'static str, u8)>,
}

/// The session.
pub(crate) struct Browser {
    client: Client,
}

/// A command that `WebDriver` has and this client does not, or that only this driver has.
#[derive(Debug)]
struct Command {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> std::result::Result<Url, ParseError> {
        base_url.join(&format!("session/{}/{}", session_id.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// Starts one. The driver makes a new profile for it and removes it afterwards.
    pub(crate) async fn start(ground: &Ground, kind: Kind) -> Result<Self> {
        let arguments: Vec<&str> = ARGUMENTS.into_iter().chain(kind.argument).collect();
        let settings: Map<String, Value> =
            kind.setting.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        let mut capabilities = Capabilities::new();
        capabilities.insert(
            "goog:chromeOptions".into(),
            json!({ "binary": ground.hosts.browser, "args": arguments, "prefs": settings }),
        );
        capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&ground.driver_url)
            .await?;
        let browser = Self { client };
        browser.watch().await?;
        Ok(browser)
    }

    /// Ends it.
    pub(crate) async fn close(&self) {
        let _ = self.client.clone().close().await;
    }

    /// What `WebDriver` itself can do.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// A command of the `DevTools` protocol for the current window.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        Ok(self.command("goog/cdp/execute", body).await?)
    }

    async fn command(&self, path: &'static str, body: Value) -> std::result::Result<Value, CmdError> {
        self.client.issue_cmd(Command { path, body }).await
    }

    /// Installs the recorder of violations in the current window.
    async fn watch(&self) -> Result {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORDER })).await?;
        Ok(())
    }

    /// Goes to an address as if it had been typed. An address that does not answer is no problem here.
    pub(crate) async fn go(&self, url: &str) -> Result {
        match self.command("url", json!({ "url": url })).await {
            Err(error) if !error.to_string().contains("net::ERR_") => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// The address of the current window.
    pub(crate) async fn url(&self) -> Result<String> {
        Ok(self.run("return location.href").await?.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the current window and returns what it returns.
    pub(crate) async fn run(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// The same with arguments.
    pub(crate) async fn run_with(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Runs the body of an async function.
    pub(crate) async fn run_async(&self, script: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(done, (e) => done('' + e));"
        );
        Ok(self.client.execute_async(&script, Vec::new()).await?)
    }

    /// Every window.
    pub(crate) async fn windows(&self) -> Result<Vec<WindowHandle>> {
        Ok(self.client.windows().await?)
    }

    /// The current window.
    pub(crate) async fn window(&self) -> Result<WindowHandle> {
        Ok(self.client.window().await?)
    }

    /// Makes another window the current one.
    pub(crate) async fn switch_to(&self, window: &WindowHandle) -> Result {
        Ok(self.client.switch_to_window(window.clone()).await?)
    }

    /// Opens a tab that knows nothing of the others and makes it the current one.
    pub(crate) async fn open_tab(&self) -> Result<WindowHandle> {
        let window = self.client.new_window(true).await?.handle;
        self.switch_to(&window).await?;
        self.watch().await?;
        Ok(window)
    }

    /// The entries of the current window's history.
    pub(crate) async fn history(&self) -> Result<Vec<Value>> {
        let history = self.devtools("Page.getNavigationHistory", json!({})).await?;
        Ok(history["entries"].as_array().cloned().unwrap_or_default())
    }

    /// The messages of the console since the last call, of all pages.
    pub(crate) async fn console(&self) -> Result<Vec<String>> {
        let entries = self.command("se/log", json!({ "type": "browser" })).await?;
        let entries = entries.as_array().cloned().unwrap_or_default();
        Ok(entries.iter().filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect())
    }

    /// From now on every file comes from the network, as on a first visit.
    pub(crate) async fn forget_cache(&self) -> Result {
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
        Ok(())
    }
}
