//! The rows of a tree view: which values are open, which are visible, and which stands in a row. Two bits for each value.
//!
//! A value is visible if all arrays and objects around it are open. A row is found by counting visible values; opening and
//! closing walks through the shape of what becomes visible, and steps over what stays closed.

use std::ops::Range;

use super::bit_list::BitList;
use super::node::Node;
use super::text::JsonText;
use super::tree::{Spot, Tree};

/// The rows of one text. All methods are for that text, as far as [`Rows::extend`] saw it.
#[derive(Clone, Debug)]
pub struct Rows {
    open: BitList,
    visible: BitList,
    /// A value with fewer around it is open from the beginning.
    levels: usize,
    /// Where the text ended when it was last seen.
    end: Walk,
}

/// A place in the shape of a text on a walk through visible values.
#[derive(Clone, Copy, Debug, Default)]
struct Walk {
    bit: usize,
    /// The values before it, and those around it.
    number: usize,
    depth: usize,
    /// If it is in a closed value: the excess there, below which that value ends.
    inside_closed: Option<usize>,
}

impl Rows {
    /// The rows of a text of which nothing is seen yet. Values with fewer than `levels` around them will be open: none
    /// shows the root alone, one its elements or members.
    pub fn new(levels: usize) -> Self {
        Self { open: BitList::default(), visible: BitList::default(), levels, end: Walk::default() }
    }

