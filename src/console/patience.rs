//! How long a call may go without a byte before it is given up.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The shortest and the longest time, in seconds: a call that is given up at once is none, and nobody waits longer than ten
/// minutes.
const SHORTEST: u32 = 1;
const LONGEST: u32 = 600;

/// A time without a byte, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience(u32);

/// A text is no number of whole seconds within the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Write whole seconds, from {SHORTEST} to {LONGEST}.")]
pub struct PatienceFault;

impl Default for Patience {
    fn default() -> Self {
        Self(30)
    }
}

impl Patience {
    /// In milliseconds.
    pub fn millis(self) -> u32 {
        self.0 * 1000
    }
}

impl FromStr for Patience {
    type Err = PatienceFault;

    fn from_str(text: &str) -> Result<Self, PatienceFault> {
        let seconds = text.trim().parse().ok().filter(|seconds| (SHORTEST..=LONGEST).contains(seconds));
        seconds.map(Self).ok_or(PatienceFault)
    }
}

/// The number of seconds.
impl fmt::Display for Patience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn whole_seconds_within_bounds() {
        for (text, millis) in [("1", 1_000), ("600", 600_000), (" 45 ", 45_000), ("030", 30_000)] {
            let patience: Patience = text.parse().expect(text);
            assert_eq!(patience.millis(), millis);
            assert_eq!(patience.to_string().parse(), Ok(patience));
        }
        for text in ["", "0", "601", "-1", "1.5", "1e2", "soon", "99999999999"] {
            assert_eq!(text.parse::<Patience>(), Err(PatienceFault), "{text}");
        }
        assert_eq!(Patience::default().millis(), 30_000);
    }
}
