//! What happens: one event in, a new state and the effects out.

use super::model::{Call, Console, Ended, Note, Person, SignedIn, SignedOut, Unverified, Whose};
use super::start::restore;
use super::{Preferences, Route};
use crate::oauth::{AuthorizationRequest, ClientId, Pending, ResponseType, Session, State};
use crate::procore::{Outcome, Request, TokenInfo, User};
use crate::time::UnixTime;

/// Something happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The person chose the environment with this id.
    ChooseEnvironment(String),
    /// The client id's field holds this text.
    TypeClientId(String),
    /// The person wants a reload to keep the session, or not.
    KeepSession(bool),
    /// The person wants to sign in and to come back to `return_to`.
    SignIn {
        /// Fresh from the browser's random source.
        state: State,
        /// Where to go afterwards.
        return_to: Route,
        /// The clock.
        now: UnixTime,
    },
    /// The browser did not store the pending entry.
    NotStored,
    /// The person wants to sign out.
    SignOut,
    /// The person wants `/me` to be called again.
    Send,
    /// The person does not want to wait for the call any longer.
    Cancel,
    /// The call with this number ended.
    Answered {
        /// What was asked.
        question: Question,
        /// The number that the effect gave.
        number: u32,
        /// What became of it.
        outcome: Outcome,
        /// The clock.
        now: UnixTime,
    },
    /// The time that [`Effect::WakeAt`] named has come, or so the timer says.
    Woke(UnixTime),
    /// The browser brought the page back from its back/forward cache, as it was when it was left.
    Restored {
        /// The record that session storage holds now.
        stored: Option<String>,
        /// The clock.
        now: UnixTime,
    },
    /// The person has read the note.
    DismissNote,
}

/// What is asked of Procore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// `GET /rest/v1.0/me`: who is this?
    Me,
    /// `GET /oauth/token/info`: whose token is this?
    TokenInfo,
}

impl Question {
    /// How long the answer is waited for, in milliseconds.
    pub fn timeout(self) -> u32 {
        match self {
            Self::Me => 30_000,
            Self::TokenInfo => 5_000,
        }
    }
}

/// Something to do outside of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Store the preferences.
    SavePreferences(Preferences),
    /// Store the pending entry, and only then leave the page for the address.
    Leave(Box<Pending>, String),
    /// Keep the session in session storage.
    StoreSession(Box<Session>),
    /// Remove the session from session storage.
    ForgetSession,
    /// Send the request and report [`Event::Answered`].
    Fetch(Question, u32, Request),
    /// Stop the call with this number.
    Stop(u32),
    /// Report [`Event::Woke`] at that time.
    WakeAt(UnixTime),
    /// Go to a page of the app, in place of the present one.
    Show(Route),
}

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

/// Begins `session`: drawn at once as "checking", while `/me` and token/info are asked side by side.
pub(super) fn enter(console: &mut Console, session: Session) -> Vec<Effect> {
    let Ok(info) = Request::token_info(&session, &console.environments) else {
        return end(console, Some(Ended::EnvironmentGone));
    };
    let mut effects = Vec::new();
    if console.preferences.keep_session {
        effects.push(Effect::StoreSession(Box::new(session.clone())));
    }
    effects.extend(session.expires_at.map(Effect::WakeAt));
    console.calls += 1;
    let number = console.calls;
    console.person = Person::SignedIn(Box::new(SignedIn {
        session,
        whose: Whose::Checking,
        user: None,
        me: Call { url: String::new(), outcome: None, number: 0 },
        info: number,
    }));
    effects.push(Effect::Fetch(Question::TokenInfo, number, info));
    effects.extend(send_me(console));
    effects
}

/// Ends the session, if there is one, and says why.
fn end(console: &mut Console, ended: Option<Ended>) -> Vec<Effect> {
    let stops = console.signed_in().map(|signed_in| [signed_in.me.number, signed_in.info].map(Effect::Stop));
    console.person = Person::SignedOut(SignedOut { ended, ..SignedOut::default() });
    stops.into_iter().flatten().chain([Effect::ForgetSession]).collect()
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

fn send_me(console: &mut Console) -> Option<Effect> {
    let Person::SignedIn(signed_in) = &mut console.person else {
        return None;
    };
    let request = Request::get(&signed_in.session, &console.environments, "/rest/v1.0/me").ok()?;
    console.calls += 1;
    signed_in.me = Call { url: request.url().to_owned(), outcome: None, number: console.calls };
    Some(Effect::Fetch(Question::Me, console.calls, request))
}

fn take_me(console: &mut Console, number: u32, outcome: Outcome) -> Vec<Effect> {
    let Person::SignedIn(signed_in) = &mut console.person else {
        return Vec::new();
    };
    if signed_in.me.number != number {
        return Vec::new();
    }
    if outcome.status() == Some(401) {
        return end(console, Some(Ended::Refused));
    }
    if let Some(user) = outcome.success().and_then(User::parse) {
        signed_in.user = Some(user);
    }
    signed_in.me.outcome = Some(outcome);
    Vec::new()
}

fn take_token_info(console: &mut Console, number: u32, outcome: &Outcome, now: UnixTime) -> Vec<Effect> {
    let Person::SignedIn(signed_in) = &mut console.person else {
        return Vec::new();
    };
    if signed_in.info != number {
        return Vec::new();
    }
    let info = match outcome.status() {
        Some(401) => return end(console, Some(Ended::Refused)),
        Some(status) => outcome.success().and_then(TokenInfo::parse).ok_or(Unverified::Unreadable(status)),
        None => Err(Unverified::NoAnswer),
    };
    match info {
        Err(why) => signed_in.whose = Whose::NotVerified(why),
        Ok(info) if info.client_id() != signed_in.session.client_id.as_str() => {
            return end(console, Some(Ended::OtherApplication));
        }
        Ok(info) => {
            signed_in.whose = Whose::Ours;
            if signed_in.session.expires_at.is_none()
                && let Some(seconds) = info.expires_in()
            {
                return set_end(console, now.plus_seconds(seconds));
            }
        }
    }
    Vec::new()
}

/// The session's end, learnt from token/info because the answer to the sign-in did not tell it.
fn set_end(console: &mut Console, end: UnixTime) -> Vec<Effect> {
    let Person::SignedIn(signed_in) = &mut console.person else {
        return Vec::new();
    };
    signed_in.session.expires_at = Some(end);
    let mut effects = vec![Effect::WakeAt(end)];
    if console.preferences.keep_session {
        effects.push(Effect::StoreSession(Box::new(signed_in.session.clone())));
    }
    effects
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
