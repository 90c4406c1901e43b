//! NDJSON: each element of an array on a line of its own.

use super::layout::{Layout, Tokens};
use crate::json::{JsonText, Node, Type};

/// A writer of the elements of an array, one a line, without white space between tokens. Each line ends with a line feed.
/// An element that is cut off, or has not ended yet, is left out: its line would be no JSON.
#[derive(Clone, Debug)]
pub struct Lines {
    tokens: Tokens,
    at: usize,
    end: usize,
    is_empty: bool,
    is_ended: bool,
}

impl Lines {
    /// A writer of what is in an array now; none if it is no array.
    pub fn of(text: &JsonText, array: Node) -> Option<Self> {
        if text.type_of(array) != Some(Type::Array) {
            return None;
        }
        let count = text.child_count(array);
        // Only the last can be cut off.
        let is_whole = |child: &Node| text.has_ended(array) || !may_go_on(text, *child);
        let last = count.checked_sub(1).and_then(|at| text.child(array, at)).filter(is_whole);
        let last = last.or_else(|| text.child(array, count.checked_sub(2)?));
        let at = text.start(array)? + 1;
        let end = last.and_then(|last| text.range(last)).map_or(at, |range| range.end);
        Some(Self { tokens: Tokens::new(Layout::Lines), at, end, is_empty: last.is_none(), is_ended: false })
    }

    /// Reads and writes about `work` bytes. Returns whether all is written.
    pub fn step(&mut self, text: &JsonText, work: usize, out: &mut Vec<u8>) -> bool {
        self.tokens.write_range(text, &mut self.at, self.end, work, out);
        if self.at < self.end {
            return false;
        }
        if !self.is_empty && !self.is_ended {
            out.push(b'\n');
        }
        self.is_ended = true;
        true
    }
}

/// Whether a value may be only the beginning of what was sent: a number may be, even if it looks complete.
fn may_go_on(text: &JsonText, node: Node) -> bool {
    let is_at_end = || text.range(node).is_none_or(|range| range.end >= text.segments.len());
    !text.has_ended(node) || (text.type_of(node) == Some(Type::Number) && is_at_end())
}
