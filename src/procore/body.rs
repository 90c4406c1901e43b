//! The body of a request, in each of its kinds.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// A JSON text, as it was typed.
    Json(String),
    /// Fields as `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// Parts as `multipart/form-data` (RFC 7578).
    Multipart(Vec<Part>),
    /// None: `null` as JSON, by [`Body::serialize_or_null`]. It is the last, so that the others keep their numbers in messages.
    #[default]
    #[serde(skip)]
    Empty,
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The name of its field.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// A text.
    Text(String),
    /// A file that the browser holds, by its name. Its bytes are never kept.
    File(String),
}

impl Body {
    /// Writes the body, and an empty one as `null`.
    pub(super) fn serialize_or_null<S: Serializer>(body: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&Some(body).filter(|body| **body != Self::Empty), serializer)
    }

    /// Reads what [`Body::serialize_or_null`] wrote.
    pub(super) fn deserialize_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body: Option<Self> = Deserialize::deserialize(deserializer)?;
        Ok(body.unwrap_or_default())
    }
}

/// As JSON by [`PartFields`]; in a message, which has no names, its fields in their order.
impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => PartFields::from(self.clone()).serialize(serializer),
            false => (&self.name, &self.content).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Self::try_from(PartFields::deserialize(deserializer)?).map_err(D::Error::custom);
        }
        let (name, content) = Deserialize::deserialize(deserializer)?;
        Ok(Self { name, content })
    }
}

/// A part as JSON: `{"name", "text"}` or `{"name", "file"}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PartFields {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

/// A part has no content, or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("must have either `text` or `file`")]
struct PartError;

impl TryFrom<PartFields> for Part {
    type Error = PartError;

    fn try_from(fields: PartFields) -> Result<Self, PartError> {
        let content = match (fields.text, fields.file) {
            (Some(text), None) => Content::Text(text),
            (None, Some(file)) => Content::File(file),
            _ => return Err(PartError),
        };
        Ok(Self { name: fields.name, content })
    }
}

impl From<Part> for PartFields {
    fn from(Part { name, content }: Part) -> Self {
        match content {
            Content::Text(text) => Self { name, text: Some(text), file: None },
            Content::File(file) => Self { name, text: None, file: Some(file) },
        }
    }
}
