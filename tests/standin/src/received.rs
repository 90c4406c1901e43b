//! What was received, for assertions: everything but secrets.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, ORIGIN, REFERER};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;

use crate::control;
use crate::faults::Host;
use crate::fields::Fields;
use crate::world::{Shared, World};

/// Query parameters whose values are not kept.
const SECRET_NAMES: &[&str] =
    &["access_token", "client_secret", "code", "id_token", "password", "refresh_token", "token"];

/// The oldest are dropped above this number.
const MOST: usize = 10_000;

/// A request as it may be remembered. Bodies are not kept, nor any token, code, secret or cookie.
#[derive(Clone, Debug, Serialize)]
pub struct Received {
    /// The host that received it.
    pub host: Host,
    /// The method.
    pub method: String,
    /// The path; codes and tokens in it are replaced.
    pub path: String,
    /// The query: names with values, and no value for a secret.
    pub query: Vec<(String, Option<String>)>,
    /// The `Origin` header.
    pub origin: Option<String>,
    /// The `Referer` header, up to its query.
    pub referer: Option<String>,
    /// The `Procore-Company-Id` header.
    pub company_id: Option<String>,
    /// The names of all headers, in the order of arrival.
    pub header_names: Vec<String>,
    /// The bearer token, if there was one.
    pub bearer: Option<BearerSeen>,
}

/// Which bearer token it was, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BearerSeen {
    /// The token's number in the order of issue, from 1; absent if it is not one of ours.
    pub token: Option<usize>,
    /// The email address of its person; absent for a service account.
    pub user: Option<String>,
    /// Its client.
    pub client: Option<String>,
}

/// The middleware that remembers. It is the outermost one, so that it sees preflights and faulted requests too.
pub(crate) async fn apply(
    State((shared, host)): State<(Arc<Shared>, Host)>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if host == Host::Api || !path.starts_with(control::PREFIX) {
        let mut world = shared.world();
        let received = describe(&world, host, &request);
        if world.received.len() == MOST {
            world.received.remove(0);
        }
        world.received.push(received);
    }
    next.run(request).await
}

fn describe(world: &World, host: Host, request: &Request) -> Received {
    let headers = request.headers();
    let query = Fields::from_query(request.uri().query());
    let value = |name: &str, value: &str| {
        let secret = SECRET_NAMES.contains(&name) || world.scrub(value) != value;
        (!secret).then(|| value.to_owned())
    };
    let referer = text(headers, &REFERER)
        .map(|referer| world.scrub(referer.split(['?', '#']).next().unwrap_or_default()));
    Received {
        host,
        method: request.method().to_string(),
        path: world.scrub(request.uri().path()),
        query: query.iter().map(|(name, text)| (world.scrub(name), value(name, text))).collect(),
        origin: text(headers, &ORIGIN).map(|origin| world.scrub(origin)),
        referer,
        company_id: text(headers, &crate::api::COMPANY_ID).map(|id| world.scrub(id)),
        header_names: headers.keys().map(ToString::to_string).collect(),
        bearer: bearer(headers).map(|token| world.bearer_seen(token)),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The token of `Authorization: Bearer` (RFC 6750 section 2.1).
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = text(headers, &AUTHORIZATION)?.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
