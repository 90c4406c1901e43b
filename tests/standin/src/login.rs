//! Logging in and out at the login host: a session cookie, `HttpOnly` and `SameSite=Lax`.
//!
//! Its name holds the port, because cookies of `localhost` are shared by all ports.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::fields::Fields;
use crate::world::{Session, Shared, World};
use crate::{answer, pages};

/// Where a login leads that began nowhere.
const HOME: &str = "/";

/// The name of the session cookie.
pub(crate) fn cookie_name(shared: &Shared) -> String {
    let port = shared.login_origin.rsplit(':').next().unwrap_or_default();
    format!("standin_session_{port}")
}

/// The id of the session that the cookie names; it may be unknown.
fn session_id(shared: &Shared, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(shared);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(other, _)| *other == name)
        .map(|(_, id)| id.to_owned())
}

/// The session of a request.
pub(crate) fn session(shared: &Shared, world: &World, headers: &HeaderMap) -> Option<Session> {
    world.session(&session_id(shared, headers)?).cloned()
}

/// `GET /`: who is logged in.
pub(crate) async fn home(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    let world = shared.world();
    let session = session(&shared, &world, &headers);
    let who = session
        .as_ref()
        .and_then(|session| Some((world.options.user(&session.email)?, session.csrf.as_str())));
    answer::page(StatusCode::OK, pages::home(&world.options.users, who, &shared.api_origin))
}

/// `GET /login`: the form by itself.
pub(crate) async fn form(State(shared): State<Arc<Shared>>) -> Response {
    answer::page(StatusCode::OK, pages::login(&shared.world().options.users, HOME, "", false))
}

/// `POST /login`: a new session, and back by 303 to the authorization request that led here.
pub(crate) async fn log_in(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let old = session_id(&shared, request.headers());
    let Ok(fields) = Fields::from_body(request).await else {
        let html = pages::notice("Log in", "The form could not be read.");
        return answer::page(StatusCode::BAD_REQUEST, html);
    };
    let email = fields.get("email").unwrap_or_default().trim();
    let password = fields.get("password").unwrap_or_default();
    let return_to = return_to(&fields);
    let mut world = shared.world();
    let known = world.options.user(email).is_some_and(|user| user.password.expose() == password);
    if !known {
        let html = pages::login(&world.options.users, return_to, email, true);
        return answer::page(StatusCode::UNAUTHORIZED, html);
    }
    if let Some(old) = old {
        world.log_out(&old);
    }
    let id = world.log_in(email);
    let cookie = format!("{}={id}; Path=/; HttpOnly; SameSite=Lax", cookie_name(&shared));
    answer::with(answer::redirect(StatusCode::SEE_OTHER, return_to), &[(SET_COOKIE, &cookie)])
}

/// Only an authorization request is returned to: never another host, never `//host`.
fn return_to(fields: &Fields) -> &str {
    fields.get("return_to").filter(|path| path.starts_with("/oauth/authorize?")).unwrap_or(HOME)
}

/// `POST /logout`: the session ends, tokens live on, and the authorization request can be made by somebody else.
pub(crate) async fn log_out(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let id = session_id(&shared, request.headers()).unwrap_or_default();
    let fields = Fields::from_body(request).await.unwrap_or_else(|_| Fields::from_query(None));
    let mut world = shared.world();
    if world.session(&id).is_some_and(|session| fields.get("csrf") == Some(session.csrf.as_str())) {
        world.log_out(&id);
    }
    answer::redirect(StatusCode::SEE_OTHER, return_to(&fields))
}
