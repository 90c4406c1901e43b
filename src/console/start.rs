//! The first state, from what the address and the browser's storage hold.

use super::model::{Console, Person, SignedOut};
use super::session::{end, enter, restore};
use super::sign_in::{Verdict, judge, take_answer};
use super::update::settle;
use super::{Effect, Preferences, Route, shared};
use crate::nonce::Nonce;
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
    /// Fresh from the browser's random source: names this tab to others.
    pub tab: Nonce,
    /// Fresh from the browser's random source: the id of a session that begins now.
    pub id: Nonce,
    /// The answer that stood in the address, if any.
    pub answer: Option<AuthorizationResponse>,
    /// The pending entry that was taken by the answer's state.
    pub pending: Option<Pending>,
    /// Whether other sign-ins of this tab still wait for an answer.
    pub is_waiting: bool,
    /// The record of a session in session storage.
    pub stored: Option<SessionRecord>,
    /// The ids of sessions that were signed out.
    pub ended: Vec<Nonce>,
    /// The record of what was typed in this tab, in session storage.
    pub drafts: Option<String>,
    /// The query of the address, or the link that the tab's storage holds.
    pub link: Option<String>,
    /// The clock.
    pub now: UnixTime,
}

/// The first state and what to do at once.
pub fn start(startup: Startup) -> (Console, Vec<Effect>) {
    let Startup { answer, pending, is_waiting, stored, ended, id, link, now, .. } = startup;
    let mut console =
        Console::new(startup.environments, startup.redirect_uri, startup.preferences, startup.tab);
    console.kept.clone_from(&startup.drafts);
    console.stored_drafts = startup.drafts;
    // Without the wish to keep it, a record is a left-over; a good answer replaces it.
    let judged =
        answer.as_ref().map(|answer| judge(&console.environments, answer, pending.as_ref(), id.clone(), now));
    let is_replaced = matches!(judged, Some(Ok(Verdict::Session(_))));
    let stored = stored.filter(|_| console.preferences.keep_session && !is_replaced);
    let kept = stored.map(|record| restore(&console.environments, &record, &ended, now));
    let mut effects = match kept {
        Some(Ok(session)) => enter(&mut console, session, false, now),
        Some(Err(ended)) => end(&mut console, ended),
        None => {
            let unanswered = is_waiting && answer.is_none();
            console.person = Person::SignedOut(SignedOut { unanswered, ..SignedOut::default() });
            vec![Effect::ForgetSession]
        }
    };
    if let Some(answer) = answer {
        effects.push(Effect::Show(return_to(pending.as_ref())));
        effects.extend(take_answer(&mut console, &answer, pending.as_ref(), id, now));
    }
    if let Some(link) = link {
        effects.extend(shared::follow(&mut console, &link));
    }
    let effects = settle(&mut console, effects);
    (console, effects)
}

/// The page that a sign-in comes back to.
fn return_to(pending: Option<&Pending>) -> Route {
    pending.and_then(|pending| Route::from_name(&pending.return_to)).unwrap_or(Route::Home)
}
