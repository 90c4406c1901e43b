//! Reading JSON for the app's own use: its configuration, and the few members of answers that it looks at. A
//! body that a person reads never takes this way.

use super::fault::{Expected, Fault};
use super::indent::{Kind, indent};

/// Nested more deeply than this, a text is not for us.
const DEEPEST: usize = 64;

/// A JSON value: numbers as they are written, names in their order, repeated names kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, digit by digit.
    Number(String),
    /// A string, decoded. An escape of half a surrogate pair becomes U+FFFD.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The value that `json` spells: at most 64 levels deep.
    pub fn read(json: &[u8]) -> Result<Self, Fault> {
        let mut open: Vec<Self> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        let mut done = Self::Null;
        for piece in indent(json)? {
            let value = match (piece.kind, piece.text) {
                (Kind::Key, name) => {
                    names.push(decoded(name));
                    continue;
                }
                (Kind::Punctuation, opening @ ("{" | "[")) => {
                    if open.len() == DEEPEST {
                        return Err(Fault::at(json, 0, Expected::LessNesting));
                    }
                    open.push(if opening == "{" { Self::Object(Vec::new()) } else { Self::List(Vec::new()) });
                    continue;
                }
                (Kind::Punctuation, "}" | "]") => open.pop().unwrap_or(Self::Null),
                (Kind::Space | Kind::Punctuation, _) => continue,
                (Kind::String, text) => Self::Text(decoded(text)),
                (Kind::Number, digits) => Self::Number(digits.to_owned()),
                (Kind::Boolean, word) => Self::Boolean(word == "true"),
                (Kind::Null, _) => Self::Null,
            };
            match open.last_mut() {
                Some(Self::Object(members)) => members.push((names.pop().unwrap_or_default(), value)),
                Some(Self::List(list)) => list.push(value),
                _ => done = value,
            }
        }
        Ok(done)
    }

    /// The first member of that name, if this is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                members.iter().find(|(member, _)| member == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// What a string says: without its quotes, and with its escapes (RFC 8259 section 7) resolved.
fn decoded(quoted: &str) -> String {
    let inner = &quoted[1..quoted.len() - 1];
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (character, length) = escaped(&rest[at + 1..]);
        text.push(character);
        rest = &rest[at + 1 + length..];
    }
    text.push_str(rest);
    text
}

/// The character that `escape` begins with, and the length of its spelling after the backslash.
fn escaped(escape: &str) -> (char, usize) {
    let unit = |text: &str| text.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match escape.as_bytes().first() {
        Some(b'b') => ('\u{8}', 1),
        Some(b'f') => ('\u{c}', 1),
        Some(b'n') => ('\n', 1),
        Some(b'r') => ('\r', 1),
        Some(b't') => ('\t', 1),
        Some(b'u') => {
            let first = unit(&escape[1..]).unwrap_or(0xfffd);
            let second = escape[5..].strip_prefix("\\u").and_then(unit);
            match (first, second) {
                (0xd800..0xdc00, Some(second @ 0xdc00..0xe000)) => {
                    let code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                    (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 11)
                }
                _ => (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 5),
            }
        }
        // `"`, `\` and `/` stand for themselves.
        Some(other) => (char::from(*other), 1),
        None => (char::REPLACEMENT_CHARACTER, 0),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(json: &str) -> Value {
        Value::read(json.as_bytes()).expect(json)
    }

    #[test]
    fn everything_stays_what_it_was() {
        let value =
            read(r#" {"id": 9007199254740993, "a": [1.10, true, false, null, {}, []], "a": "second"} "#);
        assert_eq!(value.get("id"), Some(&Value::Number("9007199254740993".into())));
        let list = vec![
            Value::Number("1.10".into()),
            Value::Boolean(true),
            Value::Boolean(false),
            Value::Null,
            Value::Object(vec![]),
            Value::List(vec![]),
        ];
        assert_eq!(value.get("a"), Some(&Value::List(list)));
        assert!(matches!(&value, Value::Object(members) if members.len() == 3));
        assert_eq!(value.get("b"), None);
        assert_eq!(read("\"x\"").get("b"), None);
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(
            read(r#""\"\\\/\b\f\n\r\t\u00e9é\ud83d\ude00""#).as_text(),
            Some("\"\\/\u{8}\u{c}\n\r\téé😀")
        );
        assert_eq!(read(r#""\ud83dx\ude00\ud83d\u0041""#).as_text(), Some("\u{fffd}x\u{fffd}\u{fffd}A"));
        assert_eq!(read(r#"{"\u0061":1}"#).get("a"), Some(&Value::Number("1".into())));
    }

    #[test]
    fn too_deep_is_not_for_us() {
        let nested = |levels| "[".repeat(levels) + &"]".repeat(levels);
        assert!(Value::read(nested(64).as_bytes()).is_ok());
        let fault = Value::read(nested(65).as_bytes()).expect_err("too deep");
        assert_eq!(fault.expected, Expected::LessNesting);
    }

    proptest! {
        /// Every text reads back as `serde_json`, an independent writer, wrote it.
        #[test]
        fn texts_are_read_as_they_were_written(text in any::<String>(), name in any::<String>()) {
            let json = serde_json::json!({ name.clone(): text.clone() }).to_string();
            prop_assert_eq!(read(&json), Value::Object(vec![(name, Value::Text(text))]));
        }
    }
}
