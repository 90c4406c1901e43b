//! Files that are made of a document, piece by piece: a piece leaves before the next is made, so that memory does not
//! double.

use super::grid::Grid;
use super::view_message::{CsvDialect, QuestionId, Save, Tell};
use crate::json::JsonText;
use crate::json::table::Table;
use crate::json::write::{Csv, JsonWriter, Layout, Lines};

/// A piece has about so many bytes.
const PIECE: usize = 1 << 20;

/// A file that is being made.
#[derive(Debug)]
pub(super) struct Saver {
    id: QuestionId,
    save: Save,
    /// None until the document is there as a whole.
    writer: Option<Writer>,
    /// What was made and has not left.
    piece: Vec<u8>,
    made: u64,
    is_done: bool,
}

#[derive(Debug)]
enum Writer {
    Sent(usize),
    Json(Box<JsonWriter>),
    Lines(Box<Lines>),
    /// The table may become another one while its file is made.
    Csv(Box<(Csv, Table)>),
    /// There is no array to make a table of.
    Nothing,
}

impl Writer {
    fn new(save: Save, text: &JsonText, grid: &Grid) -> Self {
        let table = grid.table();
        let writer = match save {
            Save::Sent => Some(Self::Sent(0)),
            Save::Pretty => Some(Self::Json(Box::new(JsonWriter::of_text(text, Layout::Indented)))),
            Save::Lines => {
                let lines = table.and_then(|table| Lines::of(text, table.array()));
                lines.map(|lines| Self::Lines(Box::new(lines)))
            }
            Save::Csv(dialect) => table.map(|table| {
                let csv = Csv::new(grid.columns(), grid.order().map(<[u32]>::to_vec));
                let csv = csv.separated_by(dialect.separator());
                let csv = if dialect == CsvDialect::Plain { csv } else { csv.with_byte_order_mark() };
                Self::Csv(Box::new((csv, table.clone())))
            }),
        };
        writer.unwrap_or(Self::Nothing)
    }
}

impl Saver {
    /// A file of which nothing is made yet.
    pub(super) fn new(id: QuestionId, save: Save) -> Self {
        Self { id, save, writer: None, piece: Vec::new(), made: 0, is_done: false }
    }

    /// Whether the file is one of the table.
    pub(super) fn is_of_table(&self) -> bool {
        matches!(self.save, Save::Lines | Save::Csv(_))
    }

    /// Goes on by about so many bytes; whether there is more. It is for a document that has come as a whole and, if the file
    /// is one of the table, a table whose rows are read and in order: a part would look like all of it.
    pub(super) fn step(&mut self, text: &JsonText, grid: &Grid, work: usize) -> bool {
        if self.is_done || self.piece.len() >= PIECE {
            return !self.is_done;
        }
        let work = work.min(PIECE - self.piece.len());
        let piece = &mut self.piece;
        self.is_done = match self.writer.get_or_insert_with(|| Writer::new(self.save, text, grid)) {
            Writer::Sent(at) => {
                let range = *at..at.saturating_add(work).min(text.segments().len());
                *at = range.end;
                text.segments().pieces(range).for_each(|bytes| piece.extend_from_slice(bytes));
                *at == text.segments().len()
            }
            Writer::Json(writer) => writer.step(text, work, piece),
            Writer::Lines(writer) => writer.step(text, work, piece),
            Writer::Csv(writer) => writer.0.step(text, &writer.1, work, piece),
            Writer::Nothing => true,
        };
        !self.is_done
    }

    /// A piece, if there is a whole one or the rest.
    pub(super) fn take(&mut self) -> Option<Vec<u8>> {
        if self.piece.is_empty() || (self.piece.len() < PIECE && !self.is_done) {
            return None;
        }
        self.made += self.piece.len() as u64;
        Some(std::mem::take(&mut self.piece))
    }

    /// How far it is.
    pub(super) fn progress(&self) -> Tell {
        match self.writer {
            Some(Writer::Nothing) => Tell::NotSaved(self.id),
            _ if self.is_done && self.piece.is_empty() => Tell::Saved(self.id),
            _ => Tell::Saving(self.id, self.made),
        }
    }
}
