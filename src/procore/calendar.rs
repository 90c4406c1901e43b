//! Days and instants, as Procore's "Working with Dates and Times" page and HTTP write them. jiff knows the calendar; this file
//! adds how strictly each text is read, because jiff takes more forms than Procore and RFC 9110 do. There is no time zone
//! database: the browser says how far its clock is ahead of UTC.

use std::fmt;
use std::time::UNIX_EPOCH;

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, ToSpan as _};

use crate::time::UnixTime;

/// The start of `UnixTime`, in UTC. Instants are added to it rather than kept as jiff's `Timestamp`, which ends a day before
/// the year 9999 does.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// `YYYY-MM-DDTHH:MM:SSZ`, as Procore takes and gives instants.
pub fn iso_utc(at: UnixTime) -> String {
    format!("{:.0}Z", utc(at))
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
    let is_instant = is_like(text, "0000-00-00T00:00:00")
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit());
    instant(text.parse().ok().filter(|_| is_instant)?)
}

/// The instant that an ISO 8601 date with time names, in UTC (`Z`) or with an offset such as `+02:00`.
pub fn parse_iso(text: &str) -> Option<UnixTime> {
    let text = text.trim();
    if let Some(at) = parse_iso_utc(text) {
        return Some(at);
    }
    let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let (sign, offset) = offset.split_at_checked(1)?;
    let offset: Time = offset.parse().ok().filter(|_| is_like(offset, "00:00"))?;
    let seconds = offset.duration_since(Time::midnight()).unsigned_abs().as_secs();
    let local = parse_iso_utc(&format!("{local}Z"))?;
    match sign {
        "+" => Some(local.minus_seconds(seconds)),
        "-" => Some(local.plus_seconds(seconds)),
        _ => None,
    }
}

/// Whether this is a day, `YYYY-MM-DD`, of any year from 1 on.
pub fn is_day(text: &str) -> bool {
    is_like(text, "0000-00-00") && text.parse().is_ok_and(|day: Date| day.year() > 0)
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
    const FORM: &str = "%d-%b-%y %H:%M:%S GMT";
    let (_, text) = text.split_once(", ")?;
    let read = DateTime::strptime(FORM, text).ok()?;
    // jiff ignores case and missing zeros, which HTTP does not.
    if read.strftime(FORM).to_string() != text {
        return None;
    }
    let now = utc(now);
    let year = now.year() - now.year() % 100 + read.year() % 100;
    let latest = now.saturating_add(50.years());
    let of = |year| read.with().year(year).build().ok();
    let date = [year + 100, year].into_iter().filter_map(of).find(|date| *date <= latest);
    instant(date.or_else(|| of(year - 100))?)
}

/// Whether `text` is written like `form`, in which `0` stands for any digit.
fn is_like(text: &str, form: &str) -> bool {
    let fits = |(byte, form)| if form == b'0' { u8::is_ascii_digit(&byte) } else { byte == form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

/// An instant by the clock of UTC. It stays at the end of the year 9999.
fn utc(at: UnixTime) -> DateTime {
    EPOCH.saturating_add(SignedDuration::from_millis(i64::try_from(at.0).unwrap_or(i64::MAX)))
}

/// The same by a clock that is so many minutes ahead.
fn local(at: UnixTime, offset_minutes: i32) -> DateTime {
    utc(at).saturating_add(SignedDuration::from_mins(offset_minutes.into()))
}

/// The instant of a date and time in UTC, unless it is before 1970.
fn instant(utc: DateTime) -> Option<UnixTime> {
    let seconds = u64::try_from(utc.duration_since(EPOCH).as_secs()).ok()?;
    Some(UnixTime(seconds * 1000))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "calendar_tests.rs"]
mod tests;
