//! All pages of a collection, as one document: what the person wants of them, and what comes. Which page is asked for when, and
//! when it is over, decides [`Run`]; what is said of it stands in `words`.

mod words;

use super::work::Call;
use super::{Effect, Ended};
use super::{gauges, history, session};
use crate::console::Console;
use crate::engine::Order;
use crate::procore::paging::{End, List, Plan, Reply, Run, State, per_page};
use crate::procore::{Answer, Failure, Method, Outcome, Outgoing, Target, count};
use crate::time::UnixTime;

pub use words::{PagesPhase, Progress};

/// A run through all pages of a collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    run: Run,
    /// The pages that are being asked for, and whose token each was sent with.
    sent: Vec<(u32, u32)>,
    /// The headers of the latest page that has its place.
    headers: Vec<(String, String)>,
    /// When the run is to be looked at again.
    wake_at: Option<UnixTime>,
}

/// Something happened to all pages.
#[derive(Clone, Debug)]
pub enum PagesEvent {
    /// The answer to the call with this number is a list with so many rows.
    Listed(u32, u32),
    /// The person wants to know what all pages of the collection in sight take.
    Plan(UnixTime),
    /// The person does not want them after all.
    Drop,
    /// The person wants them.
    Start(UnixTime),
    /// The person wants no more pages for now.
    Pause,
    /// The person wants to go on, after a pause or after a page that did not come.
    Resume(UnixTime),
    /// The person wants no more pages.
    Stop,
    /// A page came, or did not.
    Came {
        /// The number of the document.
        number: u32,
        /// The number of the page.
        page: u32,
        /// What became of the call. The body of a list is not in it.
        outcome: Outcome,
        /// The rows, if it is a list.
        list: Option<List>,
        /// Any number.
        random: u32,
        /// The clock.
        now: UnixTime,
    },
}

pub(super) fn take(console: &mut Console, event: PagesEvent) -> Vec<Effect> {
    match event {
        PagesEvent::Listed(number, rows) => {
            if let Some(call) = console.work.call_mut(number) {
                call.rows = Some(rows);
            }
            Vec::new()
        }
        PagesEvent::Plan(now) => {
            let gauge = console.gauge();
            if let Some(call) = console.work.sheet_mut().call.as_mut().filter(|call| call.is_collection()) {
                call.plan = Some(Plan::new(call.total(), per_page(&call.target()), &gauge, now));
            }
            Vec::new()
        }
        PagesEvent::Drop => {
            if let Some(call) = &mut console.work.sheet_mut().call {
                call.plan = None;
            }
            Vec::new()
        }
        PagesEvent::Start(now) => start(console, now),
        PagesEvent::Pause => {
            if let Some((_, run)) = run_in_sight(console) {
                run.pause();
            }
            Vec::new()
        }
        PagesEvent::Resume(now) => {
            let Some((number, run)) = run_in_sight(console) else { return Vec::new() };
            run.resume();
            go_on(console, number, now)
        }
        PagesEvent::Stop => stop(console),
        PagesEvent::Came { number, page, outcome, list, random, now } => {
            came(console, number, page, outcome, list, random, now)
        }
    }
}

/// The run of the tab in sight, while it is not over.
fn run_in_sight(console: &mut Console) -> Option<(u32, &mut Run)> {
    let call = console.work.sheet_mut().call.as_mut().filter(|call| call.is_waiting)?;
    Some((call.number, &mut call.pages.as_mut()?.run))
}

impl Console {
    /// Whether the run with this number goes on by itself.
    pub fn is_getting_pages(&self, number: u32) -> bool {
        let call = self.work.calls().find(|call| call.number == number && call.is_waiting);
        let pages = call.and_then(|call| call.pages.as_ref());
        pages.is_some_and(|pages| pages.run.state() == State::Running)
    }
}

impl Call {
    /// Whether what was called is a list of which there may be more pages.
    pub(super) fn is_collection(&self) -> bool {
        self.sent.asked.method == Method::Get
            && !self.is_waiting
            && self.rows.is_some()
            && self.answer().is_some()
    }

    fn answer(&self) -> Option<&Answer> {
        match &self.outcome {
            Some(Outcome::Answered(answer)) if (200..300).contains(&answer.status) => Some(answer),
            _ => None,
        }
    }

    fn target(&self) -> Target {
        Target::of_sent(&self.sent.asked.target)
    }

