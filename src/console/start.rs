//! The first state, from what the address and the browser's storage hold.

use super::model::{Console, Note, Person, SignedOut};
use super::session::{end, enter, judge, restore};
use super::{Effect, Preferences, Route};
use crate::oauth::{AuthorizationResponse, Pending, SessionRecord};
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
    pub stored: Option<SessionRecord>,
    /// The clock.
    pub now: UnixTime,
}

/// The first state and what to do at once.
pub fn start(startup: Startup) -> (Console, Vec<Effect>) {
    let Startup { environments, redirect_uri, preferences, answer, pending, is_waiting, stored, now } =
        startup;
    let person = Person::SignedOut(SignedOut::default());
    let mut console = Console { environments, redirect_uri, preferences, person, note: None, calls: 0 };

    // Without the wish to keep it, a record is a left-over.
    let stored = stored.filter(|_| console.preferences.keep_session);
    let kept = stored.map(|record| restore(&console.environments, &record, now));
    let verdict = answer.map(|answer| judge(&console.environments, &answer, pending.as_ref(), now));
    let effects = match (verdict, kept) {
        (Some(Ok((session, return_to))), _) => {
            let mut effects = vec![Effect::ForgetPending, Effect::Show(return_to)];
            effects.extend(enter(&mut console, session));
            effects
        }
        (Some(Err(ended)), Some(Ok(session))) => {
            console.note = Some(Note::AnswerDropped(ended));
            enter(&mut console, session)
        }
        (None, Some(Ok(session))) => enter(&mut console, session),
        (Some(Err(ended)), _) => {
            let mut effects = vec![Effect::Show(Route::Home)];
            effects.extend(end(&mut console, Some(ended)));
            effects
        }
        (None, Some(Err(ended))) => end(&mut console, ended),
        (None, None) => {
            console.person = Person::SignedOut(SignedOut { unanswered: is_waiting, ..SignedOut::default() });
            vec![Effect::ForgetSession]
        }
    };
    (console, effects)
}
