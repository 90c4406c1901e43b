//! Find in the document.

use leptos::prelude::*;

use super::desk::Desk;
use crate::browser::keyboard::{Pressed, on_press};
use crate::engine::Place;
use crate::json::Query;

/// The field, what it looks for, and how far it is.
#[component]
pub fn FindBar() -> impl IntoView {
    let desk: Desk = expect_context();
    let query = desk.query;
    let change = move |change: &dyn Fn(&mut Query)| {
        query.update(change);
        desk.find();
    };
    let typed = move |event| {
        let pattern = event_target_value(&event);
        change(&|query| query.pattern.clone_from(&pattern));
    };
    let pressed = move |pressed: &Pressed| {
        match pressed.key() {
            "Enter" if pressed.press().shift => desk.go(Place::PreviousHit),
            "Enter" => desk.go(Place::NextHit),
            _ => return,
        }
        pressed.take();
    };
    let scope = move |event| {
        let value = event_target_value(&event);
        change(&|query| (query.in_names, query.in_values) = (value != "values", value != "keys"));
    };
    let toggle =
        move |label: &'static str, face: &'static str, is_on: fn(&Query) -> bool, flip: fn(&mut Query)| {
            view! {
                <button
                    class="button button-quiet toggle"
                    aria-pressed=move || query.with(is_on).to_string()
                    aria-label=label
                    title=label
                    on:click=move |_| change(&flip)
                >
                    {face}
                </button>
            }
        };
    let step = move |label: &'static str, face: &'static str, place: Place| {
        view! {
            <button class="button button-quiet toggle" aria-label=label title=label on:click=move |_| desk.go(place.clone())>
                {face}
            </button>
        }
    };
    let state = move || {
        desk.found.with(|found| {
            let Some(found) = found else { return String::new() };
            if let Some(problem) = &found.problem {
                return problem.clone();
            }
            let at = found.at.map(|at| format!("{} of ", at + 1)).unwrap_or_default();
            let more = if found.is_done { "" } else { "…" };
            match found.count {
                0 if found.is_done => "Nothing found".to_owned(),
                count => format!("{at}{count}{more}"),
            }
        })
    };
    let is_wrong =
        move || desk.found.with(|found| found.as_ref().is_some_and(|found| found.problem.is_some()));
    view! {
        <div class="find" role="search" aria-label="Find in response">
            <input
                type="search"
                id=desk.id("find")
                aria-label="Find in response"
                placeholder="Find in response"
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
                aria-invalid=move || is_wrong().then_some("true")
                prop:value=move || query.with(|query| query.pattern.clone())
                on:input=typed
                on:keydown=on_press(pressed)
            />
            {toggle("Match case", "Aa", |query| !query.ignore_case, |query| query.ignore_case = !query.ignore_case)}
            {toggle("Regular expression", ".*", |query| query.is_regex, |query| query.is_regex = !query.is_regex)}
            <select aria-label="Find in" on:change=scope>
                <option value="both">"Keys and values"</option>
                <option value="keys">"Keys"</option>
                <option value="values">"Values"</option>
            </select>
            {step("Previous", "↑", Place::PreviousHit)} {step("Next", "↓", Place::NextHit)}
            <span class="find-state" role="status">{state}</span>
        </div>
    }
}
