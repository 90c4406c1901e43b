//! A walk through the members of one row, those of nested objects included, in the order of the text.
//!
//! Values are passed in the parentheses of the index, arrays and what else stays one cell in one step. What is found is
//! noted by field; of members with the same name the last is what counts, and with it goes what was found in the others.

use super::custom;
use super::field::{Fields, Member, NONE, ROW, VALUE};
use super::found::Found;
use crate::json::JsonText;
use crate::json::token::Type;
use crate::json::tree::Spot;

/// Where a walk finds the field of a member.
pub(super) trait Names {
    fn fields(&self) -> &Fields;

    /// The field of a member of an object, after the one of another.
    fn field(&mut self, text: &JsonText, object: u32, previous: u32, member: Member) -> Option<u32>;
}

/// Only fields that are known.
impl Names for &Fields {
    fn fields(&self) -> &Fields {
        self
    }

    fn field(&mut self, text: &JsonText, object: u32, previous: u32, member: Member) -> Option<u32> {
        self.known(text, object, previous, member)
    }
}

/// Fields that may become more.
pub(super) struct Learning<'f>(pub(super) &'f mut Fields);

impl Names for Learning<'_> {
    fn fields(&self) -> &Fields {
        self.0
    }

    fn field(&mut self, text: &JsonText, object: u32, previous: u32, member: Member) -> Option<u32> {
        self.0.learned(text, object, previous, member)
    }
}

/// An object that the walk is in.
#[derive(Clone, Copy, Debug)]
struct Level {
    field: u32,
    /// The object, as [`Found`] knows it.
    object: u64,
    /// The field of the last member.
    last: u32,
    has_custom_fields: bool,
    /// Where the walk goes on after the object, if not right there.
    after: Option<Spot>,
}

/// The place of a walk.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    at: Spot,
    levels: Vec<Level>,
}

impl Default for Walk {
    fn default() -> Self {
        Self { at: Spot { number: 0, bit: 0 }, levels: Vec::new() }
    }
}

impl Walk {
    /// Begins with a row, of which nothing is found yet. An element that is no object is found at once.
    pub(super) fn begin(&mut self, text: &JsonText, row: Spot, found: &mut Found) {
        self.levels.clear();
        let object = found.begin();
        match text.type_of(row.into()) {
            Some(Type::Object) if !is_wider(text, row, super::WIDEST_ROW) => {
                self.at = inside(row);
                self.enter(ROW, object, false, None);
            }
            cell => {
                found.note(VALUE, object, row.into(), cell);
            }
        }
    }

    /// Passes a member, or the end of an object. Returns whether there may be more.
    #[inline]
    pub(super) fn step(&mut self, text: &JsonText, names: &mut impl Names, found: &mut Found) -> bool {
        let tree = &text.index.tree;
        let depth = self.levels.len();
        let Some(level) = self.levels.last_mut() else { return false };
        if self.at.bit >= tree.len() {
            self.levels.clear();
            return false;
        }
        if !tree.is_one(self.at.bit) {
            self.at = level.after.unwrap_or(Spot { bit: self.at.bit + 1, ..self.at });
            self.levels.pop();
            return !self.levels.is_empty();
        }
        let member = self.at;
        let Some(start) = text.start(member.into()) else { return false };
        let named = Member { node: member.into(), start };
        let Some(field) = names.field(text, level.field, level.last, named) else {
            found.has_others = true;
            self.at = after(text, member);
            return true;
        };
        level.last = field;
        let object = level.object;
        let mut cell = member;
        let mut kind = text.segments.get(start).map_or(Type::Null, Type::begun);
        if level.has_custom_fields
            && kind == Type::Object
            && let Some(value) = custom::value(text, member)
        {
            cell = value;
            kind = text.type_of(value.into()).unwrap_or(kind);
        }
        let is_expanded = kind == Type::Object
            && depth < super::DEEPEST
            && tree.is_one(cell.bit + 1)
            && !is_wider(text, cell, super::WIDEST);
        if is_expanded {
            let object = found.note(field, object, cell.into(), None);
            let after = (cell != member).then(|| after(text, member));
            let has_custom_fields = names.fields().get(field).is_some_and(|field| field.has_custom_fields);
            self.at = inside(cell);
            self.enter(field, object, has_custom_fields, after);
        } else {
            found.note(field, object, cell.into(), Some(kind));
            self.at = after(text, member);
        }
        true
    }

    fn enter(&mut self, field: u32, object: u64, has_custom_fields: bool, after: Option<Spot>) {
        self.levels.push(Level { field, object, last: NONE, has_custom_fields, after });
    }
}

fn inside(spot: Spot) -> Spot {
    Spot { number: spot.number + 1, bit: spot.bit + 1 }
}

/// Where the next value would begin, or its parent end. After what has not ended: the end of the text.
#[inline]
pub(super) fn after(text: &JsonText, spot: Spot) -> Spot {
    let tree = &text.index.tree;
    let end = if tree.is_one(spot.bit + 1) { tree.end(spot) } else { Some(spot.bit + 1) };
    let bit = end.map_or(tree.len(), |end| end + 1);
    Spot { number: spot.number + (bit - spot.bit) / 2, bit }
}

/// Whether an object has more members than this.
fn is_wider(text: &JsonText, object: Spot, members: usize) -> bool {
    let tree = &text.index.tree;
    tree.size(object) > members && tree.child_count(object) > members
}
