//! The signed-in page: the call of `/me`, and the session beside it.

use leptos::prelude::*;

use super::response::ResponseView;
use super::session_panel::SessionPanel;
use super::shell::focus;
use super::store::Store;
use crate::browser::page;
use crate::console::Event;

/// The JSON of the signed-in person.
#[component]
pub fn SignedInPage() -> impl IntoView {
    let store = Store::expect();
    let url = store
        .part(|console| console.signed_in().map(|signed_in| signed_in.me.url.clone()).unwrap_or_default());
    let outcome =
        store.memo(|console| console.signed_in().and_then(|signed_in| signed_in.me.outcome.clone()));
    let host = move || {
        store.now(|console| {
            console.signed_in().map(|signed_in| signed_in.session.api.host().to_owned()).unwrap_or_default()
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
                    class="button"
                    on:click=move |_| store.send(Event::Send)
                    aria-disabled=move || is_waiting().then_some("true")
                >
                    "Send"
                </button>
            </div>
            <section id="response" class="panel response" aria-label="Response" tabindex="-1">
                {move || match outcome.get() {
                    Some(outcome) => {
                        view! { <ResponseView outcome host=host() origin=page::origin() /> }.into_any()
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
        // The button is about to go: the focus stays where it was.
        focus("response");
    };
    view! {
        <div class="response-bar waiting">
            <span>"Waiting for Procore…"</span>
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
