//! All pages of a collection: before, while they come, and afterwards.

use super::*;
use crate::engine::Order;
use crate::procore::Failure;
use crate::procore::paging::{Envelope, List};

const RFIS: &str = "/rest/v1.0/projects/1/rfis";

/// A list of so many rows is in sight, whose answer had these headers.
fn listed(rows: u32, headers: &[(&str, &str)]) -> Console {
    let mut console = at_work(ADA);
    update(&mut console, Event::Edit(Edit::Path(RFIS.into())));
    update(&mut console, Event::Send(NOW));
    let number = number_of(&console, Question::Call);
    update(&mut console, Event::Began(number, 200));
    update(&mut console, Event::Pages(PagesEvent::Listed(number, rows)));
    reply(&mut console, Question::Call, answered_with(200, headers, "[…"));
    console
}

/// A run that has begun, and what was to be done for it.
fn started(headers: &[(&str, &str)]) -> (Console, Vec<Effect>) {
    let mut console = listed(100, headers);
    update(&mut console, Event::Pages(PagesEvent::Plan(NOW)));
    let effects = update(&mut console, Event::Pages(PagesEvent::Start(NOW)));
    (console, effects)
}

fn list(ids: std::ops::Range<u32>) -> Option<List> {
    let ids = ids.map(|id| id.to_string()).collect();
    Some(List { envelope: Envelope::Bare, ids, digest: 0 })
}

fn come(console: &mut Console, page: u32, outcome: Outcome, list: Option<List>) -> Vec<Effect> {
    let number = number_of(console, Question::Call);
    let event = PagesEvent::Came { number, page, outcome, list, random: 0, now: later(1) };
    update(console, Event::Pages(event))
}

/// A page of a hundred rows comes, of so many in all.
fn full(console: &mut Console, page: u32, total: u32) -> Vec<Effect> {
    let rows = (page - 1) * 100..(page * 100).min(total);
    come(console, page, answered_with(200, &[("total", &total.to_string())], ""), list(rows))
}

/// What the worker is told.
fn orders(effects: &[Effect]) -> Vec<String> {
    let order = |effect: &Effect| match effect {
        Effect::OpenPages(_) => Some("open".to_owned()),
        Effect::Stop(_) => Some("stop".to_owned()),
        Effect::Order(_, order) => Some(match &**order {
            Order::Page(page, call) => format!("get {page} {}", call.asked.target.replace(RFIS, "")),
            Order::Join(page, again) => format!("join {page} {again:?}"),
            Order::Finish(is_whole) => format!("finish {is_whole}"),
            other => format!("{other:?}"),
        }),
        _ => None,
    };
    effects.iter().filter_map(order).collect()
}

fn phase(console: &Console) -> PagesPhase {
    console.pages_phase().expect("something stands there")
}

