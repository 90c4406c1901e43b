//! The rows of a table in the order of one column.
//!
//! Rising: numbers by their exact values, strings by their code points, `false`, `true`, objects and arrays in the order of
//! the text. Falling: the other way round, but objects and arrays still in the order of the text. In both: after all others
//! the rows with `null`, and after those the rows that have nothing there. Rows that are equal keep the order of the text.
//!
//! A key of eight bytes is taken from each cell, once. Most rows are in order by their keys alone.

mod cell;
mod entry;
mod merge;
mod refine;

use super::build::Table;
use crate::json::token::Type;
use crate::json::{JsonText, Node};
use cell::Finder;
use entry::{Entry, number_key, string_key};
use refine::{Kind, Refine};

/// Which comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The least.
    #[default]
    Ascending,
    /// The greatest.
    Descending,
}

/// The sorting of the rows that a table has when it begins.
///
/// Memory while it lasts: 16 bytes for each row, and half of that again.
#[derive(Clone, Debug)]
pub struct Sort {
    direction: Direction,
    rows: usize,
    /// How many rows have their keys.
    read: usize,
    finder: Finder,
    numbers: Refine,
    strings: Refine,
    false_rows: Vec<u32>,
    true_rows: Vec<u32>,
    containers: Vec<u32>,
    nulls: Vec<u32>,
    missing: Vec<u32>,
    are_numbers_done: bool,
}

impl Sort {
    /// The sorting of the rows that are taken in by a column.
    pub fn new(table: &Table, column: u32, direction: Direction) -> Self {
        let is_descending = direction == Direction::Descending;
        Self {
            direction,
            rows: table.len(),
            read: 0,
            finder: Finder::new(table, column),
            numbers: Refine::new(Kind::Numbers, is_descending),
            strings: Refine::new(Kind::Strings, is_descending),
            false_rows: Vec::new(),
            true_rows: Vec::new(),
            containers: Vec::new(),
            nulls: Vec::new(),
            missing: Vec::new(),
            are_numbers_done: false,
        }
    }

    /// Does about `work` comparisons of two keys, a few nanoseconds each, or what takes as long. Returns whether the order is found.
    pub fn step(&mut self, text: &JsonText, table: &Table, mut work: usize) -> bool {
        while self.read < self.rows {
            if work == 0 {
                return false;
            }
            let (cell, its_work) = self.finder.cell(text, table, self.read);
            self.take(text, self.read as u32, cell);
            work = work.saturating_sub(its_work);
            self.read += 1;
            if self.read == self.rows {
                self.numbers.begin();
                self.strings.begin();
            }
        }
        self.are_numbers_done = self.are_numbers_done || self.numbers.step(text, &mut work);
        self.are_numbers_done && self.strings.step(text, &mut work)
    }

    fn take(&mut self, text: &JsonText, row: u32, cell: Option<Node>) {
        let Some((cell, kind)) = cell.and_then(|cell| Some((cell, text.type_of(cell)?))) else {
            self.missing.push(row);
            return;
        };
        let start = text.start(cell).unwrap_or_default();
        match kind {
            Type::Number => {
                let key = number_key(&text.segments.bytes(start..text.leaf_end(start)));
                self.numbers.entries.push(Entry { key, row, at: start as u32 });
            }
            Type::String => {
                let (key, at) = string_key(text, start as u32 + 1, 0);
                self.strings.entries.push(Entry { key, row, at });
            }
            Type::Boolean if text.segments.get(start) == Some(b't') => self.true_rows.push(row),
            Type::Boolean => self.false_rows.push(row),
            Type::Object | Type::Array => self.containers.push(row),
            Type::Null => self.nulls.push(row),
        }
    }

    /// How much of the way is done, from 0 to 1, about: reading the keys is most of it.
    pub fn progress(&self) -> f32 {
        if self.rows == 0 { 1.0 } else { self.read as f32 / self.rows as f32 }
    }

    /// The rows in order. If not all steps were done, all rows that were read, not yet in order.
    pub fn into_rows(self) -> Vec<u32> {
        let rows_of = |entries: Vec<Entry>| entries.into_iter().map(|entry| entry.row);
        let mut rows = Vec::with_capacity(self.rows);
        let strings = rows_of(self.strings.entries);
        let numbers = rows_of(self.numbers.entries);
        match self.direction {
            Direction::Ascending => {
                rows.extend(numbers);
                rows.extend(strings);
                rows.extend(self.false_rows);
                rows.extend(self.true_rows);
                rows.extend(self.containers);
            }
            Direction::Descending => {
                rows.extend(self.containers);
                rows.extend(self.true_rows);
                rows.extend(self.false_rows);
                rows.extend(strings);
                rows.extend(numbers);
            }
        }
        rows.extend(self.nulls);
        rows.extend(self.missing);
        rows
    }
}
