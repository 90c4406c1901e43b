//! The index of a text: where each value begins, and the shape of the whole. Four bytes and a quarter for each value.

use super::chunks::Chunks;
use super::tree::Tree;

/// Where the values begin, in the order of the text, and how they are nested.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    pub(super) starts: Chunks<u32>,
    pub(super) tree: Tree,
}

impl Index {
    /// A string, number or literal at `start`. Texts have less than 2^32 bytes ([`super::segments::Segments`]).
    #[inline]
    pub(super) fn leaf(&mut self, start: usize) {
        self.starts.push(start as u32);
        self.tree.leaf();
    }

    /// An array or object at `start`.
    #[inline]
    pub(super) fn open(&mut self, start: usize) {
        self.starts.push(start as u32);
        self.tree.open();
    }

    /// The end of the innermost array or object.
    #[inline]
    pub(super) fn close(&mut self) {
        self.tree.close();
    }

    /// The memory of the index, in bytes, what is reserved included.
    pub(super) fn memory(&self) -> usize {
        self.starts.memory() + self.tree.memory()
    }
}
