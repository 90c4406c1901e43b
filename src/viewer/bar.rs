//! Status, time and size; the tabs, and what belongs to each.

use js_sys::Object;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::desk::Desk;
use super::filter::FilterPanel;
use super::find::FindBar;
use super::menu::Menu;
use super::results::Results;
use super::table::TableTools;
use crate::browser::keyboard::{Pressed, on_press};
use crate::engine::{Arrange, CsvDialect, Media, Save, size_text};
use crate::procore::status_text;
use crate::share::View;

const TABS: [(View, &str, &str); 4] = [
    (View::Tree, "Tree", "tab-tree"),
    (View::Table, "Table", "tab-table"),
    (View::Raw, "Raw", "tab-raw"),
    (View::Headers, "Headers", "tab-headers"),
];

/// What stands above the document.
#[component]
pub fn Bar(
    /// What the document answers, in words; nothing for a file.
    of: String,
) -> impl IntoView {
    let title = of.clone();
    let desk: Desk = expect_context();
    let results: Results = expect_context();
    // Pages are stopped where they were started.
    let has_pages = move || desk.head.with(|head| head.as_ref().is_some_and(|head| head.page.is_some()));
    let is_coming = Memo::new(move |_| {
        desk.reading.with(|reading| !reading.is_done && reading.bytes > 0) && !has_pages()
    });
    let status = Memo::new(move |_| desk.head.with(|head| head.as_ref().map(|head| head.status)));
    let status = move || {
        status.get().map(|status| {
            let class = (status / 100).to_string();
            let text = format!("{status} {}", status_text(status));
            view! { <span class="status" data-class=class>{text}</span> }
        })
    };
    let time = move || {
        let sent_at = desk.head.with(|head| head.as_ref().map_or(0.0, |head| head.sent_at));
        let (is_done, last_at) = desk.reading.with(|reading| (reading.is_done, reading.last_at));
        if is_done && sent_at > 0.0 {
            format!("{} ms", (last_at - sent_at).round() as u64)
        } else {
            String::new()
        }
    };
    let size = move || {
        desk.reading.with(|reading| {
            let more = match (reading.is_done, reading.is_partial) {
                (false, _) => "…",
                (true, true) => ", incomplete",
                (true, false) => "",
            };
            size_text(reading.bytes) + more
        })
    };
    view! {
        <div class="response-bar">
            {status} <span class="measure">{time}</span> <span class="measure size">{size}</span>
            <span class="selection-done" role="status">{move || desk.done.get()}</span>
            <span class="answers mono" title=title><bdi>{of}</bdi></span>
            {move || is_coming.get().then(|| view! {
                <button class="button button-quiet" on:click=move |_| desk.connection.cancel()>
                    "Cancel"
                </button>
            })}
            <Download />
        </div>
        <div class="views" id=desk.id("views") role="tablist" aria-label="Views of the response" on:keydown=on_press(move |pressed| turn(desk, pressed))>
            {TABS.map(|(tab, name, id)| view! { <TabButton tab name id /> }).collect_view()}
        </div>
        <div class="tools">
            <Tools />
            <span class="gap"></span>
            <FindBar />
            <button
                class="button button-quiet"
                aria-expanded=move || results.is_open.get().to_string()
                on:click=move |_| results.is_open.update(|is_open| *is_open = !*is_open)
            >
                "jq"
            </button>
        </div>
        {move || results.is_open.get().then(|| view! { <FilterPanel /> })}
    }
}

#[component]
fn TabButton(tab: View, name: &'static str, id: &'static str) -> impl IntoView {
    let desk: Desk = expect_context();
    let is_chosen = move || desk.tab.get() == tab;
    view! {
        <button
            class="view"
            role="tab"
            id=desk.id(id)
            aria-controls=desk.id("view")
            aria-selected=move || is_chosen().to_string()
            tabindex=move || if is_chosen() { "0" } else { "-1" }
            on:click=move |_| desk.tab.set(tab)
        >
            {name}
        </button>
    }
}

