//! What became of a call: its document, or why there is none.

use std::rc::Rc;

use leptos::prelude::*;

use super::document_views::DocumentViews;
use super::explanation::ExplanationView;
use super::lead::LeadView;
use super::store::Store;
use crate::browser::documents;
use crate::console::{Event, Explanation};
use crate::share::Seen;
use crate::viewer::{Given, Viewer, Workers};
use crate::wire::Connection;

/// Why there is no answer, or not all of it.
#[component]
pub fn FailureView(
    /// Why, in words.
    explanation: Explanation,
) -> impl IntoView {
    view! { <div class="response-message"><ExplanationView explanation /></div> }
}

/// The document with that number.
#[component]
pub fn DocumentView(
    /// The number of the document.
    document: u32,
    /// What files that are made of it are called.
    name: String,
    /// What it answers, in words; nothing for a file.
    of: String,
    /// How it is looked at first.
    seen: Seen,
) -> impl IntoView {
    let store = Store::expect();
    let views = DocumentViews::expect();
    let viewer = documents::worker(document).map(|worker| {
        let viewer = Viewer::new(Given {
            connection: Connection::Worker(worker),
            workers: Workers::default(),
            ids: "",
            name,
            of,
            seen: views.last_seen(document).unwrap_or(seen),
            chosen: Rc::new(move |value| store.send(Event::Chose(document, value))),
        });
        views.show(document, viewer);
        viewer.draw()
    });
    on_cleanup(move || views.hide(document));
    view! {
        {viewer}
        <LeadView />
    }
}
