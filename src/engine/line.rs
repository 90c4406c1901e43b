//! A row as it is drawn: the worker says what stands in it, the page only paints.

use serde::{Deserialize, Serialize};

/// What a span of a row is, and so how it is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Text without a meaning of its own.
    Plain,
    /// The name of a member.
    Key,
    /// The name of a member that another member of the same object has too.
    RepeatedKey,
    /// The index of an element.
    Index,
    /// A string.
    String,
    /// A string that is an address of the web.
    Link,
    /// A string that is a date or a time (RFC 3339).
    Date,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// Brackets, commas and colons.
    Punctuation,
    /// A count of what is in an array or object.
    Count,
    /// That there is nothing where others have something.
    Missing,
    /// That there is more than is shown.
    More,
}

/// A part of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// What it is.
    pub mark: Mark,
    /// What it says.
    pub text: String,
    /// Whether it is, or is part of, something that Find looks for.
    pub is_hit: bool,
}

impl Span {
    /// A span that Find has not marked.
    pub fn new(mark: Mark, text: impl Into<String>) -> Self {
        Self { mark, text: text.into(), is_hit: false }
    }
}

/// Whether a row can be opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fold {
    /// It has nothing in it.
    #[default]
    Leaf,
    /// Its elements or members are shown.
    Open,
    /// They are not.
    Closed,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The value that it shows or stands in.
    pub node: u32,
    /// How deep it is, from 0.
    pub level: u32,
    /// Whether it can be opened.
    pub fold: Fold,
    /// Its place among the elements or members of the same value, from 1; in a text, the number of its line, or 0 if the
    /// line began before.
    pub position: u32,
    /// How many of those there are, once all have come.
    pub set_size: Option<u32>,
    /// What stands in it; in a table, one span for each column that is looked at.
    pub spans: Vec<Span>,
    /// In a table: the values of those columns, 2^32 - 1 where there is none.
    pub cells: Vec<u32>,
    /// Whether it is a row of a collection that has come before, by its id.
    pub is_again: bool,
}