    /// Takes in the values that have come since. Time: in proportion to what is new and visible.
    pub fn extend(&mut self, text: &JsonText) {
        self.open.grow(text.len());
        self.visible.grow(text.len());
        let tree = &text.index.tree;
        self.end = self.walk(tree, self.end, tree.len(), true);
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.visible.count()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values in a range of rows, as far as there are any.
    pub fn window(&self, rows: Range<usize>) -> impl Iterator<Item = Node> {
        let first = self.visible.nth(rows.start);
        std::iter::successors(first, |at| self.visible.next(at + 1))
            .take(rows.len())
            .map(|at| Node(at as u32))
    }

    /// The row of a value, if it is visible.
    pub fn row_of(&self, node: Node) -> Option<usize> {
        self.visible.get(node.number()).then(|| self.visible.count_before(node.number()))
    }

    /// Whether an array or object is open.
    pub fn is_open(&self, node: Node) -> bool {
        self.open.get(node.number())
    }

    /// Opens an array or object. What was open in it before is open again.
    pub fn open(&mut self, text: &JsonText, node: Node) {
        let Some(spot) = self.seen(text, node).filter(|_| !self.is_open(node)) else { return };
        self.open.set(spot.number..spot.number + 1, true);
        if self.visible.get(spot.number) {
            self.show(&text.index.tree, spot);
        }
    }

    /// Closes an array or object.
    pub fn close(&mut self, text: &JsonText, node: Node) {
        let Some(spot) = self.seen(text, node) else { return };
        let tree = &text.index.tree;
        self.open.set(spot.number..spot.number + 1, false);
        if self.visible.get(spot.number) {
            self.visible.set(spot.number + 1..spot.number + tree.size(spot), false);
            if self.goes_on(tree, spot) {
                self.end.inside_closed = Some(tree.depth(spot) + 1);
            }
        }
    }

    /// Opens an array or object and all in it.
    pub fn open_below(&mut self, text: &JsonText, node: Node) {
        let Some(spot) = self.seen(text, node) else { return };
        let tree = &text.index.tree;
        self.open.set(spot.number..spot.number + tree.size(spot), true);
        if self.visible.get(spot.number) {
            self.show(tree, spot);
        }
    }

    /// Opens all values with fewer than `levels` around them and closes all others, those that are still to come included.
    pub fn set_levels(&mut self, text: &JsonText, levels: usize) {
        *self = Self::new(levels);
        self.extend(text);
    }

    /// Opens what is around a value, so that it is visible.
    pub fn reveal(&mut self, text: &JsonText, node: Node) {
        let around: Vec<Node> = std::iter::successors(text.parent(node), |node| text.parent(*node)).collect();
        let outermost_closed = around.iter().copied().rfind(|node| !self.is_open(*node));
        for node in around {
            self.open.set(node.number()..node.number() + 1, true);
        }
        if let Some(spot) = outermost_closed.and_then(|node| self.seen(text, node)) {
            self.show(&text.index.tree, spot);
        }
    }

    /// The memory of the rows, in bytes.
    pub fn memory(&self) -> usize {
        self.open.memory() + self.visible.memory()
    }

    fn seen(&self, text: &JsonText, node: Node) -> Option<Spot> {
        text.spot(node).filter(|spot| spot.number < self.visible.len())
    }

    /// Whether a value had not ended where the text was last seen.
    fn goes_on(&self, tree: &Tree, spot: Spot) -> bool {
        tree.end(spot).is_none_or(|end| end >= self.end.bit)
    }

    /// Makes visible what is in a value that is visible and open now.
    fn show(&mut self, tree: &Tree, spot: Spot) {
        let inside = Walk {
            bit: spot.bit + 1,
            number: spot.number + 1,
            depth: tree.depth(spot) + 1,
            inside_closed: None,
        };
        if self.goes_on(tree, spot) {
            self.end = self.walk(tree, inside, self.end.bit, false);
        } else if let Some(end) = tree.end(spot) {
            self.walk(tree, inside, end, false);
        }
    }

    /// Walks from a place among visible values to bit `to` and makes visible what no closed value is around. Values that
    /// are `new` are opened by their level.
    fn walk(&mut self, tree: &Tree, from: Walk, to: usize, new: bool) -> Walk {
        let mut at = from;
        while at.bit < to {
            if let Some(inside) = at.inside_closed {
                let Some(end) = tree.first_below(at.bit, to, inside as i64) else {
                    return Walk { bit: to, ..at };
                };
                let (bit, depth) = (end + 1, inside - 1);
                at = Walk { bit, depth, number: (bit + depth) / 2, inside_closed: None };
            }
            let visible_from = at.number;
            while at.bit < to && at.inside_closed.is_none() {
                let leaves = tree.leaves_from(at.bit).min((to - at.bit) / 2);
                at.bit += 2 * leaves;
                at.number += leaves;
                if leaves > 0 {
                    continue;
                }
                if tree.is_one(at.bit) {
                    if new && at.depth < self.levels {
                        self.open.set(at.number..at.number + 1, true);
                    }
                    let is_open = self.open.get(at.number);
                    at.number += 1;
                    at.depth += 1;
                    at.inside_closed = (!is_open).then_some(at.depth);
                } else {
                    at.depth -= 1;
                }
                at.bit += 1;
            }
            self.visible.set(visible_from..at.number, true);
        }
        at
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::super::tests::json_text;
    use super::*;
    use proptest::prelude::*;

    /// The visible values by the definition.
    fn visible(text: &JsonText, rows: &Rows) -> Vec<Node> {
        let is_visible = |node: &Node| {
            std::iter::successors(text.parent(*node), |node| text.parent(*node))
                .all(|node| rows.is_open(node))
        };
        (0..rows.visible.len() as u32).map(Node).filter(is_visible).collect()
    }

    fn check(text: &JsonText, rows: &Rows) -> Result<(), TestCaseError> {
        let expected = visible(text, rows);
        prop_assert_eq!(rows.len(), expected.len());
        prop_assert_eq!(&rows.window(0..usize::MAX).collect::<Vec<_>>(), &expected);
        prop_assert_eq!(
            rows.window(2..4).collect::<Vec<_>>(),
            expected.iter().skip(2).take(2).copied().collect::<Vec<_>>()
        );
        for (row, node) in expected.iter().enumerate() {
            prop_assert_eq!(rows.row_of(*node), Some(row));
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn rows_are_what_no_closed_value_is_around(
            json in json_text(false),
            levels in 0_usize..4,
            steps in proptest::collection::vec((0_u8..6, any::<u32>()), 0..30),
        ) {
            let mut text = JsonText::new();
            let mut rows = Rows::new(levels);
            let chunk = json.len() / (1 + steps.len()) + 1;
            let mut chunks = json.as_bytes().chunks(chunk);
            for (step, number) in steps {
                if let Some(chunk) = chunks.next() {
                    text.push(chunk).expect("short");
                }
                let node = Node(number % (text.len() as u32 + 2));
                match step {
                    0 => rows.extend(&text),
                    1 => rows.close(&text, node),
                    2 => rows.open_below(&text, node),
                    3 => rows.set_levels(&text, number as usize % 4),
                    4 => {
                        rows.reveal(&text, node);
                        if node.number() < rows.visible.len() {
                            prop_assert!(rows.row_of(node).is_some());
                        }
                    }
                    _ => rows.open(&text, node),
                }
                check(&text, &rows)?;
            }
            rows.extend(&text);
            check(&text, &rows)?;
        }
    }

    #[test]
    fn wide_and_deep() {
        let wide = JsonText::read(format!("[{}1]", "1,".repeat(1_000_000)).as_bytes()).expect("short");
        let mut rows = Rows::new(1);
        rows.extend(&wide);
        assert_eq!((rows.len(), rows.row_of(Node(900_000))), (1_000_002, Some(900_000)));
        rows.close(&wide, Node(0));
        assert_eq!((rows.len(), rows.row_of(Node(900_000))), (1, None));
        assert!(rows.memory() * 10 < 4 * wide.len(), "{} bytes", rows.memory());

        let deep = JsonText::read("[".repeat(100_000).as_bytes()).expect("short");
        let mut rows = Rows::new(1);
        rows.extend(&deep);
        assert_eq!(rows.len(), 2);
        rows.reveal(&deep, Node(99_999));
        assert_eq!(rows.len(), 100_000);
        rows.set_levels(&deep, 10);
        assert_eq!(rows.len(), 11);
    }
}
