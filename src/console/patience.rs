//! How long a call may go without a byte before it is given up.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The shortest and the longest time, in seconds: a call that is given up at once is none, and nobody waits longer than ten
/// minutes.
const SHORTEST: u32 = 1;
const LONGEST: u32 = 600;

/// A time without a byte, in whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
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

impl TryFrom<u32> for Patience {
    type Error = PatienceFault;

    fn try_from(seconds: u32) -> Result<Self, PatienceFault> {
        if (SHORTEST..=LONGEST).contains(&seconds) { Ok(Self(seconds)) } else { Err(PatienceFault) }
    }
}

impl From<Patience> for u32 {
    fn from(patience: Patience) -> Self {
        patience.0
    }
}

impl FromStr for Patience {
    type Err = PatienceFault;

    fn from_str(text: &str) -> Result<Self, PatienceFault> {
        text.trim().parse::<u32>().map_err(|_| PatienceFault)?.try_into()
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
