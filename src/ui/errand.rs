//! A window that signs in for another tab.

use leptos::prelude::*;

use super::shell::Mark;
use super::store::Store;
use crate::console::Progress;

/// Says how far the errand is. The window closes by itself, if the browser lets it.
#[component]
pub fn ErrandPage() -> impl IntoView {
    let store = Store::expect();
    let is_done =
        store.part(|console| console.errand.as_ref().is_some_and(|errand| errand.progress == Progress::Done));
    view! {
        <div class="sign-in">
            <div class="card">
                <h1 class="brand">
                    <Mark />
                    "Procore Console"
                </h1>
                <p role="status">
                    {move || match is_done.get() {
                        true => "Done: the other tab goes on. You can close this window.",
                        false => "You are signed in. Handing over to the tab that asked…",
                    }}
                </p>
            </div>
        </div>
    }
}
