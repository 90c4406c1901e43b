//! The control route of the login host, for tests and demonstrations only: switches, faults, and what was received.
//!
//! No page can use it: it has no CORS, and refuses whatever a browser marks as coming from a page of another origin,
//! and any `Host` that is not a loopback name (a name that was rebound to this machine).

use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::{Router, routing};
use serde_json::{Value, json};

use crate::answer;
use crate::faults::Fault;
use crate::world::{Shared, World};

/// Where the paths of this module begin.
pub(crate) const PREFIX: &str = "/control/";

/// The routes, or none if they are switched off.
pub(crate) fn router(shared: &Arc<Shared>) -> Router<Arc<Shared>> {
    if !shared.world().options.control {
        return Router::new();
    }
    Router::new()
        .route("/control/state", routing::get(state))
        .route("/control/options", routing::patch(options).post(options))
        .route("/control/faults", routing::post(faults).delete(clear_faults))
        .route("/control/revoke-all", routing::post(revoke_all))
        .route("/control/expire-all", routing::post(expire_all))
        .route("/control/advance", routing::post(advance))
        .route("/control/received", routing::get(received).delete(clear_received))
        .route("/control/reset", routing::post(reset))
        .layer(middleware::from_fn(refuse_pages))
}

async fn refuse_pages(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let from_page =
        headers.contains_key(ORIGIN) || site.is_some_and(|site| site != b"none" && site != b"same-origin");
    if from_page || !is_loopback(headers) {
        return failure(StatusCode::FORBIDDEN, "The control route is not for pages.");
    }
    next.run(request).await
}

fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1")
}

fn done() -> Response {
    answer::json(StatusCode::OK, &json!({ "ok": true }))
}

fn failure(status: StatusCode, text: &str) -> Response {
    answer::json(status, &json!({ "error": text }))
}

/// Options and faults, without passwords and secrets.
async fn state(State(shared): State<Arc<Shared>>) -> Response {
    let world = shared.world();
    match serde_json::to_value(&world.options) {
        Ok(mut options) => {
            remove_secrets(&mut options);
            let state = json!({
                "login_origin": shared.login_origin,
                "api_origin": shared.api_origin,
                "options": options,
                "faults": world.faults,
            });
            answer::json(StatusCode::OK, &state)
        }
        Err(error) => failure(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn remove_secrets(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|name, _| name != "secret" && name != "password");
            object.values_mut().for_each(remove_secrets);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_secrets),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Merges an object into the options: the members that are named are replaced as a whole.
async fn options(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let patch: Value = match read(request).await {
        Ok(patch) => patch,
        Err(response) => return *response,
    };
    match merge(&mut shared.world(), patch) {
        Ok(()) => done(),
        Err(error) => failure(StatusCode::BAD_REQUEST, &error),
    }
}

fn merge(world: &mut World, patch: Value) -> Result<(), String> {
    let Value::Object(patch) = patch else { return Err("An object is needed.".into()) };
    let mut whole = serde_json::to_value(&world.options).map_err(|error| error.to_string())?;
    for (name, value) in patch {
        whole[name] = value;
    }
    let control = world.options.control;
    world.options = serde_json::from_value(whole).map_err(|error| error.to_string())?;
    world.options.control = control;
    Ok(())
}

/// Adds a fault, or each of a list.
async fn faults(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let faults: Value = match read(request).await {
        Ok(faults) => faults,
        Err(response) => return *response,
    };
    let list = if let Value::Array(list) = faults { list } else { vec![faults] };
    let faults: Result<Vec<Fault>, _> = list.into_iter().map(serde_json::from_value).collect();
    match faults {
        Ok(faults) => {
            shared.world().faults.extend(faults);
            done()
        }
        Err(error) => failure(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

async fn clear_faults(State(shared): State<Arc<Shared>>) -> Response {
    shared.world().faults.clear();
    done()
}

async fn revoke_all(State(shared): State<Arc<Shared>>) -> Response {
    shared.world().revoke_all();
    done()
}

async fn expire_all(State(shared): State<Arc<Shared>>) -> Response {
    shared.world().expire_all();
    done()
}

/// Moves the clock forward: `{"seconds": 600}`.
async fn advance(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let seconds = match read(request).await {
        Ok(body) => body["seconds"].as_u64(),
        Err(response) => return *response,
    };
    let Some(seconds) = seconds else {
        return failure(StatusCode::BAD_REQUEST, "A whole number \"seconds\" is needed.");
    };
    shared.world().advance(Duration::from_secs(seconds));
    done()
}

async fn received(State(shared): State<Arc<Shared>>) -> Response {
    answer::json(StatusCode::OK, &json!(shared.world().received))
}

async fn clear_received(State(shared): State<Arc<Shared>>) -> Response {
    shared.world().received.clear();
    done()
}

async fn reset(State(shared): State<Arc<Shared>>) -> Response {
    shared.world().reset();
    done()
}

/// Reads a JSON body of any size, for faults with large bodies.
async fn read(request: Request) -> Result<Value, Box<Response>> {
    let unreadable = |error: String| Box::new(failure(StatusCode::BAD_REQUEST, &error));
    let bytes =
        to_bytes(request.into_body(), usize::MAX).await.map_err(|error| unreadable(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))
}
