//! The line to the document that is shown.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::engine::{Ask, Order, Tell, decode, encode};
use crate::wire::Connection;

thread_local! {
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

struct Line {
    connection: Connection,
    hear: Closure<dyn Fn(MessageEvent)>,
}

/// Listens to the document at the other end of `connection`, and to no other from now on.
pub fn connect(connection: Connection, hear: impl Fn(Tell, JsValue) + 'static) {
    hang_up();
    let hear = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
        let message: Array = event.data().unchecked_into();
        if message.get(0).as_string().as_deref() == Some("tell") {
            let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
            if let Some(tell) = decode(&bytes) {
                hear(tell, message.get(2));
            }
        }
    });
    connection.add_listener(hear.as_ref().unchecked_ref());
    LINE.replace(Some(Line { connection, hear }));
    ask(&Ask::Greet);
}

/// Asks the document.
pub fn ask(ask: &Ask) {
    LINE.with_borrow(|line| {
        if let Some(line) = line {
            line.connection.say("ask", &encode(ask), &JsValue::UNDEFINED);
        }
    });
}

/// Asks the document, with a port beside the question.
pub fn ask_with(ask: &Ask, port: &MessagePort) {
    LINE.with_borrow(|line| {
        if let Some(line) = line {
            line.connection.say_with_port("ask", &encode(ask), port);
        }
    });
}

/// Stops what is coming into the document.
pub fn cancel() {
    LINE.with_borrow(|line| {
        if let Some(line) = line {
            line.connection.say("order", &encode(&Order::Cancel), &JsValue::UNDEFINED);
        }
    });
}

/// Listens to nobody any more.
pub fn hang_up() {
    if let Some(line) = LINE.take() {
        line.connection.remove_listener(line.hear.as_ref().unchecked_ref());
    }
}
