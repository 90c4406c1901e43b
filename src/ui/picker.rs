//! A company or a project by name: a field with a list below it that is searched as one types (WAI-ARIA, "combobox").

use std::time::Duration;

use leptos::html::Input;
use leptos::prelude::*;

use super::choice::Choice;
use super::store::Store;
use crate::browser::keyboard::{Pressed, on_press};
use crate::console::{Console, Event, Kind};
use crate::procore::Named;

/// So many entries are drawn at most.
const DRAWN: usize = 60;
/// So long nothing must be typed before the server is asked, in milliseconds.
const PAUSE: u64 = 250;

/// The field and its list.
#[component]
pub fn Picker(
    /// What is picked.
    kind: Kind,
) -> impl IntoView {
    let store = Store::expect();
    let (label, list, none) = match kind {
        Kind::Company => ("Company", "companies", "No company"),
        Kind::Project => ("Project", "projects", "No project"),
    };
    let choice = Choice::new();
    let Choice { is_open, active } = choice;
    let typed = RwSignal::new(String::new());
    let input = NodeRef::<Input>::new();
    let chosen = move || store.look(|console| named(console, kind).cloned());
    // What can be chosen now: nothing at all first, if there is something to give up.
    let entries = move || {
        let words = typed.get();
        store.look(|console| {
            let first = (words.is_empty() && named(console, kind).is_some()).then_some(None);
            let entries = console.places.list(kind).entries.iter().filter(|named| named.matches(&words));
            first.into_iter().chain(entries.take(DRAWN).cloned().map(Some)).collect::<Vec<_>>()
        })
    };
    let open = move || {
        if !is_open.get_untracked() {
            typed.set(String::new());
            active.set(Some(0));
            is_open.set(true);
            store.send(Event::WantList(kind, String::new()));
            if let Some(input) = input.get_untracked() {
                input.select();
            }
        }
    };
    let close = move || {
        is_open.set(false);
        typed.set(String::new());
    };
    let choose = move |named: Option<Named>| {
        close();
        store.send(match kind {
            Kind::Company => Event::ChooseCompany(named),
            Kind::Project => Event::ChooseProject(named),
        });
    };
    let mut ask = debounce(Duration::from_millis(PAUSE), move |text: String| {
        // A choice that was made meanwhile has emptied the field.
        if typed.with_untracked(|now| *now == text) {
            store.send(Event::WantList(kind, text));
        }
    });
    let mut search = move |text: String| {
        is_open.set(true);
        active.set(Some(0));
        typed.set(text.clone());
        ask(text);
    };
    let pressed = move |pressed: &Pressed| {
        if !is_open.get_untracked() && matches!(pressed.key(), "ArrowDown" | "ArrowUp") {
            pressed.take();
            return open();
        }
        let mut entries = untrack(entries);
        if let Some(at) = choice.press(pressed, entries.len()) {
            choose(entries.swap_remove(at));
        }
    };
    let option = move |at: usize, named: Option<Named>| {
        let is_chosen = named.is_some() && untrack(chosen) == named;
        let name = named.as_ref().map_or_else(|| none.to_owned(), |named| named.name.clone());
        let number = named.as_ref().and_then(|named| named.number.clone());
        let id = named.as_ref().map(|named| named.id.clone());
        view! {
            <li
                id=format!("{list}-{at}")
                role="option"
                aria-selected=is_chosen.to_string()
                class:is-active=move || active.get() == Some(at)
                // Before the field loses the focus, which closes the list.
                on:mousedown=move |event| {
                    event.prevent_default();
                    choose(named.clone());
                }
            >
                <span>{name}</span>
                <span class="why mono">{number}" "{id}</span>
            </li>
        }
    };
    let state = move || {
        let found = entries().len();
        let is_searched = !typed.with(String::is_empty);
        store.look(|console| {
            let list = console.places.list(kind);
            match list.failed {
                _ if list.is_asking() => "Asking Procore…".to_owned(),
                Some(Some(status)) => {
                    format!("Procore answered {status}. You can type ids into the request itself.")
                }
                Some(None) => "There was no answer. You can type ids into the request itself.".to_owned(),
                None if kind == Kind::Project && console.places.chosen.company.is_none() => {
                    "Choose a company first.".to_owned()
                }
                None if found == 0 && is_searched => "Nothing found.".to_owned(),
                None if list.entries.is_empty() => "There are none that you may see.".to_owned(),
                None if found >= DRAWN || !list.is_all => "Type to find more.".to_owned(),
                None => String::new(),
            }
        })
    };
    let shown = move || match is_open.get() {
        true => typed.get(),
        false => chosen().map(|named| named.name).unwrap_or_default(),
    };
    let active_id = move || active.get().filter(|_| is_open.get()).map(|at| format!("{list}-{at}"));
    view! {
        <div class="picker">
            <label class="visually-hidden" for=label>{label}</label>
            <input
                node_ref=input
                id=label
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                placeholder=move || chosen().map_or_else(|| label.to_owned(), |named| named.name)
                aria-expanded=move || is_open.get().to_string()
                aria-controls=list
                aria-activedescendant=active_id
                prop:value=shown
                on:focus=move |_| open()
                on:click=move |_| open()
                on:blur=move |_| close()
                on:input:target=move |event| search(event.target().value())
                on:keydown=on_press(pressed)
            />
            <div class="picker-list" hidden=move || !is_open.get()>
                <ul id=list role="listbox" aria-label=label>
                    {move || {
                        let entries = if is_open.get() { entries() } else { Vec::new() };
                        entries.into_iter().enumerate().map(|(at, named)| option(at, named)).collect_view()
                    }}
                </ul>
                <p class="hint" role="status">{state}</p>
            </div>
        </div>
    }
}

fn named(console: &Console, kind: Kind) -> Option<&Named> {
    let chosen = &console.places.chosen;
    match kind {
        Kind::Company => chosen.company.as_ref(),
        Kind::Project => chosen.project.as_ref(),
    }
}
