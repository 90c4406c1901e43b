//! The palette, and the keys that lead to it and past it.

use std::time::Duration;

use leptos::ev::{self, MouseEvent};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::choice::Choice;
use super::opened;
use super::session_panel;
use super::shell::focus;
use super::shortcuts::{self, ShortcutList};
use super::store::Store;
use crate::browser::keyboard::{Pressed, on_press};
use crate::browser::{clock, page, reference};
use crate::catalogue::{Answer, Found, Question};
use crate::console::{Action, Console, Deed, Event, Goal, PaletteRow, Route};

/// So many endpoints are shown at most.
const ENDPOINTS: u32 = 8;
/// So long nothing must be typed before lists are asked for, in milliseconds.
const PAUSE: u64 = 250;

/// What lies over the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overlay {
    Palette,
    Shortcuts,
}

/// What lies over the page just now, for all that is on the page.
#[derive(Clone, Copy)]
struct Shown(RwSignal<Option<Overlay>>);

/// Gives all that is on the page the way to the palette.
pub fn provide() {
    provide_context(Shown(RwSignal::new(None)));
}

/// Opens the palette.
#[component]
pub fn PaletteButton() -> impl IntoView {
    let Shown(shown) = expect_context();
    view! {
        <button
            class="button button-quiet palette-open"
            aria-haspopup="dialog"
            title=Action::Palette.words()
            on:click=move |_| shown.set(Some(Overlay::Palette))
        >
            "Find "
            {shortcuts::keys(Action::Palette.keys())}
        </button>
    }
}

/// The palette and the list of shortcuts, each over the page while it is wanted.
#[component]
pub fn Overlays() -> impl IntoView {
    let store = Store::expect();
    let Shown(shown) = expect_context();
    let take_shortcut = move |pressed: &Pressed| {
        if shown.get_untracked().is_some() {
            return;
        }
        // On the other pages a key does nothing to what is open in the console.
        let is_here = untrack(|| store.route()) == Some(Route::Home);
        let is_possible = |action: &Action| {
            (is_here || matches!(action, Action::Palette | Action::Shortcuts))
                && store.now(|console| action.is_possible(console))
        };
        if let Some(action) = shortcuts::action(pressed).filter(is_possible) {
            pressed.take();
            perform(store, shown, action);
        }
    };
    let listener = window_event_listener(ev::keydown, on_press(take_shortcut));
    on_cleanup(move || listener.remove());
    move || {
        shown.get().map(|overlay| {
            let dialog = NodeRef::<Dialog>::new();
            Effect::new(move || {
                if let Some(dialog) = dialog.get() {
                    let _ = dialog.show_modal();
                }
            });
            // The browser closes a dialog by Escape, and gives the focus back.
            let close = move || {
                if let Some(dialog) = dialog.get_untracked() {
                    dialog.close();
                }
            };
            let clicked = move |event: MouseEvent| {
                if event.target() == dialog.get_untracked().map(Into::into) {
                    close();
                }
            };
            let act = move |action| {
                close();
                shown.set(None);
                perform(store, shown, action);
            };
            let inside = match overlay {
                Overlay::Palette => view! { <Palette close act /> }.into_any(),
                Overlay::Shortcuts => view! { <ShortcutList close /> }.into_any(),
            };
            let title = match overlay {
                Overlay::Palette => Action::Palette.words(),
                Overlay::Shortcuts => Action::Shortcuts.words(),
            };
            view! {
                <dialog
                    node_ref=dialog
                    class="overlay"
                    aria-label=title
                    on:close=move |_| shown.set(None)
                    on:click=clicked
                >
                    <div class="overlay-inside">{inside}</div>
                </dialog>
            }
        })
    }
}

/// Does what an action says.
fn perform(store: Store, shown: RwSignal<Option<Overlay>>, action: Action) {
    session_panel::hide();
    match action {
        Action::Palette => shown.set(Some(Overlay::Palette)),
        Action::Shortcuts => shown.set(Some(Overlay::Shortcuts)),
        Action::Renew => store.renew(),
        Action::OpenFile => {
            do_it(store, Deed { page: Some(Route::Home), ..Deed::default() });
            // Once the console is there.
            request_animation_frame(opened::choose);
        }
        _ => do_it(store, store.now(|console| action.deed(console, clock::now()))),
    }
}

