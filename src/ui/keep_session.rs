//! The choices of how far a session reaches.

use leptos::prelude::*;

use super::store::Store;
use crate::console::{Console, Event};

/// Whether a reload keeps the session, in words.
#[component]
pub fn KeepSession() -> impl IntoView {
    let store = Store::expect();
    let keep = store.part(|console| console.preferences.keep_session);
    view! {
        <div class="check">
            <label>
                <input
                    type="checkbox"
                    aria-describedby="keep-session"
                    prop:checked=keep
                    on:change:target=move |event| store.send(Event::KeepSession(event.target().checked()))
                />
                "Stay signed in when this tab reloads"
            </label>
            <p id="keep-session">"The token is then kept in the tab's own storage until you sign out."</p>
        </div>
    }
}

/// Whether new tabs may go on with the session, in words.
#[component]
pub fn ShareWithTabs() -> impl IntoView {
    let store = Store::expect();
    let shares = store.part(Console::shares_with_tabs);
    let is_possible = store.part(|console| console.preferences.keep_session);
    let why = store.part(|console| match (console.preferences.keep_session, console.owns_its_origin()) {
        (false, _) => "Not for a session that is kept in memory alone.",
        (true, true) => "A new tab then offers to continue as you.",
        (true, false) => "Other apps share this origin, and could ask for the session too.",
    });
    view! {
        <div class="check">
            <label>
                <input
                    type="checkbox"
                    aria-describedby="share-with-tabs"
                    prop:checked=shares
                    disabled=move || !is_possible.get()
                    on:change:target=move |event| store.send(Event::ShareWithTabs(event.target().checked()))
                />
                "Let new tabs continue this session"
            </label>
            <p id="share-with-tabs">{why}</p>
        </div>
    }
}
