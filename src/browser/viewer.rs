//! The view of a document: a module of its own, which draws what a worker says without asking the page's state.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, Worker};

use super::parts;
use crate::share::Seen;

/// Takes what a value says and the names on the way to it, from the viewer.
type Hear = Closure<dyn Fn(JsValue, JsValue)>;

thread_local! {
    /// How documents were looked at, by their numbers.
    static SEEN: RefCell<HashMap<u32, String>> = RefCell::default();
    static VIEWER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    /// Hears of the ids that the person comes to in the document in sight.
    static CHOSEN: RefCell<Option<Hear>> = const { RefCell::new(None) };
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

/// Draws document `number`, which `worker` has, into `container`, in place of what was shown before. Files that are made of it
/// get that name; `of` says what it answers. It is looked at as it was the last time, or else like `first`. `chosen` hears of each value that the person
/// comes to: the names on the way to it and what it says, if it may be an id.
pub fn show(
    container: &HtmlElement,
    number: u32,
    worker: &Worker,
    (name, of): (&str, &str),
    first: &Seen,
    chosen: impl Fn(Option<(Vec<String>, String)>) + 'static,
) {
    let hear = Hear::new(move |id: JsValue, names: JsValue| {
        let names = || names.unchecked_into::<Array>().iter().filter_map(|name| name.as_string()).collect();
        chosen(id.as_string().map(|id| (names(), id)));
    });
    let seen = SEEN.with_borrow(|seen| seen.get(&number).cloned()).unwrap_or_else(|| first.to_text());
    call("show", |show, viewer| {
        let given = Array::of5(container, worker, &name.into(), &of.into(), &seen.into());
        given.push(hear.as_ref());
        Reflect::apply(show, viewer, &given)
    });
    CHOSEN.set(Some(hear));
}

/// How the document in sight is looked at just now.
pub fn seen() -> Seen {
    let text = call("seen", Function::call0).and_then(|seen| seen.as_string());
    Seen::from_text(&text.unwrap_or_default())
}

/// Draws nothing any more. How document `number` was looked at is kept.
pub fn hide(number: u32) {
    SEEN.with_borrow_mut(|all| all.insert(number, seen().to_text()));
    call("hide", Function::call0);
    CHOSEN.take();
}

/// Document `number` is gone.
pub fn forget(number: u32) {
    SEEN.with_borrow_mut(|seen| seen.remove(&number));
}

fn call(name: &str, call: impl FnOnce(&Function, &JsValue) -> Result<JsValue, JsValue>) -> Option<JsValue> {
    let viewer = VIEWER.with_borrow(Clone::clone)?;
    let function: Function = Reflect::get(&viewer, &name.into()).ok()?.dyn_into().ok()?;
    call(&function, &viewer).ok()
}
