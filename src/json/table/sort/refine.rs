//! Entries in order by their keys; those with equal keys by what comes after.
//!
//! Strings with the same seven bytes get the keys of their next seven, and are sorted among themselves, and so on: each byte
//! of the text is read once, however many strings begin alike. Numbers with the same sixteen digits, of which there are
//! few, are compared digit by digit.

use std::cmp::Ordering;
use std::ops::Range;

use super::entry::{Entry, number_has_more, string_has_more, string_key, string_order};
use super::merge::Merge;
use crate::json::{Decimal, JsonText};

/// The work of reading a key, in comparisons.
const KEY_WORK: usize = 8;
/// The work of comparing two numbers in full.
const COMPARE_WORK: usize = 40;

/// What all entries are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Numbers,
    Strings,
}

/// Something that is to be done with a range of entries.
#[derive(Clone, Debug)]
enum Task {
    /// Sort it by keys.
    Sort(Range<usize>, Merge),
    /// Find entries with equal keys among it; `end` is where those that are equal to the first are known to reach.
    Scan(Range<usize>, usize),
    /// Read the next keys of the strings in it from `at` on.
    Read(Range<usize>, usize),
    /// Compare the numbers in it in full.
    Compare(Range<usize>, Merge),
}

/// Entries that are being sorted.
#[derive(Clone, Debug)]
pub(super) struct Refine {
    kind: Kind,
    is_descending: bool,
    pub(super) entries: Vec<Entry>,
    buffer: Vec<Entry>,
    tasks: Vec<Task>,
}

impl Refine {
    pub(super) fn new(kind: Kind, is_descending: bool) -> Self {
        Self { kind, is_descending, entries: Vec::new(), buffer: Vec::new(), tasks: Vec::new() }
    }

    /// All entries are there.
    pub(super) fn begin(&mut self) {
        self.tasks.push(Task::Sort(0..self.entries.len(), Merge::default()));
    }

    /// Does about `work` comparisons, and leaves in it what is left. Returns whether the entries are in order.
    pub(super) fn step(&mut self, text: &JsonText, work: &mut usize) -> bool {
        while let Some(task) = self.tasks.pop() {
            if *work == 0 {
                self.tasks.push(task);
                return false;
            }
            match task {
                Task::Sort(range, merge) => self.sort(range, merge, work),
                Task::Scan(range, end) => self.scan(range, end, work),
                Task::Read(range, at) => self.read(text, range, at, work),
                Task::Compare(range, merge) => self.compare(text, range, merge, work),
            }
        }
        true
    }

    fn sort(&mut self, range: Range<usize>, mut merge: Merge, work: &mut usize) {
        let entries = &mut self.entries[range.clone()];
        let directed = |order: Ordering| if self.is_descending { order.reverse() } else { order };
        let is_sorted = match self.kind {
            Kind::Numbers => merge.step(entries, &mut self.buffer, work, &|a: &Entry, b: &Entry| {
                directed(a.key.cmp(&b.key)).then(a.row.cmp(&b.row))
            }),
            Kind::Strings => merge.step(entries, &mut self.buffer, work, &|a: &Entry, b: &Entry| {
                directed(string_order(a.key).cmp(&string_order(b.key))).then(a.row.cmp(&b.row))
            }),
        };
        let end = range.start;
        self.tasks.push(if is_sorted { Task::Scan(range, end) } else { Task::Sort(range, merge) });
    }

    fn scan(&mut self, range: Range<usize>, mut end: usize, work: &mut usize) {
        let Some(first) = self.entries.get(range.start).filter(|_| !range.is_empty()) else { return };
        let compared = |key: u64| if self.kind == Kind::Strings { string_order(key) } else { key };
        let key = compared(first.key);
        end = end.max(range.start + 1);
        while end < range.end && self.entries.get(end).is_some_and(|entry| compared(entry.key) == key) {
            if *work == 0 {
                self.tasks.push(Task::Scan(range, end));
                return;
            }
            *work -= 1;
            end += 1;
        }
        *work = work.saturating_sub(1);
        let equal = range.start..end;
        if end < range.end {
            self.tasks.push(Task::Scan(end..range.end, end));
        }
        if equal.len() < 2 {
            return;
        }
        match self.kind {
            Kind::Strings if string_has_more(key) => self.tasks.push(Task::Read(equal.clone(), equal.start)),
            Kind::Numbers if number_has_more(key) => self.tasks.push(Task::Compare(equal, Merge::default())),
            Kind::Strings | Kind::Numbers => {}
        }
    }

    fn read(&mut self, text: &JsonText, range: Range<usize>, mut at: usize, work: &mut usize) {
        while at < range.end && *work > 0 {
            if let Some(entry) = self.entries.get_mut(at) {
                (entry.key, entry.at) = string_key(text, entry.at, entry.key);
            }
            *work = work.saturating_sub(KEY_WORK);
            at += 1;
        }
        let is_read = at == range.end;
        self.tasks.push(if is_read { Task::Sort(range, Merge::default()) } else { Task::Read(range, at) });
    }

    fn compare(&mut self, text: &JsonText, range: Range<usize>, mut merge: Merge, work: &mut usize) {
        let token = |entry: &Entry| text.segments.bytes(entry.at as usize..text.leaf_end(entry.at as usize));
        let is_descending = self.is_descending;
        let order = |a: &Entry, b: &Entry| {
            let order = Decimal::new(&token(a)).cmp(&Decimal::new(&token(b)));
            let directed = if is_descending { order.reverse() } else { order };
            directed.then(a.row.cmp(&b.row))
        };
        let mut comparisons = work.div_ceil(COMPARE_WORK);
        let before = comparisons;
        let entries = &mut self.entries[range.clone()];
        let is_sorted = merge.step(entries, &mut self.buffer, &mut comparisons, &order);
        *work = work.saturating_sub(COMPARE_WORK * (before - comparisons));
        if !is_sorted {
            self.tasks.push(Task::Compare(range, merge));
        }
    }
}
