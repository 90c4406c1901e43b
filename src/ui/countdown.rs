//! How long the session has left.

use leptos::prelude::*;

use super::store::Store;
use crate::console::{SignedIn, remaining};

/// What is left of the session, counted down; nothing where its end is not known.
#[component]
pub fn Countdown() -> impl IntoView {
    let store = Store::expect();
    let end =
        store.memo(|console| console.signed_in().and_then(|SignedIn { session, .. }| session.expires_at));
    let left = move || end.get().map(|end| remaining(end, store.clock()));
    view! {
        <span
            class="countdown"
            data-little=move || left().is_some_and(|left| left.is_little).to_string()
            title="What is left of the session"
        >
            {move || left().map(|left| left.words)}
        </span>
    }
}
