//! Where the views are put.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts a view into the page, in place of the waiting page or of the first one.
pub fn mount(view: impl FnOnce() -> AnyView + 'static) {
    if let Some(app) = document().get_element_by_id("app") {
        app.set_text_content(None);
        mount_to(app.unchecked_into::<HtmlElement>(), view).forget();
    }
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
