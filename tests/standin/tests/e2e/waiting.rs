//! Problems in words with their place, and waiting for what happens soon.

use std::fmt;
use std::panic::Location;
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(30);

/// Why a scenario failed, and where it was noticed.
#[derive(Debug)]
pub(crate) struct Problem(String);

/// What scenarios and helpers return.
pub(crate) type Result<T = ()> = std::result::Result<T, Problem>;

impl<E: fmt::Display> From<E> for Problem {
    #[track_caller]
    fn from(error: E) -> Self {
        Self(format!("{error}\n  at {}", Location::caller()))
    }
}

impl Problem {
    /// The words.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The same with the step in which it happened before it.
    pub(crate) fn during(self, step: &str) -> Self {
        Self(format!("{step}: {}", self.0))
    }
}

/// Looks again and again until `look` finds something. `what` names it for the message if it never does.
///
/// A look that fails counts as one that found nothing: pages come and go under its eyes.
pub(crate) async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found = look().await;
        match found {
            Ok(Some(found)) => return Ok(found),
            _ if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
            Ok(None) => return Err(Problem(format!("waited in vain for {what}"))),
            Err(problem) => return Err(problem.during(&format!("waited in vain for {what}"))),
        }
    }
}
