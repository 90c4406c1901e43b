//! What happens: one event in, a new state and the effects out.

use super::model::{Console, Ended, Note, Person, SignedOut};
use super::preferences::Change;
use super::session::{end, enter, judge, keep, restore, send_me, take_me, take_token_info};
use super::{Effect, Event, Question, Route};
use crate::oauth::{ClientId, Pending, ResponseType, SessionRecord, State};
use crate::time::UnixTime;

/// Takes `event` into the state and says what is to be done.
pub fn update(console: &mut Console, event: Event) -> Vec<Effect> {
    match event {
        Event::ChooseEnvironment(id) => {
            clear_problem(console);
            change(console, Change::Environment(id))
        }
        Event::TypeClientId(text) => {
            // Stored only once a sign-in uses it: until then it may be anything, pasted by mistake.
            let environment = console.chosen().id.clone();
            console.preferences.set_client_id(&environment, Some(text));
            clear_problem(console);
            Vec::new()
        }
        Event::KeepSession(wish) => {
            let mut effects = change(console, Change::KeepSession(wish));
            effects.extend(console.signed_in().map(|signed_in| keep(console, &signed_in.session)));
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
            Question::TokenInfo => take_token_info(console, number, outcome, now),
        },
        Event::Woke(now) => match console.signed_in() {
            Some(signed_in) if signed_in.session.is_expired(now) => end(console, Some(Ended::Expired)),
            Some(signed_in) => signed_in.session.expires_at.map(Effect::WakeAt).into_iter().collect(),
            None => Vec::new(),
        },
        Event::AnswerCame { answer, pending, now } => {
            match judge(&console.environments, &answer, pending.as_deref(), now) {
                Ok((session, _)) => {
                    let mut effects = vec![Effect::ForgetPending];
                    effects.extend(enter(console, session));
                    effects
                }
                Err(ended) if console.signed_in().is_some() => {
                    console.note = Some(Note::AnswerDropped(ended));
                    Vec::new()
                }
                Err(ended) => end(console, Some(ended)),
            }
        }
        Event::Restored { stored, is_waiting, now } => {
            if let Person::SignedOut(signed_out) = &mut console.person {
                signed_out.unanswered = is_waiting;
                signed_out.leaving = false;
            }
            restored(console, stored.as_ref(), now)
        }
        // A note is about the page where it came.
        Event::WentElsewhere | Event::DismissNote => {
            console.note = None;
            Vec::new()
        }
    }
}

fn sign_in(console: &mut Console, state: State, return_to: Route, now: UnixTime) -> Vec<Effect> {
    let environment = console.chosen().clone();
    let client_id = ClientId::parse(console.client_id());
    let Person::SignedOut(signed_out) = &mut console.person else {
        return Vec::new();
    };
    let client_id = match client_id {
        Ok(client_id) => client_id,
        Err(problem) => {
            *signed_out = SignedOut { problem: Some(problem), ..SignedOut::default() };
            return Vec::new();
        }
    };
    *signed_out = SignedOut { leaving: true, ..SignedOut::default() };
    let own = Some(&client_id).filter(|id| environment.client_id.as_ref() != Some(id));
    let own = own.map(|id| id.as_str().to_owned());
    let mut effects = change(console, Change::ClientId(environment.id.clone(), own));
    let endpoint = environment.authorization_endpoint();
    let pending = Pending {
        state,
        response_type: ResponseType::Token,
        environment: environment.id,
        login: environment.login,
        api: environment.api,
        client_id,
        redirect_uri: console.redirect_uri.clone(),
        return_to: return_to.name().to_owned(),
        started_at: now,
    };
    effects.push(Effect::Leave(Box::new(pending), endpoint));
    effects
}

/// The page comes back as it was left, perhaps long ago and after other pages of this tab signed in or out.
fn restored(console: &mut Console, stored: Option<&SessionRecord>, now: UnixTime) -> Vec<Effect> {
    let kept = stored.map(|record| restore(&console.environments, record, now));
    let current = console.signed_in().map(|signed_in| &signed_in.session);
    match kept {
        Some(Ok(session)) if current.is_none_or(|current| current.token != session.token) => {
            enter(console, session)
        }
        Some(Err(ended)) => end(console, ended),
        None if current.is_some() && console.preferences.keep_session => end(console, Some(Ended::SignedOut)),
        Some(Ok(_)) | None => update(console, Event::Woke(now)),
    }
}

fn clear_problem(console: &mut Console) {
    if let Person::SignedOut(signed_out) = &mut console.person {
        signed_out.problem = None;
    }
}

/// Changes a setting, here and in storage.
fn change(console: &mut Console, change: Change) -> Vec<Effect> {
    console.preferences.apply(change.clone());
    vec![Effect::SavePreference(change)]
}
