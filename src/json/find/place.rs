//! The name or value that a byte belongs to, for bytes of which each comes after the one before.

use std::ops::Range;

use super::hits::Hit;
use super::literal::is_bare;
use crate::json::node::Node;
use crate::json::segments::Segments;
use crate::json::text::JsonText;

/// Where a byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a string or a name: the place after its opening quote.
    String { hit: Hit, content: usize },
    /// In a number or a literal.
    Bare(Hit),
    /// Before the name or value that begins here.
    Gap { next: usize },
    /// After the last value that has begun: perhaps in a name.
    Beyond,
}

/// The way from one byte to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// The values that began before the last byte that was asked for.
    begun: usize,
}

impl Places {
    /// Where the byte at `at` is, which no byte before was asked for after. It is neither a quote of a string nor within an
    /// escape. Time: the length of the string that it is in, as far as `at`.
    pub(super) fn at(&mut self, text: &JsonText, at: usize) -> Place {
        self.pass(text, at);
        let value = self.begun.checked_sub(1).map(|number| Node(number as u32));
        let next = Node(self.begun as u32);
        let after = match value.and_then(|node| Some((node, text.start(node)?))) {
            None => 0,
            Some((node, start)) => {
                let hit = Hit { node, is_value: true };
                match text.segments.get(start) {
                    Some(b'"') => match text.string_end(start + 1..at) {
                        Some(end) => end,
                        None => return Place::String { hit, content: start + 1 },
                    },
                    Some(b'{' | b'[') => start + 1,
                    _ => {
                        let length = count(&text.segments, start..at + 1, is_bare);
                        if start + length > at {
                            return Place::Bare(hit);
                        }
                        start + length
                    }
                }
            }
        };
        let Some(start) = text.start(next) else { return Place::Beyond };
        let quote = after + count(&text.segments, after..start, |byte| byte != b'"');
        if at <= quote {
            return Place::Gap { next: quote };
        }
        match text.string_end(quote + 1..at) {
            Some(_) => Place::Gap { next: start },
            None => Place::String { hit: Hit { node: next, is_value: false }, content: quote + 1 },
        }
    }

    /// Passes the values that begin at `at` or before: usually a few, otherwise by leaps.
    fn pass(&mut self, text: &JsonText, at: usize) {
        let starts = &text.index.starts;
        let has_begun = |number: usize| starts.get(number).is_some_and(|start| start as usize <= at);
        for _ in 0..8 {
            if !has_begun(self.begun) {
                return;
            }
            self.begun += 1;
        }
        let mut leap = 8;
        while has_begun(self.begun + leap) {
            self.begun += leap;
            leap *= 2;
        }
        let (mut low, mut high) = (self.begun, self.begun + leap);
        while low < high {
            let middle = low + (high - low) / 2;
            if has_begun(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        self.begun = low;
    }
}

/// How many bytes from the beginning of a range are so.
pub(super) fn count(segments: &Segments, range: Range<usize>, is_so: impl Fn(u8) -> bool) -> usize {
    let mut all = 0;
    for piece in segments.pieces(range) {
        let length = piece.iter().position(|byte| !is_so(*byte)).unwrap_or(piece.len());
        all += length;
        if length < piece.len() {
            break;
        }
    }
    all
}
