//! What the view of a document and its worker say to each other.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::media::Media;
use crate::json::Query;
use crate::procore::paging::AskedPage;

/// The panes that show rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pane {
    /// The tree of values.
    #[default]
    Tree,
    /// An array as a table.
    Table,
    /// The text, re-indented.
    Pretty,
    /// The text as it was sent.
    Sent,
}

/// The number of a question. What answers it carries the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct QuestionId(pub u32);

/// What the view of a document asks its worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// Say all that a view has to know that begins now.
    Greet,
    /// Show these rows, now and whenever something in them changes.
    Look(Look),
    /// Arrange the tree.
    Arrange(Arrange),
    /// Say in which row this is; if it was in a closed value, it no longer is.
    Go(Pane, Place),
    /// Say where a value is, and whether it may be an id.
    Inspect(QuestionId, u32),
    /// Say this of a value.
    Text(QuestionId, u32, What),
    /// Find this, or nothing any more.
    Find(Option<Query>),
    /// Arrange the table.
    Table(Columns),
    /// Make a file of the document.
    Save(QuestionId, Save),
    /// Stop making it.
    StopSaving,
    /// Send the bytes through the port beside this message, in chunks, and then a null.
    Pour,
}

/// How a table is arranged. Columns are named by their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Columns {
    /// Show this array as a table; of another value, the array that it lies in.
    Of(u32),
    /// Show all columns.
    All,
    /// Show no column.
    None,
    /// Show this column, in its place.
    Show(u32),
    /// Hide this column.
    Hide(u32),
    /// Put this column before the one that is shown to its left.
    Left(u32),
    /// Put this column after the one that is shown to its right.
    Right(u32),
    /// Put the rows in the order of this column, descending or not; none: as they were sent.
    Sort(Option<(u32, bool)>),
}

/// A file that is made of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Save {
    /// The bytes as they were sent.
    Sent,
    /// The text, re-indented.
    Pretty,
    /// Each element of the table's array on a line of its own.
    Lines,
    /// The table, in its columns and its order, as CSV (RFC 4180).
    Csv(CsvDialect),
}

/// For whom CSV is made. A spreadsheet knows UTF-8 by a byte order mark, and its separator by where numbers have a decimal comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CsvDialect {
    /// For programs: commas, and no mark.
    Plain,
    /// For spreadsheets, with commas.
    Commas,
    /// The same, with semicolons.
    Semicolons,
    /// The same, with tabs.
    Tabs,
}

impl CsvDialect {
    /// The separator.
    pub(super) fn separator(self) -> u8 {
        match self {
            Self::Plain | Self::Commas => b',',
            Self::Semicolons => b';',
            Self::Tabs => b'\t',
        }
    }
}

/// Rows that are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Of which pane.
    pub pane: Pane,
    /// The first row.
    pub first: u32,
    /// How many.
    pub count: u32,
    /// In a table: the first column, by its place.
    pub first_column: u32,
    /// In a table: how many columns.
    pub columns: u32,
}

impl Look {
    /// No screen has more rows or columns than so many.
    const MOST: (u32, u32) = (1_000, 200);

    /// The same, but of no more rows and columns than a screen can have.
    pub(super) fn of_a_screen(self) -> Self {
        Self { count: self.count.min(Self::MOST.0), columns: self.columns.min(Self::MOST.1), ..self }
    }

    /// The rows.
    pub(super) fn rows(self) -> Range<usize> {
        let first = self.first as usize;
        first..first.saturating_add(self.count as usize)
    }
}

/// What is opened and closed in the tree. Values are named by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arrange {
    /// Open a value that is closed, close one that is open.
    Toggle(u32),
    /// Open a value.
    Open(u32),
    /// Close a value.
    Close(u32),
    /// Open a value and all in it.
    OpenBelow(u32),
    /// Open all values in the same array or object.
    OpenBeside(u32),
    /// Open all values with fewer than this number around them, and close the others.
    Levels(u32),
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// A value.
    Node(u32),
    /// A value or, if its row is hidden in the tree, what is around it and is seen.
    Seen(u32),
    /// What is around a value.
    Parent(u32),
    /// The hit after the one that was gone to last, in a circle.
    NextHit,
    /// The hit before it.
    PreviousHit,
    /// The next row of the tree after this value, in a circle, whose text begins so.
    Initial(u32, String),
}

