//! Keys that do something wherever one is, and the list of them.

use leptos::prelude::*;

use crate::browser::keyboard::Pressed;
use crate::browser::page;
use crate::console::{Action, Around};

/// Where text is typed: a character is no shortcut there.
const FIELDS: &str = "input, textarea, select, [contenteditable]";

/// What a key does beside the actions: where, and which.
const OTHERS: [(&str, &[(&str, &str)]); 3] = [
    (
        "In the tree",
        &[
            ("↑ ↓", "Row by row"),
            ("→ ←", "Open and go in, close and go out"),
            ("Enter", "Open or close; show a value as a whole"),
            ("*", "Open everything beside"),
            ("Home End", "First and last row"),
            ("a … z", "Go to the next row that begins so"),
        ],
    ),
    ("In the response", &[("Ctrl F", "Find in the response")]),
    ("In Find", &[("Enter", "Next"), ("Shift Enter", "Previous")]),
];

/// The action of a key that is pressed, if it has one there.
pub fn action(pressed: &Pressed) -> Option<Action> {
    let around = Around {
        is_field: pressed.is_within(FIELDS),
        // In any other form a command may be meant for what is in it.
        is_form: pressed.is_within("form:not(.request-line)"),
        // Where the browser's own find would see only the rows that are drawn. From the field itself, it is reached.
        is_response: pressed.is_within(".response") && !pressed.is_within("#find"),
    };
    if pressed.is_taken() { None } else { Action::of_press(pressed.press(), around, page::has_command_key()) }
}

/// Keys as they are called on this machine.
pub fn keys(keys: &str) -> AnyView {
    let ctrl = if page::has_command_key() { "⌘" } else { "Ctrl" };
    let key = |key: &str| view! { <kbd>{if key == "Ctrl" { ctrl.to_owned() } else { key.to_owned() }}</kbd> };
    keys.split(' ').filter(|key| !key.is_empty()).map(key).collect_view().into_any()
}

/// The list.
#[component]
pub fn ShortcutList(
    /// Closes it.
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let row = |pressed: &'static str, words: &'static str| {
        view! { <div><dt>{keys(pressed)}</dt><dd>{words}</dd></div> }
    };
    let actions = |is_key: bool| {
        let all = Action::ALL.into_iter().map(|action| (action.keys(), action.words()));
        all.filter(move |(keys, _)| !keys.is_empty() && (keys.chars().count() == 1) == is_key)
    };
    let part = move |title: &'static str, rows: Vec<(&'static str, &'static str)>| {
        let rows = rows.into_iter().map(|(keys, words)| row(keys, words)).collect_view();
        view! { <section><h3>{title}</h3><dl>{rows}</dl></section> }
    };
    view! {
        <div class="overlay-head">
            <h2>{Action::Shortcuts.words()}</h2>
            <button class="button button-quiet toggle" aria-label="Close" on:click=move |_| close()>"×"</button>
        </div>
        <div class="shortcuts">
            {part("Anywhere", actions(false).collect())}
            {part("Outside of fields and lists", actions(true).collect())}
            {OTHERS.map(|(title, rows)| part(title, rows.to_vec())).collect_view()}
        </div>
    }
}
