//! What the page's Content-Security-Policy has forbidden: a blocked fetch looks like a broken network, and only
//! this event tells them apart.

use std::cell::RefCell;

use leptos::prelude::{document, set_timeout};
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{SecurityPolicyViolationEvent, SecurityPolicyViolationEventDisposition};

thread_local! {
    static FORBIDDEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Begins to remember which addresses were forbidden. Called once, at the start.
pub fn watch() {
    let remember = Closure::<dyn Fn(_)>::new(|event: SecurityPolicyViolationEvent| {
        if event.disposition() != SecurityPolicyViolationEventDisposition::Enforce {
            return;
        }
        FORBIDDEN.with_borrow_mut(|forbidden| {
            let blocked = event.blocked_uri();
            if !forbidden.contains(&blocked) && forbidden.len() < 100 {
                forbidden.push(blocked);
            }
        });
    });
    let remember = remember.into_js_value();
    let _ = document().add_event_listener_with_callback("securitypolicyviolation", remember.unchecked_ref());
}

/// Whether the policy forbade a request to `url`. Waits a moment first: the browser reports the violation after
/// it has failed the request.
pub async fn forbids(url: &str) -> bool {
    let moment = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), Duration::from_millis(20));
    });
    let _ = JsFuture::from(moment).await;
    // Browsers report the whole address or, after a redirect, its origin only.
    let is_it = |blocked: &String| {
        url.strip_prefix(blocked.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    FORBIDDEN.with_borrow(|forbidden| forbidden.iter().any(|blocked| !blocked.is_empty() && is_it(blocked)))
}
