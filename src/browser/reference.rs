//! The worker of the catalogue: started by the first question, and kept.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::mem;

use gloo_events::EventListener;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageEvent, Worker};

use super::{documents, parts};
use crate::catalogue::{Answer, Question};
use crate::engine::{decode, encode};
use crate::wire::say;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
    /// Answers in the worker's place, if something does.
    static STAND_IN: Cell<Option<Answers>> = const { Cell::new(None) };
}

/// Answers a question on the page itself.
pub type Answers = fn(Question) -> Answer;

/// Sets what answers in the worker's place. Component tests use it, because their page has no workers; without it, the
/// worker answers.
pub fn set_stand_in(answers: Option<Answers>) {
    STAND_IN.set(answers);
}

#[derive(Default)]
struct Desk {
    worker: Option<Listened>,
    is_starting: bool,
    /// The number of the last question.
    last: u32,
    /// Questions without an answer, by their numbers.
    waiting: BTreeMap<u32, Waiting>,
}

/// The worker. Its listeners go with it.
struct Listened {
    worker: Worker,
    _listeners: [EventListener; 2],
}

struct Waiting {
    question: Vec<u8>,
    /// Takes the bytes of the answer, or `undefined`.
    answer: Function,
    /// Whether a worker is gone that had it.
    is_second: bool,
}

impl Waiting {
    fn end(self, answer: &JsValue) {
        let _ = self.answer.call1(&JsValue::NULL, answer);
    }
}

/// The answer to `question`; `None` if the worker cannot be had. A worker that dies with the question is followed by one
/// other. Answers come in the order of the questions: whoever has asked anew passes over what is still to come.
pub async fn ask(question: &Question) -> Option<Answer> {
    if let Some(answers) = STAND_IN.get() {
        return decode(&encode(question)).map(answers);
    }
    let mut question = encode(question);
    let answer = Promise::new(&mut |answer, _| {
        put(Waiting { question: mem::take(&mut question), answer, is_second: false });
    });
    let bytes: Uint8Array = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
    decode(&bytes.to_vec())
}

fn put(waiting: Waiting) {
    DESK.with_borrow_mut(|desk| {
        desk.last = desk.last.wrapping_add(1);
        if let Some(Listened { worker, .. }) = &desk.worker {
            say_to(worker, desk.last, &waiting);
        }
        desk.waiting.insert(desk.last, waiting);
        begin(desk);
    });
}

fn say_to(worker: &Worker, number: u32, waiting: &Waiting) {
    say(worker, "question", &waiting.question, Some(&number.into()));
}

/// Sees to it that there is a worker, which is asked all that waits then.
fn begin(desk: &mut Desk) {
    if desk.worker.is_some() || mem::replace(&mut desk.is_starting, true) {
        return;
    }
    spawn_local(async {
        let worker = parts::compile("catalogue-worker").await.as_ref().and_then(documents::begin);
        DESK.with_borrow_mut(|desk| {
            desk.is_starting = false;
            let Some(worker) = worker else {
                let waiting = mem::take(&mut desk.waiting);
                return waiting.into_values().for_each(|waiting| waiting.end(&JsValue::UNDEFINED));
            };
            let _listeners = listen(&worker);
            desk.waiting.iter().for_each(|(number, waiting)| say_to(&worker, *number, waiting));
            desk.worker = Some(Listened { worker, _listeners });
        });
    });
}

fn listen(worker: &Worker) -> [EventListener; 2] {
    let error = EventListener::new(worker, "error", |_| lost());
    let message = EventListener::new(worker, "message", |event| {
        let message: Array = event.unchecked_ref::<MessageEvent>().data().unchecked_into();
        let is_ours = || message.get(1).unchecked_into::<Uint8Array>().to_vec() == crate::BUILD.as_bytes();
        match message.get(0).as_string().as_deref() {
            Some("answer") => take(message.get(2).as_f64(), &message.get(1)),
            Some("ready") if is_ours() => {}
            _ => lost(),
        }
    });
    [error, message]
}

fn take(number: Option<f64>, answer: &JsValue) {
    let number = number.unwrap_or_default() as u32;
    if let Some(waiting) = DESK.with_borrow_mut(|desk| desk.waiting.remove(&number)) {
        waiting.end(answer);
    }
}

/// The worker is gone, or of another build. What waits for the first time is asked once more.
fn lost() {
    DESK.with_borrow_mut(|desk| {
        // A worker may say in two ways that it is gone: the second is not heard.
        if let Some(Listened { worker, .. }) = desk.worker.take() {
            worker.terminate();
        }
        for (number, waiting) in mem::take(&mut desk.waiting) {
            if waiting.is_second {
                waiting.end(&JsValue::UNDEFINED);
            } else {
                desk.waiting.insert(number, Waiting { is_second: true, ..waiting });
            }
        }
        if !desk.waiting.is_empty() {
            begin(desk);
        }
    });
}
