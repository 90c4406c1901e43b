//! What is open: requests and their answers, and files, with a list of the person's beside them, or the way back in where the
//! session has ended.

use leptos::prelude::*;

use super::answered::{self, AnsweredView};
use super::company::CompanyForm;
use super::context_bar::ContextBar;
use super::doctor::DoctorView;
use super::environment_fields::SignInForm;
use super::gauge::GaugeView;
use super::greeting::Greeting;
use super::history::{ShelfView, Shelves};
use super::opened::{OpenedView, take_drops};
use super::pages::PagesView;
use super::refusal::{RefusalView, SupportBundle};
use super::request::RequestView;
use super::response::{DocumentView, FailureView};
use super::sheets::Sheets;
use super::shell::focus;
use super::sign_in::EndedView;
use super::store::Store;
use crate::browser::page;
use crate::console::{Console, Event};
use crate::share::Seen;

/// The request in sight and what came of it, or the file.
#[component]
pub fn ConsolePage() -> impl IntoView {
    let store = Store::expect();
    take_drops(store);
    answered::bring_into_sight(store);
    let beside = |(is_signed_in, shelf)| match (is_signed_in, shelf) {
        (true, Some(shelf)) => view! { <ShelfView shelf /> }.into_any(),
        (true, None) => ().into_any(),
        (false, _) => view! { <Ended /> }.into_any(),
    };
    let request = |is_file| match is_file {
        true => view! { <OpenedView /> }.into_any(),
        false => view! { <RequestView /> }.into_any(),
    };
    let is_stale = store
        .part(|console| console.answered().is_some_and(|answered| !answered.is_current).then_some("true"));
    view! {
        <div class="console">
            <h1 class="visually-hidden">"API console"</h1>
            <div class="work">
                <div class="where">
                    {store.when(|console| console.signed_in().is_some(), || view! { <ContextBar /> }.into_any())}
                    <Greeting />
                    <GaugeView />
                </div>
                <div class="strip">
                    <Sheets />
                    <Shelves />
                </div>
                <div class="exchange">
                    {store.region(|console| console.work.sheet().opened.is_some(), request)}
                    <section id=answered::REGION class="panel response" aria-label="Response" data-stale=is_stale>
                        <Response />
                    </section>
                </div>
            </div>
            {store.region(|console| (console.signed_in().is_some(), console.history.shown), beside)}
        </div>
    }
}

fn is_waiting(console: &Console) -> bool {
    console.work.call().is_some_and(|call| call.is_waiting)
}

/// All pages say for themselves that they are waited for.
fn gets_pages(console: &Console) -> bool {
    console.work.call().is_some_and(|call| call.pages.is_some())
}

#[component]
fn Response() -> impl IntoView {
    let store = Store::expect();
    view! {
        <AnsweredView />
        {store.when(|console| is_waiting(console) && document(console).is_none() && !gets_pages(console), || view! { <Waiting /> }.into_any())}
        {store.region(|console| console.failure(&page::origin()), |failure| failure.map(|explanation| view! { <FailureView explanation /> }).into_any())}
        <CompanyForm />
        <DoctorView />
        {store.when(|console| console.failure("").is_some(), || view! { <div class="response-message"><SupportBundle /></div> }.into_any())}
        <RefusalView />
        <PagesView />
        {store.region(document, |document| document.map(|(document, name, of, seen)| view! { <DocumentView document name of seen /> }).into_any())}
    }
}

/// The document that is shown, its name, what it answers, and how it is looked at first.
fn document(console: &Console) -> Option<(u32, String, String, Seen)> {
    let sheet = console.work.sheet();
    let name = sheet.opened.as_ref().map(|opened| opened.stem().to_owned());
    let name = name.or_else(|| Some(sheet.call.as_ref()?.name()));
    Some((sheet.document()?, name?, answered::words(console), sheet.seen.clone()))
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
