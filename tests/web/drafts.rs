//! What is typed, on its way into storage; and what is not done while nobody sees it.

use leptos::prelude::{document, window};
use procore_console::console::{Edit, Effect, Event};
use procore_console::ui::on_leaving;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::EventTarget;

use super::desk::{Desk, script};
use super::support::eventually;

/// The records of what is typed since the last question.
fn kept(desk: &Desk) -> Vec<String> {
    let record = |effect| match effect {
        Effect::KeepDrafts(record) => record,
        _ => None,
    };
    desk.effects().into_iter().filter_map(record).collect()
}

fn happen(target: &EventTarget, name: &str) {
    target.dispatch_event(&web_sys::Event::new(name).expect("an event")).expect("a live target");
}

/// The tab may be closed or reloaded within the pause: what was typed is written before the page goes.
#[wasm_bindgen_test]
fn what_is_typed_is_written_when_the_page_goes() {
    let desk = Desk::signed_in();
    on_leaving(desk.store);
    desk.store.send(Event::Edit(Edit::Path("/rest/v1.0/first".into())));
    assert_eq!(kept(&desk), [] as [String; 0], "the pause is not over");
    happen(&window(), "pagehide");
    assert!(kept(&desk).last().is_some_and(|record| record.contains("first")));

    desk.store.send(Event::Edit(Edit::Path("/rest/v1.0/second".into())));
    let hide = "Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });";
    script("", hide, &[]);
    happen(&document(), "visibilitychange");
    script("", "delete document.visibilityState;", &[]);
    assert!(kept(&desk).last().is_some_and(|record| record.contains("second")));

    happen(&window(), "pagehide");
    assert_eq!(kept(&desk), [] as [String; 0], "nothing was typed since");
}

/// The request is looked at for its code only while that is open.
#[wasm_bindgen_test]
async fn a_closed_panel_makes_no_code() {
    let desk = Desk::signed_in();
    desk.store.send(Event::Edit(Edit::Path("no path".into())));
    let of_panel = "return [...root.querySelectorAll('details')].find((it) => it.firstElementChild.textContent === 'Code')";
    let panel = script("root", of_panel, &[&JsValue::from(&desk.find::<web_sys::Element>(".console"))]);
    let problem =
        || script("panel", "return panel.querySelector('.problem').textContent", &[&panel]).as_string();
    // Whatever follows from the edit has been drawn.
    super::support::wait(50).await;
    assert_eq!(problem().as_deref(), Some(""));
    script("panel", "panel.open = true", &[&panel]);
    eventually("what is wrong with the request", || problem().is_some_and(|words| !words.is_empty())).await;
}
