//! A call of the API, made here: the bytes of its answer never pass through the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Interval;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AbortController, ResponseType};

use super::incoming::{BrokenOff, Incoming};
use super::turn::{LONGEST_STEP, pass};
use crate::engine::{Call, Head, Page};
use crate::json::TooLong;
use crate::oauth::{Session, SessionRecord};
use crate::procore::paging::AskedPage;
use crate::procore::{Answer, Environment, Environments, Failure, Outcome, Request, RequestError};
use crate::time::UnixTime;
use crate::wire;

/// What the page's state is told of a body.
const TOLD: usize = 64 << 10;

/// How often is looked whether a call is past its patience, in milliseconds.
const WATCH: u32 = 250;

/// A call that is under way, to stop it.
#[derive(Clone)]
pub struct UnderWay {
    controller: AbortController,
    /// The milliseconds without a byte, if those are why it was stopped.
    gave_up: Rc<Cell<Option<u32>>>,
    /// When the last byte came.
    heard: Rc<Cell<f64>>,
}

impl UnderWay {
    /// A call that begins now.
    pub fn new() -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let heard = Rc::new(Cell::new(wire::common_time()));
        Some(Self { controller, gave_up: Rc::default(), heard })
    }

    /// Ends it.
    pub fn stop(&self) {
        self.controller.abort();
    }

    /// Does this when it is stopped.
    pub fn when_stopped(&self, act: impl Fn() + 'static) {
        let act = Closure::<dyn Fn()>::new(act).into_js_value();
        self.controller.signal().set_onabort(Some(act.unchecked_ref()));
    }

    fn watch(&self, patience: u32) -> Interval {
        let call = self.clone();
        Interval::new(WATCH, move || {
            if wire::common_time() - call.heard.get() > f64::from(patience) {
                call.gave_up.set(Some(patience));
                call.stop();
            }
        })
    }

    /// Why it was stopped, if it was.
    pub fn stopped(&self) -> Option<Failure> {
        let is_stopped = self.controller.signal().aborted();
        is_stopped.then(|| self.gave_up.get().map_or(Failure::Cancelled, Failure::TimedOut))
    }
}

/// Where an answer goes as it comes.
pub trait Sink {
    /// Its head has come.
    fn begin(&self, head: Head);
    /// The next bytes have come.
    fn push(&self, bytes: &[u8], now: f64) -> Result<(), TooLong>;
    /// The first bytes.
    fn beginning(&self, limit: usize) -> Vec<u8>;
}

impl Sink for RefCell<Page> {
    fn begin(&self, head: Head) {
        self.borrow_mut().begin(head);
    }

    fn push(&self, bytes: &[u8], _: f64) -> Result<(), TooLong> {
        self.borrow_mut().push(bytes)
    }

    fn beginning(&self, limit: usize) -> Vec<u8> {
        self.borrow().beginning(limit)
    }
}

/// Makes the call, with the files of its parts, and puts its answer where it belongs; what became of it. Until then it is one of those that are under way.
pub async fn make(call: Call, files: &Array, calls: &RefCell<Vec<UnderWay>>, sink: &dyn Sink) -> Outcome {
    let (patience, asked) = (call.patience, AskedPage::of(&call.asked));
    let (Ok(request), Some(under_way)) = (request(call), UnderWay::new()) else {
        return Outcome::Failed(Failure::Unreachable);
    };
    calls.borrow_mut().push(under_way.clone());
    let watch = under_way.watch(patience);
    let outcome = exchange(&request, asked, files, &under_way, sink).await.unwrap_or_else(Outcome::Failed);
    drop(watch);
    calls.borrow_mut().retain(|call| call.controller != under_way.controller);
    outcome
}

/// The request, by the same constructor as in the page. The session's clock is not judged here.
fn request(call: Call) -> Result<Request, RequestError> {
    let session = Session::from_record(&SessionRecord::stored(call.session), UnixTime(0));
    let environment = Environment::from_record(&call.environment);
    let (Ok(session), Some(environment)) = (session, environment) else {
        return Err(RequestError::EnvironmentGone);
    };
    Request::call(&session, &Environments::only(environment), &call.asked)
}

async fn exchange(
    request: &Request,
    asked: Option<AskedPage>,
    files: &Array,
    under_way: &UnderWay,
    sink: &dyn Sink,
) -> Result<Outcome, Failure> {
    let started = wire::common_time();
    let prepared = wire::prepared(request, &under_way.controller.signal(), files);
    let sent = match prepared {
        Ok(prepared) => prepared.send().await.ok(),
        Err(_) => None,
    };
    let Some(response) = sent else {
        return Err(match under_way.stopped() {
            Some(failure) => failure,
            None => wire::why_none(request.url()).await,
        });
    };
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(Failure::Redirected);
    }
    let status = response.status();
    let at = wire::common_time();
    under_way.heard.set(at);
    let headers: Vec<(String, String)> = response.headers().entries().collect();
    sink.begin(Head { status, headers: headers.clone(), sent_at: started, page: None, asked });
    let broken_off = |_: BrokenOff| under_way.stopped().unwrap_or(Failure::BrokenOff(status));
    let (mut worked_since, mut length) = (at, 0);
    if let Some(stream) = response.body() {
        let mut incoming = Incoming::new(&stream).map_err(broken_off)?;
        while let Some(chunk) = incoming.next().await.map_err(broken_off)? {
            let now = wire::common_time();
            under_way.heard.set(now);
            length += chunk.len() as u64;
            if sink.push(chunk, now).is_err() {
                incoming.cancel();
                return Err(Failure::TooLong);
            }
            if wire::common_time() - worked_since > LONGEST_STEP {
                pass().await;
                worked_since = wire::common_time();
            }
        }
    }
    let elapsed = (wire::common_time() - started).round() as u32;
    let body = sink.beginning(TOLD);
    Ok(Outcome::Answered(Answer { status, headers, body, length, elapsed }))
}
