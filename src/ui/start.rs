//! From the address and the browser's storage to the first view.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, PageTransitionEvent};

use super::app::App;
use super::store::Store;
use super::unusable::{Unusable, UnusablePage};
use crate::browser::storage::Storage;
use crate::browser::{answer, clock, config, page, panic, policy};
use crate::console::{Console, Effect, Event, Startup};
use crate::oauth::AuthorizationResponse;

/// Starts the app with the answer that stood in the address, if one did.
pub fn start(answer: Option<AuthorizationResponse>) {
    panic::install();
    policy::watch();
    spawn_local(async move {
        match prepare(answer).await {
            Ok((console, effects, storage)) => mount(move || {
                let store = Store::new(console, storage);
                // Before the router exists: an effect may change the address.
                store.run(effects);
                on_restored(store);
                on_answer(store);
                provide_context(store);
                view! { <App /> }.into_any()
            }),
            Err(unusable) => mount(move || view! { <UnusablePage unusable /> }.into_any()),
        }
    });
}

async fn prepare(answer: Option<AuthorizationResponse>) -> Result<(Console, Vec<Effect>, Storage), Unusable> {
    let root = page::root();
    let storage = Storage::open(&page::base_path(&root)).map_err(|_| Unusable::Storage)?;
    // Taken before anything else is waited for: an answer is used once, even if the page is reloaded meanwhile.
    let pending =
        answer.as_ref().and_then(AuthorizationResponse::state).and_then(|state| storage.take_pending(state));
    let environments = config::environments(&root).await.map_err(Unusable::Config)?;
    let now = clock::now();
    let (console, effects) = crate::console::start(Startup {
        environments,
        redirect_uri: root,
        preferences: storage.preferences(),
        answer,
        pending,
        is_waiting: storage.is_waiting(now),
        stored: storage.session(),
        now,
    });
    Ok((console, effects, storage))
}

/// Puts the first view where the waiting page was.
fn mount(view: impl FnOnce() -> AnyView + 'static) {
    if let Some(app) = document().get_element_by_id("app") {
        mount_to(app.unchecked_into::<HtmlElement>(), view).forget();
    }
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// A page that comes back from the back/forward cache is as it was when it was left.
fn on_restored(store: Store) {
    let restored = Closure::<dyn Fn(_)>::new(move |event: PageTransitionEvent| {
        if event.persisted() {
            let now = clock::now();
            let (stored, is_waiting) = store.stored(|storage| (storage.session(), storage.is_waiting(now)));
            store.send(Event::Restored { stored, is_waiting, now });
        }
    });
    let _ = window().add_event_listener_with_callback("pageshow", restored.into_js_value().unchecked_ref());
}

/// An answer can come into the address while the page is open: pasted, or from a link that leads here. Watched
/// from before the router exists, so that the router finds the address without it.
fn on_answer(store: Store) {
    let take = Closure::<dyn Fn()>::new(move || {
        if let Some(answer) = answer::take() {
            let pending =
                answer.state().and_then(|state| store.stored(|storage| storage.take_pending(state)));
            store.send(Event::AnswerCame { answer, pending: pending.map(Box::new), now: clock::now() });
        }
    });
    let take = take.into_js_value();
    for event in ["popstate", "hashchange"] {
        let _ = window().add_event_listener_with_callback(event, take.unchecked_ref());
    }
}
