//! What happens: one event in, a new state and the effects out.

use super::model::{Console, Ended, Note, Person, SignedOut};
use super::session::{end, enter, restore, send_me, take_me, take_token_info};
use super::{Effect, Event, Question, Route};
use crate::oauth::{AuthorizationRequest, ClientId, Pending, ResponseType, State};
use crate::time::UnixTime;

/// Takes `event` into the state and says what is to be done.
pub fn update(console: &mut Console, event: Event) -> Vec<Effect> {
    match event {
        Event::ChooseEnvironment(id) => {
            console.preferences.environment = Some(id);
            clear_problem(console);
            save_preferences(console)
        }
        Event::TypeClientId(text) => {
            let environment = console.preferences.environment(&console.environments).id.clone();
            console.preferences.set_client_id(&environment, text);
            clear_problem(console);
            save_preferences(console)
        }
        Event::KeepSession(keep) => {
            console.preferences.keep_session = keep;
            let mut effects = save_preferences(console);
            effects.extend(console.signed_in().map(|signed_in| match keep {
                true => Effect::StoreSession(Box::new(signed_in.session.clone())),
                false => Effect::ForgetSession,
            }));
            effects
        }
        Event::SignIn { state, return_to, now } => sign_in(console, state, return_to, now),
        Event::NotStored => {
            if let Person::SignedOut(signed_out) = &mut console.person {
                signed_out.leaving = false;
            }
            console.note = Some(Note::NotStored);
            Vec::new()
        }
        Event::SignOut => end(console, Some(Ended::SignedOut)),
        Event::Send => send_me(console).into_iter().collect(),
        Event::Cancel => match console.signed_in() {
            Some(signed_in) if signed_in.me.outcome.is_none() => vec![Effect::Stop(signed_in.me.number)],
            _ => Vec::new(),
        },
        Event::Answered { question, number, outcome, now } => match question {
            Question::Me => take_me(console, number, outcome),
            Question::TokenInfo => take_token_info(console, number, &outcome, now),
        },
        Event::Woke(now) => match console.signed_in() {
            Some(signed_in) if signed_in.session.is_expired(now) => end(console, Some(Ended::Expired)),
            Some(signed_in) => signed_in.session.expires_at.map(Effect::WakeAt).into_iter().collect(),
            None => Vec::new(),
        },
        Event::Restored { stored, now } => restored(console, stored.as_deref(), now),
        Event::DismissNote => {
            console.note = None;
            Vec::new()
        }
    }
}

fn sign_in(console: &mut Console, state: State, return_to: Route, now: UnixTime) -> Vec<Effect> {
    let environment = console.preferences.environment(&console.environments);
    let Person::SignedOut(signed_out) = &mut console.person else {
        return Vec::new();
    };
    let client_id = match ClientId::parse(console.preferences.client_id(environment)) {
        Ok(client_id) => client_id,
        Err(problem) => {
            signed_out.problem = Some(problem);
            return Vec::new();
        }
    };
    *signed_out = SignedOut { leaving: true, ..SignedOut::default() };
    let response_type = ResponseType::Token;
    let url = AuthorizationRequest {
        endpoint: &environment.authorization_endpoint(),
        response_type,
        client_id: &client_id,
        redirect_uri: &console.redirect_uri,
        state: &state,
    }
    .url();
    let pending = Pending {
        state,
        response_type,
        environment: environment.id.clone(),
        login: environment.login.clone(),
        api: environment.api.clone(),
        client_id,
        redirect_uri: console.redirect_uri.clone(),
        return_to: return_to.name().to_owned(),
        started_at: now,
    };
    vec![Effect::Leave(Box::new(pending), url)]
}

/// The page comes back as it was left, perhaps long ago and after other pages of this tab signed in or out.
fn restored(console: &mut Console, stored: Option<&str>, now: UnixTime) -> Vec<Effect> {
    if let Person::SignedOut(signed_out) = &mut console.person {
        signed_out.unanswered |= signed_out.leaving;
        signed_out.leaving = false;
    }
    let kept = stored.map(|record| restore(&console.environments, record, now));
    let current = console.signed_in().map(|signed_in| &signed_in.session);
    match kept {
        Some(Ok(session)) if current.is_none_or(|current| current.token != session.token) => {
            enter(console, session)
        }
        Some(Ok(_)) => update(console, Event::Woke(now)),
        Some(Err(ended)) => end(console, ended),
        None if current.is_some() && console.preferences.keep_session => end(console, Some(Ended::SignedOut)),
        None => update(console, Event::Woke(now)),
    }
}

fn clear_problem(console: &mut Console) {
    if let Person::SignedOut(signed_out) = &mut console.person {
        signed_out.problem = None;
    }
}

fn save_preferences(console: &Console) -> Vec<Effect> {
    vec![Effect::SavePreferences(console.preferences.clone())]
}
