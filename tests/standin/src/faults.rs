//! Faults that a test sets: another answer, a delay, a redirect, a closed connection.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde::{Deserialize, Serialize};

use crate::answer;
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
/// inside CORS; preflights are never touched. With a delay alone the usual answer follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// The host; both if absent.
    pub host: Option<Host>,
    /// The method; all if absent.
    pub method: Option<String>,
    /// The start of the path.
    pub path_prefix: String,
    /// How many requests it applies to; all if absent.
    pub times: Option<u32>,
    /// Wait this long first.
    pub delay_ms: u64,
    /// Close the connection without an answer. A browser may send the request once more on a fresh connection: leave
    /// `times` out.
    pub close: bool,
    /// Answer with this `Location`, and 302 if no status is given.
    pub redirect: Option<String>,
    /// Answer with this status.
    pub status: Option<u16>,
    /// Answer with these headers; `content-type` is JSON if absent.
    pub headers: BTreeMap<String, String>,
    /// Answer with this body.
    pub body: Option<String>,
}

impl Fault {
    fn matches(&self, host: Host, method: &str, path: &str) -> bool {
        self.host.is_none_or(|other| other == host)
            && self.method.as_deref().is_none_or(|other| other.eq_ignore_ascii_case(method))
            && path.starts_with(&self.path_prefix)
            && self.times != Some(0)
    }

    /// The answer in place of the usual one.
    fn response(&self) -> Option<Response> {
        if self.close {
            return Some(CloseConnection::response());
        }
        if self.status.is_none() && self.redirect.is_none() && self.body.is_none() && self.headers.is_empty()
        {
            return None;
        }
        let usual = if self.redirect.is_some() { StatusCode::FOUND } else { StatusCode::OK };
        let status = self.status.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(usual);
        let mut response = answer::body(status, "application/json", self.body.clone().unwrap_or_default());
        for (name, value) in &self.headers {
            if let Ok(name) = HeaderName::try_from(name.as_str()) {
                response = answer::with(response, &[(name, value)]);
            }
        }
        let location = self.redirect.as_deref().map(|location| (LOCATION, location));
        Some(answer::with(response, location.as_slice()))
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
    match fault.response() {
        Some(response) => response,
        None => next.run(request).await,
    }
}

fn take(shared: &Shared, host: Host, request: &Request) -> Option<Fault> {
    let path = request.uri().path();
    if host == Host::Login && path.starts_with(crate::control::PREFIX) {
        return None;
    }
    let mut world = shared.world();
    let fault = world.faults.iter_mut().find(|fault| fault.matches(host, request.method().as_str(), path))?;
    if let Some(times) = &mut fault.times {
        *times -= 1;
    }
    Some(fault.clone())
}
