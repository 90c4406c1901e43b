//! The world of one scenario: a site and a stand-in of its own, a browser that knows nothing, and their end.

use std::any::Any;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use libtest_mimic::Failed;
use standin::{Options, Site, Standin};
use tempfile::TempDir;

use crate::browser::{Browser, Engine};
use crate::pool::Pool;
use crate::scenario::Scenario;
use crate::trace;
use crate::waiting::Result;

/// Setting up takes no longer than this.
const LIMIT: Duration = Duration::from_secs(60);

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
    folder: TempDir,
}

impl World {
    /// Sets everything up.
    async fn start(pool: &Pool, place: Place, scenario: &Scenario) -> Result<Self> {
        let hosts = &pool.hosts;
        let folder = tempfile::tempdir()?;
        copy(&hosts.dist, folder.path())?;
        let site = Site::start(folder.path(), place.mount).await?;
        let mut options = Options::for_site(&site.root_url());
        (scenario.options)(&mut options);
        let procore = standin::start(options).await?;
        let config = folder.path().join("config.json");
        fs::write(&config, procore.config_json())?;
        // A page of the app's origin that is not the app.
        fs::write(folder.path().join(PLAIN), "plain")?;
        let headers = std::process::Command::new(&hosts.xtask)
            .arg("headers")
            .arg("--config")
            .arg(&config)
            .arg("--dist")
            .arg(folder.path())
            .output()?;
        assert!(headers.status.success(), "xtask headers: {}", String::from_utf8_lossy(&headers.stderr));
        let browser = pool.take(place.engine, scenario.lack).await?;
        Ok(Self { site, procore, browser, forged: Mutex::default(), folder })
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

    /// Writes a file of the site.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result {
        Ok(fs::write(self.folder.path().join(name), bytes)?)
    }

    /// The path of the file below the app's root whose name has this beginning and end.
    pub(crate) fn asset(&self, start: &str, end: &str) -> Result<String> {
        let names = fs::read_dir(self.folder.path().join("assets"))?
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()));
        let found = names.into_iter().find(|name| name.starts_with(start) && name.ends_with(end));
        Ok(found.map(|name| format!("assets/{name}")).ok_or(format!("no asset {start}…{end}"))?)
    }

    /// Remembers a text that is used as a token.
    pub(crate) fn will_forge(&self, token: &str) {
        self.forged.lock().expect("no test fails while it holds this").push(token.to_owned());
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

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target: PathBuf = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Runs a scenario from the first file to the last trace, and gives its browser back.
pub(crate) fn run(pool: &Pool, place: Place, scenario: &Scenario) -> std::result::Result<(), Failed> {
    let runtime = &pool.runtime;
    let start = async { tokio::time::timeout(LIMIT, World::start(pool, place, scenario)).await };
    let world = match guarded(|| runtime.block_on(start))? {
        Ok(started) => started.map_err(|problem| problem.during("setting up").text().to_owned())?,
        Err(_) => return Err("setting up took too long".into()),
    };
    let steps = async {
        (scenario.steps)(&world).await?;
        trace::leave_none(&world, scenario).await.map_err(|problem| problem.during("looking for traces"))
    };
    let ended = guarded(|| runtime.block_on(async { tokio::time::timeout(scenario.limit, steps).await }));
    let words = match ended {
        Ok(Ok(Ok(()))) => {
            runtime.block_on(pool.give_back(world.browser));
            return Ok(());
        }
        Ok(Ok(Err(problem))) => problem.text().to_owned(),
        Ok(Err(_)) => format!("took longer than {} s", scenario.limit.as_secs()),
        Err(words) => words,
    };
    let seen = runtime.block_on(async {
        tokio::time::timeout(Duration::from_secs(5), world.described()).await.unwrap_or_default()
    });
    runtime.block_on(pool.end(world.browser));
    Err(format!("{words}\n{seen}").into())
}

/// Runs something that may panic; a failed assertion becomes its words. Its place has been printed already.
fn guarded<T>(run: impl FnOnce() -> T) -> std::result::Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(|payload| words(payload.as_ref()))
}

fn words(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("an assertion failed").to_owned()
}
