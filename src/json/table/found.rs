//! What was found of one row, by field; and of members with the same name, which one counts.

use super::field::{Fields, ROW};
use crate::json::Node;
use crate::json::token::Type;

/// The last member of a field that was found.
#[derive(Clone, Copy, Debug, Default)]
struct Occurrence {
    /// The object around it, and itself. Both are numbers that rise, so a row's own is less than those of all in it.
    object: u64,
    own: u64,
    node: Node,
    /// What it is; none for an object whose members have cells of their own.
    kind: Option<Type>,
}

/// What was found of the row that is walked through.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    by_field: Vec<Occurrence>,
    /// The fields that the row has, in the order in which they were seen.
    pub(super) fields: Vec<u32>,
    row: u64,
    last: u64,
    /// Whether an object has two members with the same name.
    pub(super) has_repeats: bool,
    /// Whether there are members without a field.
    pub(super) has_others: bool,
}

impl Found {
    /// Begins with a row, of which nothing is found yet. Returns what stands for its object.
    pub(super) fn begin(&mut self) -> u64 {
        self.fields.clear();
        (self.has_repeats, self.has_others) = (false, false);
        self.last += 1;
        self.row = self.last;
        self.row
    }

    /// A member of `object`. Returns what stands for it, if it is an object itself.
    #[inline]
    pub(super) fn note(&mut self, field: u32, object: u64, node: Node, kind: Option<Type>) -> u64 {
        self.last += 1;
        let at = field as usize;
        if at >= self.by_field.len() {
            self.by_field.resize(at + 1, Occurrence::default());
        }
        let Some(known) = self.by_field.get_mut(at) else { return self.last };
        if known.own < self.row {
            self.fields.push(field);
        }
        self.has_repeats |= known.object == object;
        *known = Occurrence { object, own: self.last, node, kind };
        self.last
    }

    /// The cell of a field, and what it is.
    #[inline]
    pub(super) fn cell(&self, fields: &Fields, field: u32) -> Option<(Node, Type)> {
        let found = self.by_field.get(field as usize)?;
        let kind = found.kind?;
        (found.own > self.row && self.counts(fields, field)).then_some((found.node, kind))
    }

    /// Whether all objects around a field are the last with their names.
    fn counts(&self, fields: &Fields, mut field: u32) -> bool {
        if !self.has_repeats {
            return true;
        }
        loop {
            let found = self.by_field.get(field as usize).map(|found| found.object);
            let parent = fields.get(field).map_or(ROW, |field| field.parent);
            if parent == ROW {
                return found == Some(self.row);
            }
            if self.by_field.get(parent as usize).map(|parent| parent.own) != found {
                return false;
            }
            field = parent;
        }
    }
}
