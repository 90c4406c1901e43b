//! Reading JSON for the app's own use: its configuration, and the few members of answers that it looks at. A
//! body that a person reads never takes this way.

use super::fault::{Expected, Fault};
use super::indent::{Kind, indent};
use super::string::decoded;

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
                    names.push(decoded(name.as_bytes()).into_owned());
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
                (Kind::String, text) => Self::Text(decoded(text.as_bytes()).into_owned()),
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
