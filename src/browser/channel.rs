//! The channel between the tabs of one origin.

use std::cell::RefCell;

use gloo_events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::console::Message;

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

/// The open channel. Its listener goes with it.
struct Open {
    channel: BroadcastChannel,
    _listener: EventListener,
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
        let listener = EventListener::new(&channel, "message", move |event| {
            let data = event.unchecked_ref::<MessageEvent>().data();
            if let Some(message) = data.as_string().as_deref().and_then(Message::from_text) {
                hear(message);
            }
        });
        Some(Open { channel, _listener: listener })
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
