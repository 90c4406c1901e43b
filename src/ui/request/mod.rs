//! The request in sight: method and address, parameters, headers, body, and what has to be confirmed.

mod body;
mod code;
mod field;
mod form;
mod link;
mod pairs;
mod patience;
mod preview;
mod suggestions;
mod target;
mod versions;
mod wish;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use self::body::BodyForm;
use self::code::CodeView;
use self::form::FormView;
use self::link::LinkView;
use self::pairs::{Kind, Pairs};
use self::patience::PatienceView;
use self::target::Address;
use self::versions::Versions;
use self::wish::WishView;
use super::history::{SaveButton, SheetForm};
use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Draft, Event, Section};
use crate::procore::Method;

/// A part of the draft in sight.
fn of_draft<T>(
    store: Store,
    part: impl Fn(&Draft) -> T + Copy + Send + Sync + 'static,
) -> impl Fn() -> T + Copy + Send + Sync + 'static {
    move || store.look(|console| part(&console.work.sheet().draft))
}

/// Why the request was not sent, if that is about this section of it.
fn fault(store: Store, section: Section) -> Signal<String> {
    store.part(move |console| {
        let fault = console.work.sheet().fault.as_ref().filter(|fault| fault.concerns() == section);
        fault.map(ToString::to_string).unwrap_or_default()
    })
}

/// The request of the tab in sight. It is made anew for each tab.
#[component]
pub fn RequestView() -> impl IntoView {
    let store = Store::expect();
    store.region(|console| console.work.sheet().id, |_| view! { <RequestForm /> }.into_any())
}

#[component]
fn RequestForm() -> impl IntoView {
    let store = Store::expect();
    let cannot_send =
        store.part(|console: &Console| console.work.sheet().is_waiting() || console.signed_in().is_none());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        store.send(Event::Send(clock::now()));
    };
    let has_body = |console: &Console| console.work.sheet().draft.method != Method::Get;
    view! {
        <div class="request">
            <form class="request-line" on:submit=send>
                <Address />
                <button id="send" class="button button-primary" aria-disabled=move || cannot_send.get().then_some("true")>
                    "Send"
                </button>
                <SaveButton />
            </form>
            <WishView />
            <SheetForm />
            <Notices />
            <div class="request-parts">
                <Versions />
                <FormView />
                <details class="part">
                    <summary>
                        "Headers " <span class="count">{counted(store, |draft| draft.headers.len())}</span>
                    </summary>
                    <Pairs kind=Kind::Headers />
                    <p class="problem" role="alert">{fault(store, Section::Headers)}</p>
                </details>
                <PatienceView />
                <CodeView />
                <LinkView />
                {store.when(has_body, || view! { <BodyForm /> }.into_any())}
            </div>
        </div>
    }
}

/// What is to be minded because the request was taken from elsewhere.
#[component]
fn Notices() -> impl IntoView {
    let notice = |notice| view! { <p class="notice">{notice}</p> };
    Store::expect().region(Console::notices, move |notices| {
        (!notices.is_empty())
            .then(|| view! { <div class="notices" role="status">{notices.into_iter().map(notice).collect_view()}</div> })
            .into_any()
    })
}

/// A number beside a heading, if it is not 0.
fn counted(store: Store, count: fn(&Draft) -> usize) -> impl Fn() -> String {
    of_draft(store, move |draft| match count(draft) {
        0 => String::new(),
        count => count.to_string(),
    })
}
