//! The tabs: one for each request or file that is open.

use leptos::prelude::*;

use super::opened::OpenFileButton;
use super::store::Store;
use crate::console::{Console, Event};

/// The strip of tabs.
#[component]
pub fn Sheets() -> impl IntoView {
    let store = Store::expect();
    let tabs = |console: &Console| {
        let shown = console.work.sheet().id;
        let tab = |sheet: &crate::console::Sheet| Tab {
            id: sheet.id,
            title: sheet.title(),
            is_shown: sheet.id == shown,
            is_waiting: sheet.is_waiting(),
        };
        console.work.sheets().iter().map(tab).collect::<Vec<_>>()
    };
    let draw =
        move |tabs: Vec<Tab>| tabs.into_iter().map(|tab| tab_view(store, tab)).collect_view().into_any();
    view! {
        <nav class="sheets" aria-label="Requests">
            {store.region(tabs, draw)}
            <button class="button button-quiet toggle" aria-label="New request" title="New request" on:click=store.click(|| Event::OpenSheet)>
                "+"
            </button>
            <OpenFileButton />
        </nav>
    }
}

#[derive(Clone, PartialEq, Eq)]
struct Tab {
    id: u32,
    title: String,
    is_shown: bool,
    is_waiting: bool,
}

fn tab_view(store: Store, Tab { id, title, is_shown, is_waiting }: Tab) -> AnyView {
    let close = format!("Close {title}");
    view! {
        <span class="sheet" class:is-waiting=is_waiting>
            <button
                class="sheet-name"
                aria-current=is_shown.then_some("page")
                on:click=store.click(move || Event::ShowSheet(id))
            >
                {title}
            </button>
            <button class="sheet-close" aria-label=close on:click=store.click(move || Event::CloseSheet(id))>
                "×"
            </button>
        </span>
    }
    .into_any()
}
