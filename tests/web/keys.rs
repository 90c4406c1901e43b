//! Keys that an input method has do nothing in any view, and the same keys do something once it is done with them.

use std::rc::Rc;

use leptos::prelude::*;
use procore_console::browser::page;
use procore_console::console::history::{Recall, Shelf};
use procore_console::console::{Console, Edit, Effect, Event, Route, start, update};
use procore_console::engine::{Media, Reading, Tell, encode};
use procore_console::oauth::State;
use procore_console::share::Seen;
use procore_console::ui::{ConsolePage, Grants, Machine, Overlays, Store, provide_overlays};
use procore_console::viewer::{Given, Viewer, Workers};
use procore_console::wire::Connection;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, KeyboardEvent, KeyboardEventInit, MessageEvent, MessageEventInit, Worker};

use super::support::{Mounted, NOW, eventually, first_start, mount, nonce, signed_out, storage, wait};

/// How an input method marks a key (UI Events, "Input Method Editors"; Safari's way is bug 165004 of `WebKit`).
#[derive(Clone, Copy, Debug)]
enum Mark {
    Composing,
    Taken,
    None,
}

/// Presses a key in an element; whether a handler took it. `Ctrl+` and `Alt+` may stand before it.
fn press(element: &HtmlElement, keys: &str, mark: Mark) -> bool {
    let (held, key) = keys.rsplit_once('+').unwrap_or(("", keys));
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    init.set_alt_key(held == "Alt");
    // Command is what Control is elsewhere.
    init.set_ctrl_key(held == "Ctrl" && !page::has_command_key());
    init.set_meta_key(held == "Ctrl" && page::has_command_key());
    match mark {
        Mark::Composing => init.set_is_composing(true),
        Mark::Taken => init.set_key_code(229),
        Mark::None => {}
    }
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
    !element.dispatch_event(&event).expect("a live element")
}

/// Asks the handler at `selector` in `page`.
async fn ask(page: &Mounted, file: &str, selector: &str, keys: &str) {
    let element: HtmlElement = page.find(selector);
    let html = || page.element.inner_html();
    let mut before = html();
    // What an earlier key has led to may still be drawn.
    for _ in 0..20 {
        wait(50).await;
        let now = html();
        if now == before {
            break;
        }
        before = now;
    }
    for mark in [Mark::Composing, Mark::Taken] {
        assert!(!press(&element, keys, mark), "{file}: {keys} {mark:?} is taken");
        wait(50).await;
        assert_eq!(html(), before, "{file}: {keys} {mark:?}");
    }
    let is_taken = press(&element, keys, Mark::None);
    eventually(&format!("{file}: {keys}"), || is_taken || html() != before).await;
}

/// A console that somebody has signed in to.
pub fn signed_in() -> Console {
    let mut begun = start(first_start()).0;
    update(&mut begun, Event::TypeClientId("our-client".into()));
    let state = State::new(nonce(9));
    let begin = Event::SignIn { state: state.clone(), return_to: Route::Home, now: NOW };
    let Some(Effect::Leave(pending, _)) = update(&mut begun, begin).into_iter().last() else {
        panic!("the sign-in did not begin");
    };
    let answer = format!(
        "#access_token=obviously-fake-token&token_type=bearer&expires_in=7200&state={}",
        state.as_str()
    );
    let console = signed_out("", &answer, Some(*pending));
    assert!(console.signed_in().is_some());
    console
}

/// Mounts a view whose events have no effects outside of the state.
pub fn mount_apart<V: IntoView + 'static>(
    console: Console,
    view: impl FnOnce() -> V + 'static,
) -> (Mounted, Store)
where
    V::State: 'static,
{
    let slot = std::rc::Rc::new(std::cell::Cell::new(None));
    let page = mount({
        let slot = slot.clone();
        move || {
            let store = Store::new(Machine { update, run: |_, _, _, _| {} }, console, storage("keys"));
            slot.set(Some(store));
            provide_context(store);
            provide_overlays();
            view()
        }
    });
    (page, slot.take().expect("the view was built"))
}

