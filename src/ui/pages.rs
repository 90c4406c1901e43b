//! All pages of the list in sight: the offer, what it takes, how far it is, and what came of it.

use leptos::prelude::*;

use super::shell::focus;
use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Event, PagesEvent, PagesPhase, PagesProgress};

/// What is drawn: made anew when it is of another kind. While pages come, only texts change.
#[derive(Clone, PartialEq)]
enum Drawn {
    Nothing,
    Offer(String),
    Plan(Vec<String>),
    Progress,
    Over(String, bool, Vec<String>),
}

impl Drawn {
    fn of(console: &Console) -> Self {
        match console.pages_phase() {
            None => Self::Nothing,
            Some(PagesPhase::Offer(rows)) => Self::Offer(rows),
            Some(PagesPhase::Plan(words)) => Self::Plan(words),
            Some(PagesPhase::Over(what, is_all, doubts)) => Self::Over(what, is_all, doubts),
            Some(_) => Self::Progress,
        }
    }
}

/// A line above the answer, if that is a list.
#[component]
pub fn PagesView() -> impl IntoView {
    let draw = |drawn| match drawn {
        Drawn::Nothing => ().into_any(),
        Drawn::Offer(rows) => {
            view! { <div class="pages"><span class="measure">{rows}</span><GetAll /></div> }.into_any()
        }
        Drawn::Plan(words) => view! { <PlanView words /> }.into_any(),
        Drawn::Progress => view! { <ProgressView /> }.into_any(),
        Drawn::Over(what, is_all, doubts) => {
            let doubts = doubts.into_iter().map(|doubt| view! { <p class="hint">{doubt}</p> }).collect_view();
            view! {
                <div class="pages" id="pages" tabindex="-1">
                    <div class="pages-words">
                        <p role="status" class="pages-state" data-is-all=is_all.to_string()>{what}</p>
                        {doubts}
                    </div>
                    <GetAll />
                </div>
            }
            .into_any()
        }
    };
    Store::expect().region(Drawn::of, draw)
}

#[component]
fn GetAll() -> impl IntoView {
    let store = Store::expect();
    let plan = store.does(|store| {
        store.send(Event::Pages(PagesEvent::Plan(clock::now())));
        focus_soon("pages-start");
    });
    view! {
        <button class="button button-quiet" id="pages-get" on:click=plan>
            "Get all pages"
        </button>
    }
}

#[component]
fn PlanView(words: Vec<String>) -> impl IntoView {
    let store = Store::expect();
    let start = store.does(|store| {
        store.send(Event::Pages(PagesEvent::Start(clock::now())));
        focus_soon("pages-pause");
    });
    let drop = store.does(|store| {
        store.send(Event::Pages(PagesEvent::Drop));
        focus_soon("pages-get");
    });
    let words = words.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    view! {
        <div class="pages" role="group" aria-label="All pages">
            <div class="pages-words">{words}</div>
            <div class="actions">
                <button class="button" id="pages-start" on:click=start>
                    "Start"
                </button>
                <button class="button button-quiet" on:click=drop>
                    "Not now"
                </button>
            </div>
        </div>
    }
}

#[component]
fn ProgressView() -> impl IntoView {
    let store = Store::expect();
    let progress = move |part: fn(PagesProgress) -> Option<String>| {
        let now = store.clock();
        store.look(|console| console.pages_progress(now)).and_then(part)
    };
    let phase = move || store.look(Console::pages_phase);
    let is_going = move || phase() == Some(PagesPhase::Going);
    let state = move || match phase() {
        Some(PagesPhase::Going) => "Getting all pages.".to_owned(),
        Some(PagesPhase::Paused) => "Paused.".to_owned(),
        Some(PagesPhase::NeedsSession) => {
            "The session has ended. Sign in again as the same person, and it goes on.".to_owned()
        }
        Some(PagesPhase::Halted(why)) => format!("{why} Resume asks for it again."),
        _ => String::new(),
    };
    let wait = move || if is_going() { progress(|progress| progress.wait) } else { None };
    let turn = store.does(|store| {
        let is_going = store.now(Console::pages_phase) == Some(PagesPhase::Going);
        store.send(Event::Pages(if is_going { PagesEvent::Pause } else { PagesEvent::Resume(clock::now()) }));
    });
    let stop = store.does(|store| {
        store.send(Event::Pages(PagesEvent::Stop));
        focus_soon("pages");
    });
    view! {
        <div class="pages" id="pages" tabindex="-1">
            <div class="pages-words">
                <p>
                    <span role="status" class="pages-state">{state}</span>
                    " "
                    <span class="pages-wait">{wait}</span>
                </p>
                <progress
                    aria-label="Pages"
                    max=move || progress(|progress| progress.of.map(|of| of.to_string()))
                    value=move || progress(|progress| progress.of.map(|_| progress.pages.to_string()))
                ></progress>
                <p class="measure">{move || progress(|progress| Some(progress.words))}</p>
            </div>
            <div class="actions">
                <button
                    class="button button-quiet"
                    id="pages-pause"
                    hidden=move || phase() == Some(PagesPhase::NeedsSession)
                    on:click=turn
                >
                    {move || if is_going() { "Pause" } else { "Resume" }}
                </button>
                <button class="button button-quiet" on:click=stop>
                    "Stop"
                </button>
            </div>
        </div>
    }
}

/// Takes the focus to an element that is about to be drawn: the one that has it is about to go.
fn focus_soon(id: &'static str) {
    request_animation_frame(move || focus(id));
}
