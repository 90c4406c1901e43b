//! The clipboard.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Copies `text`; says whether the browser let it.
pub async fn copy(text: &str) -> bool {
    // Outside of a secure context there is no clipboard at all.
    if !window().is_secure_context() {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
