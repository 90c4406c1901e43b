//! The page itself: where its root is, what it is called, how it is left and comes back.

use gloo_events::EventListener;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, PageTransitionEvent, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::console::Route;

/// The app's root: what every route file's `<base>` names, without query and fragment. This is the redirect URI.
pub fn root() -> String {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    base.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The path of `root`, a URL, without its last slash: what names the app in storage, and the base of its routes.
pub fn base_path(root: &str) -> String {
    let path = web_sys::Url::new(root).map(|url| url.pathname()).unwrap_or_default();
    path.strip_suffix('/').unwrap_or(&path).to_owned()
}

/// The origin of the page.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Takes the query out of the address of the app's root, if there is one: what it says is taken once.
pub fn take_query(root: &str) -> Option<String> {
    let query = window().location().search().ok().filter(|query| !query.is_empty())?;
    let is_root = window().location().href().is_ok_and(|address| address.split('?').next() == Some(root));
    if is_root {
        show(root, Route::Home);
    }
    is_root.then_some(query)
}

/// Leaves the page for `url`.
pub fn leave(url: &str) {
    // `assign` fails only for what is no URL, and ours is made of checked parts.
    let _ = window().location().assign(url);
}

/// The address of `route`.
pub fn address(root: &str, route: Route) -> String {
    format!("{root}{}", route.path())
}

/// Puts the address of `route` in place of the present one. Only before the pages are there: they would not notice.
pub fn show(root: &str, route: Route) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address(root, route)));
    }
}

/// Makes the address that of `route`, with an entry of its own in the session history unless it is that already. The
/// router hears of it by `popstate`, as of the browser's own buttons (docs/decisions/0035-navigation-by-popstate.md).
pub fn visit(root: &str, route: Route) {
    let address = address(root, route);
    if window().location().href().is_ok_and(|present| present == address) {
        return;
    }
    if let Ok(history) = window().history()
        && history.push_state_with_url(&JsValue::NULL, "", Some(&address)).is_ok()
        && let Ok(event) = web_sys::Event::new("popstate")
    {
        let _ = window().dispatch_event(&event);
    }
}

/// Scrolls to the beginning of the page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Tells the page (src/guard.js) that the app cannot go on.
pub fn tell_stopped() {
    let event = web_sys::Event::new("app-stopped");
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// Whether the Command key is here what Ctrl is elsewhere.
pub fn has_command_key() -> bool {
    window()
        .navigator()
        .platform()
        .is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Brings the element with this id into sight, if it is not.
pub fn bring_into_sight(id: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Brings the element with this id to the top of the window: at once for those who want less motion.
pub fn bring_to_top(id: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Start);
    if !matches("(prefers-reduced-motion: reduce)") {
        options.set_behavior(ScrollBehavior::Smooth);
    }
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Whether the top of the element with this id is in the window.
pub fn is_top_in_sight(id: &str) -> bool {
    let top = document().get_element_by_id(id).map(|element| element.get_bounding_client_rect().top());
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    top.is_some_and(|top| (0.0..height).contains(&top))
}

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    document().active_element()
}

/// Whether a list of the person's lies over the page: from 900 px on, `style/layout.css` has it beside what is open.
pub fn is_narrow() -> bool {
    matches("(max-width: 899px)")
}

/// Whether the person's fingers are on the screen, where a field that takes the focus brings up a keyboard.
pub fn is_touched() -> bool {
    matches("(pointer: coarse)")
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Calls `act` when the address has changed and the page has stayed: by Back, Forward, or another fragment.
pub fn on_address(act: impl Fn() + Clone + 'static) {
    for event in ["popstate", "hashchange"] {
        let act = act.clone();
        EventListener::new(&window(), event, move |_| act()).forget();
    }
}

/// Calls `act` when the page comes back from the back/forward cache: it is as it was when it was left.
pub fn on_restored(act: impl Fn() + 'static) {
    let shown = move |event: &web_sys::Event| {
        if event.unchecked_ref::<PageTransitionEvent>().persisted() {
            act();
        }
    };
    EventListener::new(&window(), "pageshow", shown).forget();
}
