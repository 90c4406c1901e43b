//! Why a file is not imported. Nothing of such a file is taken.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use thiserror::Error;

use super::{FORMAT, LARGEST_FILE, MOST_ENTRIES, VERSION};
use crate::json::Fault;

/// Why a file is not imported.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize, Error)]
pub enum ImportError {
    /// It has this number of bytes.
    #[error("The file has {} MB. At most {} MB can be imported.", .0.div_ceil(1_000_000), LARGEST_FILE / 1_000_000)]
    TooLarge(usize),
    /// It is no JSON, or breaks off.
    #[error("The file is not JSON, or breaks off: {0}.")]
    NotJson(Fault),
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
    /// Something in it is not what it should be.
    #[error("Nothing was imported: {} {}.", .0.path, .0.wrong)]
    Field(Place),
}

/// Where something is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Place {
    /// The way to it: `saved[3].request.method`. Elements are counted from 0, as jq and JSON paths count.
    pub path: String,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize, Error)]
pub enum Wrong {
    /// It is missing.
    #[error("is missing")]
    Missing,
    /// It is there more than once.
    #[error("is there more than once")]
    Repeated,
    /// It is something else than this.
    #[error("is not {0}")]
    Not(Wanted),
}

/// What a value should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Wanted {
    /// An object.
    Object,
    /// A list.
    List,
    /// A text.
    Text,
    /// A whole number, not negative, of as many bits as there is room for.
    Whole,
    /// A method of the API.
    Method,
    /// A path below a host.
    Path,
    /// An id in digits.
    Id,
    /// A list of a name and a value.
    Pair,
    /// A body of one of the kinds that there are.
    Body,
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Object => "an object",
            Self::List => "a list",
            Self::Text => "a text",
            Self::Whole => "a whole number that fits",
            Self::Method => "a method of the API",
            Self::Path => "a path that begins with one slash",
            Self::Id => "an id in digits",
            Self::Pair => "a name and a value",
            Self::Body => "json, form or multipart",
        })
    }
}
