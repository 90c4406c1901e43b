//! Getting all pages: which to ask for next, what to wait for, when it is over. Clock and randomness are arguments.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::account::Account;
use super::list::Envelope;
use super::state::{Delivery, End, Fault, Reply, State};
use crate::procore::{Failure, Gauge, Target, back_off};
use crate::time::UnixTime;

/// So many pages are asked for at a time, once it is known which is the last. Before that, one.
const AT_A_TIME: usize = 3;
/// After so many refusals in a row (429, 503) a run stops by itself.
const MOST_REFUSALS: u32 = 8;
/// No run asks for more pages: it would be a server that never ends.
pub(super) const MOST_PAGES: u32 = 50_000;

/// What is known of the last page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// No page has come yet.
    Unknown,
    /// This is the last one, so far as the server said.
    Last(u32),
    /// There is one more.
    More,
    /// Nothing is said of it.
    Counting,
}

/// A run through all pages. Pages may be answered in any order: each is delivered once, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub(super) per_page: u32,
    pub(super) extent: Extent,
    pub(super) end: Option<End>,
    is_paused: bool,
    needs_session: bool,
    /// Nothing is asked before this.
    hold: UnixTime,
    refusals: u32,
    /// The first page that was never asked for.
    next: u32,
    /// Pages to ask for once more.
    again: BTreeSet<u32>,
    in_flight: BTreeSet<u32>,
    arrived: BTreeMap<u32, Reply>,
    /// The page that is delivered next.
    pub(super) due: u32,
    fault: Option<(u32, Fault)>,
    pub(super) envelope: Option<Envelope>,
    /// The rows of a page that is full.
    pub(super) full: usize,
    pub(super) fingerprints: HashMap<u64, u32>,
    pub(super) repeats: u32,
    pub(super) ids: HashSet<String>,
    pub(super) account: Account,
}

impl Run {
    /// A run that asks for so many rows to a page: see [`per_page`](super::per_page).
    pub fn new(per_page: u32) -> Self {
        Self {
            per_page: per_page.max(1),
            extent: Extent::Unknown,
            end: None,
            is_paused: false,
            needs_session: false,
            hold: UnixTime(0),
            refusals: 0,
            next: 1,
            again: BTreeSet::new(),
            in_flight: BTreeSet::new(),
            arrived: BTreeMap::new(),
            due: 1,
            fault: None,
            envelope: None,
            full: 1,
            fingerprints: HashMap::new(),
            repeats: 0,
            ids: HashSet::new(),
            account: Account::default(),
        }
    }

    /// The address of a page of this collection.
    pub fn target(&self, collection: &Target, page: u32) -> Target {
        collection.with("per_page", &self.per_page.to_string()).with("page", &page.to_string())
    }

    /// The pages to ask for now. They count as asked for: each must be answered by [`answered`](Self::answered) or
    /// [`failed`](Self::failed), unless the run has ended.
    pub fn next_requests(&mut self, gauge: &Gauge, now: UnixTime) -> Vec<u32> {
        let mut pages = Vec::new();
        while let (Some(page), Some(0)) = (self.candidate(), self.wait(gauge, now)) {
            if !self.again.remove(&page) {
                self.next += 1;
            }
            self.in_flight.insert(page);
            pages.push(page);
        }
        pages
    }

    /// The milliseconds until [`next_requests`](Self::next_requests) is to be asked again; `None` if only an answer or
    /// the person makes a difference.
    pub fn wait(&self, gauge: &Gauge, now: UnixTime) -> Option<u64> {
        self.candidate()?;
        let in_flight = u32::try_from(self.in_flight.len()).unwrap_or(u32::MAX);
        Some(self.hold.millis_since(now).max(gauge.wait(in_flight, now)))
    }

    /// The page to ask for next, if there is one and nothing but time is in the way.
    fn candidate(&self) -> Option<u32> {
        let is_halted = self.end.is_some() || self.fault.is_some() || self.is_paused || self.needs_session;
        let at_a_time = if matches!(self.extent, Extent::Last(_)) { AT_A_TIME } else { 1 };
        if is_halted || self.in_flight.len() >= at_a_time {
            return None;
        }
        let fresh = match self.extent {
            Extent::Last(last) => self.next <= last.min(MOST_PAGES),
            Extent::Unknown | Extent::More | Extent::Counting => self.next == self.due,
        };
        self.again.first().copied().or_else(|| fresh.then_some(self.next))
    }

