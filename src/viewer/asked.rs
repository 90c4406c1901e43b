//! What was asked of the document and is not answered yet.

use crate::engine::{CsvDialect, QuestionId, Save};

/// A file that is being made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// The question that it is the answer to. What is told of another one may still be on its way.
    pub id: QuestionId,
    /// Which file it is.
    pub save: Save,
    /// Its bytes so far.
    pub made: u64,
}

/// What a text is for.
#[derive(Clone, Copy)]
pub enum Wanted {
    /// It is copied. Whether it is the document or its list as a whole.
    Copy(bool),
    /// It is shown.
    Show,
}

/// How the name of a file ends, and the mark in the timeline for its end.
pub fn ending(save: Save) -> (&'static str, &'static str) {
    match save {
        Save::Sent | Save::Pretty => ("json", "json:complete"),
        Save::Lines => ("ndjson", "lines:complete"),
        Save::Csv(CsvDialect::Plain | CsvDialect::Commas | CsvDialect::Semicolons) => ("csv", "csv:complete"),
        Save::Csv(CsvDialect::Tabs) => ("tsv", "csv:complete"),
    }
}
