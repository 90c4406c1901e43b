//! The viewer with a document before it. No worker runs here, since its files are not built for these tests. The worker's own
//! loop runs in the page instead and answers at the other end of a channel, call and all: only `fetch` is one that answers with
//! what the test wants.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Reflect, Uint8Array};
use leptos::mount::mount_to;
use leptos::prelude::{document, window};
use procore_console::engine::{News, Order, Source, Tell, decode, encode};
use procore_console::procore::Outcome;
use procore_console::share::Seen;
use procore_console::viewer::{Given, Viewer, Workers};
use procore_console::wire::Connection;
use procore_console::worker;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, HtmlElement, HtmlInputElement, HtmlTextAreaElement, MessageChannel, MessageEvent, MessagePort,
};

use super::super::support::{eventually, wait};
pub use super::sent::{End, Sent};

const STYLES: [&str; 2] =
    [include_str!("../../../style/tokens.css"), include_str!("../../../style/viewer.css")];

/// Files are kept instead of saved, and so is what is copied.
const KEEP: &str =
    "const kept = { files: [], copied: null, make: (globalThis.makeObjectUrl ??= URL.createObjectURL) };
    URL.createObjectURL = (blob) => {
        kept.files.push({ blob });
        return 'about:blank';
    };
    HTMLAnchorElement.prototype.click = function () {
        kept.files.at(-1).name = this.download;
    };
    const writeText = async (text) => {
        kept.copied = text;
    };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    return kept;";

const KEEP_NO_MORE: &str = "URL.createObjectURL = kept.make;
    delete HTMLAnchorElement.prototype.click;
    delete navigator.clipboard;";

/// Runs a script.
pub fn js(names: &str, script: &str, arguments: &[JsValue]) -> JsValue {
    let arguments: Array = arguments.iter().collect();
    let script = Function::new_with_args(names, script);
    script.apply(&JsValue::UNDEFINED, &arguments).expect("a script that runs")
}

/// The viewer with a document before it; dropped, both are gone.
pub struct Stage {
    section: HtmlElement,
    connection: Connection,
    news: Rc<RefCell<Vec<News>>>,
    /// How many replies about one value have come.
    pub(super) replies: Rc<Cell<u32>>,
    /// Whether the next of them is lost.
    pub(super) loses_next: Rc<Cell<bool>>,
    /// What the page was told of ids.
    pub(super) chosen: Rc<RefCell<Vec<Option<String>>>>,
    /// Files and what was copied.
    kept: JsValue,
    mounted: Option<Box<dyn Any>>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        drop(self.mounted.take());
        self.connection.end();
        self.section.remove();
        js("kept", KEEP_NO_MORE, std::slice::from_ref(&self.kept));
    }
}

/// A document that answers at the other end of a channel.
fn serve(begin: impl FnOnce(&Connection)) -> Connection {
    let channel = MessageChannel::new().expect("a channel");
    worker::serve(Connection::Port(channel.port2()));
    let connection = Connection::Port(channel.port1());
    begin(&connection);
    connection
}

/// Programs run in the page as well, and so do the documents of their results.
fn workers() -> Workers {
    Workers {
        program: || {
            let channel = MessageChannel::new().expect("a channel");
            worker::filter::serve(Connection::Port(channel.port2()));
            Box::pin(async move { Some(Connection::Port(channel.port1())) })
        },
        document: |port: MessagePort| {
            let order = encode(&Order::Open(Source::Port));
            let document = serve(|document| document.say_with_port("order", &order, &port));
            Box::pin(async move { Some(document) })
        },
    }
}

impl Stage {
    /// Shows an answer that is on its way.
    pub fn begin(sent: &Sent) -> Self {
        Self::begin_with(sent, workers(), "")
    }

    /// The same; the ids of its elements begin so, for a page with another one.
    pub fn begin_beside(sent: &Sent, ids: &'static str) -> Self {
        Self::begin_with(sent, workers(), ids)
    }

