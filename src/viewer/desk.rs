//! What is known of the document, as signals.

use std::collections::HashMap;
use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Element, HtmlElement};

use super::asked::{Saving, Wanted, ending};
use super::connection::DocumentConnection;
use super::list::VirtualList;
use super::marks;
use crate::browser::{clipboard, download};
use crate::engine::{
    Arrange, Ask, Columns, Found, Head, Inspection, Pane, Place, QuestionId, Reading, Save, TableHead, Tell,
    What,
};
use crate::json::Query;
use crate::procore::paging::Part;
use crate::share::{Seen, View};

/// Hears of each value that the person comes to: the names on the way to it and what it says, if it may be an id by them.
pub type Chosen = Rc<dyn Fn(Option<(Vec<String>, String)>)>;

/// What is known of the document.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Leads to the document.
    pub connection: DocumentConnection,
    /// The rows in sight.
    pub list: VirtualList,
    /// What was typed without a pause to go to a row, and when.
    pub typed: StoredValue<(String, f64)>,
    /// Precedes the ids of its elements.
    ids: &'static str,
    /// The element that all of it is in.
    root: NodeRef<Div>,
    /// What files that are made of the document are called.
    name: StoredValue<String>,
    /// Status and headers, once they have come.
    pub head: RwSignal<Option<Head>>,
    /// How far the reading is.
    pub reading: RwSignal<Reading>,
    /// What is chosen.
    pub tab: RwSignal<View>,
    /// Whether the text is shown as it was sent, and not re-indented.
    pub is_as_sent: RwSignal<bool>,
    /// The value that the person is at.
    pub node: RwSignal<Option<u32>>,
    /// Where it is, or where the value before it was until that is known.
    pub inspection: RwSignal<Inspection>,
    /// The question about it.
    inspecting: StoredValue<QuestionId>,
    /// Whether the page was told of an id last.
    has_told_id: StoredValue<bool>,
    /// A text that is shown whole.
    pub shown: RwSignal<Option<String>>,
    /// What the texts are for that were asked for, by their questions.
    wanted: StoredValue<HashMap<QuestionId, Wanted>>,
    /// Hears of ids, if anybody does.
    chosen: StoredValue<Option<Chosen>, LocalStorage>,
    /// What was just done, in words.
    pub done: RwSignal<String>,
    /// What the document is a part of, if it was made of another one that is.
    source: Option<Part>,
    /// What is looked for.
    pub query: RwSignal<Query>,
    /// How far Find is.
    pub found: RwSignal<Option<Found>>,
    /// Whether the first hit was seen.
    pub is_first_found: RwSignal<bool>,
    /// What the table has.
    pub table: RwSignal<Option<TableHead>>,
    /// The file that is being made, and its bytes so far.
    pub saving: RwSignal<Option<Saving>>,
}

