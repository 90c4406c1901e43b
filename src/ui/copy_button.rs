//! A button that copies.

use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;

use crate::browser::clipboard;

#[derive(Clone, Copy, PartialEq)]
enum Copied {
    NotYet,
    Yes,
    Refused,
}

/// Copies `text` and says that it did.
#[component]
pub fn CopyButton(
    /// What the button says.
    label: &'static str,
    /// What is copied.
    text: String,
) -> impl IntoView {
    copying(label, Box::new(move || text.clone()))
}

/// A button that copies what `text` is when it is pressed, and says that it did; nothing, if there is none.
pub fn copying(label: &'static str, text: Box<dyn Fn() -> String>) -> AnyView {
    let copied = RwSignal::new(Copied::NotYet);
    let copy = move |_| {
        let text = text();
        if text.is_empty() {
            return;
        }
        spawn_local(async move {
            let done = clipboard::copy(&text).await;
            let _ = copied.try_set(if done { Copied::Yes } else { Copied::Refused });
            set_timeout(
                move || {
                    let _ = copied.try_set(Copied::NotYet);
                },
                Duration::from_secs(2),
            );
        });
    };
    let says = move || match copied.get() {
        Copied::NotYet => label,
        Copied::Yes => "Copied",
        Copied::Refused => "Not allowed to copy",
    };
    let announces = move || if copied.get() == Copied::NotYet { "" } else { says() };
    view! {
        <button type="button" class="button button-quiet" on:click=copy>
            {says}
        </button>
        <span class="visually-hidden" role="status">
            {announces}
        </span>
    }
    .into_any()
}
