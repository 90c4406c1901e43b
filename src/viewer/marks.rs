//! Marks in the browser's timeline, for those who measure (User Timing).

use js_sys::{Function, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsCast;

/// Something has happened now.
pub fn now(name: &str) {
    set(name, None);
}

/// Something happened then: in milliseconds since the epoch by the threads' common clock.
pub fn at(name: &str, time: f64) {
    set(name, Some(time));
}

fn set(name: &str, time: Option<f64>) {
    let Some(performance) = window().performance() else { return };
    let options = Object::new();
    if let Some(time) = time {
        let since = (time - performance.time_origin()).max(0.0);
        let _ = Reflect::set(&options, &"startTime".into(), &since.into());
    }
    let mark =
        Reflect::get(&performance, &"mark".into()).ok().and_then(|mark| mark.dyn_into::<Function>().ok());
    if let Some(mark) = mark {
        let _ = mark.call2(&performance, &name.into(), &options);
    }
}
