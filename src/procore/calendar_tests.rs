//! Tests of days, instants and the dates of HTTP.

use super::*;
use proptest::prelude::*;

#[test]
fn known_instants() {
    for (seconds, text) in [
        (0, "1970-01-01T00:00:00Z"),
        (784_111_777, "1994-11-06T08:49:37Z"),
        (951_782_400, "2000-02-29T00:00:00Z"),
        (1_474_648_200, "2016-09-23T16:30:00Z"),
        (4_107_542_399, "2100-02-28T23:59:59Z"),
        (4_107_542_400, "2100-03-01T00:00:00Z"),
        (253_402_300_799, "9999-12-31T23:59:59Z"),
    ] {
        assert_eq!(iso_utc(UnixTime(seconds * 1000 + 999)), text);
        assert_eq!(parse_iso_utc(text), Some(UnixTime(seconds * 1000)), "{text}");
    }
    assert_eq!(parse_iso_utc("1970-01-01T00:00:01.250000Z"), Some(UnixTime(1000)));
}

#[test]
fn days_of_the_calendar() {
    for day in ["2024-02-29", "2000-02-29", "0004-02-29", "0002-05-03", "1900-12-31", "9999-12-31"] {
        assert!(is_day(day), "{day}");
    }
    for text in [
        "",
        "2024-1-1",
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-01-32",
        "0000-01-01",
        "24-01-01",
        "x",
    ] {
        assert!(!is_day(text), "{text}");
    }
}

#[test]
fn clocks_ahead_and_behind() {
    let noon = UnixTime(43_200_000);
    for (offset, text) in [
        (0, "1970-01-01T12:00:00+00:00"),
        (120, "1970-01-01T14:00:00+02:00"),
        (-210, "1970-01-01T08:30:00-03:30"),
        (840, "1970-01-02T02:00:00+14:00"),
    ] {
        assert_eq!(iso_local(noon, offset), text);
    }
}

#[test]
fn days_as_people_call_them() {
    let at = |text| parse_iso_utc(text).expect("an instant");
    // Two hours ahead of UTC until clocks are set back on 2024-10-27 at 01:00 UTC, one hour from then on.
    let offset = |time: UnixTime| if time < at("2024-10-27T01:00:00Z") { 120 } else { 60 };
    for (instant, now, name) in [
        ("2024-10-27T22:59:59Z", "2024-10-27T22:59:59Z", "Today"),
        ("2024-10-26T22:00:00Z", "2024-10-27T22:59:59Z", "Today"),
        ("2024-10-26T21:59:59Z", "2024-10-27T22:59:59Z", "Yesterday"),
        ("2024-10-25T22:00:00Z", "2024-10-27T22:59:59Z", "Yesterday"),
        ("2024-10-25T21:59:59Z", "2024-10-27T22:59:59Z", "2024-10-25"),
        ("2024-10-27T23:00:00Z", "2024-10-27T22:59:59Z", "2024-10-28"),
        ("2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z", "Yesterday"),
    ] {
        assert_eq!(day(at(instant), at(now), offset).to_string(), name, "{instant} at {now}");
    }
}

