//! Where a value and its name stand in the text: found in the bytes around its beginning, which is all that is stored.

use std::ops::Range;

use super::node::Node;
use super::scan::{Number, unquoted_length};
use super::text::{JsonText, Status};

/// What a value is (RFC 8259 section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `{…}`
    Object,
    /// `[…]`
    Array,
    /// `"…"`
    String,
    /// A number
    Number,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
}

impl Type {
    /// What a value is that begins with the byte `first`.
    #[inline]
    pub(super) fn begun(first: u8) -> Self {
        match first {
            b'{' => Self::Object,
            b'[' => Self::Array,
            b'"' => Self::String,
            b't' | b'f' => Self::Boolean,
            b'n' => Self::Null,
            _ => Self::Number,
        }
    }
}

impl JsonText {
    /// What a value is, as its first byte tells.
    pub fn type_of(&self, node: Node) -> Option<Type> {
        Some(Type::begun(self.segments.get(self.start(node)?)?))
    }

    /// The byte at which a value begins.
    pub fn start(&self, node: Node) -> Option<usize> {
        self.index.starts.get(node.number()).map(|start| start as usize)
    }

    /// The bytes of a value: a string with its quotes, an array or object with its brackets. If it has not ended, as far as
    /// it goes.
    ///
    /// Time: the length of its last string or number; an array or object is not read through.
    pub fn range(&self, node: Node) -> Option<Range<usize>> {
        let start = self.start(node)?;
        let end = match self.segments.get(start)? {
            b'{' | b'[' => self.container_end(node)?,
            _ => self.leaf_end(start),
        };
        Some(start..end)
    }

    /// The bytes of the name of a member, with its quotes; none for an element or the root.
    pub fn name_range(&self, node: Node) -> Option<Range<usize>> {
        let colon = self.last_token_byte(self.start(node)?)?;
        if self.segments.get(colon)? != b':' {
            return None;
        }
        let end = self.last_token_byte(colon)?;
        let mut start = end;
        loop {
            start = start.checked_sub(1)?;
            if self.segments.get(start)? == b'"' && !self.is_escaped(start) {
                return Some(start..end + 1);
            }
        }
    }

    /// The last value that begins at the byte at `offset` or before it.
    pub fn last_begun(&self, offset: usize) -> Option<Node> {
        let begun = self.index.starts.count_up_to(u32::try_from(offset).ok()?);
        Some(Node(u32::try_from(begun).ok()?.checked_sub(1)?))
    }

    /// The value that the byte at `offset` belongs to, by its name too: for what stands between values, the array or object
    /// around it.
    pub fn node_at(&self, offset: usize) -> Option<Node> {
        let last = self.last_begun(offset);
        let next = last.map_or(Node(0), |last| Node(last.0 + 1));
        if let Some(name) = self.name_range(next).filter(|name| name.start <= offset) {
            return if offset < name.end { Some(next) } else { self.parent(next) };
        }
        let node = last?;
        let start = self.start(node)?;
        let is_container = matches!(self.segments.get(start)?, b'{' | b'[');
        let end = if is_container { start + 1 } else { self.leaf_end_up_to(start, offset + 1) };
        if offset < end {
            return Some(node);
        }
        let brackets = self.segments.pieces(end..offset).flatten().filter(|byte| matches!(byte, b'}' | b']'));
        let innermost = if is_container { Some(node) } else { self.parent(node) };
        brackets.fold(innermost, |node, _| self.parent(node?))
    }

    /// The last byte before `end` that is no white space.
    fn last_token_byte(&self, end: usize) -> Option<usize> {
        let is_space = |at: &usize| matches!(self.segments.get(*at), Some(b' ' | b'\n' | b'\r' | b'\t'));
        (0..end).rev().find(|at| !is_space(at))
    }

    /// Whether an odd number of backslashes stands before `at`.
    fn is_escaped(&self, at: usize) -> bool {
        let backslashes = (0..at).rev().take_while(|before| self.segments.get(*before) == Some(b'\\'));
        backslashes.count() % 2 == 1
    }

    /// The end of a value that is neither an array nor an object.
    pub(super) fn leaf_end(&self, start: usize) -> usize {
        self.leaf_end_up_to(start, usize::MAX)
    }

    /// The same, but no more than the bytes before `to` are read: if it does not end there, it is `to`.
    pub fn leaf_end_up_to(&self, start: usize, to: usize) -> usize {
        let to = self.read_end().min(to);
        self.leaf_end_before(start, to).unwrap_or(to)
    }

    /// The same if it can be told from the bytes before `to`.
    pub(super) fn leaf_end_before(&self, start: usize, to: usize) -> Option<usize> {
        let word: &[u8] = match self.segments.get(start)? {
            b'"' => return self.string_end(start + 1..to),
            b't' => b"true",
            b'f' => b"false",
            b'n' => b"null",
            first => return self.number_end(Number::begun(first), start + 1..to),
        };
        Some(start + word.iter().zip(self.bytes_from(start)).take_while(|(a, b)| *a == b).count())
    }

    fn number_end(&self, mut number: Number, rest: Range<usize>) -> Option<usize> {
        let mut at = rest.start;
        for piece in self.segments.pieces(rest) {
            let (read, length) = number.scan(piece, 0);
            number = read;
            at += length;
            if length < piece.len() {
                return Some(at);
            }
        }
        None
    }

    /// The end of the string whose first character is at the start of `rest`.
    pub(super) fn string_end(&self, rest: Range<usize>) -> Option<usize> {
        let mut at = rest.start;
        let mut is_escaped = false;
        for piece in self.segments.pieces(rest) {
            let mut from = usize::from(is_escaped);
            while from < piece.len() {
                from += unquoted_length(&piece[from..]);
                match piece.get(from) {
                    Some(b'"') => return Some(at + from + 1),
                    Some(_) => from += 2,
                    None => {}
                }
            }
            is_escaped = from > piece.len();
            at += piece.len();
        }
        None
    }

    /// After the last value in it there are only brackets and white space.
    fn container_end(&self, node: Node) -> Option<usize> {
        let tree = &self.index.tree;
        let spot = self.spot(node)?;
        let Some(end) = tree.end(spot) else { return Some(self.read_end()) };
        let last = tree.spot(spot.number + tree.size(spot) - 1);
        let start = self.start(last.into())?;
        let (mut at, brackets) = match self.segments.get(start)? {
            b'{' | b'[' => (start + 1, end - last.bit),
            _ => (self.leaf_end(start), end - last.bit - 1),
        };
        for _ in 0..brackets {
            at += 1 + self.bytes_from(at).take_while(|byte| !matches!(byte, b'}' | b']')).count();
        }
        Some(at)
    }

    /// How far the text was read.
    pub(super) fn read_end(&self) -> usize {
        match self.status() {
            Status::Faulty(fault) => fault.offset,
            Status::Reading | Status::Complete => self.segments.len(),
        }
    }

    fn bytes_from(&self, at: usize) -> impl Iterator<Item = u8> {
        self.segments.pieces(at..self.segments.len()).flatten().copied()
    }
}
