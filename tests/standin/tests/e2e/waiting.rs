//! Problems in words with their place and kind, and waiting for what happens soon.

use std::any::Any;
use std::fmt;
use std::panic::Location;
use std::time::{Duration, Instant};

use fantoccini::error::{CmdError, ErrorStatus, NewSessionError};

/// How long anything may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);
/// How long something large may take.
pub(crate) const MUCH_PATIENCE: Duration = Duration::from_secs(90);
/// How long between two looks.
const PAUSE: Duration = Duration::from_millis(30);

/// What may help against a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Another look: the condition is not true yet, or the element is not there yet or not any more.
    Passing,
    /// No other look, but maybe a fresh browser: the browser is gone, or time is up.
    Lasting,
    /// Nothing: a token where it must not be, a violation of the policy, an error of the page. Such a trial is never repeated.
    Forbidden,
}

/// Why a scenario failed, and where it was noticed.
#[derive(Debug)]
pub(crate) struct Problem {
    kind: Kind,
    text: String,
}

/// What scenarios and helpers return.
pub(crate) type Result<T = ()> = std::result::Result<T, Problem>;

impl<E: fmt::Display + 'static> From<E> for Problem {
    #[track_caller]
    fn from(error: E) -> Self {
        Self { kind: kind(&error), text: format!("{error}\n  at {}", Location::caller()) }
    }
}

impl Problem {
    /// A problem that must never be there: see [`Kind::Forbidden`].
    #[track_caller]
    pub(crate) fn forbidden(text: impl fmt::Display) -> Self {
        Self { kind: Kind::Forbidden, text: format!("{text}\n  at {}", Location::caller()) }
    }

    /// A problem that another look does not help against: see [`Kind::Lasting`].
    #[track_caller]
    pub(crate) fn lasting(text: impl fmt::Display) -> Self {
        Self { kind: Kind::Lasting, text: format!("{text}\n  at {}", Location::caller()) }
    }

    /// What may help.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// The words.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The same with the step in which it happened before it.
    pub(crate) fn during(self, step: &str) -> Self {
        Self { text: format!("{step}: {}", self.text), ..self }
    }
}

/// How drivers say, under “unknown error”, that the page or the whole browser is gone.
const GONE: [&str; 6] = [
    "tab crashed",
    "chrome not reachable",
    "disconnected",
    "session deleted",
    "without establishing a connection",
    "Failed to decode response from marionette",
];

/// What may help against an error. Words of ours are for looks that found nothing yet.
fn kind(error: &dyn Any) -> Kind {
    if error.is::<NewSessionError>() {
        return Kind::Lasting;
    }
    match error.downcast_ref::<CmdError>() {
        None => Kind::Passing,
        Some(CmdError::Standard(told)) => match told.error {
            // A script fails where what it reads is not there yet, and where its page is left meanwhile.
            ErrorStatus::StaleElementReference
            | ErrorStatus::NoSuchElement
            | ErrorStatus::NoSuchWindow
            | ErrorStatus::ElementClickIntercepted
            | ErrorStatus::ElementNotInteractable
            | ErrorStatus::JavascriptError
            | ErrorStatus::ScriptTimeout => Kind::Passing,
            ErrorStatus::UnknownError if !GONE.iter().any(|words| told.message.contains(words)) => {
                Kind::Passing
            }
            _ => Kind::Lasting,
        },
        Some(_) => Kind::Lasting,
    }
}

/// Whether a click did not happen: its element was replaced, covered or moved when it was to be clicked.
pub(crate) fn was_not_clicked(error: &CmdError) -> bool {
    use ErrorStatus::{
        ElementClickIntercepted, ElementNotInteractable, MoveTargetOutOfBounds, NoSuchElement,
        StaleElementReference,
    };
    matches!(
        error,
        CmdError::Standard(told) if matches!(
            told.error,
            ElementClickIntercepted | ElementNotInteractable | MoveTargetOutOfBounds | NoSuchElement | StaleElementReference
        )
    )
}

/// Looks again and again until `look` finds something. `what` names it for the message if it never does.
///
/// It must only look: what is done in it is done again. A look that fails counts as one that found nothing, if another may
/// succeed ([`Kind::Passing`]).
pub(crate) async fn eventually<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    within(PATIENCE, what, look).await
}

/// The same for what takes longer because it is large.
pub(crate) async fn in_the_end<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    within(MUCH_PATIENCE, what, look).await
}

/// The same with another patience.
pub(crate) async fn within<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + patience;
    loop {
        let found = look().await;
        match found {
            Ok(Some(found)) => return Ok(found),
            Err(problem) if problem.kind != Kind::Passing => {
                return Err(problem.during(&format!("while waiting for {what}")));
            }
            _ if Instant::now() < deadline => tokio::time::sleep(PAUSE).await,
            Ok(None) => return Err(in_vain(what, "")),
            Err(problem) => return Err(in_vain(what, &format!(": {}", problem.text))),
        }
    }
}

fn in_vain(what: &str, why: &str) -> Problem {
    Problem { kind: Kind::Lasting, text: format!("waited in vain for {what}{why}") }
}