    /// An answer came for a page. What is returned has its place in the document now.
    pub fn answered(&mut self, page: u32, reply: Reply, random: u32, now: UnixTime) -> Vec<Delivery> {
        if self.end.is_some() || !self.in_flight.remove(&page) {
            return Vec::new();
        }
        match reply.status {
            200..=299 => {
                self.refusals = 0;
                self.arrived.insert(page, reply);
            }
            401 => {
                self.needs_session = true;
                self.again.insert(page);
            }
            429 | 503 => {
                // Several that were in flight may be refused together: that is one refusal.
                if self.hold <= now {
                    self.refusals += 1;
                }
                if self.refusals > MOST_REFUSALS {
                    self.note(page, Fault::Status(reply.status));
                } else {
                    let wait = back_off(&reply.headers, self.refusals.saturating_sub(1), random, now);
                    self.hold = self.hold.max(UnixTime(now.0.saturating_add(wait)));
                    self.again.insert(page);
                }
            }
            status => self.note(page, Fault::Status(status)),
        }
        self.deliver()
    }

    /// No answer came for a page. What is returned has its place in the document now.
    pub fn failed(&mut self, page: u32, failure: Failure) -> Vec<Delivery> {
        if self.end.is_some() || !self.in_flight.remove(&page) {
            return Vec::new();
        }
        self.note(page, Fault::NoAnswer(failure));
        self.deliver()
    }

    /// A page will not come. Of several, the first one counts.
    pub(super) fn note(&mut self, page: u32, fault: Fault) {
        self.again.insert(page);
        if self.fault.as_ref().is_none_or(|(earlier, _)| page < *earlier) {
            self.fault = Some((page, fault));
        }
    }

    fn deliver(&mut self) -> Vec<Delivery> {
        let mut deliveries = Vec::new();
        while self.end.is_none()
            && let Some(reply) = self.arrived.remove(&self.due)
        {
            let page = self.due;
            self.due += 1;
            deliveries.extend(self.take(page, reply));
        }
        // What was asked for before the page that did not come may still have its place.
        if let Some((page, fault)) = &self.fault
            && self.end.is_none()
            && self.in_flight.range(..page).next().is_none()
        {
            self.end = Some(End::Failed { page: *page, fault: fault.clone() });
        }
        if self.end.is_some() {
            self.again.append(&mut self.in_flight);
        }
        deliveries
    }

    /// The person pauses: nothing more is asked for. What is in flight is taken when it comes.
    pub fn pause(&mut self) {
        self.is_paused = true;
    }

    /// The person goes on, after a pause or after a page that did not come.
    pub fn resume(&mut self) {
        self.is_paused = false;
        if matches!(self.end, Some(End::Failed { .. })) {
            (self.end, self.fault, self.refusals) = (None, None, 0);
        }
    }

    /// The session has ended. What is in flight is taken when it comes.
    pub fn session_ended(&mut self) {
        self.needs_session = true;
    }

    /// There is a new token of the same person.
    pub fn renewed(&mut self) {
        self.needs_session = false;
    }

    /// The person stops it. What has been delivered stays, and nothing more is asked for or taken.
    pub fn cancel(&mut self) {
        if self.end.is_none() || matches!(self.end, Some(End::Failed { .. })) {
            self.end = Some(End::Cancelled);
        }
        self.in_flight.clear();
        self.arrived.clear();
    }

    /// How it is.
    pub fn state(&self) -> State {
        match &self.end {
            Some(end) => State::Ended(end.clone()),
            None if self.needs_session => State::NeedsSession,
            None if self.is_paused => State::Paused,
            None => State::Running,
        }
    }

    /// What has come so far.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// The number of the last page, if the server said so.
    pub fn last(&self) -> Option<u32> {
        if let Extent::Last(last) = self.extent { Some(last) } else { None }
    }
}