    /// How many rows there are in all, if the answer says so and the browser shows it.
    fn total(&self) -> Option<u64> {
        count(&self.answer()?.headers, "total")
    }
}

/// Begins to get all pages of the collection in sight.
fn start(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    let Some(signed_in) = console.signed_in() else { return Vec::new() };
    let made_by = signed_in.info_number;
    let number = console.next_call();
    let sheet = console.work.sheet_mut();
    let Some(before) = sheet.call.take_if(|call| call.is_collection()) else { return Vec::new() };
    let run = Run::new(per_page(&before.target()));
    let pages = Pages { run, sent: Vec::new(), headers: Vec::new(), wake_at: None };
    let sent = before.sent.clone();
    sheet.call =
        Some(Call { pages: Some(Box::new(pages)), ..Call::begun(sent, Some(before), number, made_by, now) });
    console.documents.push(number);
    let mut effects = vec![Effect::OpenPages(number)];
    effects.extend(go_on(console, number, now));
    effects
}

/// Asks for the pages that are due, of the document with this number.
fn go_on(console: &mut Console, number: u32, now: UnixTime) -> Vec<Effect> {
    let gauge = console.gauge();
    let made_by = console.signed_in().map(|signed_in| signed_in.info_number);
    let Some(call) = console.work.call_mut(number).filter(|call| call.is_waiting) else { return Vec::new() };
    let (asked, collection) = (call.sent.asked.clone(), call.target());
    let (Some(pages), Some(made_by)) = (&mut call.pages, made_by) else { return Vec::new() };
    let due = pages.run.next_requests(&gauge, now);
    pages.wake_at = pages.run.wait(&gauge, now).map(|wait| UnixTime(now.0.saturating_add(wait)));
    pages.sent.extend(due.iter().map(|page| (*page, made_by)));
    let targets: Vec<_> = due.iter().map(|page| (*page, pages.run.target(&collection, *page))).collect();
    let order = |(page, target): (u32, Target)| {
        let asked = Outgoing { target: target.to_string(), ..asked.clone() };
        let (call, _) = session::prepared(console, &asked)?;
        Some(Effect::Order(number, Box::new(Order::Page(page, call))))
    };
    targets.into_iter().filter_map(order).collect()
}

fn came(
    console: &mut Console,
    number: u32,
    page: u32,
    outcome: Outcome,
    list: Option<List>,
    random: u32,
    now: UnixTime,
) -> Vec<Effect> {
    let Some(call) = console.work.call_mut(number).filter(|call| call.is_waiting) else { return Vec::new() };
    let Some(pages) = &mut call.pages else { return Vec::new() };
    let at = pages.sent.iter().position(|(sent, _)| *sent == page);
    let made_by = at.map(|at| pages.sent.swap_remove(at).1);
    let had_begun = pages.run.account().pages > 0;
    let deliveries = match &outcome {
        Outcome::Answered(Answer { status, headers, .. }) => {
            let reply = Reply { status: *status, headers: headers.clone(), list };
            pages.run.answered(page, reply, random, now)
        }
        Outcome::Failed(failure) => pages.run.failed(page, failure.clone()),
    };
    let state = pages.run.state();
    let mut effects: Vec<Effect> = Vec::new();
    if let Outcome::Answered(Answer { headers, .. }) = &outcome {
        if !deliveries.is_empty() {
            pages.headers.clone_from(headers);
        }
        gauges::hear(console, headers, now);
    }
    let join = |page, again| Effect::Order(number, Box::new(Order::Join(page, again)));
    effects.extend(deliveries.into_iter().map(|delivery| join(delivery.page, delivery.duplicates)));
    match state {
        State::NeedsSession => effects.extend(refused(console, number, made_by, now)),
        // The first one: what became of it is what became of the whole.
        State::Ended(End::Failed { .. }) if !had_begun => {
            if outcome.status().is_some() {
                effects
                    .extend([join(page, Vec::new()), Effect::Order(number, Box::new(Order::Finish(true)))]);
            }
            if let Some(call) = console.work.call_mut(number) {
                call.pages = None;
            }
            effects.extend(session::take_call(console, number, outcome, now));
        }
        // It waits for the person.
        State::Ended(End::Failed { .. }) => {}
        State::Ended(end) => effects.extend(finish(console, number, &end, Some(now))),
        State::Running | State::Paused => effects.extend(go_on(console, number, now)),
    }
    effects
}