/// RFC 9110 section 5.6.7: `IMF-fixdate`, `rfc850-date` and `asctime-date`, with the examples of that section.
#[test]
fn http_dates_are_read_in_their_three_forms() {
    let now = parse_iso_utc("2026-11-30T22:00:00Z").expect("an instant");
    for (text, instant) in [
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some("1994-11-06T08:49:37Z")),
        ("Sunday, 06-Nov-94 08:49:37 GMT", Some("1994-11-06T08:49:37Z")),
        ("Sun Nov  6 08:49:37 1994", Some("1994-11-06T08:49:37Z")),
        ("Mon Nov 30 22:20:00 2026", Some("2026-11-30T22:20:00Z")),
        ("Monday, 30-Nov-26 22:20:00 GMT", Some("2026-11-30T22:20:00Z")),
        // The same two digits mean the century before if the date is more than 50 years ahead.
        ("Monday, 30-Nov-76 22:00:00 GMT", Some("2076-11-30T22:00:00Z")),
        ("Tuesday, 30-Nov-76 22:00:01 GMT", Some("1976-11-30T22:00:01Z")),
        ("Friday, 01-Jan-99 00:00:00 GMT", Some("1999-01-01T00:00:00Z")),
        ("Tuesday, 29-Feb-28 00:00:00 GMT", Some("2028-02-29T00:00:00Z")),
        // A leap second.
        ("Sat, 31 Dec 2016 23:59:60 GMT", Some("2016-12-31T23:59:59Z")),
        ("  Sun, 06 Nov 1994 08:49:37 GMT ", Some("1994-11-06T08:49:37Z")),
        // Names are case-sensitive, the zone is GMT, fields have their width.
        ("Sun, 06 nov 1994 08:49:37 GMT", None),
        ("Sun, 06 Nov 1994 08:49:37 UTC", None),
        ("Sun, 06 Nov 1994 08:49:37 +0000", None),
        ("Sun, 06 Nov 1994 08:49:37", None),
        ("Sun, 31 Nov 1994 08:49:37 GMT", None),
        ("Sun, 6 Nov 1994 08:49:37 GMT", None),
        ("Sun, 06 Nov 94 08:49:37 GMT", None),
        ("Sunday, 06-Nov-1994 08:49:37 GMT", None),
        ("Sunday, 06-Nov-94 08:49:37", None),
        ("Monday, 30-Feb-26 00:00:00 GMT", None),
        ("Sun Nov 6 08:49:37 1994", None),
        ("Sun Nov  6 08:49:37 1994 GMT", None),
        ("Sun, 06 Nov 1994 24:00:00 GMT", None),
        // The day's name is another one.
        ("Mon, 06 Nov 1994 08:49:37 GMT", None),
        ("Sun Nov é 08:49:37 1994", None),
        ("soon", None),
        ("", None),
    ] {
        let expected = instant.map(|text| parse_iso_utc(text).expect(text));
        assert_eq!(parse_http_date(text, now), expected, "{text}");
    }
    // The turn of a century: 99 is last year, 00 is this one, 50 is ahead, 51 is not.
    let now = parse_iso_utc("2100-06-01T00:00:00Z").expect("an instant");
    for (text, year) in [
        ("Friday, 31-Dec-99 00:00:00 GMT", "2099"),
        ("Friday, 01-Jan-00 00:00:00 GMT", "2100"),
        ("Friday, 01-Jan-50 00:00:00 GMT", "2150"),
        ("Friday, 01-Jan-51 00:00:00 GMT", "2051"),
    ] {
        let read = parse_http_date(text, now).map(|at| iso_utc(at)[..4].to_owned());
        assert_eq!(read.as_deref(), Some(year), "{text}");
    }
}

#[test]
fn iso_dates_have_an_offset() {
    for (text, instant) in [
        ("2026-11-30T22:20:00Z", Some("2026-11-30T22:20:00Z")),
        ("2026-12-01T00:20:00+02:00", Some("2026-11-30T22:20:00Z")),
        ("2026-11-30T18:50:00.5-03:30", Some("2026-11-30T22:20:00Z")),
        ("2026-11-30T22:20:00", None),
        ("2026-11-30T22:20:00+2:00", None),
        ("2026-11-30T22:20:00+24:00", None),
        ("2026-11-30T22:20:00é02:00", None),
        ("2026-11-30", None),
        ("+02:00", None),
    ] {
        let expected = instant.map(|text| parse_iso_utc(text).expect(text));
        assert_eq!(parse_iso(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_instant() {
    for text in [
        "",
        "2024-01-01",
        "2024-02-30T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-01-01T24:00:00Z",
        "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:00",
        "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00.1aZ",
        "2024-01-01T00:00:00+00:00",
        "1969-12-31T23:59:59Z",
        "2024-1-1T00:00:00Z",
        "+024-01-01T00:00:00Z",
    ] {
        assert_eq!(parse_iso_utc(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn every_instant_reads_back(seconds in 0_u64..253_402_300_800) {
        let at = UnixTime(seconds * 1000);
        prop_assert_eq!(parse_iso_utc(&iso_utc(at)), Some(at));
    }

    #[test]
    fn nothing_panics(text in "\\PC{0,40}", at in any::<u64>(), offset in any::<i32>()) {
        parse_iso(&text);
        parse_http_date(&text, UnixTime(at));
        prop_assert!(iso_local(UnixTime(at), offset).len() >= iso_utc(UnixTime(at)).len());
    }
}
