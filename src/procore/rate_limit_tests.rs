//! Tests of limits: what headers say of them, and how long is waited.

use super::*;
use proptest::prelude::*;

const NOW: UnixTime = UnixTime(1_000_000_000_000);

fn of(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The headers of a limit that is counted anew in so many seconds.
fn told(limit: u32, remaining: u32, seconds: i64) -> Vec<(String, String)> {
    let reset = NOW.0 as i64 / 1000 + seconds;
    of(&[
        ("X-Rate-Limit-Limit", &limit.to_string()),
        ("x-rate-limit-remaining", &remaining.to_string()),
        ("x-rate-limit-reset", &reset.to_string()),
    ])
}

fn gauge(answers: &[(u32, u32, i64)]) -> Gauge {
    let mut gauge = Gauge::default();
    for (limit, remaining, seconds) in answers {
        gauge.hear(&told(*limit, *remaining, *seconds), NOW);
    }
    gauge
}

fn left(level: Option<Level>) -> Option<(u32, u32)> {
    level.map(|level| (level.limit, level.remaining))
}

#[test]
fn the_windows_are_kept_apart() {
    for (answers, hour, spike) in [
        (&[(600, 589, 1800)][..], Some((600, 589)), None),
        (&[(25, 24, 9)], None, Some((25, 24))),
        (&[(25, 24, 9), (600, 10, 1800)], Some((600, 10)), Some((25, 23))),
        (&[(600, 589, 1800), (25, 24, 9), (25, 23, 8)], Some((600, 587)), Some((25, 23))),
        // The last seconds of the hour.
        (&[(600, 589, 1800), (600, 3, 4)], Some((600, 3)), None),
        (&[(25, 24, 9), (600, 3, 4)], Some((600, 3)), Some((25, 23))),
        // Our clock is five minutes slow.
        (&[(25, 24, 309), (600, 10, 1800)], Some((600, 10)), Some((25, 23))),
        (&[(25, 24, 309), (600, 10, 1800), (25, 20, 309)], Some((600, 9)), Some((25, 20))),
        // A limit that was changed.
        (&[(600, 10, 1800), (25, 9, 5), (3600, 3000, 1800)], Some((3600, 3000)), Some((25, 8))),
        (&[(600, 10, 1800), (25, 9, 5), (300, 200, 1800)], Some((300, 200)), Some((25, 8))),
        (&[(600, 10, 1800), (25, 9, 5), (50, 40, 5)], Some((600, 8)), Some((50, 40))),
    ] {
        let gauge = gauge(answers);
        assert_eq!((left(gauge.hour(NOW)), left(gauge.spike(NOW))), (hour, spike), "{answers:?}");
        assert_eq!(gauge.sight(), Sight::Visible);
    }
}

#[test]
fn hidden_headers_are_said_to_be_hidden() {
    let mut gauge = Gauge::default();
    assert_eq!(gauge.sight(), Sight::Unknown);
    let told_as = |remaining: &str| {
        of(&[
            ("x-rate-limit-limit", "25"),
            ("x-rate-limit-remaining", remaining),
            ("x-rate-limit-reset", "1"),
        ])
    };
    for (headers, sight) in [
        (of(&[("content-type", "application/json")]), Sight::Hidden),
        (told_as("x"), Sight::Unreadable),
        (told_as("-1"), Sight::Unreadable),
        (of(&[("x-rate-limit-limit", "25")]), Sight::Unreadable),
        // What was there once is not hidden.
        (of(&[("content-type", "application/json")]), Sight::Unreadable),
    ] {
        gauge.hear(&headers, NOW);
        assert_eq!((gauge.sight(), gauge.wait(3, NOW)), (sight, 0));
    }
    gauge.hear(&told(25, 1, 9), NOW);
    gauge.hear(&[], NOW);
    assert_eq!((gauge.sight(), left(gauge.spike(NOW))), (Sight::Visible, Some((25, 1))));
}

#[test]
fn a_run_waits_for_what_is_used_up() {
    for (answers, in_flight, wait) in [
        (&[(600, 589, 1800)][..], 0, 0),
        (&[(25, 0, 9)], 0, 9_000),
        (&[(25, 2, 9)], 1, 0),
        (&[(25, 2, 9)], 2, 9_000),
        (&[(600, 0, 1800)], 0, 1_800_000),
        (&[(600, 0, 1800), (25, 0, 9)], 0, 1_800_000),
        (&[(25, 0, -1)], 0, 0),
        // However wrong a clock is, no window lasts longer than it does, and a time that is days off is unreadable.
        (&[(600, 0, 80_000)], 0, HOUR),
        (&[(600, 0, 100_000)], 0, SPIKE),
    ] {
        assert_eq!(gauge(answers).wait(in_flight, NOW), wait, "{answers:?}");
    }
    assert_eq!(gauge(&[(25, 0, 9)]).wait(0, NOW.plus_seconds(9)), 0);
}

/// The forms of `Retry-After` (RFC 9110 section 10.2.3: a date in one of three forms, or seconds), and wrong ones.
#[test]
fn retry_after_in_every_form() {
    for (value, wait) in [
        ("7", Some(7_000)),
        (" 7 ", Some(7_000)),
        ("7, 7", Some(7_000)),
        ("007", Some(7_000)),
        ("\t7\t", Some(7_000)),
        ("Sun, 09 Sep 2001 01:47:00 GMT", Some(20_000)),
        ("Sunday, 09-Sep-01 01:47:00 GMT", Some(20_000)),
        ("Sun Sep  9 01:47:00 2001", Some(20_000)),
        ("99999999999999999999999", Some(LONGEST)),
        ("Sun, 09 Sep 2091 01:47:00 GMT", Some(LONGEST)),
        // No wait is asked for.
        ("0", None),
        ("Sun, 09 Sep 2001 01:46:40 GMT", None),
        ("Sun, 09 Sep 2001 01:46:00 GMT", None),
        ("Sunday, 09-Sep-51 01:47:01 GMT", None),
        ("Sun Sep  9 01:46:00 2001", None),
        // Unreadable.
        ("7, 9", None),
        ("-7", None),
        ("+7", None),
        ("7.5", None),
        ("7s", None),
        ("7;", None),
        ("\u{667}", None),
        ("0x7", None),
        ("7 seconds", None),
        ("2001-09-09T01:47:00Z", None),
        ("Sun, 09 Sep 2001 01:47:00 UTC", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(told_wait(&of(&[("Retry-After", value)]), NOW), wait, "{value}");
    }
    // By the server's own clock, where that is in sight: here it is an hour ahead. Seconds need no clock.
    let dated = |value| of(&[("Date", "Sun, 09 Sep 2001 02:46:40 GMT"), ("Retry-After", value)]);
    assert_eq!(told_wait(&dated("Sun, 09 Sep 2001 02:47:00 GMT"), NOW), Some(20_000));
    assert_eq!(told_wait(&dated("7"), NOW), Some(7_000));
    let undated = of(&[("Date", "today"), ("Retry-After", "Sun, 09 Sep 2001 01:47:00 GMT")]);
    assert_eq!(told_wait(&undated, NOW), Some(20_000));
}

/// `X-Rate-Limit-Reset`: Procore's "Rate Limiting" page has Unix seconds; the other forms are those of other APIs.
#[test]
fn resets_in_every_form() {
    let at = |seconds: u64| Some(NOW.plus_seconds(seconds));
    for (value, reset) in [
        ("1000000042", at(42)),
        ("999999990", Some(NOW.minus_seconds(10))),
        ("1000000042000", at(42)),
        ("42", at(42)),
        ("0", at(0)),
        ("2001-09-09T01:47:22Z", at(42)),
        ("2001-09-09T03:47:22.5+02:00", at(42)),
        ("Sun, 09 Sep 2001 01:47:22 GMT", at(42)),
        ("Sunday, 09-Sep-01 01:47:22 GMT", at(42)),
        ("Sun Sep  9 01:47:22 2001", at(42)),
        // Unreadable: days off, or no form that is known.
        ("1799999999999", None),
        ("1000100000", None),
        ("100000", None),
        ("1000000042000000", None),
        ("99999999999999999999999", None),
        ("59009-09-24T00:00:00Z", None),
        ("2026-11-30T22:20:00Z", None),
        ("-42", None),
        ("42.5", None),
        ("1.000000042e9", None),
        ("\"1000000042\"", None),
        ("42s", None),
        ("42, 43", None),
        ("soon", None),
        ("", None),
    ] {
        let headers = of(&[
            ("x-rate-limit-limit", "25"),
            ("x-rate-limit-remaining", "0"),
            ("x-rate-limit-reset", value),
        ]);
        let level = Level::read(&headers, NOW).expect("a level");
        assert_eq!(level.is_reset_told.then_some(level.reset), reset, "{value}");
        // What is used up is used up, whenever that ends.
        let mut gauge = Gauge::default();
        gauge.hear(&headers, NOW);
        let wait = reset.map_or(SPIKE, |reset| reset.millis_since(NOW));
        assert_eq!(
            (gauge.wait(0, NOW), gauge.sight()),
            (wait.min(SPIKE.max(wait)), Sight::Visible),
            "{value}"
        );
        let told = reset.map(|reset| reset.millis_since(NOW)).filter(|wait| *wait > 0);
        assert_eq!(told_wait(&headers, NOW), told, "{value}");
    }
    let mut dated = told(25, 0, 3_642);
    dated.extend(of(&[("date", "Sun, 09 Sep 2001 02:46:40 GMT")]));
    assert_eq!(
        Level::read(&dated, NOW).map(|level| level.reset),
        at(42),
        "the server's clock is an hour ahead"
    );
    assert_eq!(
        told_wait(&of(&[("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", "42")]), NOW),
        Some(42_000)
    );
}

/// A run waits longer each time, whatever it is told.
#[test]
fn waits_grow() {
    let past = of(&[("Retry-After", "Sun, 09 Sep 2001 01:46:00 GMT")]);
    let both = [of(&[("retry-after", "7")]), told(25, 0, 9)].concat();
    for (headers, attempt, random, wait) in [
        (of(&[("retry-after", "7")]), 0, 0, 7_000),
        (of(&[("retry-after", "7")]), 2, u32::MAX, 7_999),
        (of(&[("retry-after", "7")]), 5, 0, 16_000),
        (both, 0, 0, 7_000),
        (told(25, 0, 9), 0, 0, 9_000),
        (told(25, 5, 9), 0, 0, 500),
        (vec![], 0, u32::MAX, 999),
        (vec![], 1, 1 << 31, 1_500),
        (vec![], 63, 0, 30_000),
        (of(&[("retry-after", "99999999999999999999999")]), 0, 0, LONGEST),
        (past.clone(), 0, 0, 500),
        (past, 3, 1 << 31, 6_000),
        (of(&[("retry-after", "0")]), 0, 0, 500),
        (of(&[("retry-after", "0")]), 6, 0, 30_000),
        (of(&[("retry-after", "0")]), 6, u32::MAX, 59_999),
        (told(25, 0, -5), 4, 0, 8_000),
        (of(&[("retry-after", "soon")]), 0, 0, 500),
        (of(&[("retry-after", "")]), 0, 0, 500),
    ] {
        assert_eq!(back_off(&headers, attempt, random, NOW), wait, "{headers:?} {attempt} {random}");
    }
}

proptest! {
    /// Whatever servers say, no wait lasts longer than an hour, and what is left is never reckoned down to nothing.
    #[test]
    fn waits_end(answers in proptest::collection::vec((0_u32..700, 1_u32..700, -100_i64..10_000), 0..20)) {
        let gauge = gauge(&answers);
        prop_assert_eq!(gauge.wait(0, NOW), 0);
        prop_assert!(gauge.wait(u32::MAX, NOW) <= HOUR);
    }

    #[test]
    fn a_wait_is_at_most_a_day(value in "\\PC{0,12}|[0-9]{1,24}", attempt in any::<u32>(), random in any::<u32>()) {
        prop_assert!(back_off(&of(&[("retry-after", &value)]), attempt, random, NOW) <= LONGEST + SPREAD);
    }
}