/// A page was answered 401. If the present token asked for it, the session ends; if an earlier one did, the present one asks
/// again.
fn refused(console: &mut Console, number: u32, made_by: Option<u32>, now: UnixTime) -> Vec<Effect> {
    match console.signed_in().map(|signed_in| signed_in.info_number) {
        Some(present) if made_by == Some(present) => session::end(console, Some(Ended::Refused)),
        Some(_) => {
            let pages = console.work.call_mut(number).and_then(|call| call.pages.as_mut());
            if let Some(pages) = pages {
                pages.run.renewed();
            }
            go_on(console, number, now)
        }
        None => Vec::new(),
    }
}

/// No more pages are asked for: the document is what has come.
fn finish(console: &mut Console, number: u32, end: &End, now: Option<UnixTime>) -> Vec<Effect> {
    let Some(call) = console.work.call_mut(number) else { return Vec::new() };
    let Some(pages) = &mut call.pages else { return Vec::new() };
    let elapsed = now.map_or(0, |now| u32::try_from(now.millis_since(call.sent_at)).unwrap_or(u32::MAX));
    let headers = std::mem::take(&mut pages.headers);
    let is_stopped = matches!(end, End::Cancelled | End::TooMany | End::Failed { .. });
    let is_whole = !is_stopped && !pages.run.account().lacks_rows();
    call.rows = Some(u32::try_from(pages.run.account().rows).unwrap_or(u32::MAX));
    // Of all pages together nobody counts the bytes.
    let answer = Answer { status: 200, headers, body: Vec::new(), length: 0, elapsed };
    let kept = history::keep(console, number, Some(&answer));
    let Some(call) = console.work.call_mut(number) else { return Vec::new() };
    call.outcome = Some(Outcome::Answered(answer));
    call.document = Some(number);
    (call.is_waiting, call.ended_at) = (false, now);
    [Effect::Order(number, Box::new(Order::Finish(is_whole)))].into_iter().chain(kept).collect()
}

/// The person stops the run in sight. What has come stays.
pub(super) fn stop(console: &mut Console) -> Vec<Effect> {
    let Some((number, run)) = run_in_sight(console) else { return Vec::new() };
    run.cancel();
    let has_begun = run.account().pages > 0;
    let mut effects = vec![Effect::Stop(number)];
    if has_begun {
        effects.extend(finish(console, number, &End::Cancelled, None));
    } else if let Some(call) = console.work.call_mut(number) {
        (call.is_waiting, call.pages, call.document) = (false, None, None);
        call.outcome = Some(Outcome::Failed(Failure::Cancelled));
    }
    effects
}

/// The worker of the run with this number took no more: what has come is what there is.
pub(super) fn overflow(console: &mut Console, number: u32) -> Option<Vec<Effect>> {
    let call = console.work.call_mut(number).filter(|call| call.is_waiting)?;
    call.pages.as_mut()?.run.cancel();
    Some(finish(console, number, &End::TooMany, None))
}

/// The numbers of the runs that are not over.
fn going(console: &Console) -> Vec<u32> {
    let is_going = |call: &&Call| call.is_waiting && call.pages.is_some();
    console.work.calls().filter(is_going).map(|call| call.number).collect()
}

/// The session has ended: runs wait for another.
pub(super) fn session_ended(call: &mut Call) {
    if let Some(pages) = &mut call.pages {
        pages.run.session_ended();
        pages.wake_at = None;
    }
}

/// The same person has a session again: runs go on.
pub(super) fn renewed(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    let mut effects = Vec::new();
    for number in going(console) {
        if let Some(pages) = console.work.call_mut(number).and_then(|call| call.pages.as_mut()) {
            pages.run.renewed();
        }
        effects.extend(go_on(console, number, now));
    }
    effects
}

/// Time has passed: runs that waited for it go on.
pub(super) fn look_at_the_clock(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    going(console).into_iter().flat_map(|number| go_on(console, number, now)).collect()
}

/// When a run is to be looked at again.
pub(super) fn wakes_at(console: &Console) -> Option<UnixTime> {
    let waits = |call: &Call| call.pages.as_ref().filter(|_| call.is_waiting)?.wake_at;
    console.work.calls().filter_map(waits).min()
}
