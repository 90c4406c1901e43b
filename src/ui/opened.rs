//! Looking at a file of the person's own: choosing it, dropping it on the page, and what is said of it.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::store::Store;
use crate::browser::files;
use crate::console::{Action, Console, Event, FileState};
use crate::engine::size_text;

/// The id of the field that asks for a file.
const FIELD: &str = "file";

/// Asks for a file.
#[component]
pub fn OpenFileButton() -> impl IntoView {
    let store = Store::expect();
    let chosen = move |input: HtmlInputElement| {
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            open(store, &file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <button class="button button-quiet" on:click=|_| choose()>
            {Action::OpenFile.words()}
        </button>
        <input
            id=FIELD
            type="file"
            class="visually-hidden"
            tabindex="-1"
            aria-hidden="true"
            on:change:target=move |event| chosen(event.target())
        />
    }
}

/// Lets the person choose a file.
pub fn choose() {
    if let Some(field) = document().get_element_by_id(FIELD) {
        field.unchecked_into::<HtmlInputElement>().click();
    }
}

fn open(store: Store, file: &File) {
    let (name, bytes) = (file.name(), file.size() as u64);
    store.send(Event::OpenFile { file: files::keep_file(file), name, bytes });
}

/// While the console is there, files may be dropped anywhere on the page: the browser would leave it for them.
pub fn take_drops(store: Store) {
    let over = window_event_listener(ev::dragover, |event| {
        if event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            event.prevent_default();
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        let files = event.data_transfer().and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            event.prevent_default();
            open(store, &file);
        }
    });
    on_cleanup(move || {
        over.remove();
        dropped.remove();
    });
}

/// What is said of the file in sight.
#[component]
pub fn OpenedView() -> impl IntoView {
    let about = |console: &Console| {
        let sheet = console.work.sheet();
        let opened = sheet.opened.as_ref()?;
        let size = size_text(opened.bytes);
        let faults = [sheet.fault.as_ref().map(ToString::to_string), opened.fault().map(str::to_owned)];
        let faults: Vec<String> = faults.into_iter().flatten().collect();
        let is_opening = opened.state == FileState::Opening;
        Some((opened.name.clone(), size, is_opening, faults))
    };
    Store::expect().region(about, |about| {
        about
            .map(|(name, size, is_opening, faults)| {
                let hint = if is_opening {
                    "Opening…"
                } else {
                    "A file of yours. Nothing of it leaves this browser."
                };
                view! {
                    <div class="request opened">
                        <p class="opened-name">
                            <strong>{name}</strong>
                            " "
                            <span class="measure">{size}</span>
                        </p>
                        <p class="hint" role="status">{hint}</p>
                        {faults.into_iter().map(|fault| view! { <p class="problem" role="alert">{fault}</p> }).collect_view()}
                    </div>
                }
            })
            .into_any()
    })
}
