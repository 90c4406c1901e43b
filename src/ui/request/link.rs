//! A link to the request.

use leptos::prelude::*;

use crate::ui::copy_button::copying;
use crate::ui::document_views::DocumentViews;
use crate::ui::store::Store;

/// The button that makes and copies a link.
#[component]
pub fn LinkView() -> impl IntoView {
    let store = Store::expect();
    let views = DocumentViews::expect();
    let made = RwSignal::new(Ok(String::new()));
    let make = move || {
        let link = store.now(|console| console.link(views.seen())).map_err(|fault| fault.to_string());
        made.set(link.clone());
        link.unwrap_or_default()
    };
    view! {
        <details class="part">
            <summary>"Link"</summary>
            <p class="hint">
                "A link fills in this request for somebody else, and how you look at its answer. No token and no data are in
                it, and whoever opens it signs in for themselves. Nothing is sent by it."
            </p>
            <p class="copy-line">{copying("Copy link", Box::new(make))}</p>
            <p class="problem" role="alert">{move || made.get().err()}</p>
            {move || {
                let link = made.get().unwrap_or_default();
                (!link.is_empty()).then(|| view! { <pre class="command" tabindex="0" role="group" aria-label="Link">{link}</pre> })
            }}
        </details>
    }
}
