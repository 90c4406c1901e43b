//! Asking the catalogue which endpoint a request is a call of, once nothing has been typed for a moment.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::effects::Report;
use super::reference;
use crate::catalogue::{Answer, Question};
use crate::console::Event;
use crate::procore::Method;

/// So long nothing must be typed, in milliseconds.
const PAUSE: u32 = 150;

thread_local! {
    /// The last question about each tab. A timer that is dropped does not ring.
    static LAST: RefCell<BTreeMap<u32, Timeout>> = const { RefCell::new(BTreeMap::new()) };
}

/// Reports [`Event::Recognised`] for the last question about the tab with this id.
pub fn ask(sheet: u32, method: Method, target: String, report: Report) {
    let ask = move || {
        spawn_local(async move {
            let question = Question::Endpoint { method, target: target.clone() };
            let known = match reference::ask(&question).await {
                Some(Answer::Endpoint(known)) => known.map(Box::new),
                _ => None,
            };
            report(Event::Recognised(sheet, (method, target), known));
        });
    };
    let timer = Timeout::new(PAUSE, ask);
    LAST.with_borrow_mut(|last| last.insert(sheet, timer));
}
