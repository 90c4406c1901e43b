//! The token endpoint (RFC 6749 section 3.2): authorization code, refresh token, client credentials.
//!
//! The client secret is always required, so that no script in a browser can use it, and it has no CORS. PKCE (RFC 7636)
//! is not known here, as in Procore's documents. Every error is a 401, as in Doorkeeper 4.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Map, Value};

use crate::answer::{self, OauthError};
use crate::fields::Fields;
use crate::world::{Owner, Shared, Token, World};

/// `POST /oauth/token`
pub(crate) async fn issue(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let Ok(fields) = Fields::from_body(request).await else {
        return answer::INVALID_BODY.unauthorized(&answer::INVALID_BODY.body());
    };
    let mut world = shared.world();
    match grant(&mut world, &fields) {
        Ok(token) => answer::json(StatusCode::OK, &describe(&token)),
        Err(error) => error.unauthorized(&error.body()),
    }
}

/// Doorkeeper's order: grant type, client, grant.
fn grant(world: &mut World, fields: &Fields) -> Result<Token, OauthError> {
    let grant_type = fields.get("grant_type").ok_or(answer::MISSING_GRANT_TYPE)?;
    if !matches!(grant_type, "authorization_code" | "refresh_token" | "client_credentials") {
        return Err(answer::UNSUPPORTED_GRANT_TYPE);
    }
    let client =
        fields.get("client_id").and_then(|id| world.options.client(id)).ok_or(answer::INVALID_CLIENT)?;
    let secret = client.secret.as_ref().ok_or(answer::INVALID_CLIENT)?;
    if fields.get("client_secret") != Some(secret.expose()) {
        return Err(answer::INVALID_CLIENT);
    }
    let (client_id, has_service_account) = (client.id.clone(), client.service_account.is_some());
    let owner = match grant_type {
        "authorization_code" => {
            let code = fields.get("code").unwrap_or_default();
            let redirect_uri = fields.get("redirect_uri").unwrap_or_default();
            let email = world.take_code(code, &client_id, redirect_uri).ok_or(answer::INVALID_GRANT)?;
            Owner::Person(email)
        }
        "refresh_token" => {
            let refresh = fields.get("refresh_token").unwrap_or_default();
            world.take_refresh(refresh, &client_id).ok_or(answer::INVALID_GRANT)?
        }
        _ if has_service_account => Owner::Service,
        _ => return Err(answer::UNAUTHORIZED_CLIENT),
    };
    let with_refresh = owner != Owner::Service;
    Ok(world.issue_token(owner, &client_id, with_refresh))
}

/// `{access_token, token_type, expires_in, refresh_token, created_at}` (RFC 6749 section 5.1), absent ones left out.
fn describe(token: &Token) -> Value {
    let mut object = Map::new();
    object.insert("access_token".into(), token.text.as_str().into());
    object.insert("token_type".into(), "bearer".into());
    if let Some(seconds) = token.lifetime {
        object.insert("expires_in".into(), seconds.into());
    }
    if let Some(refresh) = &token.refresh {
        object.insert("refresh_token".into(), refresh.as_str().into());
    }
    object.insert("created_at".into(), token.created_at.into());
    Value::Object(object)
}
