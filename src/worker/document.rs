//! The desk of a worker: its document, and what goes out to the page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, MessageEvent, MessagePort};

use super::calls::{self, UnderWay};
use super::turn::{LONGEST_STEP, pass};
use super::{post, scope};
use crate::engine::{Ask, Document, Head, News, Order, Source, Tell, decode, encode};
use crate::json::TooLong;
use crate::procore::{Failure, Outcome};
use crate::wire;

/// While bytes come in, the view is told of it so often: in milliseconds.
const NEWS_EVERY: f64 = 60.0;

/// How much of a step is done between two looks at the clock.
const WORK: usize = 1 << 17;

thread_local! {
    static WORKER: Rc<Worker> = Rc::new(Worker::default());
}

#[derive(Default)]
struct Worker {
    desk: RefCell<Desk>,
    call: RefCell<Option<UnderWay>>,
}

/// The document, and when its view was last told of it.
#[derive(Default)]
pub struct Desk {
    document: Document,
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
    let take = Closure::<dyn Fn(_)>::new(|event: MessageEvent| {
        WORKER.with(|worker| take(worker, &event));
    });
    scope().set_onmessage(Some(take.into_js_value().unchecked_ref()));
}

fn take(worker: &Rc<Worker>, event: &MessageEvent) {
    let message: Array = event.data().unchecked_into();
    let kind = message.get(0).as_string().unwrap_or_default();
    let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
    let beside = message.get(2);
    if kind == "order" {
        // Before anything else: if page and worker are of different builds, they do not understand each other.
        post("news", &encode(&News::Ready(crate::BUILD.to_owned())), &JsValue::UNDEFINED);
        match decode(&bytes) {
            Some(Order::Open(source)) => open(worker, source, beside),
            Some(Order::Cancel) => {
                if let Some(call) = worker.call.take() {
                    call.stop();
                }
            }
            None => {}
        }
    } else if let Some(ask) = decode::<Ask>(&bytes) {
        if ask == Ask::Pour {
            spawn_local(pour(worker.clone(), beside.unchecked_into()));
            return;
        }
        let mut desk = worker.desk.borrow_mut();
        if matches!(ask, Ask::Save(_) | Ask::StopSaving) {
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
        Source::Call(call) => {
            let Some(under_way) = UnderWay::new() else {
                let outcome = Outcome::Failed(Failure::Unreachable);
                return post("news", &encode(&News::Ended(outcome)), &JsValue::UNDEFINED);
            };
            worker.call.replace(Some(under_way.clone()));
            spawn_local(async move {
                let files = beside.dyn_into::<Array>().unwrap_or_default();
                let outcome = calls::make(call, &files, under_way, &worker.desk).await;
                worker.call.take();
                worker.desk.borrow_mut().finish(wire::common_time());
                work(&worker);
                post("news", &encode(&News::Ended(outcome)), &JsValue::UNDEFINED);
            });
        }
        Source::Port => {
            let port: MessagePort = beside.unchecked_into();
            let receive = Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
                let now = wire::common_time();
                match event.data().dyn_into::<Uint8Array>() {
                    Ok(chunk) => drop(worker.desk.borrow_mut().push(&chunk.to_vec(), now)),
                    Err(_) => {
                        worker.desk.borrow_mut().finish(now);
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

/// Does what is to be done, in steps, and tells what there is to tell after each.
fn work(worker: &Rc<Worker>) {
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
            if !desk.step() {
                desk.is_working = false;
                return;
            }
        }
    });
}

impl Desk {
    /// The head of the answer has come.
    pub fn begin(&mut self, head: Head) {
        post("news", &encode(&News::Began(head.status)), &JsValue::UNDEFINED);
        self.document.begin(head);
        self.tell();
    }

    /// The next bytes have come.
    pub fn push(&mut self, bytes: &[u8], now: f64) -> Result<(), TooLong> {
        let is_first = self.document.is_empty();
        self.document.push(bytes, now)?;
        if is_first || now - self.told_at > NEWS_EVERY {
            if self.step() {
                self.work_later(0);
            }
        } else if self.later.is_none() {
            self.work_later(NEWS_EVERY as u32);
        }
        Ok(())
    }

    /// No more bytes come.
    pub fn finish(&mut self, now: f64) {
        self.document.finish(now);
    }

    /// The first bytes.
    pub fn beginning(&self, limit: usize) -> Vec<u8> {
        self.document.beginning(limit)
    }

    fn work_later(&mut self, wait: u32) {
        self.later = Some(Timeout::new(wait, || {
            WORKER.with(|worker| {
                worker.desk.borrow_mut().later = None;
                work(worker);
            });
        }));
    }

    /// Works for one step and tells; whether there is more to do.
    fn step(&mut self) -> bool {
        let until = wire::common_time() + LONGEST_STEP;
        let mut has_more = true;
        while has_more && wire::common_time() < until {
            has_more = self.document.step(WORK);
            self.file.extend(self.document.take_piece().as_deref().and_then(blob));
        }
        self.tell();
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
            post("tell", &encode(&tell), &file);
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
