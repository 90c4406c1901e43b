//! What was found: a rising list of numbers of four bytes.

use crate::json::chunks::Chunks;
use crate::json::node::Node;

/// A name or a value in which the pattern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// The value, or the value of the member whose name it is.
    pub node: Node,
    /// Whether it is the value, and not its name: names come first.
    pub is_value: bool,
}

/// The hits so far, and which of names and values are looked at.
#[derive(Clone, Debug)]
pub(super) struct Hits {
    in_names: bool,
    in_values: bool,
    /// Twice the number of the node, and one more for a value.
    keys: Chunks<u32>,
}

impl Hits {
    pub(super) fn new(in_names: bool, in_values: bool) -> Self {
        Self { in_names, in_values, keys: Chunks::default() }
    }

    /// Whether such a hit is looked for.
    pub(super) fn want(&self, hit: Hit) -> bool {
        if hit.is_value { self.in_values } else { self.in_names }
    }

    /// Adds a hit, which is the last one again or comes after it.
    ///
    /// A text of less than 4 GiB has names and values other than brackets for less than 2^31 nodes, so that their keys fit;
    /// a text of more than two thousand million opening brackets can have hits beyond, and they are left out.
    pub(super) fn push(&mut self, hit: Hit) {
        let last = self.keys.len().checked_sub(1).and_then(|at| self.keys.get(at));
        if let Some(key) = key(hit).filter(|key| Some(*key) != last) {
            self.keys.push(key);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn nth(&self, nth: usize) -> Option<Hit> {
        let key = self.keys.get(nth)?;
        Some(Hit { node: Node(key / 2), is_value: key % 2 == 1 })
    }

    pub(super) fn count_before(&self, node: Node) -> usize {
        let first = key(Hit { node, is_value: false });
        match first {
            Some(0) => 0,
            Some(key) => self.keys.count_up_to(key - 1),
            None => self.len(),
        }
    }

    pub(super) fn number_of(&self, hit: Hit) -> Option<usize> {
        let before = self.keys.count_up_to(key(hit)?).checked_sub(1)?;
        (self.nth(before) == Some(hit)).then_some(before)
    }

    pub(super) fn memory(&self) -> usize {
        self.keys.memory()
    }
}

fn key(hit: Hit) -> Option<u32> {
    hit.node.0.checked_mul(2).map(|key| key + u32::from(hit.is_value))
}
