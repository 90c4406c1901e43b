//! A table as CSV (RFC 4180).

use super::csv_cell::{CellWriter, put_string};
use crate::json::table::{Cells, MEMBER_WORK, Table};
use crate::json::{JsonText, Node};

/// A writer of a table: chosen columns, rows in a chosen order, a header line first, lines that end with CR and LF.
///
/// Numbers are written as they were sent, strings as they read, arrays and objects as JSON without white space; `null` and
/// what is missing as nothing, an empty string as two quotes. What a spreadsheet would take for a formula gets an apostrophe
/// before it, whichever separator it reads: see `csv_guard`.
#[derive(Clone, Debug)]
pub struct Csv {
    columns: Vec<u32>,
    /// None for all rows as they are in the text.
    rows: Option<Vec<u32>>,
    has_byte_order_mark: bool,
    separator: u8,
    is_begun: bool,
    /// How many rows are done.
    row: usize,
    cells: Cells,
    /// The cells of the row that is being written, and how many of them are begun.
    line: Vec<Option<Node>>,
    begun: usize,
    is_in_line: bool,
    cell: Option<CellWriter>,
}

impl Csv {
    /// A writer of some columns, by their numbers, and of some rows, by theirs: without `rows`, of all rows that the table
    /// has when it comes to them.
    pub fn new(columns: Vec<u32>, rows: Option<Vec<u32>>) -> Self {
        Self {
            columns,
            rows,
            has_byte_order_mark: false,
            separator: b',',
            is_begun: false,
            row: 0,
            cells: Cells::new(),
            line: Vec::new(),
            begun: 0,
            is_in_line: false,
            cell: None,
        }
    }

    /// The same, with a byte order mark at the beginning, by which some spreadsheets know UTF-8.
    pub fn with_byte_order_mark(mut self) -> Self {
        self.has_byte_order_mark = true;
        self
    }

    /// The same, with another separator: a semicolon, which spreadsheets expect where numbers have a decimal comma, or a tab.
    pub fn separated_by(mut self, separator: u8) -> Self {
        self.separator = separator;
        self
    }

    /// Writes about `work` bytes, or looks at members, each of which counts as six. Returns whether all is written.
    ///
    /// The members of one row are looked at together, at the beginning of its line.
    pub fn step(&mut self, text: &JsonText, table: &Table, work: usize, out: &mut Vec<u8>) -> bool {
        let mut limit = out.len().saturating_add(work);
        if !self.is_begun {
            self.is_begun = true;
            self.header(table, out);
        }
        while out.len() < limit {
            if let Some(cell) = &mut self.cell {
                if cell.step(text, limit - out.len(), out) {
                    self.cell = None;
                }
            } else if !self.is_in_line {
                let Some(row) = self.next_row(table) else { return true };
                let members = self.cells.read(text, table, row);
                self.line.clear();
                self.line.extend(self.cells.of(table, &self.columns));
                (self.begun, self.is_in_line) = (0, true);
                limit = limit.saturating_sub(MEMBER_WORK * members);
            } else if let Some(node) = self.line.get(self.begun) {
                if self.begun > 0 {
                    out.push(self.separator);
                }
                self.begun += 1;
                if let Some(node) = node {
                    self.cell = CellWriter::begin(text, *node, self.separator, self.columns.len() == 1, out);
                } else if self.columns.len() == 1 {
                    out.extend_from_slice(b"\"\"");
                } else {
                    // Most cells of a wide table are missing.
                    let others = self.line[self.begun..].iter().take_while(|node| node.is_none()).count();
                    out.resize(out.len() + others, self.separator);
                    self.begun += others;
                }
            } else {
                out.extend_from_slice(b"\r\n");
                self.is_in_line = false;
                self.row += 1;
            }
        }
        false
    }

    fn next_row(&self, table: &Table) -> Option<usize> {
        match &self.rows {
            Some(rows) => rows.get(self.row).map(|row| *row as usize),
            None => (self.row < table.len()).then_some(self.row),
        }
    }

    fn header(&self, table: &Table, out: &mut Vec<u8>) {
        if self.has_byte_order_mark {
            out.extend_from_slice(b"\xef\xbb\xbf");
        }
        for (at, column) in self.columns.iter().enumerate() {
            if at > 0 {
                out.push(self.separator);
            }
            let title = table.columns().get(*column as usize).map_or("", |column| &column.title);
            let start = out.len();
            put_string(title.as_bytes(), self.separator, out);
            // A file that begins with these two letters is taken for one in the format SYLK by Excel.
            if at == 0 && out[start..].starts_with(b"ID") {
                out.insert(start, b'"');
                out.push(b'"');
            }
        }
        out.extend_from_slice(b"\r\n");
    }

    /// How many rows are written.
    pub fn rows_done(&self) -> usize {
        self.row
    }
}
