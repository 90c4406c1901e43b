//! Where columns stand, and which of them are in sight.

use crate::engine::TableHead;

/// A character of the table's type, and the room around a cell, in pixels.
const CHARACTER: f64 = 7.9;
const ROOM: f64 = 24.0;

/// Columns are drawn so far beyond the window, in pixels.
const MORE: f64 = 400.0;

/// The columns that are drawn, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ShownColumns {
    /// The first.
    pub first: u32,
    /// How many.
    pub count: u32,
    /// Where the first stands, in pixels.
    pub left: f64,
}

/// Where the columns of a table stand.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The left sides, and the right side of the last.
    sides: Vec<f64>,
}

impl Places {
    /// The places of the columns that are chosen.
    pub fn of(head: &TableHead) -> Self {
        let widths = head.chosen.iter().map(|at| {
            let column = head.columns.get(*at as usize);
            column.map_or(0.0, |column| width(column.width))
        });
        let mut sides = vec![0.0];
        let mut right = 0.0;
        for width in widths {
            right += width;
            sides.push(right);
        }
        Self { sides }
    }

    /// The width of them all, in pixels.
    pub fn width(&self) -> f64 {
        self.sides.last().copied().unwrap_or_default()
    }

    /// The columns in a window that begins at `left` and is so wide.
    pub fn shown(&self, left: f64, width: f64) -> ShownColumns {
        let count = self.sides.len().saturating_sub(1);
        let first = self.sides.partition_point(|side| *side <= left - MORE).saturating_sub(1).min(count);
        let last = self.sides.partition_point(|side| *side < left + width + MORE).min(count);
        let left = self.sides.get(first).copied().unwrap_or_default();
        ShownColumns { first: first as u32, count: last.saturating_sub(first) as u32, left }
    }

    /// The width of a column, by its place.
    pub fn width_of(&self, at: usize) -> f64 {
        self.sides.get(at + 1).zip(self.sides.get(at)).map_or(0.0, |(right, left)| right - left)
    }

    /// Where a column stands.
    pub fn left_of(&self, at: usize) -> f64 {
        self.sides.get(at).copied().unwrap_or_default()
    }
}

/// The width of a column of so many characters, in pixels.
pub fn width(characters: u32) -> f64 {
    f64::from(characters) * CHARACTER + ROOM
}
