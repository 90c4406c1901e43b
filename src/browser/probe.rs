//! Harmless questions to a host that did not answer a call.

use std::time::Duration;

use leptos::prelude::set_timeout_with_handle;
use web_sys::{AbortController, RequestMode, RequestRedirect};

use crate::oauth::Origin;
use crate::procore::{Evidence, Probe};
use crate::wire;

/// How long each may take, in seconds.
const PATIENCE: u64 = 5;

/// Asks `host`, one question after the other, and tells after each what is known and whether that is all. A question
/// that fails makes those after it needless.
pub async fn ask(host: &Origin, tell: impl Fn(Evidence, bool)) {
    let mut evidence = Evidence::default();
    for probe in Probe::ALL {
        let succeeded = succeeds(probe, host).await;
        evidence.add(probe, succeeded);
        let is_last = !succeeded || probe == Probe::Company;
        tell(evidence, is_last);
        if is_last {
            return;
        }
    }
}

/// Whether an answer comes, be it an error: without a token it is one.
async fn succeeds(probe: Probe, host: &Origin) -> bool {
    let Ok(controller) = AbortController::new() else {
        return false;
    };
    let signal = controller.signal();
    let alarm = set_timeout_with_handle(move || controller.abort(), Duration::from_secs(PATIENCE));
    let (mode, redirect) = match probe.uses_cors() {
        true => (RequestMode::Cors, RequestRedirect::Manual),
        // The only choice that a request without CORS has.
        false => (RequestMode::NoCors, RequestRedirect::Follow),
    };
    let init = wire::anonymous(&signal);
    init.set_mode(mode);
    init.set_redirect(redirect);
    let succeeded = match wire::exactly(&Probe::url(host), &init, probe.header()) {
        Ok(request) => request.send().await.is_ok(),
        Err(_) => false,
    };
    if let Ok(alarm) = alarm {
        alarm.clear();
    }
    succeeded
}
