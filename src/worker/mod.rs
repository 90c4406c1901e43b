//! Workers: of a document, which fetches, keeps the document, and answers the page; of a jq program; of the catalogue.
//! Everything that can be known without a browser is in [`engine`](crate::engine), [`filter`](crate::filter) and
//! [`catalogue`](crate::catalogue).

mod calls;
pub mod catalogue;
mod document;
mod file;
#[cfg(feature = "filter")]
pub mod filter;
mod incoming;
mod pages;
mod turn;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

pub use document::start;

/// This worker.
fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Says something to the page. Messages are arrays: what it is, its bytes, and what goes beside them.
fn post(kind: &str, bytes: &[u8], beside: &JsValue) {
    let bytes = Uint8Array::from(bytes);
    let message = Array::of3(&kind.into(), &bytes, beside);
    let _ = scope().post_message_with_transfer(&message, &Array::of1(&bytes.buffer()));
}
