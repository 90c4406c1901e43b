//! What became of a call: its document, or why there is none.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::explanation::ExplanationView;
use super::lead::LeadView;
use super::store::Store;
use crate::browser::{documents, viewer};
use crate::console::{Event, Explanation};
use crate::share::Seen;

/// Why there is no answer, or not all of it.
#[component]
pub fn FailureView(
    /// Why, in words.
    explanation: Explanation,
) -> impl IntoView {
    view! { <div class="response-message"><ExplanationView explanation /></div> }
}

/// The document with that number. Its view is a part of the app that may have to be loaded first.
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
    let container = NodeRef::<Div>::new();
    let is_missing = RwSignal::new(false);
    Effect::new(move || {
        let Some(container) = container.get() else { return };
        let (name, of, seen) = (name.clone(), of.clone(), seen.clone());
        spawn_local(async move {
            let is_loaded = viewer::load().await;
            is_missing.set(!is_loaded);
            if let Some(worker) = documents::worker(document).filter(|_| container.is_connected()) {
                let chosen = move |value| store.send(Event::Chose(document, value));
                viewer::show(&container, document, &worker, (&name, &of), &seen, chosen);
            }
        });
    });
    on_cleanup(move || viewer::hide(document));
    view! {
        <div class="document" node_ref=container></div>
        <LeadView />
        {move || is_missing.get().then(|| view! {
            <p class="response-message" role="alert">
                "The part of this page that shows answers could not be loaded. Check the network, then try again."
            </p>
        })}
    }
}
