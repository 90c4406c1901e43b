//! Why the call in sight was refused, and what can be done about it.

use leptos::prelude::*;

use super::copy_button::copying;
use super::shell::focus;
use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Event, Refusal, Wait};
use crate::procore::Problem;

/// The refusal in words, with what Procore said, a countdown and another try where they apply, and the support bundle.
#[component]
pub fn RefusalView() -> impl IntoView {
    let draw = |refusal: Option<Refusal>| match refusal {
        Some(refusal) => view! { <Refused refusal /> }.into_any(),
        None => ().into_any(),
    };
    Store::expect().region(Console::refusal, draw)
}

#[component]
fn Refused(refusal: Refusal) -> impl IntoView {
    let Refusal { meaning, said, wait, may_repeat, .. } = refusal;
    view! {
        <div class="refusal">
            <div class="explanation">
                <h2 class="explanation-title">{meaning.title}</h2>
                <p>{meaning.what}" "{meaning.next}</p>
                {said_view(said)}
                {wait.map(|wait| view! { <Waited wait /> })}
            </div>
            <div class="actions">
                {may_repeat.then(|| view! { <TryAgain wait /> })}
                <SupportBundle />
            </div>
        </div>
    }
}

/// What the body of the answer says. It is text of somebody else's, in whatever direction it is written.
fn said_view(said: Problem) -> AnyView {
    if said.is_empty() {
        return ().into_any();
    }
    let messages = said.messages.into_iter().map(|text| view! { <li><bdi>{text}</bdi></li> }).collect_view();
    let fields = said.fields.into_iter().map(|(name, texts)| {
        view! {
            <li>
                <code class="refusal-field"><bdi>{name}</bdi></code>
                " "
                <bdi>{texts.join("; ")}</bdi>
            </li>
        }
    });
    let code = said.code.map(|code| view! { <li>"Code " <code><bdi>{code}</bdi></code></li> });
    view! {
        <p class="refusal-label">"Procore said"</p>
        <ul class="refusal-said">{messages} {fields.collect_view()} {code}</ul>
    }
    .into_any()
}

/// What is left of the time to wait.
#[component]
fn Waited(wait: Wait) -> impl IntoView {
    let store = Store::expect();
    let end = clock::local(wait.until).map(|local| local.full);
    // Said once, when it is over: nobody wants to hear seconds counted.
    let is_over = move || wait.is_over(store.clock()).then_some("The time to wait is over.");
    view! {
        <p class="refusal-wait" title=end>
            {move || wait.words(store.clock())}
        </p>
        <span class="visually-hidden" role="status">
            {is_over}
        </span>
    }
}

/// Sends the same again, once one need not wait any more.
#[component]
fn TryAgain(wait: Option<Wait>) -> impl IntoView {
    let store = Store::expect();
    let is_early = move |now| wait.is_some_and(|wait| !wait.is_over(now));
    let send = store.does(move |store| {
        let now = clock::now();
        if !is_early(now) {
            store.send(Event::Send(now));
            // This button is about to go.
            focus("send");
        }
    });
    view! {
        <button class="button" aria-disabled=move || is_early(store.clock()).then_some("true") on:click=send>
            "Try again"
        </button>
    }
}

/// What Procore said of the part of the request that has this name, to stand with its field.
pub fn mark(store: Store, name: impl Fn(&Console) -> String + Send + Sync + 'static) -> AnyView {
    let draw = |said: Option<String>| {
        said.map(|said| view! { <p class="problem refusal-mark"><bdi>{said}</bdi></p> }).into_any()
    };
    store.region(move |console| console.said_of(&name(console)), draw)
}

/// Whether Procore said something of it, as `aria-invalid` has it.
pub fn is_marked(
    store: Store,
    name: impl Fn(&Console) -> String + Send + Sync + 'static,
) -> Signal<Option<&'static str>> {
    store.part(move |console| console.said_of(&name(console)).map(|_| "true"))
}

/// Copies the support bundle of the call in sight, where there is one: of a refusal, or of a call without an answer.
#[component]
pub fn SupportBundle() -> impl IntoView {
    let store = Store::expect();
    let text = move || {
        let offset = clock::offset_minutes(clock::now());
        store.now(|console| console.bundle(offset)).unwrap_or_default()
    };
    let draw = move || {
        let button = copying("Copy support bundle", Box::new(text));
        view! {
            <span
                class="refusal-bundle"
                title="Method, address, headers without secrets, status, body and time, as Procore's support asks for \
                them. Data of your company may stand in it: look through it before you send it."
            >
                {button}
            </span>
        }
        .into_any()
    };
    store.when(Console::has_bundle, draw)
}
