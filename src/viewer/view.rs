//! The parts of the view: what became of the call, the tabs, and what is behind them.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::bar::Bar;
use super::desk::{Chosen, Desk};
use super::filter::{self, Run, Workers};
use super::headers::Headers;
use super::selection::Selection;
use super::table::TableHeader;
use super::{keys, line, list, seen};
use crate::browser::keyboard::on_press;
use crate::engine::{Arrange, Ask, Fold, Media, Pane};
use crate::procore::paging::Part;
use crate::share::{Seen, View};
use crate::wire::Connection;

/// The document, and the result of a program over it.
#[derive(Clone, Copy)]
pub struct Results {
    /// The program.
    pub program: RwSignal<String>,
    /// Whether there is a place to write it.
    pub is_open: RwSignal<bool>,
    /// How far it is.
    pub run: RwSignal<Run>,
    /// What the document is a part of.
    part: RwSignal<Option<Part>>,
    /// Starts what a program needs.
    pub workers: StoredValue<Workers>,
    /// The result that is shown.
    result: RwSignal<Option<Connection>, LocalStorage>,
}

impl Results {
    fn new(seen: &Seen, workers: Workers) -> Self {
        Self {
            program: RwSignal::new(seen.filter.clone().unwrap_or_default()),
            is_open: RwSignal::new(seen.filter.is_some()),
            run: RwSignal::new(Run::None),
            part: RwSignal::new(None),
            workers: StoredValue::new(workers),
            result: RwSignal::new_local(None),
        }
    }

    /// Shows the result at the other end of `connection`, and no other.
    pub fn show(self, connection: Connection) {
        self.close();
        self.result.set(Some(connection));
    }

    /// Goes back to the document.
    pub fn close(self) {
        if let Some(result) = self.result.try_update(Option::take).flatten() {
            result.end();
        }
    }
}

/// The view of the document at the other end of `connection`, or of the result of a program over it.
#[component]
pub fn DocumentView(
    /// Leads to the document.
    connection: Connection,
    /// Starts what programs need.
    workers: Workers,
    /// What files that are made of it are called.
    name: String,
    /// What it answers, in words; nothing for a file.
    of: String,
    /// How it is looked at first.
    seen: Seen,
    /// Hears of the ids that the person comes to.
    chosen: Chosen,
) -> impl IntoView {
    let results = Results::new(&seen, workers);
    seen::begin(results);
    provide_context(results);
    on_cleanup(move || {
        filter::stop(results);
        results.close();
    });
    let (connection, chosen) = (StoredValue::new_local(connection), StoredValue::new_local(chosen));
    move || match results.result.get() {
        Some(result) => {
            chosen.with_value(|hear| hear(None));
            let back = move |_| results.close();
            view! {
                <div class="result-bar">
                    <span>"Result of "<code>{results.program.get_untracked()}</code></span>
                    <span class="measure">{filter::words(&results.run.get_untracked())}</span>
                    <span class="gap"></span>
                    <button class="button button-quiet" on:click=back>
                        "Back to the response"
                    </button>
                </div>
                // What a program made of the names, nobody knows.
                {document_view(
                    result,
                    (format!("{name}-filtered"), String::new()),
                    results.part.get_untracked(),
                    &Seen::default(),
                    None,
                )}
            }
            .into_any()
        }
        None => document_view(
            connection.get_value(),
            (name.clone(), of.clone()),
            None,
            &seen,
            Some(chosen.get_value()),
        ),
    }
}

/// The view of one document, by its name and what it answers.
fn document_view(
    connection: Connection,
    (name, of): (String, String),
    source: Option<Part>,
    first: &Seen,
    chosen: Option<Chosen>,
) -> AnyView {
    let is_result = chosen.is_none();
    let desk = Desk::new(name, source, first, chosen);
    if !is_result {
        // What is made of it is of the same part.
        let results: Results = expect_context();
        Effect::new(move || results.part.set(desk.part()));
    }
    provide_context(desk);
    seen::look_at(desk);
    line::connect(connection, move |tell, beside| desk.hear(tell, beside));
    if first.find.is_some() {
        desk.find();
    }
    let body = move || match desk.tab.get() {
        View::Tree => view! { <Json pane=Pane::Tree /> }.into_any(),
        View::Table => view! { <Json pane=Pane::Table /> }.into_any(),
        View::Raw => view! { <Raw /> }.into_any(),
        View::Headers => view! { <Headers /> }.into_any(),
    };
    view! {
        <Bar of />
        <div id="view" role="tabpanel" aria-label="View of the response">
            {body}
        </div>
    }
    .into_any()
}

