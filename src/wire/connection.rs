//! A connection between the page and what works for it.

use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, EventTarget, MessagePort, Worker};

use super::message;

/// One end of a connection. What answers at the other end is a worker, or the same loop elsewhere: in the tests of the
/// viewer, which have no workers, it runs in the page itself.
#[derive(Clone, Debug)]
pub enum Connection {
    /// The page's end: this worker answers.
    Worker(Worker),
    /// The worker's end: the page that began it answers.
    Page(DedicatedWorkerGlobalScope),
    /// Either end of a channel.
    Port(MessagePort),
}

impl Connection {
    /// The connection of this worker to the page that began it.
    pub fn to_page() -> Self {
        Self::Page(js_sys::global().unchecked_into())
    }

    /// Sends a message, and gives away what is listed in `given`.
    pub fn send(&self, message: &JsValue, given: &Array) {
        let _ = match self {
            Self::Worker(worker) => worker.post_message_with_transfer(message, given),
            Self::Page(scope) => scope.post_message_with_transfer(message, given),
            Self::Port(port) => port.post_message_with_transferable(message, given),
        };
    }

    /// Sends a message: what it is, its bytes, and what goes beside them.
    pub fn say(&self, kind: &str, bytes: &[u8], beside: &JsValue) {
        let (message, given) = message(kind, bytes, Some(beside));
        self.send(&message, &given);
    }

    /// Sends a message and gives away a port beside it.
    pub fn say_with_port(&self, kind: &str, bytes: &[u8], port: &MessagePort) {
        let (message, given) = message(kind, bytes, Some(port));
        given.push(port);
        self.send(&message, &given);
    }

    /// Calls `hear` with each message, and with none that another listener had before: there is one.
    pub fn set_listener(&self, hear: &Function) {
        match self {
            Self::Worker(worker) => worker.set_onmessage(Some(hear)),
            Self::Page(scope) => scope.set_onmessage(Some(hear)),
            // This starts it, too.
            Self::Port(port) => port.set_onmessage(Some(hear)),
        }
    }

    /// Calls `hear` with each message, beside other listeners.
    pub fn add_listener(&self, hear: &Function) {
        let _ = self.target().add_event_listener_with_callback("message", hear);
        if let Self::Port(port) = self {
            port.start();
        }
    }

    /// Does no longer call `hear`.
    pub fn remove_listener(&self, hear: &Function) {
        let _ = self.target().remove_event_listener_with_callback("message", hear);
    }

    /// Calls `hear` when the other end breaks. Only a worker can.
    pub fn on_break(&self, hear: &Function) {
        if let Self::Worker(worker) = self {
            worker.set_onerror(Some(hear));
        }
    }

    /// Ends it: a worker ends in the middle of what it does, and nothing more comes.
    pub fn end(&self) {
        match self {
            Self::Worker(worker) => worker.terminate(),
            Self::Page(scope) => scope.close(),
            Self::Port(port) => port.close(),
        }
    }

    fn target(&self) -> &EventTarget {
        match self {
            Self::Worker(worker) => worker,
            Self::Page(scope) => scope,
            Self::Port(port) => port,
        }
    }
}