fn over(console: &Console) -> (String, bool, Vec<String>) {
    match phase(console) {
        PagesPhase::Over(what, is_all, doubts) => (what, is_all, doubts),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_that_is_not_all_of_it_is_offered_whole() {
    let offer = |rows: &str| Some(PagesPhase::Offer(rows.into()));
    for (rows, headers, expected) in [
        (100, &[("Total", "1240")][..], offer("100 of 1240 rows")),
        (100, &[("total", "100")], None),
        (0, &[("total", "0")], None),
        (100, &[], offer("100 rows")),
        (1, &[("total", "many")], offer("1 row")),
    ] {
        assert_eq!(listed(rows, headers).pages_phase(), expected, "{rows} {headers:?}");
    }
    // What is no list has no pages, nor has what was refused, nor a write, nor what is still under way.
    let mut console = at_work(ADA);
    assert_eq!(console.pages_phase(), None);
    update(&mut console, Event::Pages(PagesEvent::Plan(NOW)));
    assert!(orders(&update(&mut console, Event::Pages(PagesEvent::Start(NOW)))).is_empty());
    let mut console = listed(100, &[]);
    update(&mut console, Event::Send(NOW));
    assert_eq!(console.pages_phase(), None);
    reply(&mut console, Question::Call, answered(403, "[]"));
    assert_eq!(console.pages_phase(), None);
    let mut console = listed(100, &[]);
    update(&mut console, Event::Edit(Edit::Method(crate::procore::Method::Post)));
    update(&mut console, Event::Send(NOW));
    let number = number_of(&console, Question::Call);
    update(&mut console, Event::Pages(PagesEvent::Listed(number, 3)));
    reply(&mut console, Question::Call, answered(201, "[]"));
    assert_eq!(console.pages_phase(), None);
}

#[test]
fn what_it_takes_is_said_before_it_begins() {
    let mut console = listed(100, &[("total", "250")]);
    assert!(orders(&update(&mut console, Event::Pages(PagesEvent::Plan(NOW)))).is_empty());
    let PagesPhase::Plan(words) = phase(&console) else { panic!("no plan") };
    assert_eq!(words[0], "This takes 3 calls, each for 100 rows.");
    update(&mut console, Event::Pages(PagesEvent::Drop));
    assert_eq!(phase(&console), PagesPhase::Offer("100 of 250 rows".into()));
}

#[test]
fn pages_come_and_are_joined_in_order() {
    let (mut console, effects) = started(&[("total", "250")]);
    assert_eq!(orders(&effects), ["open", "get 1 ?per_page=100&page=1"]);
    assert_eq!(phase(&console), PagesPhase::Going);
    assert!(console.work.sheet().is_waiting());
    let effects = full(&mut console, 1, 250);
    assert_eq!(orders(&effects), ["join 1 []", "get 2 ?per_page=100&page=2", "get 3 ?per_page=100&page=3"]);
    assert!(orders(&full(&mut console, 3, 250)).is_empty(), "it waits for the second");
    let progress = console.pages_progress(later(1)).expect("a run");
    assert_eq!(
        (&*progress.words, progress.pages, progress.of),
        ("1 of 3 pages, 100 of 250 rows", 1, Some(3))
    );
    let effects = full(&mut console, 2, 250);
    assert_eq!(orders(&effects), ["join 2 []", "join 3 []", "finish true"]);
    assert_eq!(over(&console), ("All pages: 250 rows on 3 pages.".into(), true, vec![]));
    assert!(!console.work.sheet().is_waiting());
    // It can be had anew.
    update(&mut console, Event::Pages(PagesEvent::Plan(NOW)));
    let effects = update(&mut console, Event::Pages(PagesEvent::Start(NOW)));
    assert_eq!(orders(&effects), ["open", "get 1 ?per_page=100&page=1"]);
}

#[test]
fn rows_that_come_again_are_told_to_the_worker_and_to_the_person() {
    let (mut console, _) = started(&[]);
    full(&mut console, 1, 120);
    let outcome = answered_with(200, &[("total", "121")], "");
    let effects = come(&mut console, 2, outcome, list(99..120));
    assert_eq!(orders(&effects), ["join 2 [0]", "finish true"]);
    let (_, is_all, doubts) = over(&console);
    assert!(is_all && doubts[0].contains("had come before"), "{doubts:?}");
    assert!(doubts.last().is_some_and(|doubt| doubt.contains("rows are missing")), "{doubts:?}");
}

#[test]
fn an_endpoint_that_does_not_know_pages_is_found_out() {
    let (mut console, _) = started(&[]);
    come(&mut console, 1, answered(200, ""), list(0..100));
    let effects = come(&mut console, 2, answered(200, ""), list(0..100));
    assert_eq!(orders(&effects), ["finish true"]);
    let (what, _, doubts) = over(&console);
    assert_eq!(what, "All pages: 100 rows on 1 page.");
    assert!(doubts[0].contains("the first one again"), "{doubts:?}");
}

#[test]
fn too_many_calls_are_waited_for() {
    let (mut console, _) = started(&[]);
    full(&mut console, 1, 300);
    let effects = come(&mut console, 2, answered_with(429, &[("retry-after", "7")], ""), None);
    assert!(effects.contains(&Effect::WakeAt(Some(later(8)))), "{effects:?}");
    let wait = |console: &Console, now| console.pages_progress(now).and_then(|progress| progress.wait);
    assert_eq!(wait(&console, later(1)), Some("Procore takes calls again in 7 s.".into()));
    // What came meanwhile is taken, and rings nothing earlier.
    assert!(orders(&full(&mut console, 3, 300)).is_empty());
    assert!(orders(&update(&mut console, Event::Woke { now: later(7), has_leapt: false })).is_empty());
    let effects = update(&mut console, Event::Woke { now: later(8), has_leapt: false });
    assert_eq!(orders(&effects), ["get 2 ?per_page=100&page=2"]);
    assert_eq!(wait(&console, later(8)), None);
    assert_eq!(orders(&full(&mut console, 2, 300)), ["join 2 []", "join 3 []", "finish true"]);
}

#[test]
fn the_gauge_is_fed_and_respected() {
    let (mut console, _) = started(&[]);
    let mut headers = told(25, 1, 9);
    headers.push(("total", "300".into()));
    let effects = come(&mut console, 1, with(200, &headers, ""), list(0..100));
    assert_eq!(orders(&effects), ["join 1 []", "get 2 ?per_page=100&page=2"], "one call is left");
    assert_eq!(console.gauge().spike(later(1)).map(|level| level.remaining), Some(1));
    assert!(effects.contains(&Effect::WakeAt(Some(later(9)))), "{effects:?}");
    let effects = update(&mut console, Event::Woke { now: later(9), has_leapt: false });
    assert_eq!(orders(&effects), ["get 3 ?per_page=100&page=3"]);
}

#[test]
fn it_is_paused_resumed_and_stopped() {
    let (mut console, _) = started(&[]);
    full(&mut console, 1, 500);
    update(&mut console, Event::Pages(PagesEvent::Pause));
    assert_eq!(phase(&console), PagesPhase::Paused);
    assert_eq!(orders(&full(&mut console, 2, 500)), ["join 2 []"], "nothing more is asked for");
    let effects = update(&mut console, Event::Pages(PagesEvent::Resume(later(2))));
    assert_eq!(orders(&effects), ["get 5 ?per_page=100&page=5"]);
    let effects = update(&mut console, Event::Pages(PagesEvent::Stop));
    assert_eq!(orders(&effects), ["stop", "finish false"]);
    let words = "Incomplete: 200 of 500 rows came on 2 pages, then it was stopped.";
    assert_eq!(over(&console), (words.into(), false, vec![]));
    // What was in flight comes too late.
    assert!(orders(&full(&mut console, 3, 500)).is_empty());
    assert!(!console.work.sheet().is_waiting());
}

#[test]
fn a_run_that_is_stopped_before_anything_came_is_a_call_that_was() {
    for event in [Event::Pages(PagesEvent::Stop), Event::Cancel] {
        let (mut console, _) = started(&[]);
        assert_eq!(orders(&update(&mut console, event)), ["stop"]);
        assert_eq!(console.pages_phase(), None);
        let outcome = console.work.call().and_then(|call| call.outcome.clone());
        assert_eq!(outcome, Some(Outcome::Failed(Failure::Cancelled)));
    }
}

#[test]
fn a_page_that_does_not_come_is_asked_for_again_by_a_click() {
    for (outcome, why) in [
        (answered(403, "{}"), "Page 2 did not come: it was answered 403 Forbidden."),
        (Outcome::Failed(Failure::Offline), "Page 2 did not come: you are offline."),
        (answered(200, "{}"), "Page 2 did not come: it is no list like those before it."),
    ] {
        let (mut console, _) = started(&[]);
        full(&mut console, 1, 200);
        assert!(orders(&come(&mut console, 2, outcome.clone(), None)).is_empty());
        assert_eq!(phase(&console), PagesPhase::Halted(why.into()));
        assert!(console.signed_in().is_some() && console.work.sheet().is_waiting());
        let effects = update(&mut console, Event::Pages(PagesEvent::Resume(later(2))));
        assert_eq!(orders(&effects), ["get 2 ?per_page=100&page=2"]);
        assert_eq!(orders(&full(&mut console, 2, 200)), ["join 2 []", "finish true"]);
    }
}

#[test]
fn a_first_page_that_is_refused_is_a_call_that_was() {
    let (mut console, _) = started(&[]);
    let effects = come(&mut console, 1, answered(404, r#"{"message":"gone"}"#), None);
    assert_eq!(orders(&effects), ["join 1 []", "finish true"]);
    assert_eq!((console.pages_phase(), console.refusal().map(|refusal| refusal.status)), (None, Some(404)));
    let (mut console, _) = started(&[]);
    let effects = come(&mut console, 1, Outcome::Failed(Failure::Unreachable), None);
    assert!(orders(&effects).is_empty());
    assert!(console.work.call().is_some_and(|call| call.diagnosis.is_some()));
}

#[test]
fn it_waits_for_a_session_of_the_same_person_and_goes_on() {
    let (mut console, _) = started(&[]);
    full(&mut console, 1, 500);
    let old = console.signed_in().expect("signed in").session.clone();
    let effects = come(&mut console, 2, answered(401, ""), None);
    assert_eq!(ended(&console), Some(&Ended::Refused));
    let number = number_of(&console, Question::Call);
    assert!(!effects.contains(&Effect::Stop(number)), "what is in flight goes on");
    assert_eq!(phase(&console), PagesPhase::NeedsSession);
    assert!(orders(&full(&mut console, 3, 500)).is_empty());
    // Another session of the same person.
    super::super::session::arrive(&mut console, old, later(3));
    let effects = reply(&mut console, Question::Arrival, answered(200, ADA));
    assert_eq!(orders(&effects), ["get 2 ?per_page=100&page=2", "get 5 ?per_page=100&page=5"]);
    assert_eq!(phase(&console), PagesPhase::Going);
    // The 401 of the token before says nothing of the new one.
    assert_eq!(orders(&come(&mut console, 4, answered(401, ""), None)), ["get 4 ?per_page=100&page=4"]);
    assert!(console.signed_in().is_some());
    assert_eq!(orders(&full(&mut console, 2, 500)), ["join 2 []", "join 3 []"]);
}

#[test]
fn another_person_does_not_get_it() {
    let (mut console, _) = started(&[]);
    full(&mut console, 1, 500);
    let old = console.signed_in().expect("signed in").session.clone();
    let number = number_of(&console, Question::Call);
    come(&mut console, 2, answered(401, ""), None);
    super::super::session::arrive(&mut console, old, later(3));
    let effects = reply(&mut console, Question::Arrival, answered(200, BJORN));
    assert!(effects.contains(&Effect::Close(number)), "{effects:?}");
    assert!(console.work.calls().all(|call| call.pages.is_none()));
}

#[test]
fn it_ends_with_its_tab_its_worker_and_the_session_that_is_signed_out() {
    for is_lost in [true, false] {
        let (mut console, _) = started(&[]);
        let number = number_of(&console, Question::Call);
        full(&mut console, 1, 500);
        update(&mut console, Event::Began(number, 200));
        let effects = match is_lost {
            true => update(&mut console, Event::Lost(number)),
            false => {
                let id = console.work.sheet().id;
                update(&mut console, Event::CloseSheet(id))
            }
        };
        assert!(effects.contains(&Effect::Close(number)), "{effects:?}");
        assert_eq!(console.pages_phase(), None);
        assert!(orders(&full_of(&mut console, number)).is_empty());
    }
    let (mut console, _) = started(&[]);
    let number = number_of(&console, Question::Call);
    assert!(update(&mut console, Event::SignOut).contains(&Effect::Close(number)));
}

/// The second page of the document with this number comes.
fn full_of(console: &mut Console, number: u32) -> Vec<Effect> {
    let outcome = answered(200, "");
    let event = PagesEvent::Came { number, page: 2, outcome, list: list(100..200), random: 0, now: later(1) };
    update(console, Event::Pages(event))
}

#[test]
fn a_document_that_cannot_hold_more_is_told() {
    let (mut console, _) = started(&[]);
    full(&mut console, 1, 500);
    let effects = reply(&mut console, Question::Call, Outcome::Failed(Failure::TooLong));
    assert_eq!(orders(&effects), ["finish false"]);
    assert!(!over(&console).1);
}
