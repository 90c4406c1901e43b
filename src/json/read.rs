//! What typed reads of small texts share: objects that are objects, and members that may be of any type.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A JSON object as a `T`. A derived `Deserialize` takes an array of the fields in their order as well; this does not. In a
/// message between page and workers, which is bytes and no JSON, it is the `T` alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.is_human_readable() {
            true => deserializer.deserialize_map(ObjectVisitor(PhantomData)),
            false => T::deserialize(deserializer).map(Object),
        }
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, members: M) -> Result<Self::Value, M::Error> {
        T::deserialize(MapAccessDeserializer::new(members)).map(Object)
    }
}

/// Reads an object, and nothing else, as a `T`.
pub fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Object::deserialize(deserializer).map(|Object(value)| value)
}

/// Reads an array of objects.
pub fn objects<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let list = Vec::deserialize(deserializer)?;
    Ok(list.into_iter().map(|Object(value)| value).collect())
}

/// Reads a string without the white space around it. `None` if nothing is left, or if it is no string.
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    })
}

/// Reads a string as [`text`] does, or a number digit by digit.
pub fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => Some(number.to_string()),
        value => text(value).unwrap_or_default(),
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Example {
        #[serde(default, deserialize_with = "text")]
        text: Option<String>,
        #[serde(default, deserialize_with = "text_or_number")]
        id: Option<String>,
    }

    #[test]
    fn members_of_any_type_are_read() {
        for (json, text, id) in [
            ("{}", None, None),
            (r#"{"text":null,"id":null}"#, None, None),
            (r#"{"text":" a ","id":9007199254740993}"#, Some("a"), Some("9007199254740993")),
            (r#"{"text":7,"id":" 7 "}"#, None, Some("7")),
            (r#"{"text":" ","id":true}"#, None, None),
            (r#"{"text":[1],"id":{"a":1.10},"more":1e400}"#, None, None),
        ] {
            let Object(read) = serde_json::from_str::<Object<Example>>(json).expect(json);
            assert_eq!((read.text.as_deref(), read.id.as_deref()), (text, id), "{json}");
        }
    }

    #[test]
    fn only_an_object_is_an_object() {
        for json in [r#"["a","b"]"#, "[]", "null", "7", "\"a\""] {
            let error = serde_json::from_str::<Object<Example>>(json).expect_err(json);
            assert!(error.to_string().contains("expected an object"), "{json}: {error}");
        }
    }
}
