//! A document of pages: each is got by a call of its own and waits until the page's state, which counts them, gives it its
//! place.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen_futures::spawn_local;

use super::calls;
use super::document::{Worker, work};
use crate::engine::{Call, News, Page};
use crate::procore::{Failure, Outcome};
use crate::wire;

/// Gets a page, keeps it, and tells what became of it.
pub fn get(worker: &Rc<Worker>, number: u32, call: Call) {
    let worker = worker.clone();
    spawn_local(async move {
        let page = RefCell::new(Page::default());
        let mut outcome = calls::make(call, &Array::new(), &worker.calls, &page).await;
        let mut page = page.into_inner();
        let list = page.finish();
        if let Outcome::Answered(answer) = &mut outcome {
            if list.is_some() && answer.status < 300 {
                answer.body.clear();
            }
            worker.pages.borrow_mut().hold(number, page);
        }
        worker.say(&News::Page(number, outcome, list));
    });
}

/// Gives a page its place. Its rows with the indexes `again` have come before.
pub fn join(worker: &Worker, number: u32, again: &[u32]) {
    let Some(joined) = worker.pages.borrow_mut().join(number) else { return };
    let now = wire::common_time();
    let mut desk = worker.desk.borrow_mut();
    desk.document().came_again(again.iter().map(|index| joined.before + index));
    desk.begin(joined.head.clone());
    if joined.pieces().try_for_each(|piece| desk.push(piece, now)).is_err() {
        worker.say(&News::Ended(Outcome::Failed(Failure::TooLong)));
    }
}

/// No more pages come, and these are all or not.
pub fn finish(worker: &Rc<Worker>, is_whole: bool) {
    let now = wire::common_time();
    let mut desk = worker.desk.borrow_mut();
    let _ = desk.push(worker.pages.borrow().end(), now);
    if !is_whole {
        desk.document().leave_off();
    }
    let _ = desk.finish(now);
    drop(desk);
    work(worker);
}
