//! History and saved requests as one file: JSON with a version.
//!
//! ```json
//! {"format": "procore-console", "version": 1,
//!  "saved": [{"name", "folder", "notes", "environment", "request"}],
//!  "history": [{"request", "environment", "status", "at", "elapsed", "bytes"}]}
//! ```
//!
//! A request is `{"method", "target", "company", "headers": [[NAME, VALUE]], "body"}`, a body `null`, `{"json": TEXT}`,
//! `{"form": [[NAME, VALUE]]}` or `{"multipart": [{"name", "text"} or {"name", "file"}]}`. The company is a string, as every id;
//! `at` is in milliseconds since 1970, `elapsed` in milliseconds. Headers and query parameters that are secret by their
//! names are neither written nor read, and nothing else of a session is there.

mod fault;
mod member;
mod read;

use borsh::{BorshDeserialize, BorshSerialize};

use super::json::{array, object, optional, string};
use super::secrets::without_secrets;
use crate::procore::{Body, CompanyId, Content, Outgoing, Part};
use crate::time::UnixTime;

pub use fault::{ImportError, Place, Wanted, Wrong};

/// What a file names itself.
const FORMAT: &str = "procore-console";
/// The version that is written and read.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 50_000_000;
/// The most entries that are read, saved ones and those of the history together.
pub const MOST_ENTRIES: usize = 100_000;

/// A request that a person keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SavedRequest {
    /// What the person calls it.
    pub name: String,
    /// The folder that it is in; empty for none.
    pub folder: String,
    /// What the person wrote about it.
    pub notes: String,
    /// The id of the environment that it is for.
    pub environment: Option<String>,
    /// The request.
    pub request: Outgoing,
}

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Past {
    /// The request.
    pub request: Outgoing,
    /// The id of the environment that it was made in.
    pub environment: String,
    /// The status of the answer, if one came.
    pub status: Option<u16>,
    /// When it was sent.
    pub at: UnixTime,
    /// From sending to the last byte, in milliseconds.
    pub elapsed: u32,
    /// The length of the answer's body.
    pub bytes: u64,
}

/// What is in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Export {
    /// The saved requests.
    pub saved: Vec<SavedRequest>,
    /// The history, in the order in which it was given.
    pub history: Vec<Past>,
}

impl Export {
    /// The file.
    pub fn to_json(&self) -> String {
        let saved = self.saved.iter().map(|entry| {
            object([
                ("name", string(&entry.name)),
                ("folder", string(&entry.folder)),
                ("notes", string(&entry.notes)),
                ("environment", optional(entry.environment.as_deref())),
                ("request", request(&entry.request)),
            ])
        });
        let history = self.history.iter().map(|entry| {
            object([
                ("request", request(&entry.request)),
                ("environment", string(&entry.environment)),
                ("status", entry.status.map_or_else(|| "null".to_owned(), |status| status.to_string())),
                ("at", entry.at.0.to_string()),
                ("elapsed", entry.elapsed.to_string()),
                ("bytes", entry.bytes.to_string()),
            ])
        });
        object([
            ("format", string(FORMAT)),
            ("version", VERSION.to_string()),
            ("saved", array(saved)),
            ("history", array(history)),
        ])
    }
}

fn request(request: &Outgoing) -> String {
    let request = without_secrets(request.clone());
    object([
        ("method", string(request.method.name())),
        ("target", string(&request.target)),
        ("company", optional(request.company.as_ref().map(CompanyId::as_str))),
        ("headers", pairs(&request.headers)),
        ("body", body(&request.body)),
    ])
}

fn body(body: &Body) -> String {
    match body {
        Body::Empty => "null".to_owned(),
        Body::Json(text) => object([("json", string(text))]),
        Body::Form(fields) => object([("form", pairs(fields))]),
        Body::Multipart(parts) => object([("multipart", array(parts.iter().map(part)))]),
    }
}

fn part(Part { name, content }: &Part) -> String {
    let (kind, text) = match content {
        Content::Text(text) => ("text", text),
        Content::File(name) => ("file", name),
    };
    object([("name", string(name)), (kind, string(text))])
}

fn pairs(pairs: &[(String, String)]) -> String {
    array(pairs.iter().map(|(name, value)| array([string(name), string(value)])))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
