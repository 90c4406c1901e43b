//! An address that is none of ours: some static hosts answer everything with this app.

use leptos::prelude::*;

use super::shell::href;
use super::store::Store;
use crate::console::Route;

/// There is no such page.
#[component]
pub fn NotFound() -> impl IntoView {
    let store = Store::expect();
    view! {
        <article class="guide">
            <h1>"There is no page at this address"</h1>
            <p>
                <a href=href(store, Route::Home)>"Go to the console"</a>
            </p>
        </article>
    }
}
