//! How the document is looked at just now, for a link and for the next time that it is shown.

use std::cell::RefCell;

use leptos::prelude::*;

use super::desk::Desk;
use super::view::Results;
use crate::share::Seen;

thread_local! {
    static NOW: RefCell<(Option<Desk>, Option<Results>)> = const { RefCell::new((None, None)) };
}

/// A document is shown.
pub fn begin(results: Results) {
    NOW.set((None, Some(results)));
}

/// This is what is seen of it.
pub fn look_at(desk: Desk) {
    NOW.with_borrow_mut(|now| now.0 = Some(desk));
}

/// Nothing is shown any more.
pub fn end() {
    NOW.take();
}

/// How it is looked at.
pub fn now() -> Seen {
    let (desk, results) = NOW.with_borrow(|now| *now);
    let text = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    Seen {
        view: desk.and_then(|desk| desk.tab.try_get_untracked()).unwrap_or_default(),
        filter: text(results.and_then(|results| results.program.try_get_untracked())),
        find: text(desk.and_then(|desk| desk.query.try_get_untracked()).map(|query| query.pattern)),
    }
}
