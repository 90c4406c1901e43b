//! After all pages: what came, how the end was known, and what may be missing.

/// How it was known which page is the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KnownBy {
    /// The header `Total`.
    Total,
    /// The header `Link`.
    Link,
    /// Nothing said so: pages were asked for until one was short or came again.
    #[default]
    Counting,
}

/// What came of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The pages that were delivered.
    pub pages: u32,
    /// The rows on them.
    pub rows: u64,
    /// The rows whose id had come before.
    pub duplicates: u64,
    /// The pages that were the same as an earlier one, and were left out.
    pub repeated: u32,
    /// The number of rows that the server named last.
    pub total: Option<u64>,
    /// How the end was known.
    pub known_by: KnownBy,
    /// Whether the number of rows or pages that the server named changed meanwhile.
    pub has_moved: bool,
}

impl Account {
    /// Whether rows may be missing from a run that came to its end: the collection moved while it was read, so a row may
    /// have gone from a page that was still to come to one that had come.
    pub fn may_have_gaps(&self) -> bool {
        let differs = self.total.is_some_and(|total| total != self.rows - self.duplicates.min(self.rows));
        self.has_moved || self.duplicates > 0 || differs
    }

    /// Whether rows are missing by the number that the server named last.
    pub fn lacks_rows(&self) -> bool {
        self.total.is_some_and(|total| total > self.rows)
    }

    /// How many rows came again, in a sentence.
    pub fn repeats(&self) -> Option<String> {
        match self.duplicates {
            0 => None,
            1 => Some("One row had come before, by its id. It is marked.".to_owned()),
            many => Some(format!("{many} rows had come before, by their ids. They are marked.")),
        }
    }

    /// In sentences: nothing to say of a run without any doubt.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.known_by == KnownBy::Counting && self.pages > 0 {
            words.push(
                "How many rows there are is not visible to a browser here. Pages were asked for until one was not full or \
                 came again."
                    .to_owned(),
            );
        }
        match self.total {
            Some(total) if total != self.rows => {
                words.push(format!("Procore named {total} rows, and {} came.", self.rows));
            }
            _ => {}
        }
        words.extend(self.repeats());
        if self.repeated > 0 {
            words.push(format!(
                "Pages that were the same as an earlier one: {}. They are left out.",
                self.repeated
            ));
        }
        if self.may_have_gaps() {
            words.push(
                "The collection may have changed while it was read, so that rows are missing. Read it again, or sort it so that \
                 new rows come last."
                    .to_owned(),
            );
        }
        words
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn doubts_are_told_and_nothing_else() {
        let sure =
            Account { pages: 2, rows: 150, total: Some(150), known_by: KnownBy::Total, ..Account::default() };
        assert_eq!((sure.may_have_gaps(), sure.words().len()), (false, 0));
        for (total, lacks_rows) in [(None, false), (Some(149), false), (Some(150), false), (Some(151), true)]
        {
            assert_eq!(Account { total, ..sure }.lacks_rows(), lacks_rows, "{total:?}");
        }
        for (account, has_gaps, sentences) in [
            (Account { total: Some(160), ..sure }, true, 2),
            (Account { total: Some(140), ..sure }, true, 2),
            (Account { duplicates: 1, ..sure }, true, 2),
            (Account { duplicates: 2, rows: 152, ..sure }, true, 3),
            (Account { has_moved: true, ..sure }, true, 1),
            (Account { repeated: 1, ..sure }, false, 1),
            (Account { known_by: KnownBy::Counting, total: None, ..sure }, false, 1),
            (Account { known_by: KnownBy::Link, total: None, ..sure }, false, 0),
        ] {
            assert_eq!(
                (account.may_have_gaps(), account.words().len()),
                (has_gaps, sentences),
                "{account:?}"
            );
        }
    }
}
