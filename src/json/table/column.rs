//! The columns of a table: their titles, and what is known of their cells.

use super::field::{Fields, ROW, VALUE};
use crate::json::token::Type;

/// The title of the column of elements that are no objects.
const VALUE_TITLE: &str = "(value)";

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The names from the row to its cells with points between them, as in `vendor.name`. A point or a backslash in a name
    /// has a backslash before it, and half a surrogate pair is spelled as it is in JSON, so that no two titles are equal.
    /// The column of elements that are no objects is called `(value)`; a member of that name is `\(value)`.
    pub title: String,
    /// The number of rows that have a cell in it, so far.
    pub rows: usize,
    /// What its cells are, so far.
    pub types: Types,
    /// The field of its cells.
    pub(super) field: u32,
}

/// A set of types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Types(u8);

impl Types {
    /// Adds a type.
    pub fn insert(&mut self, kind: Type) {
        self.0 |= 1 << kind as u8;
    }

    /// Whether a type is in the set.
    pub fn contains(self, kind: Type) -> bool {
        self.0 >> kind as u8 & 1 == 1
    }

    /// The types in the set.
    pub fn iter(self) -> impl Iterator<Item = Type> {
        let all = [Type::Object, Type::Array, Type::String, Type::Number, Type::Boolean, Type::Null];
        all.into_iter().filter(move |kind| self.contains(*kind))
    }
}

/// The title of the column of a field.
pub(super) fn title(fields: &Fields, field: u32) -> String {
    if field == VALUE {
        return VALUE_TITLE.to_owned();
    }
    let mut title = String::new();
    for (at, field) in fields.path(field).into_iter().enumerate() {
        let Some(field) = fields.get(field) else { continue };
        if at > 0 {
            title.push('.');
        }
        put_name(&mut title, &field.name);
    }
    let is_of_row = fields.get(field).is_some_and(|field| field.parent == ROW);
    if is_of_row && title == VALUE_TITLE {
        title.insert(0, '\\');
    }
    title
}

/// The name may hold halves of surrogate pairs, each encoded in three bytes (see `comparable`).
fn put_name(title: &mut String, mut name: &[u8]) {
    while !name.is_empty() {
        let half = name.windows(2).position(|pair| pair[0] == 0xed && pair[1] >= 0xa0);
        let (whole, rest) = name.split_at(half.unwrap_or(name.len()));
        for character in String::from_utf8_lossy(whole).chars() {
            if matches!(character, '.' | '\\') {
                title.push('\\');
            }
            title.push(character);
        }
        name = rest;
        if let [_, high, low, rest @ ..] = rest {
            let code = 0xd000 | u32::from(high & 0x3f) << 6 | u32::from(low & 0x3f);
            title.push_str(&format!("\\u{code:04x}"));
            name = rest;
        } else if half.is_some() {
            return;
        }
    }
}
