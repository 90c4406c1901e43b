//! Bytes that come in, chunk by chunk.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

/// The chunks of a stream.
pub struct Incoming {
    reader: ReadableStreamDefaultReader,
    /// Taken again for each chunk, so that the bytes pass through the same memory.
    buffer: Vec<u8>,
}

/// A stream broke off.
pub struct BrokenOff;

impl Incoming {
    /// The chunks of `stream`.
    pub fn new(stream: &ReadableStream) -> Result<Self, BrokenOff> {
        let reader = ReadableStreamDefaultReader::new(stream).map_err(|_| BrokenOff)?;
        Ok(Self { reader, buffer: Vec::new() })
    }

    /// The next chunk; none at the end.
    pub async fn next(&mut self) -> Result<Option<&[u8]>, BrokenOff> {
        let result = JsFuture::from(self.reader.read()).await.map_err(|_| BrokenOff)?;
        let part = |name: &str| Reflect::get(&result, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if part("done").is_truthy() {
            return Ok(None);
        }
        let chunk: Uint8Array = part("value").dyn_into().map_err(|_| BrokenOff)?;
        let length = chunk.length() as usize;
        if self.buffer.len() < length {
            self.buffer.resize(length, 0);
        }
        let bytes = &mut self.buffer[..length];
        chunk.copy_to(bytes);
        Ok(Some(bytes))
    }

    /// No more is wanted.
    pub fn cancel(&self) {
        self.canceller()();
    }

    /// Says so from elsewhere: what is waited for is the end then.
    pub fn canceller(&self) -> impl Fn() + use<> {
        let reader = self.reader.clone();
        move || drop(reader.cancel())
    }
}
