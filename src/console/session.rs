//! The life of a session: how it begins, goes on and ends.

use super::model::{Call, Console, Ended, Person, SignedIn, SignedOut, Unverified, Whose};
use super::{Effect, Question};
use crate::oauth::{Session, StoredSessionError};
use crate::procore::{Environments, Outcome, Request, TokenInfo, User};
use crate::time::UnixTime;

/// The session that a stored record stands for, or why it is not used; nothing is said of a record that this
/// app cannot have written.
pub fn restore(environments: &Environments, record: &str, now: UnixTime) -> Result<Session, Option<Ended>> {
    match Session::from_record(record, now) {
        Ok(session) if environments.of(&session).is_some() => Ok(session),
        Ok(_) => Err(Some(Ended::EnvironmentGone)),
        Err(StoredSessionError::Expired) => Err(Some(Ended::Expired)),
        Err(StoredSessionError::Unreadable) => Err(None),
    }
}

/// Begins `session`: drawn at once as "checking", while `/me` and token/info are asked side by side.
pub fn enter(console: &mut Console, session: Session) -> Vec<Effect> {
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
pub fn end(console: &mut Console, ended: Option<Ended>) -> Vec<Effect> {
    let stops = console.signed_in().map(|signed_in| [signed_in.me.number, signed_in.info].map(Effect::Stop));
    console.person = Person::SignedOut(SignedOut { ended, ..SignedOut::default() });
    stops.into_iter().flatten().chain([Effect::ForgetSession]).collect()
}

/// Calls `/me`, unless nobody is signed in.
pub fn send_me(console: &mut Console) -> Option<Effect> {
    let Person::SignedIn(signed_in) = &mut console.person else {
        return None;
    };
    let request = Request::get(&signed_in.session, &console.environments, "/rest/v1.0/me").ok()?;
    console.calls += 1;
    signed_in.me = Call { url: request.url().to_owned(), outcome: None, number: console.calls };
    Some(Effect::Fetch(Question::Me, console.calls, request))
}

/// Takes what became of the call of `/me` with this number.
pub fn take_me(console: &mut Console, number: u32, outcome: Outcome) -> Vec<Effect> {
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

/// Takes what became of the question with this number, and decides whose token it is.
pub fn take_token_info(console: &mut Console, number: u32, outcome: &Outcome, now: UnixTime) -> Vec<Effect> {
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
