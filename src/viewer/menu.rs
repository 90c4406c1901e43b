//! A button with a menu.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, Node};

use crate::browser::keyboard::{Pressed, on_press};

/// What an entry is called, and what it does.
pub type Entry = (&'static str, Box<dyn Fn()>);

/// A button that opens a menu (WAI-ARIA Authoring Practices, "Menu Button").
#[component]
pub fn Menu(
    /// What stands on the button.
    label: &'static str,
    /// What stands behind that, if anything does.
    more: Signal<String>,
    /// What can be chosen.
    entries: Vec<Entry>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let around = NodeRef::<Div>::new();
    let entries = StoredValue::new_local(entries);
    // A browser tells that the focus has left an element that goes, too: the view is gone by then.
    let element = move || around.try_get_untracked().flatten();
    let move_focus = move |by: i32| {
        let Some(items) = element().and_then(|menu| menu.query_selector_all("[role=menuitem]").ok()) else {
            return;
        };
        let count = items.length() as i32;
        let active = document().active_element();
        let at = (0..count).find(|at| items.get(*at as u32) == active.clone().map(Node::from));
        let to = at.map_or(if by > 0 { 0 } else { count - 1 }, |at| (at + by).rem_euclid(count));
        if let Some(item) = items.get(to as u32) {
            let _ = item.unchecked_into::<HtmlElement>().focus();
        }
    };
    let focus_button = move || {
        let button = element().and_then(|menu| menu.query_selector("button").ok().flatten());
        if let Some(button) = button {
            let _ = button.unchecked_into::<HtmlElement>().focus();
        }
    };
    let pressed = move |pressed: &Pressed| {
        match pressed.key() {
            "ArrowDown" => {
                is_open.set(true);
                request_animation_frame(move || move_focus(1));
            }
            "ArrowUp" if is_open.get_untracked() => move_focus(-1),
            "Escape" if is_open.get_untracked() => {
                is_open.set(false);
                focus_button();
            }
            _ => return,
        }
        pressed.take();
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let is_outside = element().is_some_and(|menu| !menu.contains(to.as_ref()));
        if is_outside {
            is_open.set(false);
        }
    };
    let draw = move || {
        let labels =
            entries.with_value(|entries| entries.iter().map(|(label, _)| *label).collect::<Vec<_>>());
        let items = labels.into_iter().enumerate().map(|(at, label)| {
            let choose = move |_| {
                is_open.set(false);
                focus_button();
                entries.with_value(|entries| {
                    if let Some((_, act)) = entries.get(at) {
                        act();
                    }
                });
            };
            view! {
                <button class="menu-item" role="menuitem" tabindex="-1" on:click=choose>
                    {label}
                </button>
            }
        });
        items.collect_view()
    };
    view! {
        <div class="menu" node_ref=around on:keydown=on_press(pressed) on:focusout=left>
            <button
                class="button button-quiet"
                aria-haspopup="menu"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                {label}
                <span>{more}</span>
                <span aria-hidden="true">" ▾"</span>
            </button>
            {move || is_open.get().then(|| view! { <div class="menu-items" role="menu" aria-label=label>{draw()}</div> })}
        </div>
    }
}
