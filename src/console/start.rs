//! The first state, from what the address and the browser's storage hold.

use super::model::{Console, Ended, Note, Person, SignedOut};
use super::session::{enter, restore};
use super::{Effect, Preferences, Route};
use crate::oauth::{AuthorizationResponse, Pending, Session};
use crate::procore::Environments;
use crate::time::UnixTime;

/// What is there when the app starts.
#[derive(Debug)]
pub struct Startup {
    /// The environments that may be used.
    pub environments: Environments,
    /// The app's root, as its address stands in the browser.
    pub redirect_uri: String,
    /// What is remembered from earlier visits.
    pub preferences: Preferences,
    /// The answer that stood in the address, if any.
    pub answer: Option<AuthorizationResponse>,
    /// The pending entry that was taken by the answer's state.
    pub pending: Option<Pending>,
    /// Whether other sign-ins of this tab still wait for an answer.
    pub is_waiting: bool,
    /// The record of a session in session storage.
    pub stored: Option<String>,
    /// The clock.
    pub now: UnixTime,
}

/// The first state and what to do at once.
pub fn start(startup: Startup) -> (Console, Vec<Effect>) {
    let Startup { environments, redirect_uri, preferences, answer, pending, is_waiting, stored, now } =
        startup;
    let person = Person::SignedOut(SignedOut::default());
    let mut console = Console { environments, redirect_uri, preferences, person, note: None, calls: 0 };
    let mut effects = Vec::new();

    let kept = stored.map(|record| restore(&console.environments, &record, now));
    let (kept, mut ended) = match kept {
        Some(Ok(session)) => (Some(session), None),
        Some(Err(why)) => {
            effects.push(Effect::ForgetSession);
            (None, why)
        }
        None => (None, None),
    };
    let session = match answer.map(|answer| answer.check(pending.as_ref(), now)) {
        None => kept,
        Some(Ok(granted)) => pending.map(|pending| {
            let return_to = Route::from_name(&pending.return_to).unwrap_or(Route::Home);
            console.preferences.environment = Some(pending.environment.clone());
            effects.push(Effect::Show(return_to));
            Session::begin(&pending, granted, now)
        }),
        Some(Err(refusal)) if kept.is_some() => {
            console.note = Some(Note::AnswerDropped(refusal));
            kept
        }
        Some(Err(refusal)) => {
            ended = Some(Ended::Answer(refusal));
            None
        }
    };
    match session {
        Some(session) => effects.extend(enter(&mut console, session)),
        None => {
            let unanswered = is_waiting && ended.is_none();
            console.person = Person::SignedOut(SignedOut { ended, unanswered, ..SignedOut::default() });
        }
    }
    (console, effects)
}
