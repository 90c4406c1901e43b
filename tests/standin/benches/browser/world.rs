//! Where a measurement runs: the built app and a stand-in for all of them, and a browser for each.

use std::sync::Arc;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::wd::TimeoutConfiguration;
use procore_console::procore::Environments;
use serde_json::{Value, json};
use standin::{DEMO_CLIENT, Link, Options, Site, Standin};
use xtask::files;

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
        let mut world = self.open_nowhere().await?;
        world.browser.go(&world.plain()).await?;
        world.collect_garbage().await?;
        world.empty = memory::resident();
        Ok(world)
    }

    /// A fresh browser that has been nowhere.
    pub(crate) async fn open_nowhere(&self) -> Result<World> {
        let browser = Browser::start(&self.hosts, Engine::Chromium, None).await?;
        let timeouts = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        browser.client().update_timeouts(timeouts).await?;
        let probe = format!("const NAMES = {};\n{}", names::for_probe(), include_str!("probe.js"));
        let probe = format!("{{ {probe} }}");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": probe })).await?;
        Ok(World { site: Arc::clone(&self.site), procore: Arc::clone(&self.procore), browser, empty: None })
    }

    /// Lets the site send its files compressed, as a CDN does.
    pub(crate) fn compress(&self) -> Result {
        for path in files::below(&self.hosts.dist, &self.hosts.dist).map_err(|error| error.to_string())? {
            let bytes = std::fs::read(self.hosts.dist.join(&path))?;
            let compressed = files::compress(&bytes).map_err(|error| error.to_string())?;
            if compressed.len() < bytes.len() {
                self.site.put_compressed(&path.to_string_lossy(), compressed);
            }
        }
        Ok(())
    }

    /// Puts a network before all hosts, or none; whoever is connected must connect anew.
    pub(crate) async fn set_link(&self, link: Option<&Arc<Link>>) {
        self.site.set_link(link);
        self.procore.set_link(link).await;
    }

    /// Lays a text that does not compress over the site, of so many bytes; its path.
    pub(crate) fn put_text(&self, bytes: usize) -> String {
        let mut number = 1_u64;
        let text: String = (0..bytes)
            .map(|_| {
                // Knuth's linear congruential generator (MMIX).
                number =
                    number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                char::from(b' ' + (number >> 33) as u8 % 95)
            })
            .collect();
        let path = format!("{bytes}.txt");
        self.site.put_file(&path, text);
        path
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

    /// From the next page on, the probe notes when a start is over.
    pub(crate) async fn watch_start(&self) -> Result {
        let watch = json!({ "source": "bench.watchStart()" });
        self.browser.devtools("Page.addScriptToEvaluateOnNewDocument", watch).await.map(drop)
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
