//! The world of one scenario: a site and a stand-in of its own, a browser that knows nothing, and their end.

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use procore_console::procore::Environments;
use standin::{Options, Site, Standin};

use crate::browser::{Browser, Engine};
use crate::pool::Pool;
use crate::scenario::Scenario;
use crate::waiting::{Problem, Result};

/// Where a scenario runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The browser.
    pub(crate) engine: Engine,
    /// The path of the app on its host.
    pub(crate) mount: &'static str,
}

/// What one scenario has for itself.
pub(crate) struct World {
    /// The host of the app.
    pub(crate) site: Site,
    /// The stand-in.
    pub(crate) procore: Standin,
    /// The browser, which knows nothing of other scenarios.
    pub(crate) browser: Browser,
    /// Texts that were used as tokens without being any.
    forged: Mutex<Vec<String>>,
    /// Where the built site is, which all scenarios share: nothing is written there.
    dist: PathBuf,
}

impl World {
    /// Sets everything up. A fresh browser has served nobody before.
    pub(crate) async fn start(pool: &Pool, place: Place, scenario: &Scenario, fresh: bool) -> Result<Self> {
        let dist = pool.hosts.dist.clone();
        let site = Site::start(&dist, place.mount).await?;
        let mut options = Options::for_site(&site.root_url());
        (scenario.options)(&mut options);
        let procore = standin::start(options).await?;
        // A page of the app's origin that is not the app.
        site.put_file(PLAIN, "plain");
        let browser = pool.take(place.engine, scenario.lack, fresh).await?;
        let world = Self { site, procore, browser, forged: Mutex::default(), dist };
        world.configure(world.procore.config_json())?;
        Ok(world)
    }

    /// Writes `config.json`, and the headers that it makes.
    fn configure(&self, config: String) -> Result {
        let environments = Environments::parse(config.as_bytes())
            .map_err(|error| format!("the stand-in's configuration cannot be used: {error:?}"))?;
        self.site.set_headers(xtask::headers::render(&environments, false));
        self.site.put_file("config.json", config);
        Ok(())
    }

    /// The address of the app's root: the redirect URI.
    pub(crate) fn root(&self) -> String {
        self.site.root_url()
    }

    /// The address of a page on the app's origin that is not the app.
    pub(crate) fn plain(&self) -> String {
        format!("{}{PLAIN}", self.root())
    }

    /// The key in session storage under which a token may lie.
    pub(crate) fn session_key(&self) -> String {
        let path = self.root().replacen(&self.site.origin(), "", 1);
        format!("procore-console:{path}:session")
    }

    /// Writes a file of the site, of this scenario alone.
    pub(crate) fn write(&self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.site.put_file(name, bytes);
    }

    /// Puts this host of the API in the place of the stand-in's, and allows it in the headers.
    pub(crate) fn use_api(&self, origin: &str) -> Result {
        self.configure(self.procore.config_json().replace(self.procore.api_origin(), origin))
    }

    /// The path of the file below the app's root whose name has this beginning and end.
    pub(crate) fn asset(&self, start: &str, end: &str) -> Result<String> {
        let names = fs::read_dir(self.dist.join("assets"))?
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
        let found = names.into_iter().find(|name| name.starts_with(start) && name.ends_with(end));
        Ok(found.map(|name| format!("assets/{name}")).ok_or(format!("no asset {start}…{end}"))?)
    }

    /// Remembers a text that is used as a token.
    pub(crate) fn will_forge(&self, token: &str) {
        self.forged.lock().expect("no test fails while it holds this").push(token.to_owned());
    }

    /// Fails, never to be tried again, if a secret is in a text that must have none.
    pub(crate) fn has_no_secret(&self, place: &str, text: &str) -> Result {
        if self.secrets().iter().any(|secret| text.contains(secret.as_str())) {
            return Err(Problem::forbidden(format!("a token is in {place}")));
        }
        Ok(())
    }

    /// Everything that must leave no trace.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let mut secrets = self.procore.issued_tokens();
        secrets.extend(self.forged.lock().expect("no test fails while it holds this").iter().cloned());
        secrets
    }
}

/// A file beside the app.
const PLAIN: &str = "plain.txt";
