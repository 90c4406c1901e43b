//! Rate limits, after Procore's "Rate Limiting" page: one by the hour, one by ten seconds against spikes. The headers of
//! an answer describe whichever of the two is nearer, and do not say which. A browser may hide them.

use super::calendar::{parse_http_date, parse_iso};
use super::headers::{count, header};
use crate::time::UnixTime;

/// The length of the window by the hour, in milliseconds.
const HOUR: u64 = 3_600_000;
/// The length of the window against spikes, in milliseconds.
pub const SPIKE: u64 = 10_000;
/// The two clocks, ours and the server's, may be so many milliseconds apart before a window is taken for the other.
const SLACK: u64 = 5_000;
/// No wait is longer than a day, in milliseconds: whatever a header says, sums of it stay small.
const LONGEST: u64 = 24 * HOUR;
/// A wait that was told is prolonged by up to a second, so that not all who wait come back in the same instant.
const SPREAD: u64 = 1_000;
/// The longest wait that nobody told, in milliseconds.
const LONGEST_BACK_OFF: u64 = 60_000;

/// The headers that describe a limit.
const LIMIT_HEADERS: [&str; 3] = ["x-rate-limit-limit", "x-rate-limit-remaining", "x-rate-limit-reset"];

/// What an answer says of one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// `X-Rate-Limit-Limit`: how many calls it allows.
    pub limit: u32,
    /// `X-Rate-Limit-Remaining`: how many of them are left.
    pub remaining: u32,
    /// When they are counted anew, by the clock of this machine. If that could not be read, the end of the shorter window.
    pub reset: UnixTime,
    /// Whether the answer said so.
    pub is_reset_told: bool,
}

impl Level {
    /// The limit that the headers of an answer describe, which came just now; `None` if they do not, or if the browser
    /// hides it.
    pub fn read(headers: &[(String, String)], now: UnixTime) -> Option<Self> {
        let small = |name| count(headers, name).map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        let reset = reset(headers, now);
        Some(Self {
            limit: small("x-rate-limit-limit")?,
            remaining: small("x-rate-limit-remaining")?,
            reset: reset.unwrap_or(UnixTime(now.0.saturating_add(SPIKE))),
            is_reset_told: reset.is_some(),
        })
    }
}

/// `X-Rate-Limit-Reset`, by the clock of this machine. Procore documents Unix seconds. Unix milliseconds, seconds from
/// now and dates are understood as well: a number is what lies within a day. Anything else is unreadable.
fn reset(headers: &[(String, String)], now: UnixTime) -> Option<UnixTime> {
    let value = header(headers, "x-rate-limit-reset")?;
    let server_now = server_time(headers, now);
    let is_near = |at: &UnixTime| at.0.abs_diff(server_now.0) <= LONGEST;
    let at = match count(headers, "x-rate-limit-reset") {
        Some(number) => {
            [UnixTime(number.saturating_mul(1000)), UnixTime(number), server_now.plus_seconds(number)]
                .into_iter()
                .find(is_near)
        }
        None => parse_iso(value).or_else(|| parse_http_date(value, now)).filter(is_near),
    }?;
    let behind = UnixTime(now.0.saturating_sub(server_now.millis_since(at)));
    Some(UnixTime(behind.0.saturating_add(at.millis_since(server_now))))
}

/// The time at the server when it answered: `Date` (RFC 9110 section 6.6.1) where the browser shows it. Dates in an answer are
/// by that clock, so a wrong clock of this machine makes no difference then.
fn server_time(headers: &[(String, String)], now: UnixTime) -> UnixTime {
    header(headers, "date").and_then(|date| parse_http_date(date, now)).unwrap_or(now)
}

/// The milliseconds that `Retry-After` asks to wait (RFC 9110 section 10.2.3): seconds, or a date by the server's clock.
/// Procore's pages name it for 429 and for 503. Zero and a time that is past ask for none: nothing is told then.
fn retry_after(headers: &[(String, String)], now: UnixTime) -> Option<u64> {
    let value = header(headers, "retry-after")?;
    let millis = match count(headers, "retry-after") {
        Some(seconds) => seconds.saturating_mul(1000),
        None => parse_http_date(value, now)?.millis_since(server_time(headers, now)),
    };
    Some(millis.min(LONGEST)).filter(|millis| *millis > 0)
}

