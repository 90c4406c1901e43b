//! Where the id leads that the person is at.

use leptos::prelude::*;

use super::store::Store;
use crate::browser::clock;
use crate::console::{Console, Event, Led};

/// A line below the answer.
#[component]
pub fn LeadView() -> impl IntoView {
    let store = Store::expect();
    let draw = move |Led { line, path, page }: Led| {
        let page = page.map(|page| {
            view! {
                <a class="button button-quiet" href=page target="_blank" rel="noopener noreferrer">
                    "Open in Procore"
                </a>
            }
        });
        view! {
            <div class="id-link">
                <span class="lead-words">
                    <span>{line}</span>
                    <span class="mono"><span class="method" data-method="GET">"GET"</span>" "{path}</span>
                </span>
                {page}
                <button
                    id="follow"
                    class="button button-quiet"
                    title="Alt+Enter"
                    on:click=store.click(|| Event::Follow(clock::now()))
                >
                    "Follow this id"
                </button>
            </div>
        }
    };
    // Once it was there its place is kept, so that nothing jumps as one goes from value to value (on narrow screens, where it
    // scrolls with the page, it is not).
    let is_kept = Memo::new(move |was: Option<&bool>| {
        was.copied().unwrap_or_default() || store.look(|console| console.led().is_some())
    });
    view! {
        <div class="lead-place" class:is-kept=move || is_kept.get() role="status">
            {store.region(Console::led, move |led| led.map(draw).into_any())}
        </div>
    }
}
