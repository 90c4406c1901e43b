//! A token that a person brings: read, asked about, and used only once the person has seen whose it is.

use super::model::{Console, Unverified};
use super::session::{arrive, read_token_info};
use super::{Effect, Question};
use crate::nonce::Nonce;
use crate::oauth::{ClientId, Dropped, PastedToken, Session};
use crate::procore::{Outcome, Request, refuses_token};
use crate::time::UnixTime;

/// A pasted token that waits for the person's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The session that it would begin.
    pub session: Session,
    /// What else was in the text and is not kept.
    pub dropped: Vec<Dropped>,
    /// Which application it was issued to.
    pub application: Application,
    number: u32,
}

/// Which application a token was issued to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Application {
    /// The question is out.
    Asking,
    /// The one that the client id names.
    Ours,
    /// Another one.
    Other(String),
    /// Nobody could say.
    Unknown(Unverified),
    /// None any more: Procore does not accept the token. The status that said so.
    Refused(u16),
    /// The time of the token is over, by Procore's word.
    Expired,
}

impl Application {
    /// Whether the token may be used, should the person want it.
    pub fn may_be_used(&self) -> bool {
        match self {
            Self::Asking | Self::Ours | Self::Other(_) | Self::Unknown(_) => true,
            Self::Refused(_) | Self::Expired => false,
        }
    }
}

/// Reads what was pasted, and asks whose it is.
pub(super) fn paste(console: &mut Console, text: &str, id: Nonce, now: UnixTime) -> Vec<Effect> {
    let mut effects = put_down(console);
    let pasted = match PastedToken::parse(text, now) {
        Ok(pasted) => pasted,
        Err(problem) => {
            console.bring_problem = Some(problem);
            return effects;
        }
    };
    let dropped = pasted.dropped.clone();
    let environment = console.chosen();
    let session = Session::pasted(&environment.id, &environment.login, &environment.api, pasted, id, now);
    let Ok(request) = Request::token_info(&session, &console.environments) else {
        return effects;
    };
    let number = console.next_call();
    console.brought = Some(Brought { session, dropped, application: Application::Asking, number });
    effects.push(Effect::Fetch(Question::Application, number, request));
    effects
}

/// Takes what became of the question whose token it is.
pub(super) fn take_application(console: &mut Console, number: u32, outcome: &Outcome, now: UnixTime) {
    let ours = console.client_id().trim().to_owned();
    let Some(brought) = console.brought.as_mut().filter(|brought| brought.number == number) else {
        return;
    };
    if let Some(answer) = outcome.answer().filter(|answer| refuses_token(answer)) {
        brought.application = Application::Refused(answer.status);
        return;
    }
    brought.application = match read_token_info(outcome) {
        Err(why) => Application::Unknown(why),
        Ok(info) if info.expires_in == Some(0) => Application::Expired,
        Ok(info) => {
            brought.session.client_id = ClientId::parse(&info.client_id).ok();
            // The server's own word is better than what stood in a text.
            let told = info.expires_in.map(|seconds| now.plus_seconds(seconds));
            brought.session.expires_at = told.or(brought.session.expires_at);
            if info.client_id == ours { Application::Ours } else { Application::Other(info.client_id) }
        }
    };
}

/// Begins the session of the pasted token, as the person wants it.
pub(super) fn use_it(console: &mut Console, now: UnixTime) -> Vec<Effect> {
    match console.brought.take_if(|brought| brought.application.may_be_used()) {
        Some(brought) => arrive(console, brought.session, now),
        None => Vec::new(),
    }
}

/// Forgets the pasted token.
pub(super) fn put_down(console: &mut Console) -> Vec<Effect> {
    console.bring_problem = None;
    console.brought.take().map(|brought| Effect::Stop(brought.number)).into_iter().collect()
}
