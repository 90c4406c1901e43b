//! Faults that a test sets: another answer, a delay, a redirect, a closed connection, an answer that stalls or is cut off.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::answer;
use crate::cors::WithoutCors;
use crate::parts::Parts;
use crate::problems::Problem;
use crate::server::CloseConnection;
use crate::world::Shared;

/// One of the two hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Host {
    /// The login host.
    Login,
    /// The API host.
    Api,
}

/// What happens to requests that match. The first matching fault applies, before any check of the bearer token and
/// inside CORS; preflights are never touched. If it gives no answer of its own, the usual one follows, late or spoilt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// The host; both if absent.
    pub host: Option<Host>,
    /// The method; all if absent.
    pub method: Option<String>,
    /// The start of the path.
    pub path_prefix: String,
    /// A parameter that the query must have, as `page=3`.
    pub query: Option<String>,
    /// How many requests it applies to; all if absent.
    pub times: Option<u32>,
    /// Wait this long first.
    pub delay_ms: u64,
    /// Close the connection without an answer. A browser may send the request once more on a fresh connection: leave
    /// `times` out.
    pub close: bool,
    /// Answer with a body of this shape, and the status that goes with it if none is given.
    pub problem: Option<Problem>,
    /// Answer with this `Location`, and 302 if no status is given.
    pub redirect: Option<String>,
    /// Answer with this status.
    pub status: Option<u16>,
    /// Answer with these headers; `content-type` is JSON if absent.
    pub headers: BTreeMap<String, String>,
    /// Answer with this body.
    pub body: Option<String>,
    /// Stop after so many bytes of the body, this fault's or the usual one's; the next two say what follows.
    pub after_bytes: Option<usize>,
    /// Wait this long there, and then go on.
    pub stall_ms: u64,
    /// Close the connection there; the length that was promised is that of the whole.
    pub cut_off: bool,
    /// Answer without CORS headers.
    pub without_cors: bool,
}

impl Fault {
    fn matches(&self, host: Host, method: &str, path: &str, query: &str) -> bool {
        self.host.is_none_or(|other| other == host)
            && self.method.as_deref().is_none_or(|other| other.eq_ignore_ascii_case(method))
            && path.starts_with(&self.path_prefix)
            && self.query.as_deref().is_none_or(|wanted| query.split('&').any(|part| part == wanted))
            && self.times != Some(0)
    }

    /// The answer in place of the usual one.
    fn response(&self) -> Option<Response> {
        if self.close {
            return Some(CloseConnection::response());
        }
        let nothing = self.status.is_none() && self.redirect.is_none() && self.problem.is_none();
        if nothing && self.body.is_none() && self.headers.is_empty() {
            return None;
        }
        let usual = match (self.redirect.is_some(), self.problem) {
            (true, _) => StatusCode::FOUND,
            (false, Some(problem)) => problem.status(),
            (false, None) => StatusCode::OK,
        };
        let (kind, body) = self.problem.map_or_else(Default::default, Problem::body);
        let kind = if kind.is_empty() { "application/json" } else { kind };
        let body = self.body.clone().unwrap_or(body);
        let status = self.status.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(usual);
        let mut response = answer::body(status, kind, body);
        for (name, value) in &self.headers {
            if let Ok(name) = HeaderName::try_from(name.as_str()) {
                response = answer::with(response, &[(name, value)]);
            }
        }
        let location = self.redirect.as_deref().map(|location| (LOCATION, location));
        Some(answer::with(response, location.as_slice()))
    }

    /// The answer as it goes out: without CORS, stalled or cut off.
    async fn spoil(&self, mut response: Response) -> Response {
        if self.without_cors {
            response.extensions_mut().insert(WithoutCors);
        }
        let Some(after) = self.after_bytes else { return response };
        let (head, body) = response.into_parts();
        // A body that breaks off by itself has nothing left to spoil.
        let mut bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let first = bytes.split_to(after.min(bytes.len()));
        // What has been sent leaves before the end comes.
        let pause = Duration::from_millis(self.stall_ms.max(50));
        let parts = Parts::of(first).pause(pause);
        let parts = if self.cut_off { parts.broken() } else { parts };
        let mut spoilt = parts.bytes(bytes).response(head.status, "");
        *spoilt.headers_mut() = head.headers;
        *spoilt.extensions_mut() = head.extensions;
        spoilt
    }
}

/// The middleware that applies faults.
pub(crate) async fn apply(
    State((shared, host)): State<(Arc<Shared>, Host)>,
    request: Request,
    next: Next,
) -> Response {
    let Some(fault) = take(&shared, host, &request) else { return next.run(request).await };
    tokio::time::sleep(Duration::from_millis(fault.delay_ms)).await;
    let response = match fault.response() {
        Some(response) => response,
        None => next.run(request).await,
    };
    fault.spoil(response).await
}

fn take(shared: &Shared, host: Host, request: &Request) -> Option<Fault> {
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    if host == Host::Login && path.starts_with(crate::control::PREFIX) {
        return None;
    }
    let mut world = shared.world();
    let fault =
        world.faults.iter_mut().find(|fault| fault.matches(host, request.method().as_str(), path, query))?;
    if let Some(times) = &mut fault.times {
        *times -= 1;
    }
    Some(fault.clone())
}
