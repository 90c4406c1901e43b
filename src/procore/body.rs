//! The body of a request, in each of its kinds.

use borsh::{BorshDeserialize, BorshSerialize};

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Body {
    /// None.
    #[default]
    Empty,
    /// A JSON text, as it was typed.
    Json(String),
    /// Fields as `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// Parts as `multipart/form-data` (RFC 7578).
    Multipart(Vec<Part>),
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Part {
    /// The name of its field.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a part.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Content {
    /// A text.
    Text(String),
    /// A file that the browser holds, by its name. Its bytes are never kept.
    File(String),
}
