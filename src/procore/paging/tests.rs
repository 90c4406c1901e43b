//! A run against servers of all kinds.

use proptest::prelude::*;

use super::*;
use crate::procore::{Failure, Gauge, Target};
use crate::time::UnixTime;

const NOW: UnixTime = UnixTime(1_000_000);

/// Which headers a server shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shows {
    Total,
    LinkWithLast,
    LinkWithoutLast,
    PerPage,
    Nothing,
}

/// A server with rows whose ids are their numbers.
#[derive(Clone, Debug)]
struct Server {
    rows: u32,
    /// It gives no more rows at a time.
    most: u32,
    shows: Shows,
}

impl Server {
    fn reply(&self, page: u32, per_page: u32) -> Reply {
        let size = per_page.min(self.most);
        let (first, pages) = ((page - 1) * size, self.rows.div_ceil(size).max(1));
        let ids = (first..self.rows.min(first + size)).map(|id| id.to_string());
        let link = |last: bool| {
            let next = (page < pages).then(|| format!(r#"</r?page={}>; rel="next""#, page + 1));
            let last = last.then(|| format!(r#"</r?page={pages}>; rel="last""#));
            ("link", next.into_iter().chain(last).collect::<Vec<_>>().join(", "))
        };
        let headers = match self.shows {
            Shows::Total => vec![("total", self.rows.to_string()), ("per-page", size.to_string())],
            Shows::LinkWithLast => vec![link(true)],
            Shows::LinkWithoutLast => vec![link(false)],
            Shows::PerPage => vec![("per-page", size.to_string())],
            Shows::Nothing => vec![],
        };
        reply(&ids.collect::<Vec<_>>(), &headers)
    }
}

fn reply(ids: &[String], headers: &[(&str, String)]) -> Reply {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let list = List { envelope: Envelope::Bare, ids: ids.to_vec(), digest: 0 };
    Reply { status: 200, headers, list: Some(list) }
}

fn refusal(status: u16) -> Reply {
    Reply { status, headers: vec![], list: None }
}

fn page(ids: std::ops::Range<u32>, total: Option<u32>) -> Reply {
    let total: Vec<_> = total.into_iter().map(|total| ("total", total.to_string())).collect();
    reply(&ids.map(|id| id.to_string()).collect::<Vec<_>>(), &total)
}

/// A run that gets these replies for its pages, one after the other.
fn run(per_page: u32, replies: &[Reply]) -> (Run, Vec<u32>) {
    let (mut run, gauge, mut delivered) = (Run::new(per_page), Gauge::default(), Vec::new());
    let mut replies = replies.iter();
    while let State::Running = run.state() {
        for page in run.next_requests(&gauge, NOW) {
            let Some(reply) = replies.next() else { return (run, delivered) };
            delivered.extend(run.answered(page, reply.clone(), 0, NOW).iter().map(|delivery| delivery.page));
        }
    }
    assert_eq!(replies.len(), 0, "every reply was asked for");
    (run, delivered)
}

#[test]
fn the_end_is_known_or_found() {
    let complete = State::Ended(End::Complete);
    let ended = |end| State::Ended(end);
    for (what, replies, delivered, state) in [
        ("one page, by Total", vec![page(0..3, Some(3))], vec![1], complete.clone()),
        ("nothing, by Total", vec![page(0..0, Some(0))], vec![1], complete.clone()),
        ("nothing", vec![page(0..0, None)], vec![1], complete.clone()),
        ("a short page", vec![page(0..3, None)], vec![1], complete.clone()),
        ("a full one, then none", vec![page(0..10, None), page(0..0, None)], vec![1], complete.clone()),
        (
            "a full one, then a short one",
            vec![page(0..10, None), page(10..12, None)],
            vec![1, 2],
            complete.clone(),
        ),
        (
            "fewer at a time",
            vec![page(0..5, None), page(5..10, None), page(10..11, None)],
            vec![1, 2, 3],
            complete.clone(),
        ),
        ("a round number of rows", vec![page(0..5, None), page(0..0, None)], vec![1], complete.clone()),
        ("page is ignored", vec![page(0..10, None), page(0..10, None)], vec![1], ended(End::IgnoresPage)),
        ("all at once", vec![page(0..99, None), page(0..99, None)], vec![1], ended(End::IgnoresPage)),
        ("all at once, by Total", vec![page(0..99, Some(99))], vec![1], complete.clone()),
        (
            "the last page comes again",
            vec![page(0..10, None), page(10..20, None), page(10..20, None)],
            vec![1, 2],
            ended(End::Repeats),
        ),
        (
            "the collection shrinks",
            vec![page(0..10, Some(30)), page(10..20, Some(20)), page(0..0, Some(20))],
            vec![1, 2],
            complete.clone(),
        ),
        (
            "the collection grows",
            vec![page(0..10, Some(20)), page(10..20, Some(21)), page(20..21, Some(21))],
            vec![1, 2, 3],
            complete.clone(),
        ),
        ("no list", vec![Reply { list: None, ..page(0..0, None) }], vec![1], ended(End::NotAList)),
        (
            "another shape",
            vec![page(0..10, None), Reply { list: None, ..page(0..0, None) }],
            vec![1],
            ended(End::Failed { page: 2, fault: Fault::OtherShape }),
        ),
        ("refused", vec![refusal(403)], vec![], ended(End::Failed { page: 1, fault: Fault::Status(403) })),
    ] {
        let replies = if what == "the collection shrinks" { replies[..2].to_vec() } else { replies };
        let (run, pages) = run(10, &replies);
        assert_eq!((pages, run.state()), (delivered, state), "{what}");
    }
}

#[test]
fn a_moving_collection_is_said_to_have_moved() {
    let (run, _) = run(10, &[page(0..10, Some(20)), page(9..19, Some(19))]);
    let account = *run.account();
    assert_eq!((account.pages, account.rows, account.duplicates, account.has_moved), (2, 20, 1, true));
    assert!(account.may_have_gaps());
    let (run, _) = super::tests::run(10, &[page(0..10, Some(20)), page(10..20, Some(20))]);
    assert!(!run.account().may_have_gaps() && run.account().words().is_empty());
}

#[test]
fn rows_that_came_before_are_marked() {
    let gauge = Gauge::default();
    let mut run = Run::new(3);
    let reply = |ids: [&str; 3]| super::tests::reply(&ids.map(str::to_owned), &[]);
    run.next_requests(&gauge, NOW);
    assert_eq!(run.answered(1, reply(["a", "b", "a"]), 0, NOW), [Delivery { page: 1, duplicates: vec![2] }]);
    run.next_requests(&gauge, NOW);
    let delivery = Delivery { page: 2, duplicates: vec![0, 2] };
    assert_eq!(run.answered(2, reply(["b", "c", "a"]), 0, NOW), [delivery]);
    assert_eq!(run.account().duplicates, 3);
}

#[test]
fn three_at_a_time_and_no_more_than_are_left() {
    let mut gauge = Gauge::default();
    let mut run = Run::new(10);
    assert_eq!(run.next_requests(&gauge, NOW), [1]);
    assert_eq!((run.next_requests(&gauge, NOW), run.wait(&gauge, NOW)), (vec![], None));
    run.answered(1, page(0..10, Some(100)), 0, NOW);
    assert_eq!((run.next_requests(&gauge, NOW), run.last()), (vec![2, 3, 4], Some(10)));
    assert!(run.answered(4, page(30..40, Some(100)), 0, NOW).is_empty());
    let told =
        [("x-rate-limit-limit", "25"), ("x-rate-limit-remaining", "3"), ("x-rate-limit-reset", "1008")];
    gauge.hear(&told.map(|(name, value)| (name.to_owned(), value.to_owned())), NOW);
    assert_eq!(run.next_requests(&gauge, NOW), [5]);
    run.answered(2, page(10..20, Some(100)), 0, NOW);
    run.answered(3, page(20..30, Some(100)), 0, NOW);
    assert_eq!(run.next_requests(&gauge, NOW), [6, 7]);
    run.answered(5, page(40..50, Some(100)), 0, NOW);
    run.answered(6, page(50..60, Some(100)), 0, NOW);
    let told =
        [("x-rate-limit-limit", "25"), ("x-rate-limit-remaining", "1"), ("x-rate-limit-reset", "1008")];
    gauge.hear(&told.map(|(name, value)| (name.to_owned(), value.to_owned())), NOW);
    assert_eq!((run.next_requests(&gauge, NOW), run.wait(&gauge, NOW)), (vec![], Some(8_000)));
    assert_eq!(run.next_requests(&gauge, NOW.plus_seconds(8)), [8, 9]);
}

#[test]
fn refusals_are_waited_for() {
    let gauge = Gauge::default();
    let mut run = Run::new(10);
    run.next_requests(&gauge, NOW);
    let told = Reply { headers: vec![("Retry-After".into(), "7".into())], ..refusal(429) };
    assert!(run.answered(1, told, 0, NOW).is_empty());
    assert_eq!((run.state(), run.wait(&gauge, NOW)), (State::Running, Some(7_000)));
    assert!(run.next_requests(&gauge, NOW.plus_seconds(6)).is_empty());
    let mut now = NOW.plus_seconds(7);
    for _ in 1..8 {
        assert_eq!(run.next_requests(&gauge, now), [1]);
        run.answered(1, refusal(503), 0, now);
        now = now.plus_seconds(60);
    }
    assert_eq!(run.next_requests(&gauge, now), [1]);
    run.answered(1, refusal(503), 0, now);
    assert_eq!(run.state(), State::Ended(End::Failed { page: 1, fault: Fault::Status(503) }));
    run.resume();
    assert_eq!(run.next_requests(&gauge, now), [1]);
    assert_eq!(run.answered(1, page(0..3, None), 0, now).len(), 1);
    assert_eq!(run.state(), State::Ended(End::Complete));
}

#[test]
fn pauses_and_a_renewed_session() {
    let gauge = Gauge::default();
    let mut run = Run::new(10);
    run.next_requests(&gauge, NOW);
    run.answered(1, page(0..10, Some(40)), 0, NOW);
    assert_eq!(run.next_requests(&gauge, NOW), [2, 3, 4]);
    run.pause();
    assert_eq!(run.answered(2, page(10..20, Some(40)), 0, NOW).len(), 1, "what was in flight is taken");
    run.answered(3, refusal(401), 0, NOW);
    assert_eq!((run.state(), run.wait(&gauge, NOW)), (State::NeedsSession, None));
    run.renewed();
    assert_eq!((run.state(), run.next_requests(&gauge, NOW)), (State::Paused, vec![]));
    run.resume();
    assert_eq!(run.next_requests(&gauge, NOW), [3]);
    assert!(run.answered(4, page(30..40, Some(40)), 0, NOW).is_empty());
    let pages: Vec<u32> = run.answered(3, page(20..30, Some(40)), 0, NOW).iter().map(|it| it.page).collect();
    assert_eq!((pages, run.state()), (vec![3, 4], State::Ended(End::Complete)));
}

#[test]
fn a_page_that_does_not_come_ends_it_after_those_before() {
    let gauge = Gauge::default();
    let mut run = Run::new(10);
    run.next_requests(&gauge, NOW);
    run.answered(1, page(0..10, Some(50)), 0, NOW);
    run.next_requests(&gauge, NOW);
    assert!(run.failed(3, Failure::Unreachable).is_empty());
    assert_eq!((run.state(), run.next_requests(&gauge, NOW)), (State::Running, vec![]));
    assert_eq!(run.answered(2, page(10..20, Some(50)), 0, NOW).len(), 1);
    let fault = Fault::NoAnswer(Failure::Unreachable);
    assert_eq!(run.state(), State::Ended(End::Failed { page: 3, fault }));
    assert!(run.answered(4, page(30..40, Some(50)), 0, NOW).is_empty(), "it is asked for again");
    run.resume();
    assert_eq!(run.next_requests(&gauge, NOW), [3, 4, 5]);
}

#[test]
fn the_address_of_a_page() {
    let collection = Target::of_sent("/rest/v1.0/projects/1/rfis?page=7&filters[status][]=open&per_page=5");
    assert_eq!(
        Run::new(50).target(&collection, 2).to_string(),
        "/rest/v1.0/projects/1/rfis?page=2&filters[status][]=open&per_page=50"
    );
}

/// Picks one of so many by a number.
fn pick(list: &mut Vec<u32>, number: u32) -> u32 {
    let at = number as usize % list.len();
    list.swap_remove(at)
}

proptest! {
    /// Whatever the order of answers, refusals, pauses and renewals: every row comes once, in order, and the run ends.
    #[test]
    fn all_rows_come_in_order(
        rows in 0_u32..120,
        per_page in 1_u32..30,
        most in prop_oneof![Just(5_u32), Just(10), Just(25), Just(1000)],
        shows in prop_oneof![
            Just(Shows::Total), Just(Shows::LinkWithLast), Just(Shows::LinkWithoutLast), Just(Shows::PerPage), Just(Shows::Nothing),
        ],
        chances in proptest::collection::vec(any::<u32>(), 1..40),
    ) {
        let server = Server { rows, most, shows };
        let (mut run, gauge, mut now) = (Run::new(per_page), Gauge::default(), NOW);
        let (mut waiting, mut delivered, mut taken) = (Vec::new(), Vec::new(), 0);
        let mut chances = chances.iter().copied().cycle().enumerate();
        loop {
            match run.state() {
                State::Ended(End::Failed { .. }) => {
                    waiting.clear();
                    run.resume();
                }
                State::Ended(_) => break,
                _ => {}
            }
            let (step, chance) = chances.next().expect("endless");
            prop_assert!(step < 5_000, "it ends: {run:?}");
            // Only the first steps are hard, so that no run is refused for ever.
            let is_hard = step < 300;
            match chance % 7 {
                0 if is_hard => run.pause(),
                _ => run.resume(),
            }
            waiting.extend(run.next_requests(&gauge, now));
            prop_assert!(waiting.len() <= 3);
            if waiting.is_empty() {
                now = now.plus_seconds(60);
                continue;
            }
            let page = pick(&mut waiting, chance >> 3);
            let reply = match chance >> 16 & 7 {
                0 if is_hard => refusal(401),
                1 if is_hard && step % 3 == 0 => refusal(429),
                _ => server.reply(page, per_page),
            };
            for delivery in run.answered(page, reply, chance, now) {
                prop_assert!(delivery.duplicates.is_empty());
                delivered.push(delivery.page);
                taken += server.reply(delivery.page, per_page).list.map_or(0, |list| list.len());
            }
            run.renewed();
        }
        prop_assert_eq!(run.state(), State::Ended(End::Complete));
        prop_assert_eq!(taken as u32, rows);
        prop_assert_eq!(run.account().rows, u64::from(rows));
        prop_assert_eq!(delivered.clone(), (1..=delivered.len() as u32).collect::<Vec<_>>());
        prop_assert!(!run.account().may_have_gaps());
        prop_assert!(run.next_requests(&gauge, now).is_empty());
    }

    /// A server that answers anything at all: pages are delivered once and in order, and no call is made for nothing.
    #[test]
    fn any_server_is_left_in_the_end(
        answers in proptest::collection::vec(
            (0_u32..4, 0_u32..6, proptest::option::of(0_u32..40), prop_oneof![6 => Just(200_u16), 1 => Just(429), 1 => Just(404)]),
            1..30,
        ),
        order in proptest::collection::vec(any::<u32>(), 1..10),
        cancel_at in 0_usize..60,
    ) {
        let (mut run, gauge, mut now) = (Run::new(3), Gauge::default(), NOW);
        let (mut waiting, mut delivered) = (Vec::new(), Vec::new());
        let mut order = order.iter().copied().cycle();
        for (step, (first, count, total, status)) in answers.iter().cycle().enumerate() {
            if matches!(run.state(), State::Ended(_)) {
                break;
            }
            prop_assert!(step < 2_000, "it ends: {run:?}");
            waiting.extend(run.next_requests(&gauge, now));
            if step == cancel_at {
                run.cancel();
                prop_assert_eq!(run.state(), State::Ended(End::Cancelled));
            }
            now = now.plus_seconds(60);
            if waiting.is_empty() {
                continue;
            }
            let page = pick(&mut waiting, order.next().unwrap_or_default());
            let reply = Reply { status: *status, ..super::tests::page(*first..first + count, *total) };
            delivered.extend(run.answered(page, reply, 0, now).iter().map(|delivery| delivery.page));
        }
        prop_assert!(delivered.is_sorted_by(|earlier, later| earlier < later));
        prop_assert!(run.next_requests(&gauge, now).is_empty());
        prop_assert_eq!(run.wait(&gauge, now), None);
        for page in waiting {
            prop_assert!(run.answered(page, super::tests::page(0..1, None), 0, now).is_empty());
        }
    }
}
