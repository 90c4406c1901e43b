//! Questions of our own: one `fetch` each, on the main thread, that can be stopped. What a person calls is fetched by the
//! worker of its document.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Array;
use leptos::prelude::set_timeout_with_handle;
use web_sys::{AbortController, AbortSignal, RequestCache, RequestInit, ResponseType};

use super::clock;
use crate::procore::{Answer, Failure, Outcome, Request};
use crate::wire;

thread_local! {
    static UNDER_WAY: RefCell<HashMap<u32, Stop>> = RefCell::new(HashMap::new());
}

/// Ends a call before its time, for a reason.
#[derive(Clone)]
struct Stop {
    controller: AbortController,
    why: Rc<Cell<Option<u32>>>,
}

/// Sends `request` under `number` and waits for what becomes of it, at most `timeout` milliseconds.
pub async fn send(number: u32, request: &Request, timeout: u32) -> Outcome {
    let Ok(controller) = AbortController::new() else {
        return Outcome::Failed(Failure::Unreachable);
    };
    let stop = Stop { controller, why: Rc::default() };
    UNDER_WAY.with_borrow_mut(|calls| calls.insert(number, stop.clone()));
    let alarm = {
        let stop = stop.clone();
        let ring = move || {
            stop.why.set(Some(timeout));
            stop.controller.abort();
        };
        set_timeout_with_handle(ring, Duration::from_millis(timeout.into())).ok()
    };
    let outcome = match exchange(request, &stop.controller.signal()).await {
        Ok(outcome) => outcome,
        Err(status) => Outcome::Failed(why(&stop, request.url(), status).await),
    };
    if let Some(alarm) = alarm {
        alarm.clear();
    }
    UNDER_WAY.with_borrow_mut(|calls| calls.remove(&number));
    outcome
}

/// Stops the call with this number, if it is still under way.
pub fn stop(number: u32) {
    let stop = UNDER_WAY.with_borrow_mut(|calls| calls.remove(&number));
    if let Some(stop) = stop {
        stop.controller.abort();
    }
}

/// The exchange itself; if it fails, the status that had come by then.
async fn exchange(request: &Request, signal: &AbortSignal) -> Result<Outcome, Option<u16>> {
    let started = clock::elapsed();
    let response =
        wire::prepared(request, signal, &Array::new()).map_err(|_| None)?.send().await.map_err(|_| None)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Ok(Outcome::Failed(Failure::Redirected));
    }
    let status = response.status();
    let headers = response.headers().entries().collect();
    let body = response.binary().await.map_err(|_| Some(status))?;
    let elapsed = (clock::elapsed() - started).round() as u32;
    let length = body.len() as u64;
    Ok(Outcome::Answered(Answer { status, headers, body, length, elapsed }))
}

/// Why there was no answer, as far as the page can know.
async fn why(stop: &Stop, url: &str, status: Option<u16>) -> Failure {
    if stop.controller.signal().aborted() {
        stop.why.get().map_or(Failure::Cancelled, Failure::TimedOut)
    } else if let Some(status) = status {
        Failure::BrokenOff(status)
    } else {
        wire::why_none(url).await
    }
}

/// A file of the app itself, as its host answered.
pub struct OwnFile {
    /// The HTTP status code.
    pub status: u16,
    /// The content type, empty if there was none.
    pub content_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Fetches a file of the app itself, past any stale copy in a cache; `None` if it was not there to the last byte
/// within ten seconds.
pub async fn own_file(url: &str) -> Option<OwnFile> {
    let controller = AbortController::new().ok()?;
    let signal = controller.signal();
    let alarm = set_timeout_with_handle(move || controller.abort(), Duration::from_secs(10)).ok()?;
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    init.set_signal(Some(&signal));
    let request = wire::exactly(url, &init, []);
    let file = async {
        let response = request.ok()?.send().await.ok()?;
        let content_type = response.headers().get("content-type").unwrap_or_default();
        Some(OwnFile { status: response.status(), content_type, bytes: response.binary().await.ok()? })
    }
    .await;
    alarm.clear();
    file
}
