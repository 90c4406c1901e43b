//! Calls that go nowhere: what the page can know of them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use procore_console::browser::{config, fetch, probe};
use procore_console::oauth::{AccessToken, ClientId, Origin, Session, Source};
use procore_console::procore::{Environments, Evidence, Failure, Outcome, Request};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{NOW, nonce, wait};

/// A request to a port of this machine where nobody listens.
fn to_nobody() -> Request {
    let config = br#"{"environments":[{"id":"x","name":"X","login_url":"http://127.0.0.1:59873","api_url":"http://127.0.0.1:59873"}]}"#;
    let environments = Environments::parse(config).expect("a good config");
    let origin = Origin::parse("http://127.0.0.1:59873").expect("an origin");
    let session = Session {
        id: nonce(1),
        source: Source::SignIn,
        environment: "x".into(),
        login: origin.clone(),
        api: origin,
        client_id: Some(ClientId::parse("our-client").expect("a client id")),
        token: AccessToken::parse("obviously-fake-token").expect("a token"),
        obtained_at: NOW,
        expires_at: None,
        expiry_hint: None,
    };
    Request::get(&session, &environments, "/rest/v1.0/me", None).expect("a request")
}

#[wasm_bindgen_test]
async fn nobody_there_is_unreachable() {
    assert_eq!(fetch::send(1, &to_nobody(), 5_000).await, Outcome::Failed(Failure::Unreachable));
}

#[wasm_bindgen_test]
async fn a_stopped_call_is_cancelled() {
    let outcome = Rc::new(Cell::new(None));
    wasm_bindgen_futures::spawn_local({
        let outcome = outcome.clone();
        async move { outcome.set(Some(fetch::send(2, &to_nobody(), 5_000).await)) }
    });
    // A microtask later the call is out, and a network cannot have answered yet.
    JsFuture::from(js_sys::Promise::resolve(&JsValue::NULL)).await.expect("resolved");
    fetch::stop(2);
    wait(50).await;
    assert_eq!(outcome.take(), Some(Outcome::Failed(Failure::Cancelled)));
    fetch::stop(2);
}

#[wasm_bindgen_test]
async fn probes_end_with_the_first_that_fails() {
    let told = Rc::new(RefCell::new(Vec::new()));
    let origin = Origin::parse("http://127.0.0.1:59873").expect("an origin");
    probe::ask(&origin, |evidence, is_done| told.borrow_mut().push((evidence, is_done))).await;
    let unreached = Evidence { reached: Some(false), ..Evidence::default() };
    assert_eq!(*told.borrow(), [(unreached, true)]);
}

#[wasm_bindgen_test]
async fn without_a_config_file_the_environments_are_procores_own() {
    // The test runner answers 404.
    let root = leptos::prelude::window().location().origin().expect("an origin") + "/nothing/here/";
    assert_eq!(config::environments(&root).await, Ok(Environments::builtin()));
}

/// Known by the browser's own word, without asking anybody; workers know it the same way.
#[wasm_bindgen_test]
async fn without_a_network_nobody_is_asked() {
    let script = "Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true })";
    js_sys::Function::new_no_args(script).call0(&JsValue::NULL).expect("a script");
    let outcome = fetch::send(3, &to_nobody(), 5_000).await;
    js_sys::Function::new_no_args("delete navigator.onLine").call0(&JsValue::NULL).expect("a script");
    assert_eq!(outcome, Outcome::Failed(Failure::Offline));
    assert_eq!(fetch::send(4, &to_nobody(), 5_000).await, Outcome::Failed(Failure::Unreachable));
}
