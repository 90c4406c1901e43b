//! Saving bytes as a file.

use leptos::prelude::{document, set_timeout};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers `bytes` as a file of that name. Nothing happens in a browser that makes no files.
pub fn save(name: &str, content_type: &str, bytes: &[u8]) {
    let _ = try_save(name, content_type, bytes);
}

fn try_save(name: &str, content_type: &str, bytes: &[u8]) -> Option<()> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let properties = BlobPropertyBag::new();
    properties.set_type(content_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &properties).ok()?;
    save_blob(name, &blob)
}

/// Offers a blob as a file of that name; none if the browser makes no files.
pub fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the bytes by then; the address would keep them for as long as the page lives.
    set_timeout(move || drop(Url::revoke_object_url(&url)), Duration::from_secs(60));
    Some(())
}
