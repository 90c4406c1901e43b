//! The channel between the tabs of one origin.

use std::cell::RefCell;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::console::Message;

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

/// The open channel, and what it calls.
struct Open {
    channel: BroadcastChannel,
    _hear: Closure<dyn Fn(MessageEvent)>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Listens to the channel of this name and to no other; `hear` gets each message that this app can have sent. A browser
/// without such channels has no other tabs to speak to.
pub fn listen(name: Option<&str>, hear: impl Fn(Message) + 'static) {
    let open = name.and_then(|name| {
        let channel = BroadcastChannel::new(name).ok()?;
        let hear = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
            if let Some(message) = event.data().as_string().as_deref().and_then(Message::from_text) {
                hear(message);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Some(Open { channel, _hear: hear })
    });
    OPEN.set(open);
}

/// Says something on the open channel.
pub fn post(message: &Message) {
    OPEN.with_borrow(|open| {
        if let Some(open) = open {
            let _ = open.channel.post_message(&JsValue::from_str(&message.to_text()));
        }
    });
}