impl Desk {
    /// Nothing is known yet.
    pub fn new(
        (ids, root): (&'static str, NodeRef<Div>),
        name: String,
        source: Option<Part>,
        seen: &Seen,
        chosen: Option<Chosen>,
    ) -> Self {
        let connection = DocumentConnection::new();
        let look = move |look| connection.ask(&Ask::Look(look));
        let query = Query {
            pattern: seen.find.clone().unwrap_or_default(),
            is_regex: false,
            ignore_case: true,
            in_names: true,
            in_values: true,
        };
        Self {
            connection,
            list: VirtualList::new(ids, look),
            typed: StoredValue::default(),
            ids,
            root,
            name: StoredValue::new(name),
            head: RwSignal::new(None),
            reading: RwSignal::new(Reading::default()),
            tab: RwSignal::new(seen.view),
            is_as_sent: RwSignal::new(false),
            node: RwSignal::new(None),
            inspection: RwSignal::default(),
            inspecting: StoredValue::default(),
            has_told_id: StoredValue::new(false),
            shown: RwSignal::new(None),
            wanted: StoredValue::default(),
            chosen: StoredValue::new_local(chosen),
            done: RwSignal::new(String::new()),
            source,
            query: RwSignal::new(query),
            found: RwSignal::new(None),
            is_first_found: RwSignal::new(false),
            table: RwSignal::new(None),
            saving: RwSignal::new(None),
        }
    }

    /// What the document is a part of, if it is not known to be all there is.
    pub fn part(self) -> Option<Part> {
        let (is_partial, rows) = self.reading.with(|reading| (reading.is_partial, reading.rows));
        if is_partial {
            return Some(Part::BrokenOff);
        }
        self.source.or_else(|| {
            self.head.with(|head| {
                // All pages are counted where they are asked for.
                let head = head.as_ref().filter(|head| head.status < 300 && head.page.is_none())?;
                Part::of(head.asked?, &head.headers, rows?.into())
            })
        })
    }

    /// Says what was done, and with what part of the whole, if it is one.
    fn say_done(self, done: &str) {
        let part = untrack(|| self.part()).map(|part| format!(" {}", part.words())).unwrap_or_default();
        self.done.set(format!("{done}{part}"));
    }

    /// Looks for what is typed.
    pub fn find(self) {
        let query = self.query.get_untracked();
        self.is_first_found.set(false);
        self.found.set(None);
        self.connection.ask(&Ask::Find((!query.pattern.is_empty()).then_some(query)));
    }

    /// The pane behind the tab that is chosen.
    pub fn pane(self) -> Pane {
        match self.tab.get_untracked() {
            View::Tree | View::Headers => Pane::Tree,
            View::Table => Pane::Table,
            View::Raw if self.is_as_sent.get_untracked() => Pane::Sent,
            View::Raw => Pane::Pretty,
        }
    }

    /// Takes what the worker tells, and what is beside it.
    pub fn hear(self, tell: Tell, beside: JsValue) {
        match tell {
            Tell::Head(head) => self.head.set(Some(head)),
            Tell::Reading(reading) => self.take_reading(reading),
            Tell::Rows { look, total, lines } => self.list.take(look, total, lines),
            Tell::At { pane, row, node } => {
                self.list.go(pane, row);
                self.be_at(node);
            }
            Tell::Inspected(id, inspection) => self.take_inspection(id, inspection),
            Tell::Text(id, text) => self.take_text(id, text),
            Tell::Found(found) => self.take_found(found),
            Tell::Table(head) => self.take_table(head),
            Tell::Saving(id, made) => {
                if let Some(saving) = self.saving_of(id) {
                    self.saving.set(Some(Saving { made, ..saving }));
                }
            }
            Tell::Saved(id) => {
                if let Some(saving) = self.saving_of(id) {
                    self.take_file(saving.save, beside);
                }
            }
            Tell::NotSaved(id) => {
                if self.saving_of(id).is_some() {
                    self.saving.set(None);
                    self.done.set("There is no array in it to make such a file of".to_owned());
                }
            }
        }
    }

    fn take_reading(self, reading: Reading) {
        let was_done = self.reading.with_untracked(|before| before.is_done);
        if reading.is_done && !was_done {
            marks::at("document:first-byte", reading.first_at);
            marks::at("document:complete", reading.last_at);
        }
        if let Some(region) = self.region() {
            let state = if reading.is_done { "complete" } else { "reading" };
            let _ = region.set_attribute("data-state", state);
            let _ = region.set_attribute("data-memory", &reading.memory.to_string());
        }
        self.reading.set(reading);
    }

    fn take_found(self, found: Found) {
        if found.count > 0 && !self.is_first_found.get_untracked() {
            self.is_first_found.set(true);
            marks::now("find:first");
        }
        let was_done =
            self.found.with_untracked(|before| before.as_ref().is_some_and(|before| before.is_done));
        if found.is_done && !was_done {
            marks::now("find:complete");
        }
        self.found.set(Some(found));
    }

    fn take_table(self, head: TableHead) {
        let was_sorting =
            self.table.with_untracked(|table| table.as_ref().is_some_and(|table| table.is_sorting));
        if head.sort.is_some() && !head.is_sorting && was_sorting {
            marks::now("sort:complete");
        }
        self.list.take_columns(&head);
        self.table.set(Some(head));
    }

    fn take_file(self, save: Save, file: JsValue) {
        self.saving.set(None);
        let (ending, mark) = ending(save);
        marks::now(mark);
        // A file of a part says so, wherever it goes.
        let part = untrack(|| self.part()).map(Part::suffix).unwrap_or_default();
        let name = self.name.with_value(|name| format!("{name}{part}.{ending}"));
        let saved = file.dyn_into::<Blob>().ok().and_then(|blob| download::save_blob(&name, &blob));
        match saved {
            Some(()) => self.say_done("Saved"),
            None => self.done.set("The browser made no file of it".to_owned()),
        }
    }

    /// Makes a file.
    pub fn save(self, save: Save) {
        let id = self.connection.question();
        self.saving.set(Some(Saving { id, save, made: 0 }));
        self.connection.ask(&Ask::Save(id, save));
    }

    /// The file that is being made, if it is the answer to that question.
    fn saving_of(self, id: QuestionId) -> Option<Saving> {
        self.saving.get_untracked().filter(|saving| saving.id == id)
    }

    /// Makes no file of it after all.
    pub fn stop_saving(self) {
        self.saving.set(None);
        self.connection.ask(&Ask::StopSaving);
    }

    /// The person is at this value now.
    pub fn be_at(self, node: u32) {
        self.done.set(String::new());
        if self.node.get_untracked() != Some(node) {
            self.node.set(Some(node));
            self.tell(None);
            let id = self.connection.question();
            self.inspecting.set_value(id);
            self.connection.ask(&Ask::Inspect(id, node));
        }
    }

    /// Takes where the value is, unless the person is elsewhere by now.
    fn take_inspection(self, id: QuestionId, inspection: Inspection) {
        if self.inspecting.get_value() == id {
            self.tell(inspection.id.clone());
            self.inspection.set(inspection);
        }
    }

    /// Tells whoever hears of ids: that there is none only if there was one.
    fn tell(self, id: Option<(Vec<String>, String)>) {
        let Some(hear) = self.chosen.get_value() else { return };
        let had_id = self.has_told_id.get_value();
        self.has_told_id.set_value(id.is_some());
        if had_id || id.is_some() {
            hear(id);
        }
    }

    /// Where the value is that the person is at, if that is known.
    fn here(self) -> Option<Inspection> {
        let node = self.node.get_untracked()?;
        Some(self.inspection.get_untracked())
            .filter(|known| known.node == node && !known.json_path.is_empty())
    }

    /// Copies something of the value that the person is at.
    pub fn copy(self, what: What) {
        let here = self.here();
        match (what, here) {
            (What::JsonPath, Some(here)) => self.put_on_clipboard(here.json_path, false),
            (What::Pointer, Some(here)) => self.put_on_clipboard(here.pointer, false),
            (_, here) => {
                let is_whole = |here: Inspection| here.json_path == "$" || here.json_path == "$['data']";
                self.want(what, Wanted::Copy(what == What::Value && here.is_some_and(is_whole)));
            }
        }
    }

    /// Shows the value that the person is at as a whole.
    pub fn show(self) {
        self.want(What::Value, Wanted::Show);
    }

    /// Asks for a text about the value that the person is at.
    fn want(self, what: What, wanted: Wanted) {
        if let Some(node) = self.node.get_untracked() {
            let id = self.connection.question();
            self.wanted.update_value(|all| {
                all.insert(id, wanted);
            });
            self.connection.ask(&Ask::Text(id, node, what));
        }
    }

    fn take_text(self, id: QuestionId, text: Option<String>) {
        let Some(wanted) = self.wanted.try_update_value(|all| all.remove(&id)).flatten() else { return };
        match (wanted, text) {
            (_, None) => self.done.set("Too long to be copied or shown: save it as a file".to_owned()),
            (Wanted::Show, text) => self.shown.set(text),
            (Wanted::Copy(is_whole), Some(text)) => self.put_on_clipboard(text, is_whole),
        }
    }

    fn put_on_clipboard(self, text: String, is_whole: bool) {
        leptos::task::spawn_local(async move {
            let is_copied = clipboard::copy(&text).await;
            if self.done.is_disposed() {
                return;
            }
            match (is_copied, is_whole) {
                (true, true) => self.say_done("Copied"),
                (true, false) => self.done.set("Copied".to_owned()),
                (false, _) => self.done.set("The browser did not let it be copied".to_owned()),
            }
        });
    }

    /// Opens or closes rows, also above the one where the person is: it is gone to where it is then.
    pub fn arrange(self, arrange: Arrange) {
        self.connection.ask(&Ask::Arrange(arrange));
        if let Some(node) = self.node.get_untracked() {
            self.connection.ask(&Ask::Go(Pane::Tree, Place::Seen(node)));
        }
    }

    /// Opens the value that the person is at, and all in it.
    pub fn open_below(self) {
        if let Some(node) = self.node.get_untracked() {
            self.arrange(Arrange::OpenBelow(node));
        }
    }

    /// Shows the array that the person is at, or in, as a table.
    pub fn tabulate(self) {
        if let Some(node) = self.node.get_untracked() {
            self.connection.ask(&Ask::Table(Columns::Of(node)));
            self.tab.set(View::Table);
        }
    }

    /// Goes to a place in the pane that is shown.
    pub fn go(self, place: Place) {
        self.connection.ask(&Ask::Go(self.pane(), place));
    }

    /// The region of the page that it is shown in.
    fn region(self) -> Option<Element> {
        self.root.get_untracked()?.closest("section").ok()?
    }

    /// The id of one of its elements, by the name that it has within the view.
    pub fn id(self, name: &str) -> String {
        format!("{}{name}", self.ids)
    }

    /// Puts the focus on the element with that name.
    pub fn focus(self, name: &str) {
        if let Some(element) = document().get_element_by_id(&self.id(name)) {
            let _ = element.unchecked_into::<HtmlElement>().focus();
        }
    }
}