fn do_it(store: Store, Deed { event, focus: at, page }: Deed) {
    if let Some(page) = page.filter(|page| untrack(|| store.route()) != Some(*page)) {
        store.go(page);
    }
    if let Some(event) = event {
        store.send(event);
    }
    if let Some(at) = at {
        // Once it is drawn.
        request_animation_frame(move || focus(at));
    }
}

/// A field, and what is found by what is typed in it.
#[component]
fn Palette(
    /// Closes it.
    close: impl Fn() + Copy + Send + Sync + 'static,
    /// Closes it and does this.
    act: impl Fn(Action) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let store = Store::expect();
    let input = NodeRef::<Input>::new();
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(Vec::<Found>::new());
    let choice = Choice::new();
    choice.is_open.set(true);
    choice.active.set(Some(0));
    store.send(Event::Search(String::new()));
    let rows = move || {
        typed.with(|typed| found.with(|found| store.look(|console: &Console| console.palette(typed, found))))
    };
    let rows = Memo::new(move |_| rows());
    let mut ask = debounce(Duration::from_millis(PAUSE), move |text| store.send(Event::Search(text)));
    let mut search = move |text: String| {
        typed.set(text.clone());
        choice.active.set(Some(0));
        ask(text.clone());
        let is_typed = move |text: &String| typed.try_get_untracked().is_some_and(|now| now == *text);
        if text.trim().is_empty() {
            return found.set(Vec::new());
        }
        spawn_local(async move {
            let answer = reference::ask(&Question::Search { typed: text.clone(), limit: ENDPOINTS }).await;
            if let Some(Answer::Found(list)) = answer.filter(|_| is_typed(&text)) {
                found.set(list);
            }
        });
    };
    let take = move |row: PaletteRow| match row.goal {
        Goal::Do(action) => act(action),
        goal => {
            close();
            go(store, goal);
        }
    };
    let pressed = move |pressed: &Pressed| {
        // The dialog's own.
        if pressed.key() == "Escape" {
            return;
        }
        let mut listed = rows.get_untracked();
        if let Some(at) = choice.press(pressed, listed.len()) {
            take(listed.swap_remove(at));
        }
        page::bring_into_sight(&id(choice.active.get_untracked().unwrap_or_default()));
    };
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let option = move |(at, row): (usize, PaletteRow)| {
        let is_active = move || choice.active.get() == Some(at);
        let method = row.method.map(|method| {
            view! { <span class="method" data-method=method.name()>{method.name()}</span> }
        });
        let beside = match row.goal {
            Goal::Do(_) => shortcuts::keys(&row.beside),
            _ => row.beside.clone().into_any(),
        };
        let kind = row.kind();
        let title = row.title.clone();
        view! {
            <li
                id=id(at)
                role="option"
                aria-selected=move || is_active().to_string()
                class:is-active=is_active
                on:click=move |_| take(row.clone())
            >
                {method}
                <span class="palette-title" class:mono=row.method.is_some()>{title}</span>
                <span class="why">{beside}</span>
                <span class="palette-kind">{kind}</span>
            </li>
        }
    };
    view! {
        <input
            node_ref=input
            id="palette"
            class="palette-field"
            role="combobox"
            aria-label=Action::Palette.words()
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant=move || choice.active.get().filter(|at| rows.with(|rows| *at < rows.len())).map(id)
            autocomplete="off"
            spellcheck="false"
            autocapitalize="none"
            placeholder="Endpoints, history, projects, actions"
            on:input:target=move |event| search(event.target().value())
            on:keydown=on_press(pressed)
        />
        <ul id="palette-list" class="palette-list" role="listbox" aria-label="Found">
            {move || rows.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
        <p class="hint" role="status">{move || if rows.with(Vec::is_empty) { "Nothing found." } else { "" }}</p>
    }
}

fn id(at: usize) -> String {
    format!("palette-{at}")
}

/// Goes to what is no action.
fn go(store: Store, goal: Goal) {
    do_it(store, Deed { page: Some(Route::Home), ..Deed::default() });
    match goal {
        Goal::Endpoint(method, target) => spawn_local(async move {
            let question = Question::Endpoint { method, target };
            if let Some(Answer::Endpoint(Some(known))) = reference::ask(&question).await {
                store.send(Event::UseApart(Box::new(known.endpoint)));
                request_animation_frame(|| focus("path"));
            }
        }),
        goal => store.send(Event::Go(goal)),
    }
}
