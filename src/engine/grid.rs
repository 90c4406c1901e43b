//! The rows of the table view: an array of the document, its columns and its order.

use super::chosen::Chosen;
use super::find::Finder;
use super::line::{Line, Mark, Span};
use super::said::{Said, visible};
use super::view_message::{ColumnHead, Columns, Look, TableHead, Tell};
use crate::json::table::{self, Cells, Direction, Sort, Table};
use crate::json::{JsonText, Node, Spelling, Status, spell};

/// The bytes of a cell that are shown at most.
const SHOWN: usize = 200;

/// The narrowest and the widest column, in characters, and the rows that decide.
const WIDTHS: (usize, usize) = (4, 36);
const MEASURED: usize = 40;

/// The table, once there is an array for it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    table: Option<Table>,
    cells: Cells,
    chosen: Chosen,
    wish: Option<(u32, bool)>,
    sort: Option<Sort>,
    /// The rows in their order, if it is not that of the text.
    order: Option<Vec<u32>>,
    widths: Vec<usize>,
    measured: usize,
    is_head_stale: bool,
}

impl Grid {
    /// Arranges the table.
    pub(super) fn arrange(&mut self, text: &JsonText, arrange: Columns) {
        self.is_head_stale = true;
        match arrange {
            Columns::Of(node) => {
                let mut around = std::iter::successors(Some(Node(node)), |node| text.parent(*node));
                if let Some(table) = around.find_map(|node| Table::of(text, node)) {
                    *self = Self { table: Some(table), is_head_stale: true, ..Self::default() };
                }
            }
            Columns::Sort(wish) => {
                self.wish = wish;
                (self.sort, self.order) = (None, None);
            }
            change => self.chosen.change(self.all_columns(), &change),
        }
    }

    /// Reads rows and puts them in order, in about so many values; whether there is more.
    pub(super) fn step(&mut self, text: &JsonText, work: usize) -> bool {
        if self.table.is_none() && (text.status() != Status::Reading || table::is_certain(text)) {
            self.table = table::find(text).and_then(|array| Table::of(text, array));
            self.is_head_stale = self.table.is_some();
        }
        let Some(table) = &mut self.table else { return false };
        let known = (table.columns().len(), table.is_complete());
        let has_more = !table.step(text, work);
        self.is_head_stale |= known != (table.columns().len(), table.is_complete());
        if has_more || !table.is_complete() {
            return has_more;
        }
        let Some((column, is_descending)) = self.wish.filter(|_| self.order.is_none()) else { return false };
        let direction = if is_descending { Direction::Descending } else { Direction::Ascending };
        let mut sort = self.sort.take().unwrap_or_else(|| Sort::new(table, column, direction));
        if sort.step(text, table, work.div_ceil(4)) {
            self.order = Some(sort.into_rows());
            self.is_head_stale = true;
            return false;
        }
        self.sort = Some(sort);
        true
    }

    /// What a view has to know of the table, if it has changed or a new view asks.
    pub(super) fn head(&mut self, text: &JsonText, is_asked: bool) -> Option<Tell> {
        self.measure(text);
        let table = self.table.as_ref()?;
        if !std::mem::take(&mut self.is_head_stale) && !is_asked {
            return None;
        }
        let columns = table.columns().iter().enumerate().map(|(at, column)| ColumnHead {
            title: column.title.clone(),
            rows: column.rows as u32,
            width: self.widths.get(at).copied().unwrap_or(WIDTHS.0) as u32,
        });
        Some(Tell::Table(TableHead {
            array: table.array().0,
            path: spell(&text.path(table.array()), Spelling::JsonPath),
            columns: columns.collect(),
            order: self.chosen.order(self.all_columns()),
            chosen: self.columns(),
            sort: self.wish,
            is_sorting: self.wish.is_some() && self.order.is_none(),
            repeats: table.rows_with_repeats() as u32,
            others: table.rows_with_others() as u32,
        }))
    }

