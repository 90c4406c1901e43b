//! The body of a write: JSON, a form, or multipart with files.
//!
//! Names with brackets (`rfi[assignee_ids][]`) become objects and arrays, as in Rack; an array of objects cannot be
//! spelled that way here.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use serde_json::{Map, Value, json};

/// The largest body that is read.
const LIMIT: usize = 256 << 20;

/// A file that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    /// The name of the field.
    pub(crate) field: String,
    pub(crate) file_name: String,
    pub(crate) content_type: Option<String>,
    pub(crate) size: usize,
    pub(crate) crc32: u32,
}

impl Upload {
    /// What an answer says of it; the checksum is that of zip and PNG, in hexadecimal.
    pub(crate) fn describe(&self) -> Value {
        json!({
            "field": self.field,
            "name": self.file_name,
            "filename": self.file_name,
            "content_type": self.content_type,
            "size": self.size,
            "checksum": format!("{:08x}", self.crc32),
        })
    }
}

/// What a write says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) members: Map<String, Value>,
    pub(crate) files: Vec<Upload>,
}

/// Why a body is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BadBody {
    /// It is not what its type says; the text tells where.
    Broken(String),
    /// Its type is none of the three.
    Type(String),
    /// There is too much of it, or it ended before its time.
    Unread,
}

impl Body {
    /// Reads the body of a request; none is like an empty object.
    pub(crate) async fn read(request: Request) -> Result<Self, BadBody> {
        let named = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let named = named.unwrap_or_default().to_owned();
        let kind = named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if kind == "multipart/form-data" {
            return Self::from_multipart(request).await;
        }
        let bytes: Bytes = to_bytes(request.into_body(), LIMIT).await.map_err(|_| BadBody::Unread)?;
        match kind.as_str() {
            _ if bytes.is_empty() => Ok(Self::default()),
            "application/json" => match serde_json::from_slice(&bytes) {
                Ok(Value::Object(members)) => Ok(Self { members, files: Vec::new() }),
                Ok(_) => Err(BadBody::Broken("The body is JSON, but no object.".into())),
                Err(error) => Err(BadBody::Broken(error.to_string())),
            },
            "application/x-www-form-urlencoded" => {
                let mut members = Map::new();
                for (name, value) in form_urlencoded::parse(&bytes) {
                    put(&mut members, &name, value.into());
                }
                Ok(Self { members, files: Vec::new() })
            }
            _ => Err(BadBody::Type(kind)),
        }
    }

    async fn from_multipart(request: Request) -> Result<Self, BadBody> {
        let broken = |error: &dyn std::fmt::Display| BadBody::Broken(error.to_string());
        let mut parts = Multipart::from_request(request, &()).await.map_err(|error| broken(&error))?;
        let mut body = Self::default();
        while let Some(part) = parts.next_field().await.map_err(|error| broken(&error))? {
            let field = part.name().unwrap_or_default().to_owned();
            let content_type = part.content_type().map(str::to_owned);
            let Some(file_name) = part.file_name().map(str::to_owned) else {
                let text = part.text().await.map_err(|error| broken(&error))?;
                put(&mut body.members, &field, text.into());
                continue;
            };
            let bytes = part.bytes().await.map_err(|error| broken(&error))?;
            let (size, crc32) = (bytes.len(), crc32(&bytes));
            body.files.push(Upload { field, file_name, content_type, size, crc32 });
        }
        Ok(body)
    }
}

/// Puts a value where a name with brackets says.
fn put(members: &mut Map<String, Value>, name: &str, value: Value) {
    let mut keys = name.split('[').map(|key| key.trim_end_matches(']'));
    let first = keys.next().unwrap_or_default();
    place(members.entry(first).or_insert(Value::Null), &keys.collect::<Vec<_>>(), value);
}

fn place(slot: &mut Value, keys: &[&str], value: Value) {
    match keys {
        [] => *slot = value,
        ["", rest @ ..] => {
            let mut items = slot.as_array().cloned().unwrap_or_default();
            let mut item = Value::Null;
            place(&mut item, rest, value);
            items.push(item);
            *slot = items.into();
        }
        [key, rest @ ..] => {
            if !slot.is_object() {
                *slot = json!({});
            }
            place(&mut slot[*key], rest, value);
        }
    }
}

/// The checksum of zip and PNG (ISO 3309).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn brackets_are_objects_and_arrays() {
        let mut members = Map::new();
        for (name, value) in [
            ("rfi[subject]", "a"),
            ("rfi[assignee_ids][]", "1"),
            ("rfi[assignee_ids][]", "2"),
            ("rfi[question][body]", "b"),
            ("x", "y"),
        ] {
            put(&mut members, name, value.into());
        }
        let expected = json!({ "rfi": { "subject": "a", "assignee_ids": ["1", "2"], "question": { "body": "b" } }, "x": "y" });
        assert_eq!(Value::Object(members), expected);
    }
}
