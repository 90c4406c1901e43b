//! The life of a session: how it begins, goes on and ends.

use super::model::{Call, Console, Ended, Person, SignedIn, SignedOut, Unverified, Whose};
use super::{Effect, Question, Route};
use crate::oauth::{AuthorizationResponse, Pending, Session, SessionRecord, StoredSessionError};
use crate::procore::{Environments, Outcome, Request, TokenInfo, User};
use crate::time::UnixTime;

const ME: &str = "/rest/v1.0/me";

/// The session that an answer begins, and the page that it leads back to; or why it begins none.
pub fn judge(
    environments: &Environments,
    answer: &AuthorizationResponse,
    pending: Option<&Pending>,
    now: UnixTime,
) -> Result<(Session, Route), Ended> {
    let granted = answer.check(pending, now).map_err(Ended::Answer)?;
    let pending = pending.ok_or(Ended::EnvironmentGone)?;
    let session = Session::begin(pending, granted, now);
    environments.of(&session).ok_or(Ended::EnvironmentGone)?;
    Ok((session, Route::from_name(&pending.return_to).unwrap_or(Route::Home)))
}

/// The session that a stored record stands for, or why it is not used; nothing is said of a record that this
/// app cannot have written.
pub fn restore(
    environments: &Environments,
    record: &SessionRecord,
    now: UnixTime,
) -> Result<Session, Option<Ended>> {
    match Session::from_record(record, now) {
        Ok(session) if environments.of(&session).is_some() => Ok(session),
        Ok(_) => Err(Some(Ended::EnvironmentGone)),
        Err(StoredSessionError::Expired) => Err(Some(Ended::Expired)),
        Err(StoredSessionError::Unreadable) => Err(None),
    }
}

/// Begins `session`, in place of any other: drawn at once as "checking", while `/me` and token/info are asked
/// side by side.
pub fn enter(console: &mut Console, session: Session) -> Vec<Effect> {
    let requests = Request::token_info(&session, &console.environments)
        .and_then(|info| Ok((info, Request::get(&session, &console.environments, ME)?)));
    let Ok((info, me)) = requests else {
        return end(console, Some(Ended::EnvironmentGone));
    };
    let mut effects = stop_calls(console);
    effects.push(keep(console, &session));
    effects.extend(session.expires_at.map(Effect::WakeAt));
    console.preferences.environment = Some(session.environment.clone());
    let (info_number, me_number) = (console.next_call(), console.next_call());
    console.person = Person::SignedIn(Box::new(SignedIn {
        session,
        whose: Whose::Checking,
        user: None,
        me: Call { url: me.url().to_owned(), outcome: None, number: me_number },
        info: info_number,
    }));
    effects.push(Effect::Fetch(Question::TokenInfo, info_number, info));
    effects.push(Effect::Fetch(Question::Me, me_number, me));
    effects
}

/// Ends the session, if there is one, and says why.
pub fn end(console: &mut Console, ended: Option<Ended>) -> Vec<Effect> {
    let mut effects = stop_calls(console);
    console.note = None;
    console.person = Person::SignedOut(SignedOut { ended, ..SignedOut::default() });
    effects.push(Effect::ForgetSession);
    effects
}

/// What becomes of `session` in session storage, as the person wants it.
pub fn keep(console: &Console, session: &Session) -> Effect {
    match console.preferences.keep_session {
        true => Effect::StoreSession(Box::new(session.clone())),
        false => Effect::ForgetSession,
    }
}

fn stop_calls(console: &Console) -> Vec<Effect> {
    let numbers = console.signed_in().map(|signed_in| [signed_in.me.number, signed_in.info]);
    numbers.into_iter().flatten().map(Effect::Stop).collect()
}

/// Calls `/me` again, unless it is being called or nobody is signed in.
pub fn send_me(console: &mut Console) -> Option<Effect> {
    let number = console.next_call();
    let Person::SignedIn(signed_in) = &mut console.person else {
        return None;
    };
    signed_in.me.outcome.as_ref()?;
    let request = Request::get(&signed_in.session, &console.environments, ME).ok()?;
    signed_in.me = Call { url: request.url().to_owned(), outcome: None, number };
    Some(Effect::Fetch(Question::Me, number, request))
}

/// Takes what became of the call of `/me` with this number. Here, and only here, a 401 ends the session: only
/// if it answers a call that the present token made.
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
pub fn take_token_info(console: &mut Console, number: u32, outcome: Outcome, now: UnixTime) -> Vec<Effect> {
    let Person::SignedIn(signed_in) = &mut console.person else {
        return Vec::new();
    };
    if signed_in.info != number {
        return Vec::new();
    }
    let info = match outcome {
        Outcome::Failed(failure) => Err(Unverified::NoAnswer(failure)),
        Outcome::Answered(ref answer) => {
            outcome.success().and_then(TokenInfo::parse).ok_or(Unverified::Unreadable(answer.status))
        }
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
                // The answer to the sign-in did not tell the session's end, so it is learnt from here.
                let end = now.plus_seconds(seconds);
                signed_in.session.expires_at = Some(end);
                let session = signed_in.session.clone();
                return vec![Effect::WakeAt(end), keep(console, &session)];
            }
        }
    }
    Vec::new()
}