    /// The columns that are shown, in their order.
    pub(super) fn columns(&self) -> Vec<u32> {
        let mut columns = self.chosen.order(self.all_columns());
        columns.retain(|column| self.chosen.shows(*column));
        columns
    }

    /// All columns, those of an object beside each other.
    fn all_columns(&self) -> Vec<u32> {
        self.table.as_ref().map(Table::columns_by_object).unwrap_or_default()
    }

    /// The table, once there is one.
    pub(super) fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    /// The rows in their order, if it is not that of the text.
    pub(super) fn order(&self) -> Option<&[u32]> {
        self.order.as_deref()
    }

    /// How wide columns are, from their titles and their first rows.
    fn measure(&mut self, text: &JsonText) {
        let Some(table) = &self.table else { return };
        let (narrowest, widest) = WIDTHS;
        for column in &table.columns()[self.widths.len()..] {
            self.widths.push((column.title.chars().count() + 2).clamp(narrowest, widest));
        }
        for row in self.measured..table.len().min(MEASURED) {
            self.cells.read(text, table, row);
            for (at, width) in self.widths.iter_mut().enumerate() {
                let cell = self.cells.get(table, at as u32);
                let excerpt = cell.and_then(|cell| text.excerpt(cell, widest));
                let length = excerpt.map_or(0, |excerpt| excerpt.text.chars().count() + 1).min(widest);
                self.is_head_stale |= length > *width;
                *width = length.max(*width);
            }
            self.measured = row + 1;
        }
    }

    /// The row that a value stands in.
    pub(super) fn row_of(&self, text: &JsonText, node: Node) -> Option<usize> {
        let table = self.table.as_ref()?;
        let rows = table.len();
        let (mut low, mut high) = (0, rows);
        while low < high {
            let middle = usize::midpoint(low, high);
            if table.row(middle)? <= node { low = middle + 1 } else { high = middle }
        }
        let row = low.checked_sub(1)?;
        let start = table.row(row)?;
        if node >= text.end_of(start) {
            return None;
        }
        match &self.order {
            Some(order) => order.iter().position(|at| *at as usize == row),
            None => Some(row),
        }
    }

    /// The rows that are looked at, each with a span for each column that is.
    pub(super) fn rows(&mut self, text: &JsonText, look: Look, finder: &Finder) -> Tell {
        let columns = self.columns();
        let Some(table) = &self.table else { return Tell::Rows { look, total: 0, lines: Vec::new() } };
        let columns: Vec<u32> =
            columns.into_iter().skip(look.first_column as usize).take(look.columns as usize).collect();
        let total = table.len();
        let mut lines = Vec::new();
        for at in look.rows().take_while(|at| *at < total) {
            let row = self.order.as_ref().and_then(|order| order.get(at).copied()).unwrap_or(at as u32);
            self.cells.read(text, table, row as usize);
            let cells: Vec<Option<Node>> = self.cells.of(table, &columns).collect();
            let spans = cells.iter().map(|cell| match cell {
                Some(cell) => span(text, *cell, finder),
                None => Span::new(Mark::Missing, ""),
            });
            lines.push(Line {
                node: table.row(row as usize).map_or(0, |node| node.0),
                position: row + 1,
                spans: spans.collect(),
                cells: cells.iter().map(|cell| cell.map_or(u32::MAX, |cell| cell.0)).collect(),
                ..Line::default()
            });
        }
        Tell::Rows { look, total: total as u32, lines }
    }
}

/// A cell: one span, without the quotes of a string.
fn span(text: &JsonText, cell: Node, finder: &Finder) -> Span {
    let Some(said) = Said::of(text, cell, SHOWN) else { return Span::new(Mark::Missing, "") };
    let more = if said.is_whole { "" } else { "…" };
    let is_hit = !finder.places(said.mark, &said.text).is_empty();
    Span { is_hit, ..Span::new(said.mark, visible(&said.text) + more) }
}
