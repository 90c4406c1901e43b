//! CORS by a list of origins (the Fetch standard, section 3.2), as Procore's own list: manual, exact, without credentials.
//!
//! `*` and `Access-Control-Allow-Credentials` are never sent. On the login host nothing has CORS unless `login_cors` is on,
//! and then only `/oauth/token/info` and `/oauth/revoke`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, ORIGIN, VARY,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use crate::answer;
use crate::faults::Host;
use crate::options::Options;
use crate::world::Shared;

/// An extension of a response that goes out without CORS headers, whatever the options say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WithoutCors;

const METHODS: &str = "GET, POST, PUT, PATCH, DELETE";
const EXPOSED: &str =
    "Link, Total, Per-Page, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, X-Rate-Limit-Reset, Retry-After";

/// The middleware.
pub(crate) async fn apply(
    State((shared, host)): State<(Arc<Shared>, Host)>,
    request: Request,
    next: Next,
) -> Response {
    let options = shared.world().options.clone();
    let covered = match host {
        Host::Api => true,
        Host::Login => {
            options.login_cors && matches!(request.uri().path(), "/oauth/token/info" | "/oauth/revoke")
        }
    };
    if request.method() == Method::OPTIONS {
        return preflight(&options, covered, &request);
    }
    if !covered {
        return next.run(request).await;
    }
    let origin = admitted(&options, &request);
    let mut response = next.run(request).await;
    response.headers_mut().append(VARY, HeaderValue::from_static("Origin"));
    let is_error = response.status().is_client_error() || response.status().is_server_error();
    let bare = response.extensions().get::<WithoutCors>().is_some();
    match origin {
        Some(origin) if !bare && (options.cors_on_errors || !is_error) => {
            response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            // An answer may have a list of its own.
            if options.expose_headers && !response.headers().contains_key(ACCESS_CONTROL_EXPOSE_HEADERS) {
                response = answer::with(response, &[(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED)]);
            }
            response
        }
        _ => response,
    }
}

/// The request's origin, if it is on the list.
fn admitted(options: &Options, request: &Request) -> Option<HeaderValue> {
    let origin = request.headers().get(ORIGIN)?;
    let text = origin.to_str().ok()?;
    let listed = options.allowed_origins.iter().any(|allowed| allowed == text);
    (listed && !matches!(text, "*" | "null")).then(|| origin.clone())
}

/// The answer to `OPTIONS`, which nothing else handles: 204 if admitted, 403 if the origin is not on the list,
/// and 404 where there is no CORS or the request is not a preflight.
fn preflight(options: &Options, covered: bool, request: &Request) -> Response {
    let is_preflight = request.headers().contains_key(ORIGIN)
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match admitted(options, request) {
        _ if !covered || !is_preflight => {
            answer::json(StatusCode::NOT_FOUND, &json!({ "error": "Not found" }))
        }
        None => answer::json(StatusCode::FORBIDDEN, &json!({ "error": "Origin not on the list" })),
        Some(origin) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer::with(
                response,
                &[
                    (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
                    (ACCESS_CONTROL_ALLOW_HEADERS, &options.cors_allowed_headers.join(", ")),
                    (ACCESS_CONTROL_MAX_AGE, &options.preflight_max_age_seconds.to_string()),
                ],
            )
        }
    };
    if covered {
        response.headers_mut().append(VARY, HeaderValue::from_static("Origin"));
    }
    response
}
