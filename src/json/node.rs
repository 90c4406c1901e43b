//! From value to value: all relatives of a value in logarithmic time, however large the text.

use super::text::JsonText;
use super::tree::Spot;

/// A value of a text: its number in the order of the text, from 0, containers before what is in them. It stays the same as
/// the text grows, and means nothing in another text: there it names another value, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node(pub u32);

impl Node {
    /// The number as an index.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

impl From<Spot> for Node {
    /// Texts have fewer than 2^32 bytes, and so fewer values.
    fn from(spot: Spot) -> Self {
        Self(spot.number as u32)
    }
}

impl JsonText {
    /// The number of values that have begun.
    pub fn len(&self) -> usize {
        self.index.starts.len()
    }

    /// Whether no value has begun.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value that the text is.
    pub fn root(&self) -> Option<Node> {
        (!self.is_empty()).then_some(Node(0))
    }

    /// The array or object around a value.
    pub fn parent(&self, node: Node) -> Option<Node> {
        self.index.tree.parent(self.spot(node)?).map(Node::from)
    }

    /// The number of arrays and objects around a value: 0 for the root.
    pub fn depth(&self, node: Node) -> usize {
        self.spot(node).map_or(0, |spot| self.index.tree.depth(spot))
    }

    /// The number of elements or members right in a value; of those that have begun, if it has not ended.
    pub fn child_count(&self, node: Node) -> usize {
        self.spot(node).map_or(0, |spot| self.index.tree.child_count(spot))
    }

    /// The element or the value of the member that has `nth` others before it in `node`.
    pub fn child(&self, node: Node, nth: usize) -> Option<Node> {
        self.index.tree.child(self.spot(node)?, nth).map(Node::from)
    }

    /// The elements, or the values of the members, of a value. Each step takes little time.
    pub fn children(&self, node: Node) -> impl Iterator<Item = Node> {
        let tree = &self.index.tree;
        let first = self.spot(node).and_then(|spot| tree.first_child(spot));
        std::iter::successors(first, |spot| tree.next_sibling(*spot)).map(Node::from)
    }

    /// The value after this one in the same array or object.
    pub fn next_sibling(&self, node: Node) -> Option<Node> {
        self.index.tree.next_sibling(self.spot(node)?).map(Node::from)
    }

    /// How many values stand before this one in the same array or object: the index of an element.
    pub fn position(&self, node: Node) -> usize {
        let tree = &self.index.tree;
        let with_parent = self.spot(node).and_then(|spot| Some((spot, tree.parent(spot)?)));
        with_parent.map_or(0, |(spot, parent)| tree.position(spot, parent))
    }

    /// The node right after this one and all that is in it: `node.0..end.0` are the values within, itself included.
    pub fn end_of(&self, node: Node) -> Node {
        let size = self.spot(node).map_or(0, |spot| self.index.tree.size(spot));
        Node(node.0 + size as u32)
    }

    /// Whether an array or object has its closing bracket, or any other value its last byte.
    pub fn has_ended(&self, node: Node) -> bool {
        let is_last = node.number() + 1 == self.len();
        let ended = self.spot(node).is_some_and(|spot| self.index.tree.end(spot).is_some());
        ended && !(is_last && self.is_in_value())
    }

    pub(super) fn spot(&self, node: Node) -> Option<Spot> {
        (node.number() < self.len()).then(|| self.index.tree.spot(node.number()))
    }
}
