//! The worker of the catalogue. It names its build, and then answers one question after the other:
//! [`Catalogue::answer`]. Beside each question is a number, and beside its answer the same.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

use crate::catalogue::Catalogue;
use crate::engine::{decode, encode};
use crate::wire::Connection;

/// Starts the worker: it takes questions from now on.
pub fn start() {
    serve(Connection::to_page());
}

/// Takes the questions that come from `page`, and answers them: what a worker does, wherever it runs.
pub fn serve(page: Connection) {
    let catalogue = Catalogue::builtin();
    let answers = page.clone();
    let take = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
        if let Some(question) = decode(&bytes) {
            answers.say("answer", &encode(&catalogue.answer(question)), &message.get(2));
        }
    });
    page.set_listener(take.into_js_value().unchecked_ref());
    page.say("ready", crate::BUILD.as_bytes(), &JsValue::UNDEFINED);
}
