//! Rows and columns, taken in while the text arrives.

use super::MEMBER_WORK;
use super::column::{Column, Types, title};
use super::field::{Fields, NONE, ROW, VALUE};
use super::found::Found;
use super::walk::{Learning, Walk, after};
use crate::json::chunks::Chunks;
use crate::json::token::Type;
use crate::json::tree::Spot;
use crate::json::{JsonText, Node, Status};

/// An array as a table. All methods are for the text of that array.
///
/// Memory: four bytes for each row, and the columns.
#[derive(Clone, Debug)]
pub struct Table {
    array: Node,
    pub(super) fields: Fields,
    columns: Vec<Column>,
    rows: Chunks<u32>,
    walk: Walk,
    found: Found,
    /// Whether the walk is within the last row.
    is_in_row: bool,
    /// Where the next row would begin.
    next: Spot,
    is_complete: bool,
    rows_with_others: usize,
    rows_with_repeats: usize,
}

impl Table {
    /// An array as a table, of which nothing is taken in yet; none if it is no array.
    pub fn of(text: &JsonText, array: Node) -> Option<Self> {
        if text.type_of(array) != Some(Type::Array) {
            return None;
        }
        let spot = text.spot(array)?;
        Some(Self {
            array,
            fields: Fields::default(),
            columns: Vec::new(),
            rows: Chunks::default(),
            walk: Walk::default(),
            found: Found::default(),
            is_in_row: false,
            next: Spot { number: spot.number + 1, bit: spot.bit + 1 },
            is_complete: false,
            rows_with_others: 0,
            rows_with_repeats: 0,
        })
    }

    /// Takes in members of the rows that have ended, each for six units of `work`. Returns whether there is nothing more to
    /// take in: when more bytes of the text have come, there may be again.
    ///
    /// The last row of a text that is cut off or faulty is taken in as far as it goes.
    pub fn step(&mut self, text: &JsonText, work: usize) -> bool {
        for _ in 0..work.div_ceil(MEMBER_WORK) {
            if self.is_in_row {
                self.is_in_row = self.walk.step(text, &mut Learning(&mut self.fields), &mut self.found);
                if !self.is_in_row {
                    self.end_row();
                }
            } else if !self.begin_row(text) {
                return true;
            }
        }
        false
    }

    /// Begins with the next row, if it is there and has ended.
    fn begin_row(&mut self, text: &JsonText) -> bool {
        let tree = &text.index.tree;
        let is_read = text.status() != Status::Reading;
        if self.next.bit >= tree.len() || !tree.is_one(self.next.bit) {
            self.is_complete = is_read || self.next.bit < tree.len();
            return false;
        }
        let row = self.next;
        let next = after(text, row);
        let has_ended = next.bit < tree.len() || (tree.end(row).is_some() && !text.is_in_value());
        if !has_ended && !is_read {
            return false;
        }
        self.rows.push(row.number as u32);
        self.next = next;
        self.walk.begin(text, row, &mut self.found);
        self.is_in_row = true;
        true
    }

    /// Counts the cells of a row, and makes columns for those that have none.
    fn end_row(&mut self) {
        let mut has_others = self.found.has_others;
        for at in 0..self.found.fields.len() {
            let field = self.found.fields[at];
            let Some((_, kind)) = self.found.cell(&self.fields, field) else { continue };
            let known = self.fields.get(field).map_or(NONE, |field| field.column);
            let column = if known == NONE { self.add_column(field) } else { known };
            match self.columns.get_mut(column as usize) {
                Some(column) => {
                    column.rows += 1;
                    column.types.insert(kind);
                }
                None => has_others = true,
            }
        }
        self.rows_with_others += usize::from(has_others);
        self.rows_with_repeats += usize::from(self.found.has_repeats);
    }

    fn add_column(&mut self, field: u32) -> u32 {
        if self.columns.len() >= super::MOST_COLUMNS {
            return NONE;
        }
        let column = self.columns.len() as u32;
        let title = title(&self.fields, field);
        self.columns.push(Column { title, rows: 0, types: Types::default(), field });
        self.fields.set_column(field, column);
        column
    }

    /// The array.
    pub fn array(&self) -> Node {
        self.array
    }

    /// Whether all rows of the array are taken in, and no more can come.
    pub fn is_complete(&self) -> bool {
        self.is_complete && !self.is_in_row
    }

    /// The number of rows that are taken in.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row is taken in yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element that is a row, counted from 0 in the order of the text.
    pub fn row(&self, row: usize) -> Option<Node> {
        self.rows.get(row).map(Node)
    }

    /// The columns in the order in which they were first seen: one that has a number keeps it as the table grows.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The number of the column with that title.
    pub fn column(&self, title: &str) -> Option<u32> {
        self.columns.iter().position(|column| column.title == title).map(|at| at as u32)
    }

    /// The numbers of all columns in an order that keeps the members of an object side by side, wherever they were first
    /// seen: `vendor`, which was null in the first rows, stands before `vendor.id` and `vendor.name`.
    pub fn columns_by_object(&self) -> Vec<u32> {
        let mut ordered = Vec::with_capacity(self.columns.len());
        let mut fields = self.fields.children(ROW);
        fields.insert(0, VALUE);
        fields.reverse();
        while let Some(field) = fields.pop() {
            ordered.extend(self.fields.get(field).map(|field| field.column).filter(|column| *column != NONE));
            fields.extend(self.fields.children(field).into_iter().rev());
        }
        ordered
    }

    /// The number of rows in which an object has several members with the same name, so far. The last counts; what the
    /// others hold is not in the table.
    pub fn rows_with_repeats(&self) -> usize {
        self.rows_with_repeats
    }

    /// The number of rows with members for which there is no column any more, so far.
    pub fn rows_with_others(&self) -> usize {
        self.rows_with_others
    }

    /// Whether there is an object among the rows: if not, the only column is that of the elements.
    pub fn has_objects(&self) -> bool {
        let values = self.columns.iter().filter(|column| column.field == VALUE).map(|column| column.rows);
        values.sum::<usize>() < self.len()
    }

    /// The memory of the table, in bytes, about.
    pub fn memory(&self) -> usize {
        let of_columns = self.columns.iter().map(|column| size_of::<Column>() + column.title.len());
        self.rows.memory() + self.fields.memory() + of_columns.sum::<usize>()
    }
}
