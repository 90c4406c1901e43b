//! The view of a document, loaded into the page when there is one.

#[cfg(target_arch = "wasm32")]
use std::rc::Rc;

#[cfg(target_arch = "wasm32")]
use procore_console::share::Seen;
#[cfg(target_arch = "wasm32")]
use procore_console::viewer::{self, Workers};
#[cfg(target_arch = "wasm32")]
use procore_console::wire::Connection;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsValue;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
fn main() {
    procore_console::browser::panic::install();
}

/// Draws the document of `worker` into `container`, in place of what was shown before. Files that are made of it get that
/// name, `of` says what it answers, and it is looked at like this first ([`Seen`]). `chosen` is called for each value that the person comes to: with what it
/// says and the names on the way to it, if it may be an id, and else with nothing.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn show(
    container: web_sys::HtmlElement,
    worker: web_sys::Worker,
    name: String,
    of: String,
    seen: &str,
    chosen: js_sys::Function,
) {
    let hear = move |id: Option<(Vec<String>, String)>| {
        let (names, id) = id.map_or_else(Default::default, |(names, id)| (names, Some(id)));
        let id = id.map_or(JsValue::UNDEFINED, Into::into);
        let _ = chosen.call2(&JsValue::UNDEFINED, &id, &names.into());
    };
    let (connection, seen) = (Connection::Worker(worker), Seen::from_text(seen));
    viewer::show(container, connection, Workers::default(), name, of, seen, Rc::new(hear));
}

/// How the document is looked at just now ([`Seen`]).
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn seen() -> String {
    viewer::seen().to_text()
}

/// Draws nothing any more.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn hide() {
    viewer::hide();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This is a part of an app that runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