/// Arrow keys go from tab to tab (WAI-ARIA Authoring Practices, "Tabs").
fn turn(desk: Desk, pressed: &Pressed) {
    let at = TABS.iter().position(|(tab, ..)| *tab == desk.tab.get_untracked()).unwrap_or_default();
    let to = match pressed.key() {
        "ArrowRight" => (at + 1) % TABS.len(),
        "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
        "Home" => 0,
        "End" => TABS.len() - 1,
        _ => return,
    };
    pressed.take();
    let (tab, _, id) = TABS[to];
    desk.tab.set(tab);
    desk.focus(id);
}

/// What belongs to the tab that is chosen.
#[component]
fn Tools() -> impl IntoView {
    let desk: Desk = expect_context();
    move || match desk.tab.get() {
        View::Tree => view! { <Levels /> }.into_any(),
        View::Table => view! { <TableTools /> }.into_any(),
        View::Raw => view! { <AsSent /> }.into_any(),
        View::Headers => ().into_any(),
    }
}

/// How deep the tree is open.
#[component]
fn Levels() -> impl IntoView {
    let desk: Desk = expect_context();
    let level = |label: &'static str, face: &'static str, levels: u32| {
        view! {
            <button
                class="button button-quiet toggle"
                aria-label=label
                title=label
                on:click=move |_| desk.arrange(Arrange::Levels(levels))
            >
                {face}
            </button>
        }
    };
    view! {
        <span class="levels" role="group" aria-label="Open levels">
            {level("Close all", "0", 0)} {level("Open one level", "1", 1)} {level("Open two levels", "2", 2)}
            {level("Open three levels", "3", 3)} {level("Open all", "All", u32::MAX)}
        </span>
    }
}

/// Whether the text is re-indented.
#[component]
fn AsSent() -> impl IntoView {
    let desk: Desk = expect_context();
    let is_json = move || desk.reading.with(|reading| reading.media == Media::Json);
    move || {
        is_json().then(|| {
            view! {
                <button
                    class="button button-quiet"
                    aria-pressed=move || desk.is_as_sent.get().to_string()
                    on:click=move |_| desk.is_as_sent.update(|is_as_sent| *is_as_sent = !*is_as_sent)
                >
                    "As sent"
                </button>
            }
        })
    }
}

/// Files that are made of the document.
#[component]
fn Download() -> impl IntoView {
    let desk: Desk = expect_context();
    let save = move |save: Save| -> Box<dyn Fn()> { Box::new(move || desk.save(save)) };
    let csv = |dialect| save(Save::Csv(dialect));
    let mut spreadsheets = vec![
        ("CSV for Excel, commas", csv(CsvDialect::Commas)),
        ("CSV for Excel, semicolons", csv(CsvDialect::Semicolons)),
        ("TSV for spreadsheets", csv(CsvDialect::Tabs)),
    ];
    // The one that spreadsheets expect where this person is stands first.
    if has_decimal_comma() {
        spreadsheets.swap(0, 1);
    }
    let mut entries = vec![
        ("As sent", save(Save::Sent)),
        ("Pretty JSON", save(Save::Pretty)),
        ("NDJSON", save(Save::Lines)),
        ("CSV", csv(CsvDialect::Plain)),
    ];
    entries.append(&mut spreadsheets);
    let part = Memo::new(move |_| desk.part());
    let more =
        Signal::derive(move || part.get().map(|part| format!(" {}", part.words())).unwrap_or_default());
    let progress = move || {
        desk.saving.get().map(|saving| {
            view! {
                <span class="measure" role="status">"Saving, " {size_text(saving.made)}</span>
                <button class="button button-quiet" on:click=move |_| desk.stop_saving()>
                    "Stop"
                </button>
            }
        })
    };
    view! {
        {progress}
        <Menu label="Download" more entries />
    }
}

/// Whether numbers are written with a decimal comma in this browser's language: lists are separated by semicolons then.
fn has_decimal_comma() -> bool {
    let number: Object = JsValue::from_f64(1.5).unchecked_into();
    number.to_locale_string().includes(",", 0)
}
