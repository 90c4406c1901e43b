//! A panic: the app cannot go on, and says so instead of standing still.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;

use super::page;

/// Tells the developer's console where it was, and the page (src/guard.js) that the app has stopped.
pub fn install() {
    std::panic::set_hook(Box::new(report));
}

fn report(info: &PanicHookInfo<'_>) {
    // Secrets have a redacted `Debug`, so a message cannot hold one.
    web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
    page::tell_stopped();
}
