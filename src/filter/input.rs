//! The document as it arrives.

use bytes::Bytes;
use jaq_json::Val;

use crate::json::{JsonText, Status};

use super::failure::Failure;
use super::limits::{LARGEST, MOST_VALUES};
use super::tree;

/// A document that arrives piece by piece. It is checked meanwhile.
#[derive(Default)]
pub struct Input {
    text: JsonText,
}

/// A document that has arrived: a tree of values.
pub struct Document {
    pub(super) value: Val,
    pub(super) had_repeated_names: bool,
}

impl Input {
    /// A document without any bytes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next bytes, of which there may be any number. After a failure, [`Failure::TooLarge`], [`Failure::TooManyValues`]
    /// or [`Failure::NotJson`], no more bytes need to come.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let length = self.text.segments().len().saturating_add(bytes.len());
        if length > LARGEST || self.text.push(bytes).is_err() {
            return Err(Failure::TooLarge { length: length as u64 });
        }
        if self.text.len() > MOST_VALUES {
            return Err(Failure::TooManyValues);
        }
        self.fault()
    }

    /// No more bytes come. Fails with [`Failure::NotJson`] or [`Failure::TooDeep`].
    pub fn finish(mut self) -> Result<Document, Failure> {
        self.text.finish();
        self.fault()?;
        let from = if self.text.has_byte_order_mark() { 3 } else { 0 };
        let segments = self.text.segments();
        let bytes = Bytes::from(segments.bytes(from..segments.len()).into_owned());
        // The tree gets the memory of the index and of the other copy.
        drop(self);
        grow_at_once(4 * bytes.len());
        let (value, had_repeated_names) = tree::grown(&bytes).ok_or(Failure::TooDeep)?;
        Ok(Document { value, had_repeated_names })
    }

    fn fault(&self) -> Result<(), Failure> {
        match self.text.status() {
            Status::Faulty(fault) => Err(Failure::NotJson(fault)),
            Status::Reading | Status::Complete => Ok(()),
        }
    }
}

/// Grows the memory for what follows in one step. A worker's memory grows by 64 KiB otherwise, and browsers take their time
/// for each step, more of it the larger the memory is. It does not matter if that fails.
fn grow_at_once(length: usize) {
    if cfg!(target_arch = "wasm32") {
        let mut memory: Vec<u8> = Vec::new();
        let _ = std::hint::black_box(&mut memory).try_reserve_exact(length);
        std::hint::black_box(&memory);
    }
}
