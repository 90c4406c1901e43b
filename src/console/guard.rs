//! Guard rails: where writes are locked, and what a DELETE has to be told twice.

use super::model::Console;
use super::work::Sheet;
use super::{Change, Effect};
use crate::procore::{CompanyFault, Method, Outgoing};
use crate::time::UnixTime;

/// How long writes are unlocked, in seconds.
pub const UNLOCKED_SECONDS: u64 = 600;

/// What has to be confirmed before a call is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Writes are locked here: they must be unlocked first.
    Unlock,
    /// A DELETE, that goes when this is typed, or when it is confirmed.
    Delete {
        /// The last part of the path.
        last: String,
        /// Whether it must be typed.
        is_typed: bool,
    },
}

/// Where writes are unlocked for a while: an environment's id, a company's id if one was chosen, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlocked {
    environment: String,
    company: Option<String>,
    /// The end.
    pub until: UnixTime,
}

impl Console {
    /// Whether the company that is chosen is marked as a sandbox: Procore's on-demand sandboxes share production's hosts.
    pub fn is_sandbox(&self) -> bool {
        let company = self.places.chosen.company.as_ref();
        company.is_some_and(|company| self.preferences.is_sandbox(&self.environment().id, &company.id))
    }

    /// Whether writes in this environment and company are locked unless somebody unlocks them.
    pub fn has_lock(&self) -> bool {
        self.environment().read_only && !self.is_sandbox()
    }

    /// Until when writes are unlocked, if they are.
    pub fn unlocked_until(&self) -> Option<UnixTime> {
        let company = self.places.chosen.company.as_ref().map(|company| &company.id);
        let unlocked = self.unlocked.as_ref()?;
        let is_here = unlocked.environment == self.environment().id && unlocked.company.as_ref() == company;
        is_here.then_some(unlocked.until)
    }

    /// What has to be confirmed before this is sent.
    pub(super) fn stands_in_the_way(&self, asked: &Outgoing, now: UnixTime) -> Option<Wish> {
        if !asked.method.is_write() {
            return None;
        }
        // What is about another company than the one that is chosen is not in its sandbox.
        let is_elsewhere =
            CompanyFault::of(asked).is_some_and(|fault| matches!(fault, CompanyFault::Differs { .. }));
        let has_lock = self.has_lock() || (self.environment().read_only && is_elsewhere);
        if has_lock && self.unlocked_until().is_none_or(|until| now >= until) {
            return Some(Wish::Unlock);
        }
        if asked.method != Method::Delete {
            return None;
        }
        let path = asked.target.split('?').next().unwrap_or_default();
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let is_guarded = self.environment().is_guarded() && !self.is_sandbox();
        Some(Wish::Delete { last, is_typed: is_guarded || is_elsewhere })
    }
}

/// Unlocks writes in this environment and company for a while.
pub(super) fn unlock(console: &mut Console, now: UnixTime) {
    let company = console.places.chosen.company.as_ref().map(|company| company.id.clone());
    let environment = console.environment().id.clone();
    console.unlocked = Some(Unlocked { environment, company, until: now.plus_seconds(UNLOCKED_SECONDS) });
    forget_wish(console, |wish| *wish == Wish::Unlock);
}

/// Locks them again.
pub(super) fn lock(console: &mut Console) {
    console.unlocked = None;
}

/// The time may be over.
pub(super) fn look_at_the_clock(console: &mut Console, now: UnixTime) {
    console.unlocked.take_if(|unlocked| now >= unlocked.until);
}

/// Marks the company that is chosen as a sandbox, or as none.
pub(super) fn mark_sandbox(console: &mut Console, is_sandbox: bool) -> Vec<Effect> {
    let Some(company) = console.places.chosen.company.as_ref().map(|company| company.id.clone()) else {
        return Vec::new();
    };
    let environment = console.environment().id.clone();
    forget_wish(console, |_| true);
    super::way_in::change(console, Change::Sandbox(environment, company, is_sandbox))
}

fn forget_wish(console: &mut Console, is_over: impl Fn(&Wish) -> bool) {
    let sheet: &mut Sheet = console.work.sheet_mut();
    sheet.wish.take_if(|wish| is_over(wish));
}
