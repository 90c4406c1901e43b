//! The connection of one view to its document.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use crate::engine::{Ask, Order, QuestionId, Tell, decode, encode};
use crate::wire::Connection;

/// The connection of one view to its document. It lives as long as the reactive owner that it was made under.
#[derive(Clone, Copy)]
pub struct DocumentConnection {
    open: StoredValue<Option<Open>, LocalStorage>,
    /// How many questions had a number.
    questions: StoredValue<u32>,
}

struct Open {
    connection: Connection,
    hear: Closure<dyn Fn(MessageEvent)>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.connection.remove_listener(self.hear.as_ref().unchecked_ref());
    }
}

impl DocumentConnection {
    /// A connection to nothing yet.
    pub fn new() -> Self {
        Self { open: StoredValue::new_local(None), questions: StoredValue::new(0) }
    }

    /// Connects to the document at the other end of `connection` and calls `hear` with what it tells.
    pub fn open(self, connection: Connection, hear: impl Fn(Tell, JsValue) + 'static) {
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
        self.open.set_value(Some(Open { connection, hear }));
        self.ask(&Ask::Greet);
    }

    /// The number of a new question.
    pub fn question(self) -> QuestionId {
        self.questions.update_value(|count| *count = count.wrapping_add(1));
        QuestionId(self.questions.get_value())
    }

    /// Asks the document.
    pub fn ask(self, ask: &Ask) {
        self.with(|connection| connection.say("ask", &encode(ask), &JsValue::UNDEFINED));
    }

    /// Asks the document, with a port beside the question.
    pub fn ask_with(self, ask: &Ask, port: &MessagePort) {
        self.with(|connection| connection.say_with_port("ask", &encode(ask), port));
    }

    /// Stops what is coming into the document.
    pub fn cancel(self) {
        self.with(|connection| connection.say("order", &encode(&Order::Cancel), &JsValue::UNDEFINED));
    }

    fn with(self, act: impl FnOnce(&Connection)) {
        self.open.try_with_value(|open| {
            if let Some(open) = open {
                act(&open.connection);
            }
        });
    }
}
