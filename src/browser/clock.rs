//! The clock and its alarm.

use std::cell::RefCell;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::{set_timeout_with_handle, window};

use crate::time::{Moment, UnixTime};

thread_local! {
    static ALARM: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

/// Now, by the machine's wall clock.
pub fn now() -> UnixTime {
    UnixTime(js_sys::Date::now() as u64)
}

/// Milliseconds since the page began: goes on evenly whatever happens to the wall clock.
pub fn elapsed() -> f64 {
    window().performance().map(|performance| performance.now()).unwrap_or_default()
}

/// Now, by both clocks.
pub fn moment() -> Moment {
    Moment { wall: now(), elapsed: elapsed() as u64 }
}

/// Calls `ring` at `time`, or earlier: a timer holds no more than 24 days, so whoever rings looks at the clock. There is
/// one alarm: what it was set to before is forgotten.
pub fn wake_at(time: Option<UnixTime>, ring: impl FnOnce() + 'static) {
    const LONGEST: u64 = i32::MAX as u64;
    let wait = |time: UnixTime| Duration::from_millis(time.millis_since(now()).min(LONGEST));
    let alarm = time.and_then(|time| set_timeout_with_handle(ring, wait(time)).ok());
    if let Some(earlier) = ALARM.replace(alarm) {
        earlier.clear();
    }
}

/// How many minutes this machine's clock is ahead of UTC at `time`.
pub fn offset_minutes(time: UnixTime) -> i32 {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(time.0 as f64));
    // Browsers count from here to UTC. Beyond their calendar it is no number, and becomes none.
    -(date.get_timezone_offset() as i32)
}

/// An instant as the person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Local {
    /// Hours and minutes, with the date before them unless it is today's.
    pub short: String,
    /// Everything, with the time zone.
    pub full: String,
    /// For `<time datetime>`: RFC 3339 in UTC.
    pub machine: String,
}

/// `time` in the time zone of this machine; `None` beyond what a calendar of browsers holds.
pub fn local(time: UnixTime) -> Option<Local> {
    const CALENDAR_END: u64 = 8_640_000_000_000_000;
    if time.0 > CALENDAR_END {
        return None;
    }
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(time.0 as f64));
    let hours = format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    let is_today = date.to_date_string() == js_sys::Date::new_0().to_date_string();
    let day = format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date());
    Some(Local {
        short: if is_today { hours } else { format!("{day} {hours}") },
        full: date.to_string().into(),
        machine: date.to_iso_string().into(),
    })
}

/// Hours and minutes of `time`, with the date before them unless it is today's.
pub fn time_of_day(time: UnixTime) -> String {
    local(time).map(|local| local.short).unwrap_or_default()
}
