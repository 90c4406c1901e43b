//! The signed-in page: the call of `/me`, and the session beside it.

use leptos::prelude::*;

use super::response::ResponseView;
use super::session_panel::SessionPanel;
use super::shell::focus;
use super::store::Store;
use crate::browser::page;
use crate::console::Event;
use crate::procore::Outcome;

/// The JSON of the signed-in person.
#[component]
pub fn SignedInPage() -> impl IntoView {
    let store = Store::expect();
    let url = store
        .part(|console| console.signed_in().map(|signed_in| signed_in.me.url.clone()).unwrap_or_default());
    let outcome =
        store.memo(|console| console.signed_in().and_then(|signed_in| signed_in.me.outcome.clone()));
    // Read once an outcome is there, so not tracked by itself.
    let why = move || {
        store.now(|console| {
            let signed_in = console.signed_in()?;
            match &signed_in.me.outcome {
                Some(Outcome::Failed(failure)) => Some(failure.explain(&signed_in.called(&page::origin()))),
                _ => None,
            }
        })
    };
    let is_waiting = move || outcome.with(Option::is_none);
    view! {
        <div class="console">
            <h1 class="visually-hidden">"The signed-in person"</h1>
            <div class="request">
                <span class="method">"GET"</span>
                <code class="url">{url}</code>
                <button
                    id="send"
                    class="button"
                    on:click=move |_| store.send(Event::Send)
                    aria-disabled=move || is_waiting().then_some("true")
                >
                    "Send"
                </button>
            </div>
            <section class="panel response" aria-label="Response">
                {move || match outcome.get() {
                    Some(outcome) => {
                        view! { <ResponseView outcome why=why() /> }.into_any()
                    }
                    None => view! { <Waiting /> }.into_any(),
                }}
            </section>
            <SessionPanel />
        </div>
    }
}

/// The size of the answer to come; shows itself only after a moment, so that a quick answer does not flash.
#[component]
fn Waiting() -> impl IntoView {
    let store = Store::expect();
    let cancel = move |_| {
        store.send(Event::Cancel);
        // The button is about to go, and to send again is what one may want next.
        focus("send");
    };
    view! {
        <div class="response-bar waiting">
            <span>"Waiting for Procore…"</span>
            <span class="gap"></span>
            <button class="button button-quiet late" on:click=cancel>
                "Cancel"
            </button>
        </div>
        <div class="skeleton waiting" aria-hidden="true">
            <span></span>
            <span></span>
            <span></span>
            <span></span>
        </div>
    }
}
