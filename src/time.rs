//! Instants on the wall clock, as the pure rooms see them: always an argument, never taken.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnixTime(pub u64);

impl UnixTime {
    /// This instant and `seconds` more; stays at the end of time instead of wrapping.
    pub fn plus_seconds(self, seconds: u64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// This instant less `seconds`; stays at the beginning of time.
    pub fn minus_seconds(self, seconds: u64) -> Self {
        Self(self.0.saturating_sub(seconds.saturating_mul(1000)))
    }

    /// Whole milliseconds from `earlier` to this instant; zero if `earlier` is the later one.
    pub fn millis_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The same instant on two clocks: one that people set, and one that only goes forward but may stand still while the
/// machine sleeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The wall clock.
    pub wall: UnixTime,
    /// Milliseconds since the page began.
    pub elapsed: u64,
}

/// How the wall clock went from one moment to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// As the other clock.
    Even,
    /// It was set back, by this many milliseconds.
    TurnedBack(u64),
    /// It was set forward, or the machine slept: nobody can tell which.
    Leapt,
}

impl Moment {
    /// The two clocks of an even course may be this many milliseconds apart.
    const SLACK: u64 = 2_000;

    /// The course from `earlier` to this moment.
    pub fn course_since(self, earlier: Self) -> Course {
        let expected = earlier.wall.0.saturating_add(self.elapsed.saturating_sub(earlier.elapsed));
        if self.wall.0.saturating_add(Self::SLACK) < expected {
            Course::TurnedBack(expected - self.wall.0)
        } else if self.wall.0 > expected.saturating_add(Self::SLACK) {
            Course::Leapt
        } else {
            Course::Even
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn how_the_clock_went() {
        let at = |wall, elapsed| Moment { wall: UnixTime(wall), elapsed };
        let first = at(1_000_000, 500);
        for (wall, elapsed, course) in [
            (1_001_000, 1_500, Course::Even),
            (1_001_000, 3_500, Course::Even),
            (1_003_000, 1_500, Course::Even),
            (1_001_000, 3_501, Course::TurnedBack(2_001)),
            (400_000, 1_500, Course::TurnedBack(601_000)),
            (1_003_001, 1_500, Course::Leapt),
            (9_000_000, 1_500, Course::Leapt),
        ] {
            assert_eq!(at(wall, elapsed).course_since(first), course, "{wall} {elapsed}");
        }
    }
}
