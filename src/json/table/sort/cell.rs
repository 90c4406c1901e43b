//! The cell of one column in one row after another, without a walk through all members of each row.
//!
//! In records of one kind a cell stands as many values after the beginning of its row as in the row before, or as in one of
//! the last few. Whether it is there is seen from its depth and its name. Where objects have members with the same name,
//! another may come after it, so then each row is walked through; and so it is for custom fields.

use crate::json::tree::Spot;
use crate::json::{JsonText, Node, Type};

use super::super::build::Table;
use super::super::cells::Cells;
use super::super::field::{VALUE, has_name};
use super::super::{MEMBER_WORK, WIDEST};

/// So many ways to the cell are remembered.
const WAYS: usize = 6;

/// The work of trying one of them.
const WAY_WORK: usize = 40;

/// A reader of the cells of one column.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    column: u32,
    /// The fields from the row to the cell.
    path: Vec<u32>,
    /// How far behind the row the values on the path stand: the last ways that were right.
    ways: Vec<Vec<u32>>,
    cells: Cells,
    may_guess: bool,
    /// The row that was last looked for.
    last: Option<Spot>,
}

impl Finder {
    pub(super) fn new(table: &Table, column: u32) -> Self {
        let field = table.columns().get(column as usize).map(|column| column.field);
        let path = field.map(|field| table.fields.path(field)).unwrap_or_default();
        let holds_custom =
            |field: &u32| table.fields.get(*field).is_some_and(|field| field.has_custom_fields);
        let may_guess =
            table.rows_with_repeats() == 0 && field != Some(VALUE) && !path.iter().any(holds_custom);
        Self { column, path, ways: Vec::new(), cells: Cells::new(), may_guess, last: None }
    }

    /// The cell of a row, and the work that it was.
    pub(super) fn cell(&mut self, text: &JsonText, table: &Table, row: usize) -> (Option<Node>, usize) {
        let Some(node) = table.row(row) else { return (None, MEMBER_WORK) };
        if self.may_guess
            && let Some(spot) = self.spot(text, node)
            && let Some(way) = self.ways.iter().position(|way| self.is_right(text, table, (row, spot), way))
        {
            self.ways[..=way].rotate_right(1);
            return (self.ways[0].last().map(|distance| Node(node.0 + distance)), WAY_WORK * (way + 1));
        }
        let members = self.cells.read(text, table, row);
        let cell = self.cells.get(table, self.column);
        if let Some(cell) = cell.filter(|_| self.may_guess) {
            self.remember(text, node, cell);
        }
        (cell, MEMBER_WORK * members)
    }

    /// The place of a row: rows are looked for one after another.
    fn spot(&mut self, text: &JsonText, row: Node) -> Option<Spot> {
        let last = self.last.filter(|last| last.number <= row.number());
        self.last = match last {
            Some(last) => Some(text.index.tree.spot_from(last, row.number())),
            None => text.spot(row),
        };
        self.last
    }

    /// Whether the values on a way are the members of the row and of each other that the path names.
    fn is_right(&self, text: &JsonText, table: &Table, (row, spot): (usize, Spot), way: &[u32]) -> bool {
        let tree = &text.index.tree;
        let (row, next) = (spot, table.row(row + 1));
        let mut around = row;
        for (distance, field) in way.iter().zip(&self.path) {
            let node = Node(row.number as u32 + distance);
            let Some(start) = text.start(node) else { return false };
            let Some(field) = table.fields.get(*field) else { return false };
            if !has_name(text, start, &field.token) {
                return false;
            }
            if around != row && tree.size(around) > WIDEST {
                return false;
            }
            let spot = tree.spot_from(around, node.number());
            let is_inside = match next.filter(|_| around == row) {
                Some(next) => node < next,
                None => tree.end(around).is_none_or(|end| spot.bit < end),
            };
            if !is_inside || tree.depth(spot) != tree.depth(around) + 1 {
                return false;
            }
            around = spot;
        }
        // An object may have its members in other columns, and one on the way may be so wide that it is one cell.
        text.type_of(around.into()) != Some(Type::Object)
    }

    /// The values around the cell are on the way.
    fn remember(&mut self, text: &JsonText, row: Node, cell: Node) {
        let upwards = std::iter::successors(Some(cell), |node| text.parent(*node));
        let mut way: Vec<u32> = upwards
            .take(self.path.len() + 1)
            .take_while(|node| *node > row)
            .map(|node| node.0 - row.0)
            .collect();
        way.reverse();
        if way.len() == self.path.len() {
            self.ways.truncate(WAYS - 1);
            self.ways.insert(0, way);
        }
    }
}
