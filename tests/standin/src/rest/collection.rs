//! One collection in memory: rows that are listed, shown, added, changed and deleted.

use std::borrow::Borrow;
use std::cell::OnceCell;

use serde_json::Value;

use super::dates;

/// Which rows a list has, as `filters[include_deleted]` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deleted {
    Without,
    With,
    Only,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row {
    /// The same as in the value, which takes longer to look into.
    id: u64,
    value: Value,
    deleted: bool,
    /// How lists of the first and of the second version write it, once they have.
    texts: [OnceCell<String>; 2],
}

/// Rows in the order in which they are listed.
#[derive(Debug)]
pub(crate) struct Collection {
    rows: Vec<Row>,
    next_id: u64,
}

/// How far the ids of new rows lie from those that were made: between them are rows of other collections.
const GAP: u64 = 500_000;

impl Row {
    fn new(value: Value) -> Self {
        Self {
            id: value["id"].as_u64().unwrap_or_default(),
            value,
            deleted: false,
            texts: Default::default(),
        }
    }

    /// The row in the usual view of a list: written once, since that takes longer than all else.
    pub(crate) fn text(&self, second: bool, write: impl FnOnce(&Value) -> String) -> &str {
        self.texts[usize::from(second)].get_or_init(|| write(&self.value))
    }
}

impl Borrow<Value> for Row {
    fn borrow(&self) -> &Value {
        &self.value
    }
}

impl Collection {
    /// A collection of these rows.
    pub(crate) fn new(rows: impl IntoIterator<Item = Value>) -> Self {
        let rows: Vec<Row> = rows.into_iter().map(Row::new).collect();
        let highest = rows.iter().map(|row| row.id).max().unwrap_or_default();
        Self { rows, next_id: highest + GAP }
    }

    /// An id that no row has had.
    pub(crate) fn take_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id - 1
    }

    /// How many rows there are, deleted ones included.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The rows.
    pub(crate) fn rows(&self, deleted: Deleted) -> impl Iterator<Item = &Row> {
        let wanted = move |row: &&Row| match deleted {
            Deleted::Without => !row.deleted,
            Deleted::With => true,
            Deleted::Only => row.deleted,
        };
        self.rows.iter().filter(wanted)
    }

    /// The row of that id, if it is not deleted.
    pub(crate) fn get(&self, id: u64) -> Option<&Value> {
        self.rows.iter().find(|row| !row.deleted && row.id == id).map(|row| &row.value)
    }

    /// The same to be changed.
    pub(crate) fn get_mut(&mut self, id: u64) -> Option<&mut Value> {
        let row = self.rows.iter_mut().find(|row| !row.deleted && row.id == id)?;
        row.texts = Default::default();
        Some(&mut row.value)
    }

    /// Adds a row at the end.
    pub(crate) fn push(&mut self, value: Value) {
        self.rows.push(Row::new(value));
    }

    /// Adds rows at the beginning: what was listed before moves on.
    pub(crate) fn push_front(&mut self, values: Vec<Value>) {
        self.rows.splice(0..0, values.into_iter().map(Row::new));
    }

    /// Deletes a row at a moment (seconds since 1970); false if there is none.
    pub(crate) fn delete(&mut self, id: u64, now: u64) -> bool {
        let Some(row) = self.rows.iter_mut().find(|row| !row.deleted && row.id == id) else {
            return false;
        };
        row.deleted = true;
        row.texts = Default::default();
        if row.value.get("deleted_at").is_some() {
            row.value["deleted"] = true.into();
            row.value["deleted_at"] = dates::instant(now).into();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids(collection: &Collection, deleted: Deleted) -> Vec<u64> {
        collection.rows(deleted).map(|row| row.id).collect()
    }

    #[test]
    fn rows_come_go_and_move() {
        let mut collection = Collection::new([json!({ "id": 5, "deleted_at": null }), json!({ "id": 3 })]);
        let id = collection.take_id();
        assert_eq!(id, 5 + GAP);
        collection.push(json!({ "id": id }));
        collection.push_front(vec![json!({ "id": 9 }), json!({ "id": 8 })]);
        assert_eq!(ids(&collection, Deleted::Without), [9, 8, 5, 3, id]);
        assert!(collection.delete(5, 0) && !collection.delete(5, 0) && !collection.delete(77, 0));
        assert!(collection.get(5).is_none() && collection.get_mut(5).is_none());
        assert_eq!(ids(&collection, Deleted::Without), [9, 8, 3, id]);
        assert_eq!(ids(&collection, Deleted::With), [9, 8, 5, 3, id]);
        assert_eq!(ids(&collection, Deleted::Only), [5]);
        let gone = collection.rows(Deleted::Only).next();
        assert_eq!(gone.map(|row| row.value["deleted_at"].clone()), Some(json!("1970-01-01T00:00:00Z")));
    }
}
