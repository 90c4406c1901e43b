//! Going from page to page of the app without loading anything anew.

use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use crate::console::Route;

/// The page at the present address; `None` if it is none of the app at `root`.
pub fn route(root: &str) -> Option<Route> {
    Route::at(window().location().href().ok()?.strip_prefix(root)?)
}

/// Calls `follow` with the page that a link leads to when it is clicked, in place of the browser, and `look` when the
/// address has changed by the browser's own buttons.
pub fn watch(root: String, follow: impl Fn(Route) + 'static, look: impl Fn() + 'static) {
    let click = Closure::<dyn Fn(_)>::new(move |event: MouseEvent| {
        if let Some(route) = followed(&root, &event) {
            event.prevent_default();
            follow(route);
        }
    });
    let look = Closure::<dyn Fn()>::new(look);
    for (event, listener) in [("click", click.into_js_value()), ("popstate", look.into_js_value())] {
        let _ = window().add_event_listener_with_callback(event, listener.unchecked_ref());
    }
}

/// The page that a plain click leads to: one that opens no other tab, on a link to a page of the app and to nothing in it.
fn followed(root: &str, event: &MouseEvent) -> Option<Route> {
    let has_key = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if event.default_prevented() || event.button() != 0 || has_key {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
    if !link.target().is_empty() || link.rel().contains("external") || link.has_attribute("download") {
        return None;
    }
    let href = link.href();
    let rest = href.strip_prefix(root)?;
    Route::at(rest).filter(|route| route.path() == rest)
}

/// Makes the address that of `route`, with an entry of its own in the session history unless it is that already.
pub fn go(root: &str, route: Route) {
    let address = format!("{root}{}", route.path());
    if window().location().href().is_ok_and(|present| present == address) {
        return;
    }
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Scrolls to the beginning of the page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}
