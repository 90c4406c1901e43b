//! What a scenario is.

use std::future::Future;
use std::pin::Pin;

use standin::Options;

use crate::browser::Kind;
use crate::waiting::Result;
use crate::world::World;

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
    /// How the browser differs from the usual one.
    pub(crate) kind: Kind,
    /// Words that the console may have though they usually mean a fault.
    pub(crate) expected: &'static [&'static str],
    /// Whether scripts can look into the page at the end.
    pub(crate) scripts: bool,
}

impl Scenario {
    /// A scenario with the usual stand-in and browser.
    pub(crate) fn new(name: &'static str, steps: Steps) -> Self {
        Self { name, steps, options: |_| {}, kind: Kind::default(), expected: &[], scripts: true }
    }

    /// With another stand-in.
    pub(crate) fn options(self, options: fn(&mut Options)) -> Self {
        Self { options, ..self }
    }

    /// In another browser.
    pub(crate) fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// With something in the console that is expected here.
    pub(crate) fn expecting(self, expected: &'static [&'static str]) -> Self {
        Self { expected, ..self }
    }

    /// In a browser that runs no scripts.
    pub(crate) fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }
}

/// A scenario from a function, named after it.
macro_rules! scenario {
    ($steps:ident) => {
        $crate::scenario::Scenario::new(stringify!($steps), |world| Box::pin($steps(world)))
    };
}
pub(crate) use scenario;
