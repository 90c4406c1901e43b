//! How long a session has left, in words.

use crate::time::UnixTime;

/// Below this many seconds, seconds are counted.
const SECONDS_COUNT: u64 = 600;

/// What is left of a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// Such as `1 h 29 min`, `9 min 05 s` or `42 s`.
    pub words: String,
    /// Whether it is less than ten minutes.
    pub is_little: bool,
}

/// What is left at `now` until `end`.
pub fn remaining(end: UnixTime, now: UnixTime) -> Remaining {
    // A second that has begun counts: “0 s” is the end.
    let seconds = end.millis_since(now).div_ceil(1000);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let words = match seconds {
        0..60 => format!("{seconds} s"),
        60..SECONDS_COUNT => format!("{minutes} min {:02} s", seconds % 60),
        SECONDS_COUNT..3_600 => format!("{minutes} min"),
        3_600..86_400 => format!("{hours} h {minutes:02} min"),
        86_400..31_536_000 => format!("{days} d {hours} h"),
        _ => "more than a year".to_owned(),
    };
    Remaining { words, is_little: seconds < SECONDS_COUNT }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_in_words() {
        let now = UnixTime(1_000_000);
        for (millis, words, is_little) in [
            (0, "0 s", true),
            (1, "1 s", true),
            (42_000, "42 s", true),
            (59_001, "1 min 00 s", true),
            (545_000, "9 min 05 s", true),
            (600_000, "10 min", false),
            (3_599_000, "59 min", false),
            (5_400_000, "1 h 30 min", false),
            (86_400_000, "1 d 0 h", false),
            (31_536_000_000, "more than a year", false),
            (u64::MAX - 1_000_000, "more than a year", false),
        ] {
            let expected = Remaining { words: words.into(), is_little };
            assert_eq!(remaining(UnixTime(now.0 + millis), now), expected, "{millis}");
        }
        assert_eq!(remaining(UnixTime(0), now).words, "0 s");
    }
}
