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
//! names are neither written nor read, and nothing else of a session is there. A member that is not known is an error.

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::secrets::without_secrets;
use crate::json::read::{Object, object, objects};
use crate::json::{SyntaxError, reason};
use crate::procore::Outgoing;
use crate::time::UnixTime;

/// What a file names itself.
const FORMAT: &str = "procore-console";
/// The version that is written and read.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 50_000_000;
/// The most entries that are read, saved ones and those of the history together.
pub const MOST_ENTRIES: usize = 100_000;

/// A request that a person keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedRequest {
    /// What the person calls it.
    pub name: String,
    /// The folder that it is in; empty for none.
    #[serde(default)]
    pub folder: String,
    /// What the person wrote about it.
    #[serde(default)]
    pub notes: String,
    /// The id of the environment that it is for.
    pub environment: Option<String>,
    /// The request.
    #[serde(deserialize_with = "object")]
    pub request: Outgoing,
}

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// The request.
    #[serde(deserialize_with = "object")]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// The saved requests.
    pub saved: Vec<SavedRequest>,
    /// The history, in the order in which it was given.
    pub history: Vec<Past>,
}

/// Why a file is not imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
pub enum ImportError {
    /// It has this number of bytes.
    #[error("The file has {} MB. At most {} MB can be imported.", .0.div_ceil(1_000_000), LARGEST_FILE / 1_000_000)]
    TooLarge(usize),
    /// It is no JSON, or breaks off.
    #[error("The file is not JSON, or breaks off: {0}.")]
    NotJson(SyntaxError),
    /// It is JSON of something else.
    #[error("The file is JSON, but no export of this app: its “format” is not “{FORMAT}”.")]
    Foreign,
    /// It is a file of ours, of a version that this app does not know.
    #[error(
        "The file is of version {0} of the format, and this app reads version {VERSION}. Reload the page and try again."
    )]
    Version(String),
    /// It has this number of entries.
    #[error("The file has {0} entries. At most {MOST_ENTRIES} can be imported.")]
    TooMany(usize),
    /// Something in it is not what it should be. Nothing of such a file is taken.
    #[error("Nothing was imported: {path}: {reason}.")]
    Field {
        /// Such as `saved[3].request.method`. Elements are counted from 0, as jq and JSON paths count.
        path: String,
        /// What is wrong there.
        reason: String,
    },
}

/// A file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: String,
    version: u32,
    #[serde(default, deserialize_with = "objects")]
    saved: Vec<SavedRequest>,
    #[serde(default, deserialize_with = "objects")]
    history: Vec<Past>,
}

/// What a file says of itself. Every other member is passed over.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Kind {
    format: Value,
    version: Value,
}

/// How many entries a file has.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Counts {
    saved: Vec<IgnoredAny>,
    history: Vec<IgnoredAny>,
}

impl Export {
    /// The file.
    pub fn to_json(&self) -> String {
        let cleaned = |request: &Outgoing| without_secrets(request.clone());
        let saved = |entry: &SavedRequest| SavedRequest { request: cleaned(&entry.request), ..entry.clone() };
        let past = |entry: &Past| Past { request: cleaned(&entry.request), ..entry.clone() };
        let file = File {
            format: FORMAT.to_owned(),
            version: VERSION,
            saved: self.saved.iter().map(saved).collect(),
            history: self.history.iter().map(past).collect(),
        };
        // Texts and whole numbers are always JSON.
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// What is in the file. It is imported as a whole or not at all.
    pub fn read(file: &[u8]) -> Result<Self, ImportError> {
        if file.len() > LARGEST_FILE {
            return Err(ImportError::TooLarge(file.len()));
        }
        SyntaxError::check(file).map_err(ImportError::NotJson)?;
        let Object(kind) = serde_json::from_slice::<Object<Kind>>(file).map_err(|_| ImportError::Foreign)?;
        if kind.format != FORMAT {
            return Err(ImportError::Foreign);
        }
        let version = kind.version.to_string();
        if version != VERSION.to_string() {
            return Err(ImportError::Version(version.chars().take(20).collect()));
        }
        let counts: Counts = read(file)?;
        let entries = counts.saved.len() + counts.history.len();
        if entries > MOST_ENTRIES {
            return Err(ImportError::TooMany(entries));
        }
        let File { mut saved, mut history, .. } = read(file)?;
        let saved_requests = saved.iter_mut().map(|entry| &mut entry.request);
        for request in saved_requests.chain(history.iter_mut().map(|entry| &mut entry.request)) {
            *request = without_secrets(std::mem::take(request));
        }
        Ok(Self { saved, history })
    }
}

/// Reads a file as a `T`. An error names its place.
fn read<T: DeserializeOwned>(file: &[u8]) -> Result<T, ImportError> {
    let mut deserializer = serde_json::Deserializer::from_slice(file);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = match error.path().to_string() {
            root if root == "." => "the file".to_owned(),
            path => path,
        };
        ImportError::Field { path, reason: reason(error.inner()) }
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
