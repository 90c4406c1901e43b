//! The choice between a session that a reload keeps and one that it ends.

use leptos::prelude::*;

use super::store::Store;
use crate::console::Event;

/// The setting, in words.
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
