//! The path and, below it, the endpoints of the catalogue that it may become.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{fault, of_draft};
use crate::browser::keyboard::{Pressed, on_press};
use crate::browser::reference;
use crate::catalogue::search::{Mark, Spot};
use crate::catalogue::{Answer, Found, Question};
use crate::console::{Edit, Event, Section};
use crate::ui::choice::Choice;
use crate::ui::store::Store;

/// So many endpoints are shown at most.
const SHOWN: u32 = 40;

/// The field and its list.
#[component]
pub fn PathField() -> impl IntoView {
    let store = Store::expect();
    let choice = Choice::new();
    // What was found, and how often something was looked for.
    let found = Arc::new(Mutex::new((Vec::<Found>::new(), 0_u32)));
    let version = RwSignal::new(0_u32);
    let search = {
        let found = found.clone();
        move |typed: String| {
            let Ok(mut state) = found.lock() else { return };
            state.1 += 1;
            let number = state.1;
            let found = found.clone();
            spawn_local(async move {
                let answer = reference::ask(&Question::Search { typed, limit: SHOWN }).await;
                let (Some(Answer::Found(list)), Ok(mut state)) = (answer, found.lock()) else { return };
                // What was typed since is being looked for, or the field is gone.
                if state.1 == number && version.try_get_untracked().is_some() {
                    choice.active.set(None);
                    choice.is_open.set(!list.is_empty() && is_focused());
                    state.0 = list;
                    drop(state);
                    version.set(number);
                }
            });
        }
    };
    let typed = {
        let search = search.clone();
        move |text: String| {
            store.send(Event::Edit(Edit::Path(text.clone())));
            search(text);
        }
    };
    let listed = move || found.lock().map(|state| state.0.clone()).unwrap_or_default();
    let take = move |chosen: Found| {
        choice.is_open.set(false);
        spawn_local(async move {
            let question = Question::Endpoint { method: chosen.method, target: chosen.path };
            if let Some(Answer::Endpoint(Some(known))) = reference::ask(&question).await {
                store.send(Event::Use(Box::new(known.endpoint)));
            }
        });
    };
    let pressed = {
        let listed = listed.clone();
        move |pressed: &Pressed| {
            if pressed.key() == "ArrowDown" && !choice.is_open.get_untracked() {
                pressed.take();
                return search(store.now(|console| console.work.sheet().draft.path.clone()));
            }
            let mut listed = listed();
            match choice.press(pressed, listed.len()) {
                Some(at) => take(listed.swap_remove(at)),
                None if pressed.key() == "Enter" => choice.is_open.set(false),
                None => {}
            }
        }
    };
    let option = move |(at, endpoint): (usize, Found)| {
        let Found { method, path, tool, line, marks, is_version } = endpoint.clone();
        view! {
            <li
                id=format!("endpoint-{at}")
                role="option"
                aria-selected=move || (choice.active.get() == Some(at)).to_string()
                class:is-active=move || choice.active.get() == Some(at)
                class:is-version=is_version
                on:mousedown=move |event| {
                    event.prevent_default();
                    take(endpoint.clone());
                }
            >
                <span class="method" data-method=method.name()>{method.name()}</span>
                <span class="mono">{marked(&path, Spot::Path, &marks)}</span>
                <span class="why">{marked(&line, Spot::Line, &marks)}" · "{marked(&tool, Spot::Tool, &marks)}</span>
            </li>
        }
    };
    let problem = fault(store, Section::Path);
    view! {
        <span class="path">
            <input
                class="url"
                id="path"
                role="combobox"
                aria-label="Path"
                aria-expanded=move || choice.is_open.get().to_string()
                aria-controls="endpoints"
                aria-activedescendant=move || choice.active.get().map(|at| format!("endpoint-{at}"))
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
                placeholder="A path, or words to find one: rfi create"
                prop:value=of_draft(store, |draft| draft.path.clone())
                on:input:target=move |event| typed(event.target().value())
                on:keydown=on_press(pressed)
                on:blur=move |_| choice.is_open.set(false)
                aria-invalid=move || (!problem.get().is_empty()).then_some("true")
                aria-describedby="path-problem"
            />
            <ul id="endpoints" class="endpoints" role="listbox" aria-label="Endpoints" hidden=move || !choice.is_open.get()>
                {move || {
                    version.get();
                    let list = if choice.is_open.get() { listed() } else { Vec::new() };
                    list.into_iter().enumerate().map(option).collect_view()
                }}
            </ul>
        </span>
    }
}

/// Whether the person is still at the field: the first answer may take a moment.
fn is_focused() -> bool {
    document().active_element().is_some_and(|element| element.id() == "path")
}

/// A text with what was looked for marked.
fn marked(text: &str, spot: Spot, marks: &[Mark]) -> AnyView {
    let mut parts = Vec::new();
    let mut at = 0;
    for mark in marks.iter().filter(|mark| mark.spot == spot) {
        let (from, to) = (mark.from as usize, mark.to as usize);
        parts.push(text.get(at..from).unwrap_or_default().to_owned().into_any());
        parts.push(view! { <mark>{text.get(from..to).unwrap_or_default().to_owned()}</mark> }.into_any());
        at = to;
    }
    parts.push(text.get(at..).unwrap_or_default().to_owned().into_any());
    parts.into_any()
}
