//! A worker that runs one jq program over one document, and is ended after that; or before, to cancel.
//!
//! The page sends it one message, an object: `program` is the text of the program, `input` and `output` are the ends of two
//! message channels (`MessagePort`), through which the document comes in and the outputs go out. On both, bytes are
//! `Uint8Array`s, as many as there are, and then one `null`. The answer to the page is one `Uint8Array`, which
//! [`crate::filter::from_wire`] reads; it comes after the `null` on `output`, on which nothing may have gone out before.
//!
//! A worker whose memory or stack is not enough for what a program does ends with an `error` event of the worker.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::filter::{Failure, Input, Program, Report, to_wire};
use crate::wire::Connection;

/// What the page has sent.
struct Task {
    program: String,
    input: MessagePort,
    output: MessagePort,
}

impl Task {
    /// None if the message is something else.
    fn from_message(message: &JsValue) -> Option<Self> {
        let member = |name: &str| js_sys::Reflect::get(message, &JsValue::from_str(name)).ok();
        Some(Self {
            program: member("program")?.as_string()?,
            input: member("input")?.dyn_into().ok()?,
            output: member("output")?.dyn_into().ok()?,
        })
    }
}

/// Waits for the page's message. The script that loads this worker must hold a message back that comes before that.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
    }));
    serve(Connection::to_page());
}

/// Runs the program that comes from `page`, and answers: what a worker does, wherever it runs.
pub fn serve(page: Connection) {
    let answers = page.clone();
    let hear = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
        if let Some(task) = Task::from_message(&event.data()) {
            begin(task, answers.clone());
        }
    });
    page.set_listener(hear.into_js_value().unchecked_ref());
}

/// Reads the program, and the document as it comes.
fn begin(task: Task, page: Connection) {
    let Task { program, input: port, output } = task;
    let program = match Program::read(&program) {
        Ok(program) => program,
        Err(failure) => return end(&page, &port, &output, &Err(failure)),
    };
    let mut waiting = Some(Input::new());
    let from = port.clone();
    let hear = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
        let Some(mut input) = waiting.take() else { return };
        let outcome = match event.data().dyn_into::<js_sys::Uint8Array>() {
            Ok(bytes) => match input.push(&bytes.to_vec()) {
                Ok(()) => {
                    waiting = Some(input);
                    return;
                }
                Err(failure) => Err(failure),
            },
            Err(_) => input.finish().and_then(|document| {
                program.run(document, js_sys::Date::now() / 1000.0, |bytes| send(&output, bytes))
            }),
        };
        end(&page, &from, &output, &outcome);
    });
    // This also starts the port.
    port.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
}

/// Bytes of the outputs. They are given away, not copied once more.
fn send(output: &MessagePort, bytes: &[u8]) {
    let bytes = js_sys::Uint8Array::from(bytes);
    let _ = output.post_message_with_transferable(&bytes, &js_sys::Array::of1(&bytes.buffer()));
}

fn end(page: &Connection, input: &MessagePort, output: &MessagePort, outcome: &Result<Report, Failure>) {
    input.close();
    let _ = output.post_message(&JsValue::NULL);
    page.send(&js_sys::Uint8Array::from(&*to_wire(outcome)), &js_sys::Array::new());
}
