//! The bytes of a text, as the server sent them, in segments of equal size: they grow without being copied, and a
//! byte is found by a shift.

use std::borrow::Cow;
use std::ops::Range;

use thiserror::Error;

/// The size of a segment, as a power of two: 256 KiB.
const SEGMENT_BITS: u32 = 18;

/// Places in a text are 32-bit numbers.
const LONGEST: usize = u32::MAX as usize;

/// A text is longer than 4 GiB less one byte, and none of the bytes that were offered last was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the text has {length} bytes or more, and at most {LONGEST} can be read")]
pub struct TooLong {
    /// The length in bytes that the text would have had at least; saturated.
    pub length: usize,
}

/// The bytes of a text.
#[derive(Clone, Debug)]
pub struct Segments {
    segments: Vec<Box<[u8]>>,
    length: usize,
    bits: u32,
    longest: usize,
}

impl Default for Segments {
    fn default() -> Self {
        Self::with_sizes(SEGMENT_BITS, LONGEST)
    }
}

impl Segments {
    /// Other sizes, for tests of the seams.
    pub(super) fn with_sizes(bits: u32, longest: usize) -> Self {
        Self { segments: Vec::new(), length: 0, bits, longest }
    }

    /// The number of bytes.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no byte yet.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds `bytes` at the end.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), TooLong> {
        let length = self.length.saturating_add(bytes.len());
        if length > self.longest {
            return Err(TooLong { length });
        }
        while !bytes.is_empty() {
            let from = self.length & self.mask();
            if from == 0 {
                self.segments.push(vec![0; 1 << self.bits].into_boxed_slice());
            }
            let Some(segment) = self.segments.last_mut() else { break };
            let length = bytes.len().min(segment.len() - from);
            segment[from..from + length].copy_from_slice(&bytes[..length]);
            self.length += length;
            bytes = &bytes[length..];
        }
        Ok(())
    }

    /// The byte at `at`.
    pub fn get(&self, at: usize) -> Option<u8> {
        if at >= self.length {
            return None;
        }
        self.segments.get(at >> self.bits)?.get(at & self.mask()).copied()
    }

    /// The bytes from `range.start` to the end of its segment or of the range, whichever comes first.
    pub(super) fn piece(&self, range: Range<usize>) -> &[u8] {
        let end = range.end.min(self.length).min((range.start | self.mask()).saturating_add(1));
        if range.start >= end {
            return &[];
        }
        let from = range.start & self.mask();
        self.segments
            .get(range.start >> self.bits)
            .map_or(&[], |segment| &segment[from..][..end - range.start])
    }

    /// The bytes of `range`, as far as there are any, segment by segment.
    pub fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = &[u8]> {
        let mut at = range.start;
        std::iter::from_fn(move || {
            let piece = self.piece(at..range.end);
            at += piece.len();
            (!piece.is_empty()).then_some(piece)
        })
    }

    /// The bytes of `range`, as far as there are any: copied only if they lie in more than one segment.
    pub fn bytes(&self, range: Range<usize>) -> Cow<'_, [u8]> {
        let range = range.start..range.end.min(self.length);
        let first = self.piece(range.clone());
        if first.len() >= range.len() {
            return Cow::Borrowed(first);
        }
        let mut all = Vec::with_capacity(range.len());
        self.pieces(range).for_each(|piece| all.extend_from_slice(piece));
        Cow::Owned(all)
    }

    /// The memory of the bytes, what is reserved included.
    pub fn memory(&self) -> usize {
        (self.segments.len() << self.bits) + self.segments.capacity() * size_of::<Box<[u8]>>()
    }

    fn mask(&self) -> usize {
        (1 << self.bits) - 1
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn segments_are_the_bytes(
            parts in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..9), 0..9),
            start in 0_usize..40,
            length in 0_usize..40,
        ) {
            let mut segments = Segments::with_sizes(2, LONGEST);
            for part in &parts {
                segments.push(part).expect("short");
            }
            let all = parts.concat();
            let end = (start + length).min(all.len());
            let expected = all.get(start..end).unwrap_or_default();
            prop_assert_eq!(segments.len(), all.len());
            prop_assert_eq!(segments.get(start), all.get(start).copied());
            prop_assert_eq!(&*segments.bytes(start..start + length), expected);
            prop_assert_eq!(segments.pieces(start..start + length).collect::<Vec<_>>().concat(), expected);
        }
    }

    #[test]
    fn a_text_that_is_too_long_is_refused_whole() {
        let mut segments = Segments::with_sizes(2, 6);
        segments.push(b"12345").expect("short enough");
        let refused = segments.push(b"67");
        assert_eq!(refused, Err(TooLong { length: 7 }));
        assert_eq!(&*segments.bytes(0..9), b"12345");
        assert_eq!(
            TooLong { length: 5_000_000_000 }.to_string(),
            "the text has 5000000000 bytes or more, and at most 4294967295 can be read"
        );
        assert_eq!(segments.push(b"6"), Ok(()));
    }
}
