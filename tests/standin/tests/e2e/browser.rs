//! One browser with a profile and a driver of its own: a thin layer over `WebDriver` and, where `WebDriver` has no word for
//! it, over what each browser has of its own ([`chromium`], [`firefox`]).

use std::cell::Cell;

use axum::http::Method;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::driver::Driver;
use crate::hosts::Hosts;
use crate::waiting::Result;
use crate::{chromium, firefox};

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium or Chrome.
    Chromium,
    /// Firefox.
    Firefox,
}

/// What a browser may be started without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    /// Cookies and site data are blocked.
    Storage,
    /// There is no `WebAssembly`.
    WebAssembly,
    /// No script of a page runs.
    Scripts,
}

/// The history of one tab.
#[derive(Debug)]
pub(crate) struct History {
    /// The entries, oldest first.
    pub(crate) entries: Vec<Visit>,
    /// The place of the one that is shown.
    pub(crate) current: usize,
}

/// One entry of a tab's history.
#[derive(Debug)]
pub(crate) struct Visit {
    /// Its address.
    pub(crate) url: String,
    /// Its title.
    pub(crate) title: String,
}

impl History {
    /// From what a browser tells of it.
    pub(crate) fn new(entries: &Value, current: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let entries = entries.as_array().into_iter().flatten();
        let entries = entries.map(|entry| Visit { url: text(&entry["url"]), title: text(&entry["title"]) });
        let current = current.as_u64().and_then(|index| index.try_into().ok()).unwrap_or_default();
        Self { entries: entries.collect(), current }
    }
}

/// One thing on the page as a screen reader gets it.
#[derive(Debug)]
pub(crate) struct Spoken {
    /// Its role by ARIA, or `StaticText`.
    pub(crate) role: String,
    /// Its name, or the text.
    pub(crate) name: String,
}

impl Spoken {
    /// From what a browser tells of it.
    pub(crate) fn new(role: &Value, name: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Self { role: text(role), name: text(name) }
    }
}

/// How browsers say that an address did not answer.
const NO_ANSWER: [&str; 2] = ["net::ERR_", "about:neterror"];

/// What stands for an element in JSON (`WebDriver`, section 12.2).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The keys that are held while others are pressed.
const HELD: [Key; 4] = [Key::Control, Key::Shift, Key::Alt, Key::Meta];

