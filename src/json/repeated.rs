//! Members with the same name. RFC 8259 section 4 calls what readers do with them unpredictable; here they are kept, and
//! marked.

use std::borrow::Cow;

use super::node::Node;
use super::string::comparable;
use super::text::JsonText;

impl JsonText {
    /// The members of an object whose name, decoded, another of its members has too, in their order.
    ///
    /// It takes a look at all members, and memory for each while it lasts: ask once for an object that is shown.
    pub fn repeated_members(&self, object: Node) -> Vec<Node> {
        let mut named: Vec<(Cow<'_, [u8]>, Node)> =
            self.children(object).filter_map(|node| Some((self.comparable_name(node)?, node))).collect();
        named.sort_unstable();
        let groups = named.chunk_by(|(a, _), (b, _)| a == b).filter(|group| group.len() > 1);
        let mut repeated: Vec<Node> = groups.flatten().map(|(_, node)| *node).collect();
        repeated.sort_unstable();
        repeated
    }

    fn comparable_name(&self, node: Node) -> Option<Cow<'_, [u8]>> {
        Some(match self.segments.bytes(self.name_range(node)?) {
            Cow::Borrowed(token) => comparable(token),
            Cow::Owned(token) => Cow::Owned(comparable(&token).into_owned()),
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_is_the_same_however_it_is_spelled() {
        for (json, expected) in [
            ("{}", vec![]),
            ("[1,1]", vec![]),
            ("7", vec![]),
            (r#"{"a":1,"b":2}"#, vec![]),
            (r#"{"a":1,"b":2,"\u0061":[3,4],"c":5,"a":6}"#, vec![1, 3, 7]),
            (r#"{"x":{"a":1},"y":{"a":1,"a":2},"x":0}"#, vec![1, 6]),
            (r#"{"\ud800":1,"\ud801":2,"\ufffd":3}"#, vec![]),
            (r#"{"":1,"":2}"#, vec![1, 2]),
        ] {
            let text = JsonText::read(json.as_bytes()).expect("short");
            let repeated: Vec<u32> = text.repeated_members(Node(0)).iter().map(|node| node.0).collect();
            assert_eq!(repeated, expected, "{json}");
        }
    }
}
