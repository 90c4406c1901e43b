//! The workbench of the authorization code grant: a link that asks for a code, and the code that comes back. This app
//! has no secret, so it only makes the command that exchanges the code elsewhere.

use super::model::Console;
use super::sign_in::remember_client_id;
use super::{Effect, Route};
use crate::oauth::{AuthorizationCode, CODE_SECONDS, ClientId, Origin, Pending, ResponseType, State};
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
}

/// Asks for a code. Where it will come to this app, the page leaves for Procore; where it will come elsewhere, Procore
/// opens in another tab, and the person brings the address that it ends at.
pub(super) fn ask(console: &mut Console, state: State, redirect_uri: String, now: UnixTime) -> Vec<Effect> {
    let environment = console.chosen().clone();
    let Ok(client_id) = ClientId::parse(console.client_id()) else {
        return Vec::new();
    };
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
