//! The view of a document, loaded into the page when there is one.

#[cfg(target_arch = "wasm32")]
use procore_console::share::Seen;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_arch = "wasm32")]
fn main() {
    procore_console::browser::panic::install();
}

/// Draws the document of `worker` into `container`, in place of what was shown before. Files that are made of it get that
/// name, and it is looked at like this first ([`Seen`]).
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn show(container: web_sys::HtmlElement, worker: web_sys::Worker, name: String, seen: &str) {
    procore_console::viewer::show(container, worker, name, Seen::from_text(seen));
}

/// How the document is looked at just now ([`Seen`]).
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn seen() -> String {
    procore_console::viewer::seen().to_text()
}

/// Draws nothing any more.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn hide() {
    procore_console::viewer::hide();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    eprintln!("This is a part of an app that runs in a browser. Try: cargo xtask serve");
    std::process::ExitCode::FAILURE
}
