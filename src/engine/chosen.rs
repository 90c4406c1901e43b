//! Which columns of a table are shown, and in which order.
//!
//! The view says what the person does, not what comes of it: two clicks before the first was answered are two changes.

use super::view_message::Columns;

/// What the person chose.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The columns in the person's order, once there is one. Those that are met later follow.
    order: Option<Vec<u32>>,
    /// Those that are shown; none: all, also those that are still to be met.
    shown: Option<Vec<u32>>,
}

impl Chosen {
    /// All columns in the order in which they stand, of those in the order of the document.
    pub(super) fn order(&self, all: Vec<u32>) -> Vec<u32> {
        let Some(mut order) = self.order.clone() else { return all };
        let later: Vec<u32> = all.into_iter().filter(|column| !order.contains(column)).collect();
        order.extend(later);
        order
    }

    /// Whether a column is shown.
    pub(super) fn shows(&self, column: u32) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.contains(&column))
    }

    /// Makes a change; `all` are the columns in the order of the document.
    pub(super) fn change(&mut self, all: Vec<u32>, change: &Columns) {
        match *change {
            Columns::All => self.shown = None,
            Columns::None => self.shown = Some(Vec::new()),
            Columns::Show(column) => {
                if let Some(shown) = self.shown.as_mut().filter(|shown| !shown.contains(&column)) {
                    shown.push(column);
                }
            }
            Columns::Hide(column) => {
                self.shown.get_or_insert(all).retain(|it| *it != column);
            }
            Columns::Left(column) => self.shift(all, column, false),
            Columns::Right(column) => self.shift(all, column, true),
            Columns::Of(_) | Columns::Sort(_) => {}
        }
    }

    /// Puts a column before or after its next neighbour that is shown.
    fn shift(&mut self, all: Vec<u32>, column: u32, is_right: bool) {
        let mut order = self.order(all);
        let Some(at) = order.iter().position(|it| *it == column) else { return };
        let to = if is_right {
            (at + 1..order.len()).find(|to| self.shows(order[*to]))
        } else {
            (0..at).rev().find(|to| self.shows(order[*to]))
        };
        if let Some(to) = to {
            order.remove(at);
            order.insert(to, column);
            self.order = Some(order);
        }
    }
}
