//! The parts of the view: what became of the call, the tabs, and what is behind them.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::bar::Bar;
use super::desk::{Chosen, Desk};
use super::filter;
use super::headers::Headers;
use super::results::{Results, Workers};
use super::selection::Selection;
use super::table::TableHeader;
use super::{keys, list};
use crate::browser::keyboard::on_press;
use crate::engine::{Arrange, Ask, Fold, Media, Pane};
use crate::share::{Seen, View};
use crate::wire::Connection;

/// What a viewer is given.
pub struct Given {
    /// Leads to the document.
    pub connection: Connection,
    /// Starts what programs over it need.
    pub workers: Workers,
    /// Precedes the ids of elements: two viewers on one page have different ones.
    pub ids: &'static str,
    /// What files that are made of the document are called.
    pub name: String,
    /// What it answers, in words; nothing for a file.
    pub of: String,
    /// How it is looked at first.
    pub seen: Seen,
    /// Hears of the ids that the person comes to.
    pub chosen: Chosen,
}

/// A view of one document. It has a list and a connection of its own, so that several can be on a page. It lives as long as the
/// reactive owner that it was made under.
#[derive(Clone, Copy)]
pub struct Viewer {
    results: Results,
    given: StoredValue<Given, LocalStorage>,
}

impl Viewer {
    /// A view of the document that is given, not drawn yet.
    pub fn new(given: Given) -> Self {
        Self { results: Results::new(&given.seen, given.workers), given: StoredValue::new_local(given) }
    }

    /// How the document is looked at just now.
    pub fn seen(self) -> Seen {
        self.results.seen()
    }

    /// Draws the document, or the result of a program over it.
    pub fn draw(self) -> AnyView {
        let results = self.results;
        provide_context(results);
        on_cleanup(move || {
            filter::stop(results);
            results.close();
        });
        let root = NodeRef::<Div>::new();
        forget_at_end(root);
        let draw = move || match results.result.get() {
            Some(result) => self.draw_result(result, root),
            None => self.draw_document(root),
        };
        view! { <div class="document" node_ref=root>{draw}</div> }.into_any()
    }

    fn draw_document(self, root: NodeRef<Div>) -> AnyView {
        self.given.with_value(|given| {
            let desk = Desk::new(
                (given.ids, root),
                given.name.clone(),
                None,
                &given.seen,
                Some(given.chosen.clone()),
            );
            // What is made of it is of the same part.
            Effect::new(move || self.results.part.set(desk.part()));
            let view = self.draw_desk(desk, given.connection.clone(), given.of.clone());
            if given.seen.find.is_some() {
                desk.find();
            }
            view
        })
    }

    fn draw_result(self, result: Connection, root: NodeRef<Div>) -> AnyView {
        let results = self.results;
        let name = self.given.with_value(|given| {
            (given.chosen)(None);
            format!("{}-filtered", given.name)
        });
        let ids = self.given.with_value(|given| given.ids);
        let back = move |_| results.close();
        // What a program made of the names, nobody knows.
        let desk = Desk::new((ids, root), name, results.part.get_untracked(), &Seen::default(), None);
        view! {
            <div class="result-bar">
                <span>"Result of "<code>{results.program.get_untracked()}</code></span>
                <span class="measure">{filter::words(&results.run.get_untracked())}</span>
                <span class="gap"></span>
                <button class="button button-quiet" on:click=back>
                    "Back to the response"
                </button>
            </div>
            {self.draw_desk(desk, result, String::new())}
        }
        .into_any()
    }

    fn draw_desk(self, desk: Desk, connection: Connection, of: String) -> AnyView {
        provide_context(desk);
        self.results.look_at(desk);
        desk.connection.open(connection, move |tell, beside| desk.hear(tell, beside));
        let body = move || match desk.tab.get() {
            View::Tree => view! { <Json pane=Pane::Tree /> }.into_any(),
            View::Table => view! { <Json pane=Pane::Table /> }.into_any(),
            View::Raw => view! { <Raw /> }.into_any(),
            View::Headers => view! { <Headers /> }.into_any(),
        };
        view! {
            <Bar of />
            <div id=desk.id("view") role="tabpanel" aria-label="View of the response">
                {body}
            </div>
        }
        .into_any()
    }
}

/// What is said of the document on the region around `root` goes with the view.
fn forget_at_end(root: NodeRef<Div>) {
    let region = StoredValue::new_local(None);
    Effect::new(move || region.set_value(root.get().and_then(|root| root.closest("section").ok().flatten())));
    on_cleanup(move || {
        if let Some(region) = region.try_get_value().flatten() {
            for name in ["data-state", "data-memory"] {
                let _ = region.remove_attribute(name);
            }
        }
    });
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
            desk.list.open(pane, elements);
            // The worker tells of the columns when they change, which may have been long ago.
            desk.table.with_untracked(|table| table.iter().for_each(|table| desk.list.take_columns(table)));
        }
    });
    on_cleanup(move || desk.list.close());
    let clicked = move |event: MouseEvent| clicked(desk, pane, &event);
    let (role, label) = match pane {
        Pane::Tree => ("tree", "JSON"),
        Pane::Table => ("table", "Table"),
        Pane::Pretty | Pane::Sent => ("group", "Body"),
    };
    view! {
        <div
            id=desk.id("rows")
            class="rows"
            class:table=pane == Pane::Table
            node_ref=frame
            tabindex="0"
            role=role
            aria-label=label
            on:scroll=move |_| desk.list.scrolled()
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
    let Some(line) = desk.list.choose(number) else { return };
    let cell = target.closest(".cell").ok().flatten().and_then(|cell| cell.get_attribute("data-node"));
    desk.be_at(cell.and_then(|node| node.parse().ok()).unwrap_or(line.node));
    let class = target.class_list();
    if pane != Pane::Tree {
        return;
    }
    if class.contains("json-more") {
        desk.show();
    } else if line.fold != Fold::Leaf && (class.contains("twisty") || class.contains("json-count")) {
        desk.connection.ask(&Ask::Arrange(Arrange::Toggle(line.node)));
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
