//! The filters that programs can call: jaq's, but for what a page does not have or must not tell.

use jaq_core::data::{DataT, HasLut};
use jaq_core::load::parse::Def;
use jaq_core::native::{Fun, bome, run, v};
use jaq_core::{Lut, RunPtr};
use jaq_json::Val;

/// Filters that ask the system: for its clock, its variables, its time zone. The first two have a stand-in here.
const OF_THE_SYSTEM: [&str; 4] = ["now", "env", "localtime", "strflocaltime"];

/// The kinds of data that a running program has: values, and what it is given.
pub(super) struct Kinds;

/// What a running program is given.
#[derive(Clone)]
pub(super) struct Given<'a> {
    pub(super) lut: &'a Lut<Kinds>,
    /// Seconds since 1970.
    pub(super) now: f64,
}

impl DataT for Kinds {
    type V<'a> = Val;
    type Data<'a> = Given<'a>;
}

impl<'a> HasLut<'a, Kinds> for Given<'a> {
    fn lut(&self) -> &'a Lut<Kinds> {
        self.lut
    }
}

/// Filters that are written in jq. The later ones stand before earlier ones of the same name.
pub(super) fn definitions() -> impl Iterator<Item = Def<&'static str>> {
    // It always can be read: the tests call what is in it.
    let own = jaq_core::load::parse(include_str!("defs.jq"), |parser| parser.defs()).unwrap_or_default();
    jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs()).chain(own)
}

/// Filters that are written in Rust.
pub(super) fn functions() -> impl Iterator<Item = Fun<Kinds>> {
    let now: RunPtr<Kinds> = |cv| bome(Ok(Val::from(cv.0.data().now)));
    let others = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    others.filter(|(name, ..)| !OF_THE_SYSTEM.contains(name)).chain([run::<Kinds>(("now", v(0), now))])
}
