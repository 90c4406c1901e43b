//! What is said of all pages: before, while they come, and afterwards.

use super::Pages;
use crate::console::work::Call;
use crate::console::{Console, remaining};
use crate::procore::paging::{Account, End, Fault, State};
use crate::procore::status_text;
use crate::time::UnixTime;

/// What stands on the page about all pages of the answer in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagesPhase {
    /// It is a list: how much of it, and that all of it can be had.
    Offer(String),
    /// What it takes, before it begins.
    Plan(Vec<String>),
    /// Pages come.
    Going,
    /// It waits for the person, who paused it.
    Paused,
    /// It waits for a session.
    NeedsSession,
    /// It waits for the person, because of a page that did not come.
    Halted(String),
    /// It is over: what came, whether that is all, and what there is to know of it.
    Over(String, bool, Vec<String>),
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Such as `Page 12 of 31, 1200 of 3050 rows`.
    pub words: String,
    /// The pages that have their place.
    pub pages: u32,
    /// How many there are, if that is known.
    pub of: Option<u32>,
    /// How long it waits before it asks again, in words.
    pub wait: Option<String>,
}

impl Console {
    /// What stands on the page about all pages of the answer in sight; `None` if it is no list, or known to be all of it.
    pub fn pages_phase(&self) -> Option<PagesPhase> {
        let call = self.work.call()?;
        let Some(pages) = &call.pages else { return self.before(call) };
        if let Some(plan) = call.plan {
            return Some(PagesPhase::Plan(plan.words()));
        }
        let account = pages.run.account();
        Some(match pages.run.state() {
            State::Running => PagesPhase::Going,
            State::Paused => PagesPhase::Paused,
            State::NeedsSession => PagesPhase::NeedsSession,
            State::Ended(End::Failed { page, fault }) if call.is_waiting => {
                PagesPhase::Halted(halted(page, &fault))
            }
            State::Ended(end) => {
                let (what, is_all) = over(&end, account);
                PagesPhase::Over(what, is_all, doubts(&end, account))
            }
        })
    }

    fn before(&self, call: &Call) -> Option<PagesPhase> {
        if !call.is_collection() || self.signed_in().is_none() {
            return None;
        }
        if let Some(plan) = call.plan {
            return Some(PagesPhase::Plan(plan.words()));
        }
        let rows = u64::from(call.rows?);
        match call.total() {
            Some(total) if total <= rows => None,
            Some(total) => Some(PagesPhase::Offer(format!("{rows} of {total} rows"))),
            None => Some(PagesPhase::Offer(counted(rows, "row"))),
        }
    }

    /// How far the run in sight is.
    pub fn pages_progress(&self, now: UnixTime) -> Option<Progress> {
        let pages = self.work.call()?.pages.as_ref()?;
        Some(pages.progress(now))
    }
}

impl Pages {
    fn progress(&self, now: UnixTime) -> Progress {
        let Account { pages, rows, total, .. } = *self.run.account();
        let of = self.run.last();
        let page =
            of.map_or_else(|| counted(u64::from(pages), "page"), |last| format!("{pages} of {last} pages"));
        let row = total.map_or_else(|| counted(rows, "row"), |total| format!("{rows} of {total} rows"));
        // Less than a second is not worth a word.
        let wait = self.wake_at.filter(|at| at.millis_since(now) >= 1_000);
        Progress {
            words: format!("{page}, {row}"),
            pages,
            of,
            wait: wait.map(|at| format!("Procore takes calls again in {}.", remaining(at, now).words)),
        }
    }
}

fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Why a run waits for the person.
fn halted(page: u32, fault: &Fault) -> String {
    let why = match fault {
        Fault::Status(status) => {
            format!("it was answered {status} {}", status_text(*status)).trim_end().to_owned()
        }
        Fault::NoAnswer(failure) => failure.title().to_lowercase(),
        Fault::OtherShape => "it is no list like those before it".to_owned(),
    };
    format!("Page {page} did not come: {why}.")
}

/// What came, and whether that is all.
fn over(end: &End, account: &Account) -> (String, bool) {
    let Account { pages, rows, total, .. } = *account;
    let came = format!("{} on {}", counted(rows, "row"), counted(u64::from(pages), "page"));
    match end {
        End::Complete | End::IgnoresPage | End::Repeats => match total {
            Some(total) if account.lacks_rows() => {
                (format!("Incomplete: {came}, and Procore named {total}."), false)
            }
            _ => (format!("All pages: {came}."), true),
        },
        End::NotAList => ("This time the answer was no list.".to_owned(), true),
        End::TooMany => (format!("Incomplete: {came}, and there are more than one document takes."), false),
        End::Cancelled | End::Failed { .. } => {
            let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
            (
                format!(
                    "Incomplete: {rows}{of} rows came on {}, then it was stopped.",
                    counted(u64::from(pages), "page")
                ),
                false,
            )
        }
    }
}

/// What there is to know of what came.
fn doubts(end: &End, account: &Account) -> Vec<String> {
    let ignores = "The second page was the first one again: this endpoint gives all rows at once, or no more than these.";
    match end {
        End::IgnoresPage => vec![ignores.to_owned()],
        End::Complete | End::Repeats => account.words(),
        // That rows are missing is said already.
        End::Cancelled | End::TooMany | End::Failed { .. } => account.repeats().into_iter().collect(),
        End::NotAList => Vec::new(),
    }
}