#[wasm_bindgen_test]
async fn no_handler_of_the_console_acts_on_a_composition() {
    let view = || view! { <ConsolePage /><Overlays /> };
    let (page, store) = mount_apart(signed_in(), view);
    store.send(Event::Edit(Edit::Path("/rest/v1.0/me".into())));
    ask(&page, "src/ui/picker.rs", "#Company", "ArrowDown").await;
    ask(&page, "src/ui/picker.rs", "#Company", "Escape").await;
    ask(&page, "src/ui/request/suggestions.rs", "#path", "ArrowDown").await;
    store.send(Event::History(Recall::Toggle(Shelf::Calls)));
    eventually("the list", || page.element.query_selector("#shelf").expect("a selector").is_some()).await;
    ask(&page, "src/ui/history/mod.rs", "#shelf", "Escape").await;
    ask(&page, "src/ui/palette.rs", "#path", "Ctrl+k").await;
    eventually("the palette", || page.element.query_selector("#palette").expect("a selector").is_some())
        .await;
    ask(&page, "src/ui/palette.rs", "#palette", "ArrowDown").await;
    ask(&page, "src/ui/palette.rs", "#palette", "Enter").await;
}

#[wasm_bindgen_test]
async fn no_handler_of_the_form_acts_on_a_composition() {
    let mut console = signed_in();
    console.work.owner = Some((
        "sandbox".into(),
        procore_console::procore::User::parse(br#"{"id":1,"login":"a@b.example","name":"Ada"}"#)
            .expect("a user"),
    ));
    let (page, store) = mount_apart(console, || view! { <ConsolePage /> });
    store.send(Event::History(Recall::OpenForm));
    eventually("the form", || page.element.query_selector("#save-name").expect("a selector").is_some()).await;
    ask(&page, "src/ui/history/form.rs", "#save-name", "Escape").await;
}

#[wasm_bindgen_test]
async fn no_handler_of_the_guide_acts_on_a_composition() {
    let (page, _) = mount_apart(start(first_start()).0, || view! { <Grants /> });
    for keys in ["ArrowRight", "ArrowLeft", "End"] {
        ask(&page, "src/ui/grants/mod.rs", "[role=tablist] [aria-selected=true]", keys).await;
    }
}

#[wasm_bindgen_test]
async fn no_handler_of_the_viewer_acts_on_a_composition() {
    // It never answers: keys are heard all the same.
    let worker = Worker::new("data:text/javascript,").expect("a worker");
    let given = Given {
        connection: Connection::Worker(worker.clone()),
        workers: Workers::default(),
        ids: "",
        name: "keys".into(),
        of: String::new(),
        seen: Seen { filter: Some(".".into()), ..Seen::default() },
        chosen: Rc::new(|_| {}),
    };
    let page = mount(move || Viewer::new(given).draw());
    eventually("the view", || page.element.query_selector("#find").expect("a selector").is_some()).await;
    ask(&page, "src/viewer/find.rs", "#find", "Enter").await;
    ask(&page, "src/viewer/menu.rs", ".menu > button", "ArrowDown").await;
    ask(&page, "src/viewer/menu.rs", ".menu > button", "Escape").await;
    ask(&page, "src/viewer/filter.rs", "#program", "Ctrl+Enter").await;
    let reading = Tell::Reading(Reading { media: Media::Json, ..Reading::default() });
    let message = MessageEventInit::new();
    message.set_data(&js_sys::Array::of2(&"tell".into(), &js_sys::Uint8Array::from(&encode(&reading)[..])));
    let message = MessageEvent::new_with_event_init_dict("message", &message).expect("a message");
    worker.dispatch_event(&message).expect("a worker");
    eventually("the rows", || page.element.query_selector("#rows").expect("a selector").is_some()).await;
    for keys in ["ArrowDown", "PageUp", "Home", "End"] {
        ask(&page, "src/viewer/view.rs", "#rows", keys).await;
    }
    ask(&page, "src/viewer/bar.rs", "#views [aria-selected=true]", "ArrowRight").await;
}
