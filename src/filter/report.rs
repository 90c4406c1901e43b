//! What a program has put out.

use serde::{Deserialize, Serialize};

/// What there was, when a program has run to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The number of outputs: of none the document is empty, a single one is the document, several are an array.
    pub outputs: u64,
    /// The length of the document in bytes.
    pub bytes: u64,
    /// Whether an object of the input had the same name twice. Only the last of such members was there for the program.
    pub had_repeated_names: bool,
}
