//! Where a measurement runs: the built app and a stand-in for all of them, and a browser for each.

use std::sync::Arc;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::TimeoutConfiguration;
use procore_console::procore::Environments;
use serde_json::{Value, json};
use standin::{DEMO_CLIENT, Options, Site, Standin};

use crate::browser::{Browser, Engine};
use crate::hosts::Hosts;
use crate::memory;
use crate::names::{self, Named};
use crate::page::ADA;
use crate::waiting::{Result, in_the_end};

/// A page of the app's origin that is not the app.
const PLAIN: &str = "plain.txt";

/// How long a script of the page may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// The hosts, from the first measurement to the last.
pub(crate) struct Stage {
    hosts: Hosts,
    site: Arc<Site>,
    procore: Arc<Standin>,
}

impl Stage {
    /// Starts them.
    pub(crate) async fn start(hosts: Hosts) -> Result<Self> {
        let site = Site::start(&hosts.dist, "/").await?;
        let options = Options {
            hourly_limit: u32::MAX,
            spike_limit: u32::MAX,
            rows: Some(crate::PAGED_ROWS as u64),
            expose_headers: true,
            token_lifetime_seconds: Some(1_000_000),
            ..Options::for_site(&site.root_url())
        };
        let procore = standin::start(options).await?;
        let config = procore.config_json();
        let environments = Environments::parse(config.as_bytes())
            .map_err(|error| format!("the stand-in's configuration cannot be used: {error:?}"))?;
        site.set_headers(xtask::headers::render(&environments, false));
        site.put_file("config.json", config);
        site.put_file(PLAIN, "plain");
        Ok(Self { hosts, site: Arc::new(site), procore: Arc::new(procore) })
    }

    /// The browser's name and version.
    pub(crate) fn browser_version(&self) -> Result<String> {
        let (program, _) = self.hosts.programs(Engine::Chromium)?;
        let output = std::process::Command::new(program).arg("--version").output()?;
        let says = String::from_utf8_lossy(&output.stdout);
        Ok(says.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
    }

    /// A fresh browser on the plain page.
    pub(crate) async fn open(&self) -> Result<World> {
        let browser = Browser::start(&self.hosts, Engine::Chromium, None).await?;
        let timeouts = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        browser.client().update_timeouts(timeouts).await?;
        let probe = format!("const NAMES = {};\n{}", names::for_probe(), include_str!("probe.js"));
        let probe = format!("{{ {probe} }}");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe })).await?;
        let mut world =
            World { site: Arc::clone(&self.site), procore: Arc::clone(&self.procore), browser, empty: None };
        world.browser.go(&world.plain()).await?;
        world.collect_garbage().await?;
        world.empty = memory::resident();
        Ok(world)
    }
}

/// One browser. It ends when this is dropped; [`World::close`] ends it in peace.
pub(crate) struct World {
    site: Arc<Site>,
    /// The stand-in.
    pub(crate) procore: Arc<Standin>,
    /// The browser.
    pub(crate) browser: Browser,
    /// What the page's process had resident while its page was empty.
    empty: Option<f64>,
}

impl World {
    /// The address of the app's root.
    pub(crate) fn root(&self) -> String {
        self.site.root_url()
    }

    /// The address of a page of the app's origin that is not the app.
    pub(crate) fn plain(&self) -> String {
        format!("{}{PLAIN}", self.root())
    }

    /// The key in session storage under which a token may lie.
    pub(crate) fn session_key(&self) -> String {
        "procore-console:/:session".to_owned()
    }

    /// Texts that were used as tokens without being any: none here.
    pub(crate) fn will_forge(&self, _token: &str) {}

    /// Everything that is not to be printed.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.procore.issued_tokens()
    }

    /// Ends the browser.
    pub(crate) async fn close(self) {
        self.browser.close().await;
    }

    /// A token for a page that is not the app.
    pub(crate) fn token(&self) -> String {
        self.procore.issue_token(ADA.email, DEMO_CLIENT)
    }

    /// The peak since the last [`memory::forget_peaks`], above what an empty page has, in bytes.
    pub(crate) fn peak_above_empty(&self) -> Option<f64> {
        Some(memory::peak()? - self.empty?)
    }

    /// Frees what the page no longer holds.
    pub(crate) async fn collect_garbage(&self) -> Result {
        self.browser.devtools("HeapProfiler.collectGarbage", json!({})).await.map(drop)
    }

    /// What a function of the probe returns.
    pub(crate) async fn probe(&self, call: &str) -> Result<Value> {
        self.browser.run_async(&format!("return await bench.{call};")).await
    }

    /// The element of that role and name, if it is in sight.
    pub(crate) async fn look(&self, (role, name): Named) -> Result<Option<Element>> {
        let script = "return bench.find(arguments[0], arguments[1]) ?? null";
        let found = self.browser.run_with(script, vec![json!(role), json!(name)]).await?;
        let id = found.as_object().and_then(|found| found.values().next()?.as_str().map(str::to_owned));
        Ok(id.map(|id| Element::from_element_id(self.browser.client().clone(), id.into())))
    }

    /// The same, or a problem with its name.
    pub(crate) async fn find(&self, named: Named) -> Result<Element> {
        in_the_end(&format!("{} “{}”", named.0, named.1), async || self.look(named).await).await
    }

    /// Types in place of what stands in a field.
    pub(crate) async fn fill_in(&self, field: Named, text: &str) -> Result {
        let field = self.find(field).await?;
        field.send_keys(&format!("{}a", char::from(Key::Control))).await?;
        Ok(field.send_keys(&format!("{}{text}", char::from(Key::Backspace))).await?)
    }
}
