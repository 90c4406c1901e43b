//! Days and instants, as Procore's "Working with Dates and Times" page and HTTP write them. jiff knows the calendar. It is given
//! numbers, not texts: its parsers take more forms than Procore does, and weigh far more than the calendar. There is no database
//! of time zones: the browser says how far its clock is ahead of UTC.

use std::fmt;
use std::time::UNIX_EPOCH;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::time::UnixTime;

/// The start of `UnixTime`, in UTC.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// The months as HTTP writes them.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `YYYY-MM-DDTHH:MM:SSZ`, as Procore takes and gives instants.
pub fn iso_utc(at: UnixTime) -> String {
    format!("{:.0}Z", local(at, 0))
}

/// `YYYY-MM-DDTHH:MM:SS+HH:MM`: the same instant on a clock that is so many minutes ahead of UTC.
pub fn iso_local(at: UnixTime, offset_minutes: i32) -> String {
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let offset = offset_minutes.unsigned_abs();
    format!("{:.0}{sign}{:02}:{:02}", local(at, offset_minutes), offset / 60, offset % 60)
}

/// A day as people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Day {
    /// The present one.
    Today,
    /// The one before it.
    Yesterday,
    /// Another, as `YYYY-MM-DD`.
    Date(String),
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Today => "Today",
            Self::Yesterday => "Yesterday",
            Self::Date(date) => date,
        })
    }
}

/// The day of an instant, at the time `now`. `offset` tells how many minutes the person's clock is ahead of UTC then.
pub fn day(at: UnixTime, now: UnixTime, offset: impl Fn(UnixTime) -> i32) -> Day {
    let date = |at| local(at, offset(at)).date();
    let (day, today) = (date(at), date(now));
    if day == today {
        Day::Today
    } else if day.tomorrow().is_ok_and(|next| next == today) {
        Day::Yesterday
    } else {
        Day::Date(day.to_string())
    }
}

/// The instant that `YYYY-MM-DDTHH:MM:SSZ` names, from 1970 on. Fractions of a second are taken and left out.
pub fn parse_iso_utc(text: &str) -> Option<UnixTime> {
    let text = text.trim().strip_suffix('Z')?;
    let (text, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    instant(date_time(text).filter(|_| is_fraction)?)
}

/// The instant that an ISO 8601 date with time names, in UTC (`Z`) or with an offset such as `+02:00`.
pub fn parse_iso(text: &str) -> Option<UnixTime> {
    let text = text.trim();
    if let Some(at) = parse_iso_utc(text) {
        return Some(at);
    }
    let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let (sign, offset) = offset.split_at_checked(1)?;
    let seconds = time(offset, 0)?.duration_since(Time::midnight()).unsigned_abs().as_secs();
    let local = parse_iso_utc(&format!("{local}Z"))?;
    match sign {
        "+" => Some(local.minus_seconds(seconds)),
        "-" => Some(local.plus_seconds(seconds)),
        _ => None,
    }
}

/// Whether this is a day, `YYYY-MM-DD`, of any year from 1 on.
pub fn is_day(text: &str) -> bool {
    date(text).is_some_and(|date| date.year() > 0)
}

/// Reads an HTTP date (RFC 9110 section 5.6.7) in any of its three forms.
pub fn parse_http_date(text: &str, now: UnixTime) -> Option<UnixTime> {
    // httpdate refuses a leap second, which that section allows. It is the last second of its minute.
    let text = text.replacen(":60 ", ":59 ", 1);
    if text.contains('-') {
        return rfc850_date(text.trim(), now);
    }
    let since = httpdate::parse_http_date(&text).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(UnixTime(since.as_secs() * 1000))
}

/// Reads `Sunday, 06-Nov-94 08:49:37 GMT`. `now` decides the century: a date more than 50 years ahead belongs to the one
/// before. httpdate has a fixed rule instead, by which 70 is 1970. The name of the day is not checked.
fn rfc850_date(text: &str, now: UnixTime) -> Option<UnixTime> {
    let (_, text) = text.split_once(", ")?;
    let (day, time) = text.strip_suffix(" GMT")?.split_once(' ')?;
    let (day, rest) = day.split_once('-')?;
    let (month, year) = rest.split_once('-')?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let of_century: i16 = year.parse().ok().filter(|_| is_like(year, "00"))?;
    let of = |year: i16| date_time(&format!("{year:04}-{month:02}-{day}T{time}"));
    let now = local(now, 0);
    let in_year = |at: DateTime| (at.month(), at.day(), at.time());
    let is_near = |at: &DateTime| (at.year() - 50, in_year(*at)) <= (now.year(), in_year(now));
    let year = now.year() - now.year() % 100 + of_century;
    let near = [year + 100, year].into_iter().filter_map(of).find(is_near);
    instant(near.or_else(|| of(year - 100))?)
}

/// The date that `YYYY-MM-DD` names.
fn date(text: &str) -> Option<Date> {
    if !is_like(text, "0000-00-00") {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

/// The date and time that `YYYY-MM-DDTHH:MM:SS` names. A leap second is the last second of its minute.
fn date_time(text: &str) -> Option<DateTime> {
    let (day, clock) = text.split_once('T')?;
    if !is_like(clock, "00:00:00") {
        return None;
    }
    let second = clock[6..].parse().ok()?;
    Some(date(day)?.to_datetime(time(&clock[..5], if second == 60 { 59 } else { second })?))
}

/// The time that `HH:MM` and a number of seconds name.
fn time(text: &str, second: i8) -> Option<Time> {
    if !is_like(text, "00:00") {
        return None;
    }
    Time::new(text[..2].parse().ok()?, text[3..].parse().ok()?, second, 0).ok()
}

/// Whether `text` is written like `form`, in which `0` stands for any digit.
fn is_like(text: &str, form: &str) -> bool {
    let fits = |(byte, form)| if form == b'0' { u8::is_ascii_digit(&byte) } else { byte == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

/// An instant by a clock that is so many minutes ahead of UTC. It stays at the end of the year 9999.
fn local(at: UnixTime, offset_minutes: i32) -> DateTime {
    // jiff's instants end a day before that year does, so that each offset still has a date. Hence an earlier instant by a
    // clock that is as far ahead: that is the same date.
    const AHEAD: Offset = Offset::MAX;
    let shift = i64::from(offset_minutes) * 60 - i64::from(AHEAD.seconds());
    let millis = i64::try_from(at.0).unwrap_or(i64::MAX).saturating_add(shift * 1000);
    AHEAD.to_datetime(Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX))
}

/// The instant of a date and time in UTC, unless it is before 1970.
fn instant(utc: DateTime) -> Option<UnixTime> {
    let seconds = u64::try_from(utc.duration_since(EPOCH).as_secs()).ok()?;
    Some(UnixTime(seconds * 1000))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "calendar_tests.rs"]
mod tests;
