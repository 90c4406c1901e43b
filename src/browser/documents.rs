//! The workers of documents: one for each, all from one compiled module.

use std::cell::RefCell;
use std::collections::HashMap;

use gloo_events::EventListener;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, MessagePort, Worker, WorkerOptions, WorkerType};

use super::parts::{self, Compiled};
use crate::engine::{News, Order, Source, decode, encode};
use crate::procore::{Failure, Outcome};
use crate::wire::say;

thread_local! {
    static OFFICE: RefCell<Office> = RefCell::new(Office::default());
}

#[derive(Default)]
struct Office {
    /// The workers' module, once it is compiled.
    compiled: Option<Compiled>,
    /// A worker that has started and waits for its document.
    warm: Option<Worker>,
    /// What waits for a worker, by the number of its document.
    waiting: HashMap<u32, Waiting>,
    open: HashMap<u32, Open>,
}

/// A worker with its document. Its listeners go with it.
struct Open {
    worker: Worker,
    _listeners: [EventListener; 2],
}

/// A document that waits for a worker.
#[derive(Default)]
struct Waiting {
    /// Whether its call was stopped meanwhile.
    is_stopped: bool,
    /// What the worker is to do then.
    orders: Vec<Order>,
}

/// What a document's worker reports.
pub enum Report {
    /// News of the document.
    News(News),
    /// The worker is gone, or never came.
    Lost,
}

/// Compiles the module and starts a worker, so that the next document need not wait for it.
pub async fn warm_up() {
    let is_compiled = OFFICE.with_borrow(|office| office.compiled.is_some());
    if !is_compiled {
        let compiled = parts::compile("document-worker").await;
        OFFICE.with_borrow_mut(|office| office.compiled = compiled);
    }
    OFFICE.with_borrow_mut(|office| {
        if office.warm.is_none() {
            office.warm = office.compiled.as_ref().and_then(begin);
        }
    });
}

/// A new worker. It takes its module first and then waits for an order; what is said to it meanwhile waits too.
pub fn begin(compiled: &Compiled) -> Option<Worker> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&parts::address("worker")?, &options).ok()?;
    let start = js_sys::Object::new();
    Reflect::set(&start, &"glue".into(), &compiled.glue.as_str().into()).ok()?;
    Reflect::set(&start, &"module".into(), &compiled.module).ok()?;
    worker.post_message(&start).ok()?;
    Some(worker)
}

/// Starts a worker whose document comes through `port`, and the next one. Whoever asks for it ends it.
pub async fn open_port(port: &MessagePort) -> Option<Worker> {
    warm_up().await;
    let worker = OFFICE.with_borrow_mut(|office| office.warm.take())?;
    say(&worker, "order", &encode(&Order::Open(Source::Port)), Some(port));
    spawn_local(warm_up());
    Some(worker)
}

/// Opens a document under `number` with what `source` gives; these files go with it.
pub fn open(number: u32, source: Source, files: Array, report: impl Fn(Report) + Clone + 'static) {
    if let Some(worker) = OFFICE.with_borrow_mut(|office| office.warm.take()) {
        return begin_with(number, worker, source, &files, report);
    }
    OFFICE.with_borrow_mut(|office| office.waiting.insert(number, Waiting::default()));
    spawn_local(async move {
        warm_up().await;
        let waiting = OFFICE.with_borrow_mut(|office| office.waiting.remove(&number));
        // If there is none, it was closed.
        let Some(Waiting { is_stopped, orders }) = waiting else { return };
        if is_stopped {
            return report(Report::News(News::Ended(Outcome::Failed(Failure::Cancelled))));
        }
        match OFFICE.with_borrow_mut(|office| office.warm.take()) {
            Some(worker) => {
                begin_with(number, worker, source, &files, report);
                orders.iter().for_each(|given| order(number, given));
            }
            None => report(Report::Lost),
        }
    });
}

/// Gives the worker its document. When that is there, the next worker is started: not before, since the two would be in
/// each other's way.
fn begin_with(
    number: u32,
    worker: Worker,
    source: Source,
    files: &Array,
    report: impl Fn(Report) + Clone + 'static,
) {
    let _listeners = listen(&worker, move |told| {
        if matches!(told, Report::News(News::Ended(_) | News::Read(_)) | Report::Lost) {
            spawn_local(warm_up());
        }
        report(told);
    });
    say(&worker, "order", &encode(&Order::Open(source)), Some(files));
    OFFICE.with_borrow_mut(|office| office.open.insert(number, Open { worker, _listeners }));
}

/// Gives an order to the worker of the document with this number, now or when it has one.
pub fn order(number: u32, order: &Order) {
    if matches!(order, Order::Finish(_)) {
        spawn_local(warm_up());
    }
    OFFICE.with_borrow_mut(|office| {
        if let Some(Open { worker, .. }) = office.open.get(&number) {
            say(worker, "order", &encode(order), None);
        } else if let Some(waiting) = office.waiting.get_mut(&number) {
            waiting.orders.push(order.clone());
        }
    });
}

fn listen(worker: &Worker, report: impl Fn(Report) + Clone + 'static) -> [EventListener; 2] {
    let lost = report.clone();
    let error = EventListener::new(worker, "error", move |_| lost(Report::Lost));
    let message = EventListener::new(worker, "message", move |event| {
        let message: Array = event.unchecked_ref::<MessageEvent>().data().unchecked_into();
        match message.get(0).as_string().as_deref() {
            Some("news") => {
                let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
                match decode(&bytes) {
                    Some(News::Ready(build)) if build != crate::BUILD => report(Report::Lost),
                    Some(news) => report(Report::News(news)),
                    None => report(Report::Lost),
                }
            }
            Some("failed") => report(Report::Lost),
            _ => {}
        }
    });
    [error, message]
}

/// Stops what comes into the document with this number, if it is open.
pub fn cancel(number: u32) {
    OFFICE.with_borrow_mut(|office| {
        if let Some(waiting) = office.waiting.get_mut(&number) {
            waiting.is_stopped = true;
        }
        if let Some(Open { worker, .. }) = office.open.get(&number) {
            say(worker, "order", &encode(&Order::Cancel), None);
        }
    });
}

/// Closes the document with this number: its worker ends, and its memory is free again.
pub fn close(number: u32) {
    OFFICE.with_borrow_mut(|office| office.waiting.remove(&number));
    if let Some(Open { worker, .. }) = OFFICE.with_borrow_mut(|office| office.open.remove(&number)) {
        worker.terminate();
    }
}

/// The worker of the document with this number, for its view.
pub fn worker(number: u32) -> Option<Worker> {
    OFFICE.with_borrow(|office| office.open.get(&number).map(|open| open.worker.clone()))
}
