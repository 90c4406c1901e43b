//! A JSON text while it arrives and afterwards: its bytes, their index, and whether they are JSON.

use super::fault::Fault;
use super::index::Index;
use super::scan::{Scanner, Stop};
use super::segments::{Segments, TooLong};

/// A JSON text (RFC 8259 section 2): the bytes as the server sent them, and an index over them that grows as they arrive.
/// No value is copied out of the text, and none is converted.
#[derive(Clone, Debug, Default)]
pub struct JsonText {
    pub(super) segments: Segments,
    pub(super) index: Index,
    scanner: Scanner,
    status: Status,
}

/// How far the reading of a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// More bytes may come; so far they are JSON.
    #[default]
    Reading,
    /// The text has ended, and all of it is JSON.
    Complete,
    /// The text is JSON only as far as this. The values before it can be read all the same.
    Faulty(Fault),
}

impl JsonText {
    /// A text without any bytes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A whole text.
    pub fn read(bytes: &[u8]) -> Result<Self, TooLong> {
        let mut text = Self::new();
        text.push(bytes)?;
        text.finish();
        Ok(text)
    }

    /// The next bytes of the text, of which there may be any number. After a fault bytes are still kept, to be shown and
    /// saved as they were sent, but not read.
    ///
    /// A text beyond 4 GiB is refused, and none of these bytes is kept.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), TooLong> {
        let from = self.segments.len();
        self.segments.push(bytes)?;
        if self.status == Status::Reading {
            let scanned = self
                .segments
                .pieces(from..self.segments.len())
                .try_for_each(|piece| self.scanner.scan(piece, &mut self.index));
            self.note(scanned);
        }
        Ok(())
    }

    /// No more bytes come.
    pub fn finish(&mut self) {
        if self.status == Status::Reading {
            self.status = Status::Complete;
            let finished = self.scanner.finish();
            self.note(finished);
        }
    }

    fn note(&mut self, outcome: Result<(), Stop>) {
        if let Err(Stop { offset, expected }) = outcome {
            self.status = Status::Faulty(Fault::after(self.segments.pieces(0..offset), offset, expected));
        }
    }

    /// How far the reading is.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The bytes as they were sent.
    pub fn segments(&self) -> &Segments {
        &self.segments
    }

    /// Whether the text begins with a byte order mark, which is not part of it (RFC 8259 section 8.1).
    pub fn has_byte_order_mark(&self) -> bool {
        *self.segments.bytes(0..3) == *b"\xef\xbb\xbf"
    }

    /// Whether the last value has begun and is neither an array nor an object nor, so far, at its end.
    pub(super) fn is_in_value(&self) -> bool {
        self.scanner.is_in_value()
    }

    /// The memory of what is kept beside the bytes, in bytes, what is reserved included.
    pub fn index_memory(&self) -> usize {
        self.index.memory() + self.scanner.memory()
    }

    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) fn with_segments(segments: Segments) -> Self {
        Self { segments, ..Self::default() }
    }
}
