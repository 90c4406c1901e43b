//! The rows of one page, and what tells pages and rows apart.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde::{Deserialize, Serialize};

use crate::json::{JsonText, Node, Type};

/// What is around rows has no more members than this.
const MOST_MEMBERS: usize = 1_000;
/// So many bytes of an id are looked at.
const LONGEST_ID: usize = 200;

/// What is around the rows of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Envelope {
    /// Nothing: the page is an array, as in version 1.
    Bare,
    /// An object whose member `data` has the rows, as in version 2.
    Data,
}

/// The rows of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// What is around them.
    pub envelope: Envelope,
    /// The id of each row, digit by digit; empty for a row without one.
    pub ids: Vec<String>,
    /// The same for pages whose bytes are the same, where there is a row without an id.
    pub digest: u64,
}

impl List {
    /// The rows of an answer's body; `None` if it is no list.
    pub fn read(text: &JsonText) -> Option<Self> {
        let (envelope, rows) = rows(text)?;
        let ids: Vec<String> = text.children(rows).map(|row| id(text, row).unwrap_or_default()).collect();
        let needs_digest = ids.iter().any(String::is_empty);
        let bytes = text.range(rows).filter(|_| needs_digest).map(|range| text.segments().pieces(range));
        // FNV-1a: small, and nobody gains by two pages that look the same.
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        let digest = bytes.into_iter().flatten().flatten().fold(0xcbf2_9ce4_8422_2325, mix);
        Some(Self { envelope, ids, digest })
    }

    /// The array that the rows of an answer's body are in; `None` if it is no list.
    pub fn array(text: &JsonText) -> Option<Node> {
        rows(text).map(|(_, array)| array)
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// What tells this page from others: the ids of its rows, or its bytes if there is a row without one.
    pub(super) fn fingerprint(&self) -> u64 {
        if self.ids.iter().any(String::is_empty) {
            return self.digest;
        }
        let mut hasher = DefaultHasher::new();
        self.ids.hash(&mut hasher);
        hasher.finish()
    }
}

/// The array of a page's rows.
fn rows(text: &JsonText) -> Option<(Envelope, Node)> {
    let root = text.root()?;
    match text.type_of(root)? {
        Type::Array => Some((Envelope::Bare, root)),
        Type::Object if text.child_count(root) <= MOST_MEMBERS => {
            let data = text.member(root, "data")?;
            (text.type_of(data) == Some(Type::Array)).then_some((Envelope::Data, data))
        }
        _ => None,
    }
}

/// The member `id` of a row, or the row itself if it is an id, as in the view `ids`.
fn id(text: &JsonText, row: Node) -> Option<String> {
    let value = if text.type_of(row)? == Type::Object { text.member(row, "id")? } else { row };
    match text.type_of(value)? {
        Type::String | Type::Number => Some(text.excerpt(value, LONGEST_ID)?.text.into_owned()),
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn list(json: &str) -> Option<List> {
        List::read(&JsonText::read(json.as_bytes()).expect("short"))
    }

    #[test]
    fn rows_are_found() {
        for (json, envelope, ids) in [
            ("[]", Envelope::Bare, &[][..]),
            (
                r#"[{"id":9007199254740993},{"id":"7"},{"a":1}]"#,
                Envelope::Bare,
                &["9007199254740993", "7", ""],
            ),
            (r#"{"meta":1,"data":[{"a":{"id":1},"id":2}]}"#, Envelope::Data, &["2"]),
            (r#"[1,"2",null,[3]]"#, Envelope::Bare, &["1", "2", "", ""]),
            (r#"[{"id":null},{"id":{"id":1}}]"#, Envelope::Bare, &["", ""]),
        ] {
            let list = list(json).expect(json);
            assert_eq!(
                (list.envelope, list.ids),
                (envelope, ids.iter().map(|id| (*id).to_owned()).collect()),
                "{json}"
            );
        }
        for json in ["", "null", "{}", r#"{"data":{}}"#, r#"{"id":1}"#, "<html>"] {
            assert_eq!(list(json), None, "{json}");
        }
    }

    #[test]
    fn pages_are_told_apart() {
        let print = |json: &str| list(json).expect(json).fingerprint();
        assert_eq!(print(r#"[{"id":1,"at":1}]"#), print(r#"{"data":[{"id":"1","at":2}]}"#));
        assert_ne!(print(r#"[{"id":1},{"id":2}]"#), print(r#"[{"id":12}]"#));
        assert_eq!(print(r#"[{"a":1}]"#), print(r#"{"data":[{"a":1}]}"#));
        assert_ne!(print(r#"[{"a":1}]"#), print(r#"[{"a":2}]"#));
    }
}
