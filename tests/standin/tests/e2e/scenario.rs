//! What a scenario is.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use standin::Options;

use crate::browser::{Engine, Lack};
use crate::waiting::Result;
use crate::world::{Place, World};

/// Most scenarios take no longer than this.
const LIMIT: Duration = Duration::from_secs(180);

/// The steps of a scenario.
pub(crate) type Steps = for<'w> fn(&'w World) -> Pin<Box<dyn Future<Output = Result> + 'w>>;

/// One scenario.
#[derive(Clone, Copy)]
pub(crate) struct Scenario {
    /// Its name.
    pub(crate) name: &'static str,
    /// What happens.
    pub(crate) steps: Steps,
    /// How the stand-in differs from the usual one.
    pub(crate) options: fn(&mut Options),
    /// The only browser that it can run in; without one, it runs in each.
    pub(crate) only: Option<Engine>,
    /// It runs only where the app lies at the root of its host.
    pub(crate) is_at_root: bool,
    /// What the browser lacks.
    pub(crate) lack: Option<Lack>,
    /// It takes no longer than this.
    pub(crate) limit: Duration,
    /// Words that the console may have though they usually mean a fault.
    pub(crate) expected: &'static [&'static str],
}

impl Scenario {
    /// A scenario with the usual stand-in and browser.
    pub(crate) fn new(name: &'static str, steps: Steps) -> Self {
        Self {
            name,
            steps,
            options: |_| {},
            only: None,
            is_at_root: false,
            lack: None,
            limit: LIMIT,
            expected: &[],
        }
    }

    /// With another stand-in.
    pub(crate) fn options(self, options: fn(&mut Options)) -> Self {
        Self { options, ..self }
    }

    /// Only in Chromium, because a step needs what no other browser has, or because another browser is known to differ:
    /// a comment beside it says how.
    pub(crate) fn chromium_only(self) -> Self {
        Self { only: Some(Engine::Chromium), ..self }
    }

    /// Only in Firefox, because there is another of the same kind for Chromium.
    pub(crate) fn firefox_only(self) -> Self {
        Self { only: Some(Engine::Firefox), ..self }
    }

    /// With more time than most: for what is large.
    pub(crate) fn within(self, seconds: u64) -> Self {
        Self { limit: Duration::from_secs(seconds), ..self }
    }

    /// Only where the app lies at the root of its host, because nothing in it can tell.
    pub(crate) fn at_root(self) -> Self {
        Self { is_at_root: true, ..self }
    }

    /// Whether it runs there.
    pub(crate) fn runs_at(&self, place: Place) -> bool {
        self.only.is_none_or(|only| only == place.engine) && (!self.is_at_root || place.mount == "/")
    }

    /// In a browser that lacks something.
    pub(crate) fn without(self, lack: Lack) -> Self {
        Self { lack: Some(lack), ..self }
    }

    /// With something in the console that is expected here.
    pub(crate) fn expecting(self, expected: &'static [&'static str]) -> Self {
        Self { expected, ..self }
    }
}

/// A scenario from a function, named after it.
macro_rules! scenario {
    ($steps:ident) => {
        $crate::scenario::Scenario::new(stringify!($steps), |world| Box::pin($steps(world)))
    };
}
pub(crate) use scenario;