    /// The same; programs run in what `workers` starts.
    pub fn begin_with(sent: &Sent, workers: Workers, ids: &'static str) -> Self {
        let section: HtmlElement = document().create_element("section").expect("a section").unchecked_into();
        section.set_inner_html(&format!("<style>{}</style><div></div>", STYLES.join("\n")));
        section.style().set_property("--rows-height", "480px").expect("a style");
        document().body().expect("a body").append_child(&section).expect("a place");
        let container: HtmlElement = section.last_element_child().expect("a container").unchecked_into();
        let news: Rc<RefCell<Vec<News>>> = Rc::default();
        let (replies, loses_next): (Rc<Cell<u32>>, Rc<Cell<bool>>) = Default::default();
        let chosen: Rc<RefCell<Vec<Option<String>>>> = Rc::default();
        let hear = {
            let (news, replies, loses_next) = (news.clone(), replies.clone(), loses_next.clone());
            Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
                let message: Array = event.data().unchecked_into();
                let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
                if message.get(0) == "news" {
                    news.borrow_mut().push(decode(&bytes).expect("news"));
                } else if matches!(decode(&bytes), Some(Tell::Inspected(..) | Tell::Text(..))) {
                    replies.set(replies.get() + 1);
                    if loses_next.replace(false) {
                        event.stop_immediate_propagation();
                    }
                }
            })
        };
        sent.answer_next();
        let order = encode(&Order::Open(Source::Call(sent.call())));
        let connection = serve(|document| {
            document.add_listener(hear.into_js_value().unchecked_ref());
            document.say("order", &order, &JsValue::UNDEFINED);
        });
        let kept = js("", KEEP, &[]);
        let given = Given {
            connection: connection.clone(),
            workers,
            ids,
            name: "answer".into(),
            of: String::new(),
            seen: Seen::default(),
            chosen: {
                let chosen = chosen.clone();
                let words = |(names, id): (Vec<String>, String)| format!("{} {id}", names.join("."));
                Rc::new(move |value| chosen.borrow_mut().push(value.map(words)))
            },
        };
        let mounted = mount_to(container, move || Viewer::new(given).draw());
        Self {
            section,
            connection,
            news,
            replies,
            loses_next,
            chosen,
            kept,
            mounted: Some(Box::new(mounted)),
        }
    }

    /// Shows an answer that has come as a whole, or as far as it does.
    pub async fn open(sent: Sent) -> Self {
        let stage = Self::begin(&sent);
        stage.has_come().await;
        stage
    }

    /// Waits until nothing more comes.
    pub async fn has_come(&self) {
        let state = || self.section.get_attribute("data-state");
        eventually("the whole answer", || self.outcome().is_some() && state().as_deref() == Some("complete"))
            .await;
    }

    /// What the page's state is told of the end, once it is.
    pub fn outcome(&self) -> Option<Outcome> {
        self.news.borrow().iter().find_map(|news| match news {
            News::Ended(outcome) => Some(outcome.clone()),
            _ => None,
        })
    }

    /// All elements that `selector` finds.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.section.query_selector_all(selector).expect("a selector");
        (0..found.length()).filter_map(|at| found.item(at)).map(JsCast::unchecked_into).collect()
    }

    /// What all of them say.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(text).collect()
    }

    /// An attribute of the first element that `selector` finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.all(selector).first()?.get_attribute(name)
    }

    /// The rows that are drawn, in their order: numbers and texts, without the numbers of lines.
    pub fn rows(&self) -> Vec<(u32, String)> {
        let row = |row: HtmlElement| {
            let number = row.get_attribute("data-row").and_then(|row| row.parse().ok()).expect("a number");
            let line = row.query_selector(".line-number").expect("a selector");
            let line = line.and_then(|line| line.text_content()).unwrap_or_default();
            (number, text(&row)[line.len()..].to_owned())
        };
        let mut rows: Vec<_> = self.all(".row").into_iter().map(row).collect();
        rows.sort();
        rows
    }

    /// The texts of the rows that are drawn.
    pub fn lines(&self) -> Vec<String> {
        self.rows().into_iter().map(|(_, text)| text).collect()
    }

    /// Waits until a row has these words: its text.
    pub async fn row(&self, words: &str) -> String {
        let find = || self.lines().into_iter().find(|line| line.contains(words));
        self.until(&format!("a row with “{words}”"), || find().is_some()).await;
        find().expect("it was there")
    }

    /// Waits until the text of the page has these words.
    pub async fn shows(&self, words: &str) {
        self.until(&format!("“{words}”"), || self.text().contains(words)).await;
    }

    /// Waits until an element says exactly this.
    pub async fn says(&self, selector: &str, words: &str) {
        let said = || self.texts(selector).first().is_some_and(|said| said.trim() == words);
        self.until(&format!("“{words}” in {selector}"), said).await;
    }

    /// Waits, some fifteen seconds at most; if it is in vain, says what there is to see.
    pub async fn until(&self, what: &str, condition: impl Fn() -> bool) {
        for _ in 0..1_500 {
            if condition() {
                return;
            }
            wait(10).await;
        }
        let text: String = self.text().chars().take(2_000).collect();
        let outcome: String = format!("{:?}", self.outcome()).chars().take(500).collect();
        panic!("waited in vain for {what}: {text}; {outcome}");
    }

    /// What there is to read.
    pub fn text(&self) -> String {
        self.texts(".document").concat()
    }

    /// Presses a button, by its label or what stands on it.
    pub async fn press(&self, label: &str) {
        let find = || {
            let is_it = |button: &HtmlElement| {
                let own = button.get_attribute("aria-label").unwrap_or_else(|| text(button));
                own.trim_end_matches(['▾', ' ', '↑', '↓']) == label
            };
            self.all("button").into_iter().find(is_it)
        };
        self.until(&format!("the button “{label}”"), || find().is_some()).await;
        find().expect("it was there").click();
    }

    /// Chooses a tab.
    pub async fn tab(&self, name: &str) {
        self.press(name).await;
        self.says("[role=tab][aria-selected=true]", name).await;
    }

    /// Types into a field, in place of what is there.
    pub fn fill(&self, field: &str, text: &str) {
        let element = self.field(field);
        element.focus().expect("it takes the focus");
        match element.dyn_ref::<HtmlTextAreaElement>() {
            Some(area) => area.set_value(text),
            None => element.unchecked_ref::<HtmlInputElement>().set_value(text),
        }
        happen(&element, "input");
    }

    /// Chooses an entry of a select by its text.
    pub fn choose(&self, field: &str, entry: &str) {
        let select = self.field(field);
        let choose = "const found = [...select.options].find((option) => option.textContent === entry);
            select.value = found.value;";
        js("select, entry", choose, &[select.clone().into(), entry.into()]);
        happen(&select, "change");
    }

    /// A field, by its label.
    pub fn field(&self, label: &str) -> HtmlElement {
        let found = self.all(&format!("[aria-label='{label}']:is(input, select, textarea)"));
        found.into_iter().next().unwrap_or_else(|| panic!("no field “{label}”"))
    }

    /// Waits until Find says this.
    pub async fn found(&self, words: &str) {
        self.says(".find-state", words).await;
    }

    /// Waits until the row that the person is at has these words, and a hit.
    pub async fn is_at_hit(&self, words: &str) {
        let is_it = || {
            let rows = self.all(".row.at");
            let row = rows.first().filter(|row| row.query_selector(".hit").is_ok_and(|hit| hit.is_some()));
            row.is_some_and(|row| text(row).contains(words))
        };
        self.until(&format!("a hit in a row with “{words}”"), is_it).await;
    }

    /// Puts the focus on the list.
    pub async fn focus_list(&self) {
        self.until("the list", || !self.all(".rows").is_empty()).await;
        self.all(".rows")[0].focus().expect("it takes the focus");
    }

    /// How many files were made.
    pub fn files(&self) -> u32 {
        self.kept_files().length()
    }

    fn kept_files(&self) -> Array {
        Reflect::get(&self.kept, &"files".into()).expect("files").unchecked_into()
    }

    /// Makes a file by the menu: its name and its bytes.
    pub async fn download(&self, kind: &str) -> (String, Vec<u8>) {
        let before = self.files();
        // Its words also say what the file will be a part of.
        let menu = || self.all(".menu > button").into_iter().find(|one| text(one).starts_with("Download"));
        self.until("the menu of files", || menu().is_some()).await;
        menu().expect("it was there").click();
        // There may be a button of that name beside the menu.
        let item = || self.all("[role=menuitem]").into_iter().find(|item| text(item) == kind);
        self.until(kind, || item().is_some()).await;
        item().expect("it was there").click();
        self.until(&format!("the file {kind}"), || self.files() > before).await;
        let file = self.kept_files().get(before);
        let part = |name: &str| Reflect::get(&file, &name.into()).expect("a part");
        let bytes = part("blob").unchecked_into::<Blob>().array_buffer();
        let bytes = JsFuture::from(bytes).await.expect("bytes");
        (part("name").as_string().expect("a name"), Uint8Array::new(&bytes).to_vec())
    }

    /// The text of a file that is made by the menu.
    pub async fn file(&self, kind: &str) -> String {
        String::from_utf8(self.download(kind).await.1).expect("UTF-8")
    }

    /// What was copied last.
    pub fn copied(&self) -> Option<String> {
        Reflect::get(&self.kept, &"copied".into()).ok()?.as_string()
    }
}

/// What can be read in an element.
fn text(element: &HtmlElement) -> String {
    element.text_content().unwrap_or_default()
}

fn happen(element: &HtmlElement, name: &str) {
    let event = web_sys::Event::new(name).expect("an event");
    event.init_event_with_bubbles(name, true);
    element.dispatch_event(&event).expect("a live element");
}

/// The title of the page.
pub fn title() -> String {
    window().document().expect("a document").title()
}
