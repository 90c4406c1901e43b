//! The desk of a worker: its document, and what goes out to the page.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, MessageEvent, MessagePort};

use super::calls::{self, Sink, UnderWay};
use super::turn::{LONGEST_STEP, pass};
use super::{file, pages};
use crate::engine::{Ask, Document, Head, News, Order, Pages, Source, Tell, decode, encode};
use crate::json::TooLong;
use crate::procore::Outcome;
use crate::wire::{self, Connection};

/// While bytes come in, the view is told of it so often: in milliseconds.
const NEWS_EVERY: f64 = 200.0;
/// While work goes on in which nothing is found that is to be seen at once, the view is told of it so often.
const PROGRESS_EVERY: f64 = 50.0;

/// How much of a step is done between two looks at the clock.
const WORK: usize = 1 << 17;

/// What a worker has.
pub struct Worker {
    /// Its document.
    pub desk: RefCell<Desk>,
    /// The pages of a document of pages.
    pub pages: RefCell<Pages>,
    /// The calls that are under way.
    pub calls: RefCell<Vec<UnderWay>>,
    /// Where what is known is told.
    page: Connection,
    /// Whether the page knows which build it is of.
    is_known: Cell<bool>,
}

/// The document, and when its view was last told of it.
pub struct Desk {
    document: Document,
    /// Where what is known is told.
    page: Connection,
    /// Whose desk it is.
    worker: Weak<Worker>,
    told_at: f64,
    /// The file that is being made, in pieces.
    file: Vec<Blob>,
    /// Tells what has not been told yet.
    later: Option<Timeout>,
    is_working: bool,
}

/// Starts the worker: it takes messages from now on.
pub fn start() {
    wire::policy::watch();
    serve(Connection::to_page());
}

/// Takes the messages that come from `page` for one document, and answers them: what a worker does, wherever it runs.
pub fn serve(page: Connection) {
    let worker = Worker::new(page.clone());
    let take = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| take(&worker, &event));
    page.set_listener(take.into_js_value().unchecked_ref());
}

impl Worker {
    /// Nothing has come yet.
    fn new(page: Connection) -> Rc<Self> {
        Rc::new_cyclic(|worker| Self {
            desk: RefCell::new(Desk::new(page.clone(), worker.clone())),
            pages: RefCell::default(),
            calls: RefCell::default(),
            page,
            is_known: Cell::new(false),
        })
    }

    /// Tells the page's state.
    pub fn say(&self, news: &News) {
        self.page.say("news", &encode(news), &JsValue::UNDEFINED);
    }
}

fn take(worker: &Rc<Worker>, event: &MessageEvent) {
    let message: Array = event.data().unchecked_into();
    let kind = message.get(0).as_string().unwrap_or_default();
    let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
    let beside = message.get(2);
    if kind == "order" {
        // Before anything else: if page and worker are of different builds, they do not understand each other.
        if !worker.is_known.replace(true) {
            worker.say(&News::Ready(crate::BUILD.to_owned()));
        }
        match decode(&bytes) {
            Some(Order::Open(source)) => open(worker, source, beside),
            Some(Order::Cancel) => worker.calls.take().iter().for_each(UnderWay::stop),
            Some(Order::Page(number, call)) => pages::get(worker, number, call),
            Some(Order::Join(number, again)) => pages::join(worker, number, &again),
            Some(Order::Finish(is_whole)) => pages::finish(worker, is_whole),
            None => {}
        }
    } else if let Some(ask) = decode::<Ask>(&bytes) {
        if ask == Ask::Pour {
            spawn_local(pour(worker.clone(), beside.unchecked_into()));
            return;
        }
        let mut desk = worker.desk.borrow_mut();
        if matches!(ask, Ask::Save(..) | Ask::StopSaving) {
            // The pieces of a file that was not finished are no part of another.
            desk.file.clear();
        }
        desk.document.ask(ask);
        drop(desk);
        work(worker);
    }
}

fn open(worker: &Rc<Worker>, source: Source, beside: JsValue) {
    let worker = worker.clone();
    match source {
        Source::Call(call) => spawn_local(async move {
            let files = beside.dyn_into::<Array>().unwrap_or_default();
            let outcome = calls::make(call, &files, &worker.calls, &worker.desk).await;
            let mut desk = worker.desk.borrow_mut();
            if matches!(outcome, Outcome::Failed(_)) && !desk.document.is_empty() {
                desk.document.leave_off();
            }
            let rows = desk.finish(wire::common_time());
            drop(desk);
            work(&worker);
            if let Some(rows) = rows {
                worker.say(&News::Listed(rows));
            }
            worker.say(&News::Ended(outcome));
        }),
        // They come in orders of their own.
        Source::Pages => {}
        Source::File => spawn_local(async move {
            file::open(&worker, beside.unchecked_into::<Array>().get(0)).await;
        }),
        Source::Port => {
            let port: MessagePort = beside.unchecked_into();
            let receive = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
                let now = wire::common_time();
                match event.data().dyn_into::<Uint8Array>() {
                    Ok(chunk) => drop(worker.desk.borrow_mut().push(&chunk.to_vec(), now)),
                    Err(_) => {
                        let _ = worker.desk.borrow_mut().finish(now);
                        work(&worker);
                    }
                }
            });
            port.set_onmessage(Some(receive.into_js_value().unchecked_ref()));
        }
    }
}

