//! Problems in words with their place, and waiting for what happens soon.

use std::fmt;
use std::panic::Location;
use std::time::{Duration, Instant};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);
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

/// How long something large may take.
const MUCH_PATIENCE: Duration = Duration::from_secs(90);

/// Looks again and again until `look` finds something. `what` names it for the message if it never does.
///
/// A look that fails counts as one that found nothing: pages come and go under its eyes.
pub(crate) async fn eventually<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    within(PATIENCE, what, look).await
}

/// The same for what takes longer because it is large.
pub(crate) async fn in_the_end<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    within(MUCH_PATIENCE, what, look).await
}

async fn within<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + patience;
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
