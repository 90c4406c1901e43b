//! The channel between tabs.

use std::cell::RefCell;
use std::rc::Rc;

use procore_console::browser::channel;
use procore_console::console::Message;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::BroadcastChannel;

use super::support::{eventually, nonce, wait};

#[wasm_bindgen_test]
async fn only_what_this_app_can_have_said_is_heard_and_only_on_the_open_channel() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let hear = {
        let heard = heard.clone();
        move |message| heard.borrow_mut().push(message)
    };
    channel::listen(Some("one"), hear.clone());
    channel::listen(Some("two"), hear.clone());
    let (one, two) = (open("one"), open("two"));
    let message = Message::Ask { from: nonce(1) };
    for nonsense in [JsValue::NULL, JsValue::from_f64(7.0), "say=ask&tab=x".into(), "hello".into()] {
        two.post_message(&nonsense).expect("posted");
    }
    one.post_message(&message.to_text().into()).expect("posted");
    two.post_message(&message.to_text().into()).expect("posted");
    eventually("the message is heard", || !heard.borrow().is_empty()).await;
    wait(50).await;
    assert_eq!(heard.borrow().as_slice(), std::slice::from_ref(&message));
    channel::listen(None, hear);
    two.post_message(&message.to_text().into()).expect("posted");
    wait(50).await;
    assert_eq!(heard.borrow().len(), 1);
}

fn open(name: &str) -> BroadcastChannel {
    BroadcastChannel::new(name).expect("a channel")
}
