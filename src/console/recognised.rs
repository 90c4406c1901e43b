//! Which endpoint of the catalogue the request in sight is a call of. The catalogue is in a worker, so the answer comes a
//! moment later, and counts only for the call that it was asked about.

use super::Effect;
use super::form::Sight;
use super::model::Console;
use super::session::ME;
use super::work::Sheet;
use crate::catalogue::{Endpoint, Known};
use crate::procore::Method;

/// What the catalogue says of the request in a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The call that it was asked about last: the method, and the path without a query.
    asked: (Method, String),
    /// Whether it has answered that.
    is_clear: bool,
    /// The endpoint, with its other versions.
    known: Option<Box<Known>>,
}

impl Default for Recognised {
    /// The first call has no parameters: the catalogue's worker is not started for it.
    fn default() -> Self {
        Self { asked: (Method::Get, ME.to_owned()), is_clear: false, known: None }
    }
}

impl Recognised {
    /// It is to be a call of this endpoint, and these are its other versions as far as they are known. The catalogue is asked
    /// all the same.
    pub(super) fn expect(&mut self, endpoint: Endpoint, others: Vec<Endpoint>) {
        let known = Some(Box::new(Known { endpoint, others }));
        *self = Self { asked: (Method::Get, String::new()), is_clear: false, known };
    }
}

impl Sheet {
    /// The endpoint of the request, with its other versions, if the catalogue knows it.
    pub fn known(&self) -> Option<&Known> {
        let known = self.recognised.known.as_deref();
        known.filter(|known| known.endpoint.fits(self.draft.method, &self.draft.path))
    }

    pub(super) fn sight(&self) -> Sight<'_> {
        match self.known() {
            Some(known) => Sight::Known(&known.endpoint),
            None if self.recognised.is_clear => Sight::Unknown,
            None => Sight::Unclear,
        }
    }
}

/// Asks the catalogue about the request in sight, if that was not asked yet.
pub(super) fn ask(console: &mut Console) -> Option<Effect> {
    let Sheet { id, draft, recognised, .. } = console.work.sheet_mut();
    let path = draft.path.split(['?', '#']).next().unwrap_or_default().trim();
    if (recognised.asked.0, recognised.asked.1.as_str()) == (draft.method, path) {
        return None;
    }
    recognised.asked = (draft.method, path.to_owned());
    // Words to find an endpoint by are no path.
    recognised.is_clear = !path.starts_with('/');
    let question = || Effect::Recognise(*id, draft.method, path.to_owned());
    (!recognised.is_clear).then(question)
}

/// Takes the answer about this call in the tab with this id, unless it is another call by now.
pub(super) fn take(console: &mut Console, id: u32, asked: (Method, String), known: Option<Box<Known>>) {
    let Some(Sheet { recognised, .. }) = console.work.sheet_of(id) else { return };
    if recognised.asked == asked {
        *recognised = Recognised { asked, is_clear: true, known };
    }
}
