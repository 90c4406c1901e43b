//! The browsers: each serves many scenarios, one after another, because to start one costs more than most of them do.
//!
//! Between two scenarios a browser forgets everything ([`Browser::forget`]), and the next one has hosts of its own. One
//! that may not be as it was serves no other: after a failure, when a setting of its own was changed
//! ([`Browser::is_changed`]), and when it was started without something.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::browser::{Browser, Engine, Lack};
use crate::hosts::Hosts;
use crate::waiting::Result;

/// A browser serves no more scenarios than this: what one of them may have left behind does not grow for ever.
const SCENARIOS: u32 = 40;

/// To make a browser forget, and to end it, take no longer than this each.
const LIMIT: Duration = Duration::from_secs(60);

/// Browsers that wait for a scenario, and what all of them need.
pub(crate) struct Pool {
    /// Where everything is.
    pub(crate) hosts: Hosts,
    /// What runs the scenarios, and with them the connections to the drivers, which outlive each of them.
    pub(crate) runtime: Runtime,
    waiting: Mutex<Vec<Browser>>,
}

impl Pool {
    /// An empty one.
    pub(crate) fn new(hosts: Hosts) -> std::io::Result<Self> {
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { hosts, runtime, waiting: Mutex::default() })
    }

    /// A browser that knows nothing; a fresh one has served nobody before.
    pub(crate) async fn take(&self, engine: Engine, lack: Option<Lack>, fresh: bool) -> Result<Browser> {
        let waiting = if lack.is_none() && !fresh { self.waiting(engine) } else { None };
        let browser = match waiting {
            Some(browser) => browser,
            None => Browser::start(&self.hosts, engine, lack).await?,
        };
        // What it has written before belongs to others.
        browser.driver_log();
        Ok(browser)
    }

    fn waiting(&self, engine: Engine) -> Option<Browser> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let place = waiting.iter().position(|browser| browser.engine == engine)?;
        Some(waiting.swap_remove(place))
    }

    /// Takes a browser back after a scenario that went well. It waits for the next one, or it is ended.
    pub(crate) async fn give_back(&self, mut browser: Browser) {
        browser.served += 1;
        let is_good = browser.served < SCENARIOS && !browser.is_changed();
        if is_good && matches!(tokio::time::timeout(LIMIT, browser.forget()).await, Ok(Ok(()))) {
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(browser);
        } else {
            self.end(browser).await;
        }
    }

    /// Ends a browser. (If it does not listen, its driver ends it.)
    pub(crate) async fn end(&self, browser: Browser) {
        let _ = tokio::time::timeout(LIMIT, browser.close()).await;
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let waiting = std::mem::take(self.waiting.get_mut().unwrap_or_else(PoisonError::into_inner));
        for browser in waiting {
            self.runtime.block_on(self.end(browser));
        }
    }
}
