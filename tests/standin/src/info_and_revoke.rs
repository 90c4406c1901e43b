//! What a token is, and its end: `/oauth/token/info` and `/oauth/revoke` (RFC 7009).

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use crate::answer::{self, OauthError};
use crate::fields::Fields;
use crate::options::{InfoSpelling, Options, Secret};
use crate::received::bearer;
use crate::world::{Owner, Shared, TokenState, World};

/// `GET /oauth/token/info`, with a bearer token or, as Doorkeeper also takes it, `access_token` in the query.
///
/// The 401 is the same for an unknown, an expired and a revoked token. Its `state` is not the one of OAuth.
pub(crate) async fn info(State(shared): State<Arc<Shared>>, uri: Uri, headers: HeaderMap) -> Response {
    let query = Fields::from_query(uri.query());
    let mut world = shared.world();
    match bearer(&headers).or_else(|| query.get("access_token")).and_then(|text| describe(&mut world, text)) {
        Some(body) => answer::json(StatusCode::OK, &body),
        None => {
            let mut body = answer::TOKEN_UNKNOWN.body();
            body["state"] = "unauthorized".into();
            answer::TOKEN_UNKNOWN.unauthorized(&body)
        }
    }
}

fn describe(world: &mut World, text: &str) -> Option<Value> {
    let now = world.now_seconds();
    let token = world.token_mut(text).filter(|token| token.state(now) == TokenState::Live)?.clone();
    let owner = match &token.owner {
        Owner::Person(email) => world.options.user(email).map(|user| user.id),
        Owner::Service => None,
    };
    let (application, remaining) = (json!({ "uid": token.client_id }), token.remaining(now));
    Some(match world.options.token_info_spelling {
        InfoSpelling::Old => json!({
            "resource_owner_id": owner,
            "scopes": [],
            "expires_in_seconds": remaining,
            "application": application,
            "created_at": token.created_at,
        }),
        InfoSpelling::New => json!({
            "resource_owner_id": owner,
            "scope": [],
            "expires_in": remaining,
            "application": application,
            "created_at": token.created_at,
        }),
    })
}

/// `POST /oauth/revoke`: 200 also for a token that nobody knows (RFC 7009 section 2.2).
///
/// The secret is asked for only if the client is confidential. Access and refresh token end together.
pub(crate) async fn revoke(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let Ok(fields) = Fields::from_body(request).await else {
        return forbidden(answer::UNAUTHORIZED_REVOCATION);
    };
    let mut world = shared.world();
    let Some(client_id) = authenticated(&world.options, &fields) else {
        return forbidden(answer::UNAUTHORIZED_REVOCATION);
    };
    if let Some(token) = world.either_token_mut(fields.get("token").unwrap_or_default()) {
        if token.client_id != client_id {
            return forbidden(answer::UNAUTHORIZED_REVOCATION);
        }
        token.revoke();
    }
    if world.options.revoke_empty_body {
        answer::body(StatusCode::OK, "application/json", "")
    } else {
        answer::json(StatusCode::OK, &json!({}))
    }
}

/// The client of a revocation, if it is known and showed its secret where it must.
fn authenticated(options: &Options, fields: &Fields) -> Option<String> {
    let client = options.client(fields.get("client_id")?)?;
    let secret = client.secret.as_ref().map(Secret::expose);
    let proven = secret.is_some() && fields.get("client_secret") == secret;
    (!client.confidential || proven).then(|| client.id.clone())
}

fn forbidden(error: OauthError) -> Response {
    answer::json(StatusCode::FORBIDDEN, &error.body())
}