/// The session.
pub(crate) struct Browser {
    /// Which browser it is.
    pub(crate) engine: Engine,
    /// How many scenarios it has served.
    pub(crate) served: u32,
    client: Client,
    is_changed: Cell<bool>,
    /// Held for its end.
    driver: Driver,
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
    pub(crate) async fn start(hosts: &Hosts, engine: Engine, lack: Option<Lack>) -> Result<Self> {
        let (program, driver) = hosts.programs(engine)?;
        let driver = Driver::start(engine, &driver)?;
        let capabilities = match engine {
            Engine::Chromium => chromium::capabilities(&program, lack),
            Engine::Firefox => firefox::capabilities(&program, lack)?,
        };
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&driver.url())
            .await?;
        let mut browser = Self { engine, served: 0, client, is_changed: Cell::new(lack.is_some()), driver };
        match engine {
            Engine::Chromium => chromium::watch(&browser).await?,
            Engine::Firefox => browser.driver.browser = firefox::watch(&browser).await?,
        }
        Ok(browser)
    }

    /// Ends it. (The driver ends when this is dropped, and with it a browser that did not listen.)
    pub(crate) async fn close(&self) {
        let _ = self.client.clone().close().await;
    }

    /// Forgets all that was stored, visited and said, and leaves one window, which is new.
    pub(crate) async fn forget(&self) -> Result {
        let used = self.windows().await?;
        // Where only a window is left that a page has opened, Firefox opens no tab, and does not end either.
        let new = self.open(self.engine == Engine::Chromium).await?;
        for window in used {
            self.switch_to(&window).await?;
            self.client.close_window().await?;
        }
        self.switch_to(&new).await?;
        match self.engine {
            Engine::Chromium => chromium::forget(self).await?,
            Engine::Firefox => firefox::forget(self).await?,
        }
        self.console().await?;
        // Chromium may lose a page that is closed while one of its workers starts, and with it the new window, which can be in
        // the same process.
        self.run("return 0").await?;
        match self.windows().await?.len() {
            1 => Ok(()),
            count => Err(format!("{count} windows are left").into()),
        }
    }

    /// Whether it differs, in a way that [`Browser::forget`] does not undo, from one that was just started.
    pub(crate) fn is_changed(&self) -> bool {
        self.is_changed.get()
    }

    /// What `WebDriver` itself can do.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// A command of the `DevTools` protocol for the current window, which may change the browser: only in Chromium.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        self.is_changed.set(true);
        chromium::devtools(self, method, parameters).await
    }

    /// A command that this client has no word for.
    pub(crate) async fn command(&self, path: &'static str, body: Value) -> Result<Value> {
        Ok(self.client.issue_cmd(Command { path, body }).await?)
    }

    /// Goes to an address as if it had been typed. An address that does not answer is no problem here.
    pub(crate) async fn go(&self, url: &str) -> Result {
        match self.command("url", json!({ "url": url })).await {
            Err(problem) if !NO_ANSWER.iter().any(|words| problem.text().contains(words)) => Err(problem),
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

    /// Runs a script that tells what it found by calling its last argument.
    pub(crate) async fn wait(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// The element that a script has returned.
    pub(crate) fn element(&self, returned: &Value) -> Result<Element> {
        let id = returned.get(ELEMENT).and_then(Value::as_str).ok_or("a script returned no element")?;
        Ok(Element::from_element_id(self.client.clone(), ElementRef::from(id.to_owned())))
    }

    /// What its driver has written since the last call.
    pub(crate) fn driver_log(&self) -> String {
        self.driver.log()
    }

    /// Presses keys one after the other, wherever the focus is when each of them comes. Control, Shift, Alt and Meta are held
    /// until `Key::Null`, or to the end.
    pub(crate) async fn press_keys(&self, keys: &str) -> Result {
        let mut actions = KeyActions::new("keyboard".to_owned());
        let mut held = Vec::new();
        for value in keys.chars().chain([Key::Null.into()]) {
            if value == char::from(Key::Null) {
                for value in held.drain(..).rev() {
                    actions = actions.then(KeyAction::Up { value });
                }
                continue;
            }
            actions = actions.then(KeyAction::Down { value });
            if HELD.map(char::from).contains(&value) {
                held.push(value);
            } else {
                actions = actions.then(KeyAction::Up { value });
            }
        }
        Ok(self.client.perform_actions(actions).await?)
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
        self.open(true).await
    }

    async fn open(&self, as_tab: bool) -> Result<WindowHandle> {
        let window = self.client.new_window(as_tab).await?.handle;
        self.switch_to(&window).await?;
        if self.engine == Engine::Chromium {
            chromium::watch(self).await?;
        }
        Ok(window)
    }

    /// The history of the current window.
    pub(crate) async fn history(&self) -> Result<History> {
        match self.engine {
            Engine::Chromium => chromium::history(self).await,
            Engine::Firefox => firefox::history(self).await,
        }
    }

    /// The messages of the console since the last call, of all pages.
    pub(crate) async fn console(&self) -> Result<Vec<String>> {
        match self.engine {
            Engine::Chromium => chromium::console(self).await,
            Engine::Firefox => firefox::console(self).await,
        }
    }

    /// The current page as a screen reader gets it.
    pub(crate) async fn spoken(&self) -> Result<Vec<Spoken>> {
        match self.engine {
            Engine::Chromium => chromium::spoken(self).await,
            Engine::Firefox => firefox::spoken(self).await,
        }
    }

    /// From now on every file comes from the network, as on a first visit.
    pub(crate) async fn forget_cache(&self) -> Result {
        self.is_changed.set(true);
        match self.engine {
            Engine::Chromium => chromium::forget_cache(self).await,
            Engine::Firefox => firefox::forget_cache(self).await,
        }
    }
}
