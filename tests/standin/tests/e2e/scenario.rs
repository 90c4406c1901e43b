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
    /// The only browser that it can run in; without one, it can run in each.
    only: Option<Engine>,
    /// It runs in Firefox as well, not only if all places are asked for.
    in_firefox: bool,
    /// It runs where the app lies below a path as well, not only if all places are asked for.
    below_a_path: bool,
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
            in_firefox: false,
            below_a_path: false,
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

    /// Also in Firefox, because the engines differ in what it is about: storage, the back/forward cache, channels, streams,
    /// pop-ups, the clipboard, the policy, databases.
    pub(crate) fn also_in_firefox(self) -> Self {
        Self { in_firefox: true, ..self }
    }

    /// Also where the app lies below a path of its host, because addresses, keys of storage or paths of files depend on that.
    pub(crate) fn also_below_a_path(self) -> Self {
        Self { below_a_path: true, ..self }
    }

    /// Whether it can run there.
    pub(crate) fn can_run_at(&self, place: Place) -> bool {
        self.only.is_none_or(|only| only == place.engine)
    }

    /// Whether it runs there unless all places are asked for: in Chromium at the root of a host, and where else it may tell
    /// something that it does not tell there.
    pub(crate) fn is_chosen_at(&self, place: Place) -> bool {
        let is_chosen = match (place.engine, place.mount) {
            (Engine::Chromium, "/") => true,
            (Engine::Chromium, _) => self.below_a_path,
            (Engine::Firefox, _) => self.in_firefox || self.only == Some(Engine::Firefox),
        };
        is_chosen && self.can_run_at(place)
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