/// What is said of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A string as it reads, everything else as it was sent.
    Value,
    /// The name of a member or the index of an element.
    Name,
    /// The way to it as a normalized `JSONPath` (RFC 9535).
    JsonPath,
    /// The way to it as a filter of jq.
    Jq,
    /// The way to it as an expression of JavaScript.
    JavaScript,
    /// The way to it as a JSON pointer (RFC 6901).
    Pointer,
}

/// What a worker tells the view of its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Tell {
    /// Status and headers have come.
    Head(Head),
    /// How far the reading is.
    Reading(Reading),
    /// Rows that are looked at.
    Rows {
        /// What was looked at.
        look: Look,
        /// The rows that there are in all, so far.
        total: u32,
        /// The rows, as far as there are any.
        lines: Vec<Line>,
    },
    /// The place that was gone to is in this row.
    At {
        /// Of which pane.
        pane: Pane,
        /// The row.
        row: u32,
        /// The value.
        node: u32,
    },
    /// Where a value is, and whether it may be an id.
    Inspected(QuestionId, Inspection),
    /// What was asked of a value; `None` if it is too long to be copied or shown.
    Text(QuestionId, Option<String>),
    /// How far Find is.
    Found(Found),
    /// What the table has.
    Table(TableHead),
    /// How much of a file is made, in bytes of it.
    Saving(QuestionId, u64),
    /// The file is the blob beside this message.
    Saved(QuestionId),
    /// There is no array in the document that could be such a file.
    NotSaved(QuestionId),
}

/// Where a value is, and whether it may be an id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// The value.
    pub node: u32,
    /// The way to it as a normalized `JSONPath` (RFC 9535).
    pub json_path: String,
    /// The way to it as a JSON pointer (RFC 6901).
    pub pointer: String,
    /// If it may be an id by its names: they, from the outside in and without places in arrays, and what it says.
    pub id: Option<(Vec<String>, String)>,
}

/// How far Find is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The hits so far.
    pub count: u32,
    /// The hit that was gone to last, from 0.
    pub at: Option<u32>,
    /// Whether all that has come was searched.
    pub is_done: bool,
    /// Why the pattern cannot be searched for.
    pub problem: Option<String>,
}

/// What a table has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    /// The array that it is.
    pub array: u32,
    /// The way to that array.
    pub path: String,
    /// All columns, in the order in which they were met.
    pub columns: Vec<ColumnHead>,
    /// All of them, in the order in which they stand.
    pub order: Vec<u32>,
    /// Those that are shown, in that order.
    pub chosen: Vec<u32>,
    /// The column whose order the rows are in, or will be, and whether it is descending.
    pub sort: Option<(u32, bool)>,
    /// Whether rows are being put in order.
    pub is_sorting: bool,
    /// The rows in which a name is repeated: the last value counts.
    pub repeats: u32,
    /// The rows that have more than there are columns for.
    pub others: u32,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnHead {
    /// Its title: names with dots between them.
    pub title: String,
    /// The rows that have it, so far.
    pub rows: u32,
    /// How wide it should be, in characters.
    pub width: u32,
}

/// Status and headers of an answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The HTTP status code.
    pub status: u16,
    /// The headers that the browser let through, in its order.
    pub headers: Vec<(String, String)>,
    /// When the call was sent: milliseconds since the epoch by a clock that all threads share.
    pub sent_at: f64,
    /// In a document of pages, the number of the page that came with it: the latest.
    pub page: Option<u32>,
    /// Which page of a list was asked for, if it may be one.
    pub asked: Option<AskedPage>,
}

/// How far the reading of a document is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The bytes that have come.
    pub bytes: u64,
    /// What they are.
    pub media: Media,
    /// Where and why they are not JSON, if they should be.
    pub fault: Option<String>,
    /// The values that have begun.
    pub values: u32,
    /// Whether no more bytes come.
    pub is_done: bool,
    /// Whether there is more than has come, and none of it comes.
    pub is_partial: bool,
    /// The rows, if it is a list that has come to its end.
    pub rows: Option<u32>,
    /// The memory of the worker's module, in bytes: the worker fills it in.
    pub memory: u64,
    /// When the first bytes came, and the latest: milliseconds since the epoch by a clock that all threads share.
    pub first_at: f64,
    /// See above.
    pub last_at: f64,
}
