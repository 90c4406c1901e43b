//! The way in: what can happen on the first page, before anybody is there. It is a reducer of its own, so that the first
//! page need not load the rest.

use super::model::Console;
use super::preferences::{Change, Preferences};
use super::session::keep;
use super::tabs::{self, Message};
use super::{Effect, Event, Note, bring, sign_in};
use crate::nonce::Nonce;
use crate::procore::Environments;

/// The state of the first page, and what to do at once. `tab` is fresh from the browser's random source.
pub fn begin(
    environments: Environments,
    redirect_uri: String,
    preferences: Preferences,
    tab: Nonce,
) -> (Console, Vec<Effect>) {
    let mut console = Console::new(environments, redirect_uri, preferences, tab);
    let effects = tabs::tune(&mut console);
    (console, effects)
}

/// Takes `event` into the state and says what is to be done. What only the whole console can answer to ends in
/// [`Effect::EnterConsole`].
pub fn update(console: &mut Console, event: Event) -> Vec<Effect> {
    let effects = match event {
        Event::ChooseEnvironment(id) => choose_environment(console, id),
        Event::TypeClientId(text) => type_client_id(console, text),
        Event::KeepSession(wish) => keep_session(console, wish),
        Event::SignIn { state, return_to, now } => sign_in::sign_in(console, state, return_to, now),
        Event::NotStored => not_stored(console),
        Event::DismissNote => {
            console.note = None;
            Vec::new()
        }
        // Another tab is signed in, and this one may go on with its session.
        Event::Heard(Message::Offer { to, .. }, _) if to == console.tab => vec![Effect::EnterConsole],
        _ => Vec::new(),
    };
    let mut all = tabs::tune(console);
    all.extend(effects);
    all
}

pub(super) fn choose_environment(console: &mut Console, id: String) -> Vec<Effect> {
    clear_problem(console);
    let mut effects = bring::put_down(console);
    effects.extend(change(console, Change::Environment(id)));
    effects
}

/// Stored only once a sign-in uses it: until then it may be anything, pasted by mistake.
pub(super) fn type_client_id(console: &mut Console, text: String) -> Vec<Effect> {
    let environment = console.chosen().id.clone();
    console.preferences.set_client_id(&environment, Some(text));
    clear_problem(console);
    Vec::new()
}

pub(super) fn keep_session(console: &mut Console, wish: bool) -> Vec<Effect> {
    let mut effects = change(console, Change::KeepSession(wish));
    effects.extend(console.signed_in().map(|signed_in| keep(console, &signed_in.session)));
    effects
}

pub(super) fn not_stored(console: &mut Console) -> Vec<Effect> {
    if let Some(signed_out) = console.signed_out_mut() {
        signed_out.leaving = false;
    }
    console.renewal = super::Renewal::None;
    console.note = Some(Note::NotStored);
    Vec::new()
}

fn clear_problem(console: &mut Console) {
    if let Some(signed_out) = console.signed_out_mut() {
        signed_out.problem = None;
    }
}

/// Changes a setting, here and in storage.
pub(super) fn change(console: &mut Console, change: Change) -> Vec<Effect> {
    console.preferences.apply(change.clone());
    vec![Effect::SavePreference(change)]
}
