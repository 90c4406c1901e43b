//! The view of a document: a module of its own, which draws what a worker says without asking the page's state.

use std::cell::RefCell;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Worker};

use super::parts;

thread_local! {
    static VIEWER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Loads the module; whether it is there.
pub async fn load() -> bool {
    if VIEWER.with_borrow(Option::is_some) {
        return true;
    }
    let Some(viewer) = parts::import("viewer").await else { return false };
    if VIEWER.replace(Some(viewer)).is_none() {
        let _ = parts::style("viewer-style");
    }
    true
}

/// Draws the document of `worker` into `container`, in place of what was shown before. Files that are made of it get that
/// name.
pub fn show(container: &HtmlElement, worker: &Worker, name: &str) {
    call("show", |show, viewer| show.call3(viewer, container, worker, &name.into()));
}

/// Draws nothing any more.
pub fn hide() {
    call("hide", Function::call0);
}

fn call(name: &str, call: impl FnOnce(&Function, &JsValue) -> Result<JsValue, JsValue>) {
    VIEWER.with_borrow(|viewer| {
        let Some(viewer) = viewer else { return };
        if let Some(function) = Reflect::get(viewer, &name.into()).ok().and_then(|it| it.dyn_into().ok()) {
            let _ = call(&function, viewer);
        }
    });
}