/// A list of rows in elements of its own.
fn rows(pane: Pane, desk: Desk) -> AnyView {
    let (frame, space, layer) = (NodeRef::<Div>::new(), NodeRef::<Div>::new(), NodeRef::<Div>::new());
    let header = NodeRef::<Div>::new();
    Effect::new(move || {
        let header = header.get();
        if let (Some(frame), Some(space), Some(layer)) = (frame.get(), space.get(), layer.get()) {
            let header = header.map(Into::into);
            let elements =
                list::Elements { frame: frame.into(), space: space.into(), layer: layer.into(), header };
            list::open(pane, elements, desk.columns);
            // The worker tells of the columns when they change, which may have been long ago.
            desk.table.with_untracked(|table| table.iter().for_each(list::take_columns));
        }
    });
    on_cleanup(list::close);
    let clicked = move |event: MouseEvent| clicked(desk, pane, &event);
    let (role, label) = match pane {
        Pane::Tree => ("tree", "JSON"),
        Pane::Table => ("table", "Table"),
        Pane::Pretty | Pane::Sent => ("group", "Body"),
    };
    view! {
        <div
            id="rows"
            class="rows"
            class:table=pane == Pane::Table
            node_ref=frame
            tabindex="0"
            role=role
            aria-label=label
            on:scroll=|_| list::scrolled()
            on:click=clicked
            on:keydown=on_press(move |pressed| keys::pressed(desk, pane, pressed))
        >
            {(pane == Pane::Table).then(|| view! { <TableHeader header /> })}
            <div class="rows-space" node_ref=space role="none">
                <div class="rows-layer" node_ref=layer role="none"></div>
            </div>
        </div>
    }
    .into_any()
}

fn clicked(desk: Desk, pane: Pane, event: &MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Some(row) = target.closest(".row").ok().flatten() else { return };
    let Some(number) = row.get_attribute("data-row").and_then(|number| number.parse().ok()) else { return };
    let Some(line) = list::choose(number) else { return };
    let cell = target.closest(".cell").ok().flatten().and_then(|cell| cell.get_attribute("data-node"));
    desk.be_at(cell.and_then(|node| node.parse().ok()).unwrap_or(line.node));
    let class = target.class_list();
    if pane != Pane::Tree {
        return;
    }
    if class.contains("json-more") {
        desk.show();
    } else if line.fold != Fold::Leaf && (class.contains("twisty") || class.contains("json-count")) {
        line::ask(&Ask::Arrange(Arrange::Toggle(line.node)));
    }
}

/// A view of JSON, if the document is JSON; if not, what it is.
#[component]
fn Json(pane: Pane) -> impl IntoView {
    let desk: Desk = expect_context();
    let media = Memo::new(move |_| desk.reading.with(|reading| reading.media));
    move || match media.get() {
        Media::Unknown => ().into_any(),
        Media::Json => view! {
            <Fault />
            {rows(pane, desk)}
            <Selection />
        }
        .into_any(),
        other => view! {
            <p class="response-message">{what(desk, other)}</p>
            {matches!(other, Media::Markup | Media::Text).then(|| rows(Pane::Sent, desk))}
        }
        .into_any(),
    }
}

/// Where the text stops being JSON.
#[component]
fn Fault() -> impl IntoView {
    let desk: Desk = expect_context();
    move || {
        let fault = desk.reading.with(|reading| reading.fault.clone());
        fault.map(|fault| {
            view! {
                <p class="response-message" role="status">
                    "This is not JSON to its end: " {fault} ". What comes before is shown; all of it is under Raw."
                </p>
            }
        })
    }
}

fn what(desk: Desk, media: Media) -> &'static str {
    match media {
        Media::Empty if desk.head.with_untracked(Option::is_none) => "There is nothing in it.",
        Media::Empty => "The answer has no body.",
        Media::Markup => "This is a page of markup, not JSON. It is shown as it came.",
        Media::Text => "This is text, not JSON. It is shown as it came.",
        _ => "These are bytes of another kind than text. Save them as a file to use them.",
    }
}

/// The text: re-indented if it is JSON, and as it was sent.
#[component]
fn Raw() -> impl IntoView {
    let desk: Desk = expect_context();
    let media = Memo::new(move |_| desk.reading.with(|reading| reading.media));
    move || match (media.get(), desk.is_as_sent.get()) {
        (Media::Unknown, _) => ().into_any(),
        (media @ (Media::Empty | Media::Binary), _) => {
            view! { <p class="response-message">{what(desk, media)}</p> }.into_any()
        }
        (Media::Json, false) => rows(Pane::Pretty, desk),
        _ => rows(Pane::Sent, desk),
    }
}

/// Puts the focus on an element.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        let _ = element.unchecked_into::<HtmlElement>().focus();
    }
}
