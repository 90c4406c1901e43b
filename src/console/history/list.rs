//! Entries in their order, and finding in them as one types: every word must stand somewhere in an entry.

use std::cmp::Ordering;

use crate::procore::{small, status_text};
use crate::share::{Past, SavedRequest};

/// An entry, and its number in the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    /// The number.
    pub id: u64,
    /// The entry.
    pub it: T,
}

/// What is in a list.
pub trait Entry {
    /// The texts that it is found by, one by one.
    fn texts(&self, add: &mut dyn FnMut(&str));
    /// Its place beside another.
    fn order(&self, other: &Self) -> Ordering;
}

impl Entry for Past {
    fn texts(&self, add: &mut dyn FnMut(&str)) {
        add(self.request.method.name());
        add(&self.request.target);
        match self.status {
            Some(status) => add(&format!("{status} {}", status_text(status))),
            None => add("no answer"),
        }
    }

    /// The newest first.
    fn order(&self, other: &Self) -> Ordering {
        other.at.cmp(&self.at)
    }
}

impl Entry for SavedRequest {
    fn texts(&self, add: &mut dyn FnMut(&str)) {
        add(&self.name);
        add(&self.folder);
        add(&self.notes);
        add(self.request.method.name());
        add(&self.request.target);
    }

    /// By folder and name; what is in no folder comes first.
    fn order(&self, other: &Self) -> Ordering {
        let by = |saved: &Self| (small(&saved.folder), small(&saved.name));
        by(self).cmp(&by(other))
    }
}

/// Entries in their order, with what they are found by in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    entries: Vec<Kept<T>>,
    texts: Vec<String>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), texts: Vec::new() }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a, T> {
    /// The first of them.
    pub entries: Vec<&'a Kept<T>>,
    /// How many there are.
    pub total: usize,
}

impl<T: Entry> List<T> {
    /// A list of these.
    pub fn of(mut entries: Vec<Kept<T>>) -> Self {
        entries.sort_by(place);
        let texts = entries.iter().map(|kept| text(&kept.it)).collect();
        Self { entries, texts }
    }

    /// All of them, in their order.
    pub fn entries(&self) -> &[Kept<T>] {
        &self.entries
    }

    /// The one with this number.
    pub fn get(&self, id: u64) -> Option<&T> {
        self.entries.iter().find(|kept| kept.id == id).map(|kept| &kept.it)
    }

    /// The first `limit` entries that all words of `typed` stand in, each somewhere. Without a word, the first of all.
    pub fn find(&self, typed: &str, limit: usize) -> Found<'_, T> {
        let typed = small(typed);
        let words: Vec<&str> = typed.split_whitespace().collect();
        let mut found = Found { entries: Vec::new(), total: 0 };
        for (kept, text) in self.entries.iter().zip(&self.texts) {
            if words.iter().all(|word| text.contains(word)) {
                found.total += 1;
                if found.total <= limit {
                    found.entries.push(kept);
                }
            }
        }
        found
    }

    /// Puts an entry in its place, and takes the one that had its number away.
    pub(super) fn put(&mut self, kept: Kept<T>) {
        self.remove(kept.id);
        let at = self.entries.partition_point(|other| place(other, &kept) == Ordering::Less);
        self.texts.insert(at, text(&kept.it));
        self.entries.insert(at, kept);
    }

    /// Takes the entry with this number away.
    pub(super) fn remove(&mut self, id: u64) -> Option<Kept<T>> {
        let at = self.entries.iter().position(|kept| kept.id == id)?;
        self.texts.remove(at);
        Some(self.entries.remove(at))
    }

    /// Leaves the first `limit`.
    pub(super) fn cut(&mut self, limit: usize) {
        self.entries.truncate(limit);
        self.texts.truncate(limit);
    }
}

/// Entries of the same place come with the latest first.
fn place<T: Entry>(one: &Kept<T>, other: &Kept<T>) -> Ordering {
    one.it.order(&other.it).then(other.id.cmp(&one.id))
}

/// The texts of an entry in small letters. Between two of them stands what is in no word.
fn text(entry: &impl Entry) -> String {
    let mut all = String::new();
    entry.texts(&mut |text| {
        all += &small(text);
        all.push('\n');
    });
    all
}
