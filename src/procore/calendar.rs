//! Days and times of day, as Procore's "Working with Dates and Times" page and HTTP write them. There are no leap seconds
//! and no time zones in it: an offset from UTC is an argument.

use std::fmt;

use crate::time::UnixTime;

const DAY: u64 = 86_400;

/// From 0000-03-01, the first day of this reckoning, to 1970-01-01.
const DAYS_BEFORE_1970: u64 = 719_468;

/// The days of four hundred years.
const ERA: u64 = 146_097;

/// `YYYY-MM-DDTHH:MM:SSZ`, as Procore takes and gives instants.
pub fn iso_utc(at: UnixTime) -> String {
    format!("{}Z", iso(at.0 / 1000))
}

/// `YYYY-MM-DDTHH:MM:SS+HH:MM`: the same instant on a clock that is so many minutes ahead of UTC.
pub fn iso_local(at: UnixTime, offset_minutes: i32) -> String {
    let seconds = (at.0 / 1000).saturating_add_signed(i64::from(offset_minutes) * 60);
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let offset = offset_minutes.unsigned_abs();
    format!("{}{sign}{:02}:{:02}", iso(seconds), offset / 60, offset % 60)
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
    let date = |at| iso_local(at, offset(at))[..10].to_owned();
    // About noon of the day before, whatever clocks were set to that night.
    let local_seconds = (now.0 / 1000).saturating_add_signed(i64::from(offset(now)) * 60);
    let yesterday = now.minus_seconds(local_seconds % DAY + DAY / 2);
    match date(at) {
        day if day == date(now) => Day::Today,
        day if day == date(yesterday) => Day::Yesterday,
        day => Day::Date(day),
    }
}

fn iso(seconds: u64) -> String {
    let (year, month, day) = date(seconds / DAY);
    let time = seconds % DAY;
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}", time / 3600, time / 60 % 60, time % 60)
}

/// The instant that `YYYY-MM-DDTHH:MM:SSZ` names, from 1970 on. Fractions of a second are taken and left out.
pub fn parse_iso_utc(text: &str) -> Option<UnixTime> {
    let (day, time) = text.trim().strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = split(day, '-')?;
    let time = match time.split_once('.') {
        Some((time, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit()) => {
            time
        }
        Some(_) => return None,
        None => time,
    };
    instant(number(year, 4)?, number(month, 2)?, number(day, 2)?, time)
}

/// The instant that an ISO 8601 date with time names, in UTC (`Z`) or with an offset such as `+02:00`.
pub fn parse_iso(text: &str) -> Option<UnixTime> {
    let text = text.trim();
    if let Some(at) = parse_iso_utc(text) {
        return Some(at);
    }
    let (local, offset) = text.split_at_checked(text.len().checked_sub(6)?)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    let local = parse_iso_utc(&format!("{local}Z")).filter(|_| hours < 24 && minutes < 60)?;
    let seconds = hours * 3600 + minutes * 60;
    match offset.as_bytes()[0] {
        b'+' => Some(local.minus_seconds(seconds)),
        b'-' => Some(local.plus_seconds(seconds)),
        _ => None,
    }
}

/// Whether this is a day, `YYYY-MM-DD`, of any year from 1 on.
pub fn is_day(text: &str) -> bool {
    let day = split(text, '-').and_then(|[year, month, day]| {
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        // The calendar repeats itself every four hundred years.
        (year > 0).then(|| days(2000 + year % 400, month, day))?
    });
    day.is_some()
}

/// Reads an HTTP date (RFC 9110 section 5.6.7) in any of its three forms. `now` decides the century of a two-digit year:
/// a date more than 50 years ahead is of the century before. The name of the day is not checked against the date.
pub fn parse_http_date(text: &str, now: UnixTime) -> Option<UnixTime> {
    let text = text.trim();
    match text.split_once(", ") {
        Some((_, rest)) => {
            let rest = rest.strip_suffix(" GMT")?;
            imf_fixdate(rest).or_else(|| rfc850_date(rest, now))
        }
        None => asctime_date(text),
    }
}

/// `06 Nov 1994 08:49:37`, what stands between the day's name and `GMT`.
fn imf_fixdate(text: &str) -> Option<UnixTime> {
    let (day, rest) = text.split_once(' ')?;
    let [month_name, year, time] = split(rest, ' ')?;
    instant(number(year, 4)?, month(month_name)?, number(day, 2)?, time)
}

/// `06-Nov-94 08:49:37`, alike.
fn rfc850_date(text: &str, now: UnixTime) -> Option<UnixTime> {
    let (date_text, time) = text.split_once(' ')?;
    let [day, month_name, year] = split(date_text, '-')?;
    let (day, month) = (number(day, 2)?, month(month_name)?);
    let this_year = date(now.0 / 1000 / DAY).0;
    let year = this_year / 100 * 100 + number(year, 2)?;
    let fifty_years_on = instant_of(this_year + 50, now);
    // A year of this century, or of the next one if that is no more than 50 years ahead.
    [year + 100, year]
        .into_iter()
        .find_map(|year| {
            let at = instant(year, month, day, time)?;
            (at <= fifty_years_on).then_some(at)
        })
        .or_else(|| instant(year.checked_sub(100)?, month, day, time))
}

/// `Sun Nov  6 08:49:37 1994`, with a space or a digit before the last digit of the day.
fn asctime_date(text: &str) -> Option<UnixTime> {
    let (_, rest) = text.split_once(' ')?;
    let (month_name, rest) = rest.split_at_checked(3)?;
    let (day, rest) = rest.strip_prefix(' ')?.split_at_checked(2)?;
    let (time, year) = rest.strip_prefix(' ')?.split_once(' ')?;
    let day = match day.strip_prefix(' ') {
        Some(digit) => number(digit, 1)?,
        None => number(day, 2)?,
    };
    instant(number(year, 4)?, month(month_name)?, day, time)
}

/// The number of a month by its name in HTTP dates, which are case-sensitive.
fn month(name: &str) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().position(|month| *month == name).map(|index| index as u64 + 1)
}

/// The day and time of `at` in another year. The last day of February stands for a leap day that the year lacks.
fn instant_of(year: u64, at: UnixTime) -> UnixTime {
    let (_, month, day) = date(at.0 / 1000 / DAY);
    let days = days(year, month, day).or_else(|| days(year, month, day - 1)).unwrap_or_default();
    UnixTime(days * DAY * 1000 + at.0 % (DAY * 1000))
}

fn instant(year: u64, month: u64, day: u64, time: &str) -> Option<UnixTime> {
    let [hour, minute, second] = split(time, ':')?;
    let (hour, minute, second) = (number(hour, 2)?, number(minute, 2)?, number(second, 2)?);
    // A leap second is the last one of its minute (RFC 9110 allows 60).
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = days(year, month, day)? * DAY + hour * 3600 + minute * 60 + second.min(59);
    Some(UnixTime(seconds * 1000))
}

fn split(text: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = text.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

/// The number that exactly so many digits spell.
fn number(text: &str, digits: usize) -> Option<u64> {
    let is_number = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// The days from 1970-01-01 to a day of the Gregorian calendar, if there is such a day and it is not before.
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March here, so that the leap day is the last one.
    let (year_from_march, month_from_march) =
        if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_era = year_from_march % 400;
    let of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let days =
        year_from_march / 400 * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_BEFORE_1970;
    (date(days) == (year, month, day)).then_some(days)
}

/// Year, month and day of the day that is so many days after 1970-01-01.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + DAYS_BEFORE_1970;
    let of_era = days % ERA;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (days / ERA * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "calendar_tests.rs"]
mod tests;