/// The milliseconds that the headers of a 429 or a 503 ask to wait: what `Retry-After` says, else until the limit that is
/// used up is counted anew. `None` if they ask for no wait, or if the browser hides it.
pub fn told_wait(headers: &[(String, String)], now: UnixTime) -> Option<u64> {
    let until_reset = || {
        let is_used_up = count(headers, "x-rate-limit-remaining") == Some(0);
        let reset = reset(headers, now).filter(|reset| is_used_up && *reset > now)?;
        Some(reset.millis_since(now).min(HOUR))
    };
    retry_after(headers, now).or_else(until_reset)
}

/// The milliseconds to wait after a 429 or a 503 with these headers: what they ask for, but never less than twice as long each
/// time, from one second to one minute. `attempt` counts the refusals in a row from 0, `random` is any number, and spreads the
/// calls of those who wait at the same time.
pub fn back_off(headers: &[(String, String)], attempt: u32, random: u32, now: UnixTime) -> u64 {
    let up_to = |most: u64| (u64::from(random) * most) >> 32;
    let full = (1_000_u64 << attempt.min(6)).min(LONGEST_BACK_OFF);
    let grown = full / 2 + up_to(full / 2);
    told_wait(headers, now).map_or(grown, |told| (told + up_to(SPREAD)).max(grown))
}

/// Whether the headers about limits are in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// No answer has come yet.
    #[default]
    Unknown,
    /// Answers have come, and none had them: they are not visible to a browser here.
    Hidden,
    /// Answers have come that had some of them, and none could be understood.
    Unreadable,
    /// An answer had them.
    Visible,
}

/// What the last answers of an environment said of both limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gauge {
    hour: Option<Level>,
    spike: Option<Level>,
    sight: Sight,
}

impl Gauge {
    /// Takes in the headers of an answer, which came just now.
    pub fn hear(&mut self, headers: &[(String, String)], now: UnixTime) {
        // The call that was answered counts for both limits, and the headers speak of one of them. What is reckoned here
        // never says that nothing is left: only an answer does.
        for level in [&mut self.hour, &mut self.spike].into_iter().flatten() {
            if level.remaining > 1 {
                level.remaining -= 1;
            }
        }
        let Some(level) = Level::read(headers, now) else {
            let is_there = LIMIT_HEADERS.iter().any(|name| header(headers, name).is_some());
            self.sight = match self.sight {
                Sight::Visible => Sight::Visible,
                Sight::Unreadable => Sight::Unreadable,
                Sight::Unknown | Sight::Hidden if is_there => Sight::Unreadable,
                Sight::Unknown | Sight::Hidden => Sight::Hidden,
            };
            return;
        };
        self.sight = Sight::Visible;
        if self.is_hourly(level, now) {
            // The larger of two limits is the hourly one: with a wrong clock a spike looks like an hour at first.
            let was_spike = self.hour.filter(|known| known.limit < level.limit && self.spike.is_none());
            self.spike = self.spike.or(was_spike);
            self.hour = Some(level);
        } else {
            self.spike = Some(level);
        }
    }

    /// Told apart by a limit that is known, by which is the larger one, and by how far off the reset is.
    fn is_hourly(&self, level: Level, now: UnixTime) -> bool {
        let (hour, spike) = (self.hour.map(|known| known.limit), self.spike.map(|known| known.limit));
        let is_far = level.reset.millis_since(now) > SPIKE + SLACK;
        if hour == spike {
            is_far
        } else if hour == Some(level.limit) || spike == Some(level.limit) {
            hour == Some(level.limit)
        } else if hour.is_some_and(|hour| level.limit > hour) {
            true
        } else if spike.is_some_and(|spike| level.limit < spike) {
            false
        } else {
            match (hour, spike) {
                (Some(_), None) => false,
                (None, Some(_)) => true,
                _ => is_far,
            }
        }
    }

    /// Whether there is anything to show.
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// The limit by the hour, as last told, less the calls since; `None` if unknown or if it has been counted anew since.
    pub fn hour(&self, now: UnixTime) -> Option<Level> {
        self.hour.filter(|level| level.reset > now)
    }

    /// The limit by ten seconds, alike.
    pub fn spike(&self, now: UnixTime) -> Option<Level> {
        self.spike.filter(|level| level.reset > now)
    }

    /// The milliseconds to wait before the next call of a run, while so many calls are not answered yet: until each limit
    /// that has nothing left is counted anew, and never longer than its window.
    pub fn wait(&self, in_flight: u32, now: UnixTime) -> u64 {
        [(self.hour(now), HOUR), (self.spike(now), SPIKE)]
            .into_iter()
            .filter_map(|(level, length)| Some((level.filter(|level| level.remaining <= in_flight)?, length)))
            .map(|(level, length)| level.reset.millis_since(now).min(length))
            .max()
            .unwrap_or(0)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "rate_limit_tests.rs"]
mod tests;
