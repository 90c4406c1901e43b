//! What the Content-Security-Policy has forbidden: a blocked fetch looks like a broken network, and only this event
//! tells them apart. A worker has a policy of its own, that of its file.

use std::cell::RefCell;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, EventTarget, SecurityPolicyViolationEvent, SecurityPolicyViolationEventDisposition};

thread_local! {
    static FORBIDDEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Begins to remember which addresses were forbidden. Called once, at the start.
pub fn watch() {
    let remember = |event: &Event| {
        let event: &SecurityPolicyViolationEvent = event.unchecked_ref();
        if event.disposition() != SecurityPolicyViolationEventDisposition::Enforce {
            return;
        }
        FORBIDDEN.with_borrow_mut(|forbidden| {
            let blocked = event.blocked_uri();
            if !forbidden.contains(&blocked) && forbidden.len() < 100 {
                forbidden.push(blocked);
            }
        });
    };
    let target: EventTarget = js_sys::global().unchecked_into();
    // In a page the event comes up from the document.
    EventListener::new(&target, "securitypolicyviolation", remember).forget();
}

/// Whether the policy forbade a request to `url`. Waits a moment first: the browser reports the violation after
/// it has failed the request.
pub async fn forbids(url: &str) -> bool {
    TimeoutFuture::new(20).await;
    // Browsers report the whole address or, after a redirect, its origin only.
    let is_it = |blocked: &String| {
        url.strip_prefix(blocked.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    FORBIDDEN.with_borrow(|forbidden| forbidden.iter().any(|blocked| !blocked.is_empty() && is_it(blocked)))
}