/// Sends the bytes through `port`, chunk by chunk, and then a null.
async fn pour(worker: Rc<Worker>, port: MessagePort) {
    const CHUNK: usize = 1 << 20;
    let mut at = 0;
    loop {
        let chunk = worker.desk.borrow().document.bytes(at..at + CHUNK);
        if chunk.is_empty() {
            break;
        }
        at += chunk.len();
        let chunk = Uint8Array::from(&chunk[..]);
        let _ = port.post_message_with_transferable(&chunk, &Array::of1(&chunk.buffer()));
        pass().await;
    }
    let _ = port.post_message(&JsValue::NULL);
}

/// Does what is to be done, in steps, and tells at once what one waits for, and now and then how far it is.
pub fn work(worker: &Rc<Worker>) {
    let mut desk = worker.desk.borrow_mut();
    let has_more = desk.step();
    if !has_more || desk.is_working {
        return;
    }
    desk.is_working = true;
    let worker = worker.clone();
    spawn_local(async move {
        loop {
            pass().await;
            let mut desk = worker.desk.borrow_mut();
            let has_more = desk.go_on();
            let is_due = wire::common_time() - desk.told_at > PROGRESS_EVERY;
            if !has_more || is_due || desk.document.has_news() {
                desk.tell();
            }
            if !has_more {
                desk.is_working = false;
                return;
            }
        }
    });
}

impl Sink for RefCell<Desk> {
    fn begin(&self, head: Head) {
        self.borrow_mut().begin(head);
    }

    fn push(&self, bytes: &[u8], now: f64) -> Result<(), TooLong> {
        self.borrow_mut().push(bytes, now)
    }

    fn beginning(&self, limit: usize) -> Vec<u8> {
        self.borrow().document.beginning(limit)
    }
}

impl Desk {
    fn new(page: Connection, worker: Weak<Worker>) -> Self {
        Self {
            document: Document::default(),
            page,
            worker,
            told_at: 0.0,
            file: Vec::new(),
            later: None,
            is_working: false,
        }
    }

    /// The head of the answer has come, or of the next page.
    pub fn begin(&mut self, head: Head) {
        let status = head.status;
        self.document.begin(head);
        // That of a later page is told with its rows.
        if self.document.is_empty() {
            self.page.say("news", &encode(&News::Began(status)), &JsValue::UNDEFINED);
            self.tell();
        }
    }

    /// The next bytes have come.
    pub fn push(&mut self, bytes: &[u8], now: f64) -> Result<(), TooLong> {
        let is_first = self.document.is_empty();
        self.document.push(bytes, now)?;
        if is_first || now - self.told_at > NEWS_EVERY {
            self.later = None;
            if self.step() {
                self.work_later(0);
            }
        } else if self.later.is_none() {
            self.work_later(NEWS_EVERY as u32);
        }
        Ok(())
    }

    /// No more bytes come. How many rows there are, if it is a list.
    pub fn finish(&mut self, now: f64) -> Option<u32> {
        self.document.finish(now);
        self.document.rows_of_list()
    }

    /// The document.
    pub fn document(&mut self) -> &mut Document {
        &mut self.document
    }

    fn work_later(&mut self, wait: u32) {
        let worker = self.worker.clone();
        self.later = Some(Timeout::new(wait, move || {
            if let Some(worker) = worker.upgrade() {
                worker.desk.borrow_mut().later = None;
                work(&worker);
            }
        }));
    }

    /// Works for one step and tells; whether there is more to do.
    fn step(&mut self) -> bool {
        let has_more = self.go_on();
        self.tell();
        has_more
    }

    /// Works for one step; whether there is more to do.
    fn go_on(&mut self) -> bool {
        let until = wire::common_time() + LONGEST_STEP;
        let mut has_more = true;
        while has_more && wire::common_time() < until {
            has_more = self.document.step(WORK);
            self.file.extend(self.document.take_piece().as_deref().and_then(blob));
        }
        has_more
    }

    fn tell(&mut self) {
        self.told_at = wire::common_time();
        for mut tell in self.document.tell() {
            if let Tell::Reading(reading) = &mut tell {
                reading.memory = memory();
            }
            let file = match tell {
                Tell::Saved(_) => self.file(),
                _ => JsValue::UNDEFINED,
            };
            self.page.say("tell", &encode(&tell), &file);
        }
    }

    /// The file that was made, out of its pieces.
    fn file(&mut self) -> JsValue {
        let pieces: Array = self.file.drain(..).collect();
        Blob::new_with_blob_sequence(&pieces).map_or(JsValue::UNDEFINED, JsValue::from)
    }
}

/// The memory of this worker's module, in bytes.
fn memory() -> u64 {
    let buffer = wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>().buffer();
    buffer.unchecked_into::<js_sys::ArrayBuffer>().byte_length().into()
}

/// Bytes that the browser keeps outside of this worker's memory.
fn blob(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}
