//! Which array of a text is the one that a person wants to see as a table.

use crate::json::string::comparable;
use crate::json::{JsonText, Node, Type};

/// So many members of the root object are looked at.
const MOST_MEMBERS: usize = 1000;

/// The array of a text that is a table by itself: the root; else the member `data` of the root, which is where Procore's
/// version 2 has its records; else the first member of the root that is an array and begins with an object. Of a root with
/// many members the first 1,000 are looked at.
///
/// While the text grows, the answer may come, and `data` may come after another array: it is certain when the root has
/// ended, or if [`is_certain`] says so.
pub fn find(text: &JsonText) -> Option<Node> {
    let root = text.root()?;
    let is_array = |node: &Node| text.type_of(*node) == Some(Type::Array);
    if is_array(&root) {
        return Some(root);
    }
    let members = || text.children(root).take(MOST_MEMBERS).filter(is_array);
    let is_data = |node: &Node| {
        let name = text.name_range(*node).map(|range| text.segments.bytes(range));
        name.is_some_and(|name| *comparable(&name) == *b"data")
    };
    let begins_with_object =
        |node: &Node| text.child(*node, 0).is_some_and(|element| text.type_of(element) == Some(Type::Object));
    members().filter(is_data).last().or_else(|| members().find(begins_with_object))
}

/// Whether no byte that is still to come can change what [`find`] says, but for a second member `data`.
pub fn is_certain(text: &JsonText) -> bool {
    let Some(root) = text.root() else { return false };
    let Some(found) = find(text) else { return text.has_ended(root) };
    found == root || text.has_ended(root) || text.name(found).as_deref() == Some("data")
}
