//! The cells of one row after another.

use super::build::Table;
use super::found::Found;
use super::walk::Walk;
use crate::json::{JsonText, Node};

/// A reader of the cells of a table. It has memory for each field of the table: keep one, and read one row after another.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    walk: Walk,
    found: Found,
}

impl Cells {
    /// A reader that has read no row yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a row of a table, and returns how many members it has at all levels that the table looks at. Time: that many,
    /// whatever columns are asked for; it is not cut into steps.
    pub fn read(&mut self, text: &JsonText, table: &Table, row: usize) -> usize {
        match table.row(row).and_then(|node| text.spot(node)) {
            Some(spot) => self.walk.begin(text, spot, &mut self.found),
            None => {
                self.found.begin();
                return 0;
            }
        }
        let mut members = 1;
        while self.walk.step(text, &mut &table.fields, &mut self.found) {
            members += 1;
        }
        members
    }

    /// The cell that the row has in a column; none if there is nothing.
    pub fn get(&self, table: &Table, column: u32) -> Option<Node> {
        let column = table.columns().get(column as usize)?;
        Some(self.found.cell(&table.fields, column.field)?.0)
    }

    /// The cells that the row has in `columns`.
    pub fn of<'t>(&'t self, table: &'t Table, columns: &'t [u32]) -> impl Iterator<Item = Option<Node>> + 't {
        columns.iter().map(|column| self.get(table, *column))
    }
}
