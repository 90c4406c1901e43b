//! What is open: the call of `/me`, with the session beside it, or the way back in where the session has ended.

use leptos::prelude::*;

use super::company::CompanyForm;
use super::doctor::DoctorView;
use super::environment_fields::SignInForm;
use super::greeting::Greeting;
use super::response::ResponseView;
use super::session_panel::SessionPanel;
use super::shell::focus;
use super::sign_in::EndedView;
use super::store::Store;
use crate::browser::page;
use crate::console::{Called, Console, Event};
use crate::procore::Outcome;

/// The JSON of the signed-in person.
#[component]
pub fn ConsolePage() -> impl IntoView {
    let store = Store::expect();
    let url = store.part(|console| console.work.me.as_ref().map(|call| call.url.clone()).unwrap_or_default());
    let cannot_send = store.part(|console| is_waiting(console) || console.signed_in().is_none());
    let beside = |is_signed_in| match is_signed_in {
        true => view! { <SessionPanel /> }.into_any(),
        false => view! { <Ended /> }.into_any(),
    };
    view! {
        <div class="console">
            <h1 class="visually-hidden">"The signed-in person"</h1>
            <Greeting />
            <div class="request">
                <span class="method">"GET"</span>
                <code class="url">{url}</code>
                <button
                    id="send"
                    class="button"
                    on:click=store.click(|| Event::Send)
                    aria-disabled=move || cannot_send.get().then_some("true")
                >
                    "Send"
                </button>
            </div>
            <section class="panel response" aria-label="Response">
                <Response />
            </section>
            {store.region(|console| console.signed_in().is_some(), beside)}
        </div>
    }
}

fn is_waiting(console: &Console) -> bool {
    console.work.me.as_ref().is_some_and(|call| call.is_waiting)
}

#[component]
fn Response() -> impl IntoView {
    let store = Store::expect();
    let shown = |console: &Console| match is_waiting(console) {
        true => None,
        false => console.work.me.as_ref()?.outcome.clone(),
    };
    // Read once an outcome is there, so not tracked by itself.
    let why = move || {
        store.now(|console| match &console.work.me.as_ref()?.outcome {
            Some(Outcome::Failed(failure)) => {
                let origin = page::origin();
                let host = console.environment().api.host();
                Some(failure.explain(&Called { host, origin: &origin, is_write: false }))
            }
            _ => None,
        })
    };
    let draw = move |outcome: Option<Outcome>| match outcome {
        Some(outcome) => view! {
            <ResponseView outcome why=why() />
            <CompanyForm />
            <DoctorView />
        }
        .into_any(),
        None => view! { <Waiting /> }.into_any(),
    };
    store.region(shown, draw)
}

/// The session has ended by itself; what is open stays.
#[component]
fn Ended() -> impl IntoView {
    let store = Store::expect();
    view! {
        <aside class="panel session ended" aria-label="Session">
            <EndedView />
            <SignInForm />
            <p class="hint">"Signing in opens a window of its own, so what is open here stays."</p>
            <button class="button button-quiet" on:click=store.click(|| Event::CloseWork)>
                "Close what is open"
            </button>
        </aside>
    }
}

/// The size of the answer to come; shows itself only after a moment, so that a quick answer does not flash.
#[component]
fn Waiting() -> impl IntoView {
    let store = Store::expect();
    let cancel = store.does(|store| {
        store.send(Event::Cancel);
        // The button is about to go, and to send again is what one may want next.
        focus("send");
    });
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
