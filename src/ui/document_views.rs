//! The views of documents: which one is in sight, and how each document was looked at last.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::browser::documents;
use crate::share::Seen;
use crate::viewer::Viewer;

/// The views of documents, by the numbers of the documents.
#[derive(Clone, Copy, Default)]
pub struct DocumentViews {
    in_sight: StoredValue<Option<(u32, Viewer)>>,
    seen: StoredValue<HashMap<u32, Seen>>,
}

impl DocumentViews {
    /// Makes them, for everything below the current reactive owner.
    pub fn provide() {
        provide_context(Self::default());
    }

    /// Those that an ancestor of this component provides, or new ones.
    pub fn expect() -> Self {
        use_context().unwrap_or_default()
    }

    /// How the document in sight is looked at just now.
    pub fn seen(self) -> Seen {
        let in_sight = self.in_sight.get_value();
        in_sight.map(|(_, viewer)| viewer.seen()).unwrap_or_default()
    }

    /// How `document` was looked at the last time.
    pub fn last_seen(self, document: u32) -> Option<Seen> {
        self.seen.with_value(|seen| seen.get(&document).cloned())
    }

    /// `viewer` shows `document` from now on.
    pub fn show(self, document: u32, viewer: Viewer) {
        self.in_sight.set_value(Some((document, viewer)));
    }

    /// The view of `document` goes; how it was looked at is kept as long as the document is open.
    pub fn hide(self, document: u32) {
        let is_it = |(number, _): &(u32, Viewer)| *number == document;
        let gone =
            self.in_sight.try_update_value(|in_sight| in_sight.take_if(|shown| is_it(shown))).flatten();
        if let Some((_, viewer)) = gone {
            let seen = viewer.seen();
            self.seen.update_value(|all| {
                all.insert(document, seen);
                all.retain(|document, _| documents::worker(*document).is_some());
            });
        }
    }
}
