//! The one click after which nothing of this app is left in the browser, and the question before it.

use leptos::prelude::*;

use super::focus;
use crate::console::Event;
use crate::ui::store::Store;

/// The button and its question.
#[component]
pub fn ForgetEverything() -> impl IntoView {
    let store = Store::expect();
    let is_asked = RwSignal::new(false);
    let ask = move |wish: bool| {
        is_asked.set(wish);
        focus(if wish { "forget-not" } else { "forget" });
    };
    let question = move || {
        view! {
            <div class="forget" role="alertdialog" aria-label="Forget everything here" aria-describedby="forget-what">
                <p id="forget-what">
                    "This removes from this browser, for everybody who used this app in it: the history, the saved requests,
                    the people it knows, what is typed in requests, client ids, the companies and projects that were chosen,
                    and all other settings. You are signed out, in every tab. Nothing changes at Procore, and files that you
                    exported stay where they are."
                </p>
                <span class="actions">
                    <button class="button button-danger" on:click=store.click(|| Event::ForgetEverything)>
                        "Forget it all"
                    </button>
                    <button id="forget-not" class="button button-quiet" on:click=move |_| ask(false)>"Keep it"</button>
                </span>
            </div>
        }
    };
    view! {
        <button
            id="forget"
            class="button button-quiet"
            aria-expanded=move || is_asked.get().to_string()
            on:click=move |_| ask(!is_asked.get_untracked())
        >
            "Forget everything here"
        </button>
        {move || is_asked.get().then(question)}
    }
}
