//! Instants on the wall clock, as the pure rooms see them: always an argument, never taken.

/// Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnixTime(pub u64);

impl UnixTime {
    /// This instant and `seconds` more; stays at the end of time instead of wrapping.
    pub fn plus_seconds(self, seconds: u64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Whole milliseconds from `earlier` to this instant; zero if `earlier` is the later one.
    pub fn millis_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
