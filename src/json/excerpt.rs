//! Values as text for the eye: a row shows the beginning of what may be fifty megabytes.

use std::borrow::Cow;

use super::node::Node;
use super::string::decoded;
use super::text::JsonText;

/// The beginning of a value, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt<'t> {
    /// A string as it reads, without quotes; a number or a literal as it was sent.
    pub text: Cow<'t, str>,
    /// Whether there is no more of it, so far.
    pub is_whole: bool,
}

impl JsonText {
    /// The beginning of a value that is neither an array nor an object: what its first `limit` bytes spell. It takes no
    /// longer if there are more.
    pub fn excerpt(&self, node: Node, limit: usize) -> Option<Excerpt<'_>> {
        let start = self.start(node)?;
        let first = self.segments.get(start)?;
        if matches!(first, b'{' | b'[') {
            return None;
        }
        let read_end = self.read_end();
        let to = read_end.min(start.saturating_add(limit));
        let end = self.leaf_end_before(start, to);
        let text = match self.segments.bytes(start..end.unwrap_or(to)) {
            token if first != b'"' => lossy(token),
            Cow::Borrowed(token) => decoded(token),
            Cow::Owned(token) => Cow::Owned(decoded(&token).into_owned()),
        };
        Some(Excerpt { text, is_whole: end.is_some() || to == read_end })
    }

    /// What a string says, at any length; none if the value is no string.
    pub fn string(&self, node: Node) -> Option<Cow<'_, str>> {
        let is_string = self.segments.get(self.start(node)?) == Some(b'"');
        is_string.then(|| self.excerpt(node, usize::MAX)).flatten().map(|excerpt| excerpt.text)
    }
}

fn lossy(token: Cow<'_, [u8]>) -> Cow<'_, str> {
    match token {
        Cow::Borrowed(token) => String::from_utf8_lossy(token),
        Cow::Owned(token) => Cow::Owned(String::from_utf8_lossy(&token).into_owned()),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_whole() {
        let json = r#"["abcdef","é\u00e9x\"y",9007199254740993,true,{},"ab"#;
        let text = JsonText::read(json.as_bytes()).expect("short");
        for (node, limit, expected, is_whole) in [
            (1, 99, "abcdef", true),
            (1, 8, "abcdef", true),
            (1, 7, "abcdef", false),
            (1, 4, "abc", false),
            (1, 0, "", false),
            (2, 99, "ééx\"y", true),
            (2, 9, "éé", false),
            (2, 8, "é", false),
            (2, 2, "", false),
            (3, 99, "9007199254740993", true),
            (3, 4, "9007", false),
            (4, 99, "true", true),
            (6, 99, "ab", true),
        ] {
            let excerpt = text.excerpt(Node(node), limit).expect("no array");
            assert_eq!((&*excerpt.text, excerpt.is_whole), (expected, is_whole), "{node} {limit}");
        }
        assert_eq!(
            (text.excerpt(Node(0), 9), text.excerpt(Node(5), 9), text.excerpt(Node(7), 9)),
            (None, None, None)
        );
        assert_eq!(text.string(Node(2)).as_deref(), Some("ééx\"y"));
        assert_eq!(text.string(Node(3)), None);
    }
}
