//! Rate limits, after Procore's "Rate Limiting" page: one by the hour, one by ten seconds against spikes. The headers of
//! an answer describe whichever of the two is nearer, and do not say which. A browser may hide them.

use super::calendar::parse_http_date;
use super::headers::header;
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

/// What an answer says of one limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// `X-Rate-Limit-Limit`: how many calls it allows.
    pub limit: u32,
    /// `X-Rate-Limit-Remaining`: how many of them are left.
    pub remaining: u32,
    /// `X-Rate-Limit-Reset`: when they are counted anew, by the server's clock.
    pub reset: UnixTime,
}

impl Level {
    /// The limit that these headers describe; `None` if they do not, or if the browser hides it.
    pub fn read(headers: &[(String, String)]) -> Option<Self> {
        let seconds: u64 = header(headers, "x-rate-limit-reset")?.parse().ok()?;
        Some(Self {
            limit: header(headers, "x-rate-limit-limit")?.parse().ok()?,
            remaining: header(headers, "x-rate-limit-remaining")?.parse().ok()?,
            reset: UnixTime(seconds.saturating_mul(1000)),
        })
    }
}

/// The milliseconds that `Retry-After` asks to wait (RFC 9110 section 10.2.3): seconds, or a date by the server's clock.
/// Procore's pages name it for 429 and for 503.
pub fn retry_after(headers: &[(String, String)], now: UnixTime) -> Option<u64> {
    let value = header(headers, "retry-after")?;
    let millis = if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        value.parse::<u64>().map_or(LONGEST, |seconds| seconds.saturating_mul(1000))
    } else {
        parse_http_date(value)?.millis_since(now)
    };
    Some(millis.min(LONGEST))
}

/// The milliseconds that the headers of a 429 or a 503 ask to wait: what `Retry-After` says, else until the limit that is
/// used up is counted anew. `None` if they do not say, or if the browser hides it.
pub fn told_wait(headers: &[(String, String)], now: UnixTime) -> Option<u64> {
    let until_reset = || {
        let level = Level::read(headers).filter(|level| level.remaining == 0 && level.reset > now)?;
        Some(level.reset.millis_since(now).min(HOUR))
    };
    retry_after(headers, now).or_else(until_reset)
}

/// The milliseconds to wait after a 429 or a 503 with these headers: what `Retry-After` says; else until the limit that
/// is used up is counted anew; else twice as long each time, from one second to one minute. `attempt` counts the refusals in a
/// row from 0, `random` is any number, and spreads the calls of those who wait at the same time.
pub fn back_off(headers: &[(String, String)], attempt: u32, random: u32, now: UnixTime) -> u64 {
    let up_to = |most: u64| (u64::from(random) * most) >> 32;
    match told_wait(headers, now) {
        Some(told) => told + up_to(SPREAD),
        None => {
            let full = (1_000_u64 << attempt.min(6)).min(LONGEST_BACK_OFF);
            full / 2 + up_to(full / 2)
        }
    }
}

/// Whether the headers about limits are in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// No answer has come yet.
    #[default]
    Unknown,
    /// Answers have come, and none had them: they are not visible to a browser here.
    Hidden,
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
        let Some(level) = Level::read(headers) else {
            if self.sight == Sight::Unknown {
                self.sight = Sight::Hidden;
            }
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
mod tests {
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
        for headers in [
            of(&[("content-type", "application/json")]),
            of(&[("x-rate-limit-limit", "25"), ("x-rate-limit-remaining", "x"), ("x-rate-limit-reset", "1")]),
            of(&[
                ("x-rate-limit-limit", "25"),
                ("x-rate-limit-remaining", "-1"),
                ("x-rate-limit-reset", "1"),
            ]),
            of(&[("x-rate-limit-limit", "25")]),
        ] {
            gauge.hear(&headers, NOW);
            assert_eq!((gauge.sight(), gauge.wait(3, NOW)), (Sight::Hidden, 0));
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
            // However wrong a clock is, no window lasts longer than it does.
            (&[(600, 0, 100_000)], 0, HOUR),
        ] {
            assert_eq!(gauge(answers).wait(in_flight, NOW), wait, "{answers:?}");
        }
        assert_eq!(gauge(&[(25, 0, 9)]).wait(0, NOW.plus_seconds(9)), 0);
    }

    #[test]
    fn how_long_to_stay_away() {
        let date = of(&[("Retry-After", "Sun, 09 Sep 2001 01:47:00 GMT")]);
        assert_eq!(retry_after(&date, NOW), Some(20_000));
        let both = [of(&[("retry-after", "7")]), told(25, 0, 9)].concat();
        for (headers, attempt, random, wait) in [
            (of(&[("retry-after", "7")]), 0, 0, 7_000),
            (of(&[("retry-after", "7")]), 5, u32::MAX, 7_999),
            (date, 0, 0, 20_000),
            (both, 0, 0, 7_000),
            (told(25, 0, 9), 0, 0, 9_000),
            (told(25, 5, 9), 0, 0, 500),
            (vec![], 0, u32::MAX, 999),
            (vec![], 1, 1 << 31, 1_500),
            (vec![], 63, 0, 30_000),
            (of(&[("retry-after", "99999999999999999999999")]), 0, 0, LONGEST),
            (of(&[("retry-after", "Sun, 09 Sep 2001 01:46:00 GMT")]), 0, 0, 0),
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
}
