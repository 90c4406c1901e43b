//! Noticing that time has passed: seconds, a machine that slept, a clock that was set, a tab that is looked at again.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use gloo_events::EventListener;
use leptos::prelude::{document, set_interval, window};
use web_sys::EventTarget;

use super::clock;
use crate::time::{Course, Moment};

/// Calls `beat` about every second while the page is looked at, and at once when it is looked at again, with the moment
/// and the clock's course since the last time; `true` says that the page has just come back into sight.
pub fn watch(beat: impl Fn(Moment, Course, bool) + 'static) {
    let last = Rc::new(Cell::new(clock::moment()));
    let beat = Rc::new(move |is_back: bool| {
        let now = clock::moment();
        let course = now.course_since(last.replace(now));
        beat(now, course, is_back);
    });
    let every_second = beat.clone();
    set_interval(move || every_second(false), Duration::from_secs(1));
    let look_at = move |target: &EventTarget, event: &'static str| {
        let beat = beat.clone();
        let look = move |_: &web_sys::Event| {
            if document().visibility_state() == web_sys::VisibilityState::Visible {
                beat(true);
            }
        };
        EventListener::new(target, event, look).forget();
    };
    for event in ["visibilitychange", "resume"] {
        look_at(&document(), event);
    }
    for event in ["focus", "pageshow"] {
        look_at(&window(), event);
    }
}
