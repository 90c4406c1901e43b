//! The workbench of the authorization code grant: a link that asks for a code, and the code that comes back. This app
//! has no secret, so it only makes the command that exchanges the code elsewhere.

use super::model::Console;
use super::sign_in::remember_client_id;
use super::{Effect, Ended, Route};
use crate::oauth::{
    AuthorizationCode, AuthorizationResponse, CODE_SECONDS, ClientId, Granted, Origin, Pending, Refusal,
    ResponseType, State,
};
use crate::time::UnixTime;

/// A code and what belongs to its exchange (RFC 6749 section 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeInHand {
    /// The code.
    pub code: AuthorizationCode,
    /// The server that takes it.
    pub login: Origin,
    /// The app that it was issued to.
    pub client_id: ClientId,
    /// The redirect URI of the request: the exchange must repeat it.
    pub redirect_uri: String,
    /// When it ends at the latest.
    pub ends_at: UnixTime,
}

impl CodeInHand {
    pub(super) fn new(pending: &Pending, code: AuthorizationCode, now: UnixTime) -> Self {
        Self {
            code,
            login: pending.login.clone(),
            client_id: pending.client_id.clone(),
            redirect_uri: pending.redirect_uri.clone(),
            ends_at: now.plus_seconds(CODE_SECONDS),
        }
    }

    /// Whether its time is over.
    pub fn is_over(&self, now: UnixTime) -> bool {
        now >= self.ends_at
    }
}

impl Console {
    /// The redirect URI of the next request for a code: what stands in the field, or this app's own.
    pub fn code_comes_to<'a>(&'a self, typed: &'a str) -> &'a str {
        match typed.trim() {
            "" => &self.redirect_uri,
            typed => typed,
        }
    }

    /// Whether the code of that request comes back to this app by itself.
    pub fn code_comes_here(&self, typed: &str) -> bool {
        self.code_comes_to(typed) == self.redirect_uri
    }
}

/// Asks for a code. Where it will come to this app, the page leaves for Procore; where it will come elsewhere, Procore
/// opens in another tab, and the person brings the address that it ends at.
pub(super) fn ask(console: &mut Console, state: State, typed: &str, now: UnixTime) -> Vec<Effect> {
    let environment = console.chosen().clone();
    let client_id = match ClientId::parse(console.client_id()) {
        Ok(client_id) => client_id,
        Err(problem) => {
            if let Some(signed_out) = console.signed_out_mut() {
                signed_out.problem = Some(problem);
            }
            return Vec::new();
        }
    };
    let redirect_uri = console.code_comes_to(typed).to_owned();
    console.code = None;
    console.code_problem = None;
    let mut effects = remember_client_id(console, &environment, &client_id);
    let pending = Box::new(Pending {
        response_type: ResponseType::Code,
        redirect_uri,
        return_to: Route::Grants.name().to_owned(),
        ..console.pending(&environment, client_id, state, now)
    });
    let endpoint = environment.authorization_endpoint();
    effects.push(match pending.redirect_uri == console.redirect_uri {
        true => Effect::Leave(pending, endpoint),
        false => Effect::OpenTab(pending, endpoint),
    });
    effects
}

/// Takes the answer in an address that was pasted. Only a code counts here, and only for a request that this tab made for
/// one; whatever else it is, session and code in hand stay as they are.
pub(super) fn take(
    console: &mut Console,
    answer: &AuthorizationResponse,
    pending: Option<&Pending>,
    now: UnixTime,
) {
    let refusal = match (answer.check(pending, now), pending) {
        (Ok(Granted::Code(code)), Some(pending)) => {
            console.code = Some(CodeInHand::new(pending, code, now));
            console.code_problem = None;
            return;
        }
        (Ok(Granted::Token(_)), _) => Refusal::TokenUninvited,
        (Ok(Granted::Code(_)), None) => Refusal::StateUnknown,
        (Err(refusal), _) => refusal,
    };
    console.code_problem = Some(Ended::Answer(refusal));
}
