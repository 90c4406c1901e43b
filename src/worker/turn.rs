//! Taking turns: a worker that is busy looks at its messages every few milliseconds.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// The longest that a worker works without looking at its messages, in milliseconds.
pub const LONGEST_STEP: f64 = 10.0;

/// Lets messages that wait be taken first. A timer would wait for 4 ms (HTML standard, "Timers"), a message does not.
pub async fn pass() {
    let Ok(channel) = MessageChannel::new() else { return };
    let come = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&wasm_bindgen::JsValue::NULL).is_ok() {
        let _ = JsFuture::from(come).await;
    }
    channel.port1().close();
}
