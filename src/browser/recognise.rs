//! Asking the catalogue which endpoint a request is a call of, once nothing has been typed for a moment.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen_futures::spawn_local;

use super::effects::Report;
use super::reference;
use crate::catalogue::{Answer, Question};
use crate::console::Event;
use crate::procore::Method;

/// So long nothing must be typed, in milliseconds.
const PAUSE: u64 = 150;

thread_local! {
    /// How often was asked about each tab.
    static ASKED: RefCell<BTreeMap<u32, u32>> = const { RefCell::new(BTreeMap::new()) };
}

/// Reports [`Event::Recognised`] for the last question about the tab with this id.
pub fn ask(sheet: u32, method: Method, target: String, report: Report) {
    let number = ASKED.with_borrow_mut(|asked| {
        let number = asked.entry(sheet).or_default();
        *number += 1;
        *number
    });
    let ask = move || {
        if ASKED.with_borrow(|asked| asked.get(&sheet) != Some(&number)) {
            return;
        }
        spawn_local(async move {
            let question = Question::Endpoint { method, target: target.clone() };
            let known = match reference::ask(&question).await {
                Some(Answer::Endpoint(known)) => known.map(Box::new),
                _ => None,
            };
            report(Event::Recognised(sheet, (method, target), known));
        });
    };
    set_timeout(ask, Duration::from_millis(PAUSE));
}
