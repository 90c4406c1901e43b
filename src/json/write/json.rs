//! A text, or one value of it, in another layout.

use super::layout::{Layout, Tokens};
use crate::json::{JsonText, Node, Status};

/// A writer of a text, or of one value of it.
///
/// A text that is cut off or faulty gets its layout as far as it was read, and then goes on as it was sent. A byte order
/// mark is left out.
#[derive(Clone, Debug)]
pub struct JsonWriter {
    tokens: Tokens,
    at: usize,
    /// The value; none for the whole text.
    node: Option<Node>,
}

impl JsonWriter {
    /// A writer of the whole text.
    pub fn of_text(text: &JsonText, layout: Layout) -> Self {
        let at = if text.has_byte_order_mark() { 3 } else { 0 };
        Self { tokens: Tokens::new(layout), at, node: None }
    }

    /// A writer of one value; none if there is no such value.
    pub fn of_node(text: &JsonText, node: Node, layout: Layout) -> Option<Self> {
        Some(Self { tokens: Tokens::new(layout), at: text.start(node)?, node: Some(node) })
    }

    /// Reads and writes about `work` bytes. Returns whether all is written: of a text that still arrives, never.
    pub fn step(&mut self, text: &JsonText, work: usize, out: &mut Vec<u8>) -> bool {
        let end = self.node.and_then(|node| text.range(node)).map_or(text.read_end(), |range| range.end);
        let left = self.tokens.write_range(text, &mut self.at, end, work, out);
        if self.at < end || (self.node.is_none() && text.status() == Status::Reading) {
            return false;
        }
        self.node.is_some() || self.rest(text, left, out)
    }

    /// What comes after a fault, on a line of its own if there was white space before it.
    fn rest(&mut self, text: &JsonText, work: usize, out: &mut Vec<u8>) -> bool {
        let to = text.segments.len();
        if self.at < to && std::mem::take(&mut self.tokens.is_after_space) {
            out.push(b'\n');
        }
        let until = to.min(self.at.saturating_add(work));
        text.segments.pieces(self.at..until).for_each(|piece| out.extend_from_slice(piece));
        self.at = until;
        self.at == to
    }

    /// How many bytes of the text were read.
    pub fn at(&self) -> usize {
        self.at
    }
}
