//! Two viewers on one page, each with its own document, list and connection; and a viewer that goes.

use std::collections::HashSet;
use std::rc::Rc;

use leptos::prelude::*;
use procore_console::share::Seen;
use procore_console::viewer::{Given, Viewer, Workers};
use procore_console::wire::Connection;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, MessageChannel};

use super::super::support::{mount, wait};
use super::stage::{Sent, Stage, js};

#[wasm_bindgen_test]
async fn two_viewers_work_side_by_side() {
    let first = Stage::open(Sent::json(r#"{"alpha":{"one":1},"beta":2}"#)).await;
    first.row("beta").await;
    let second = Stage::begin_beside(&Sent::json(r#"[10,{"beta":3},{"gamma":4}]"#), "second-");
    second.has_come().await;
    second.row("gamma").await;

    let ids: Vec<String> =
        [&first, &second].iter().flat_map(|stage| stage.all("[id]")).map(|element| element.id()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an id is used twice: {ids:?}");

    // What is done in one is not done in the other.
    second.focus_list().await;
    for (key, path) in [("Home", "$"), ("ArrowDown", "$[0]"), ("End", "$[2]['gamma']")] {
        second.key(key);
        second.says(".selection-path", path).await;
    }
    assert_eq!(first.all(".row.at").len() + first.all(".selection").len(), 0);
    first.fill("Find in response", "beta");
    first.found("1 of 1").await;
    assert_eq!(second.texts(".find-state"), [""]);
    first.press("Close all").await;
    first.until("one row", || first.rows().len() == 1).await;
    assert_eq!(second.rows().len(), 6);
    second.tab("Raw").await;
    second.row("\"gamma\": 4").await;
    assert_eq!(first.texts("[role=tab][aria-selected=true]"), ["Tree"]);

    // What is left goes on when the other has gone.
    drop(first);
    second.tab("Tree").await;
    second.press("Close all").await;
    second.until("one row", || second.rows().len() == 1).await;
    second.press("Open all").await;
    second.row("gamma").await;
}

/// The signals of a view go before its elements, and a browser tells that the focus has left an element that goes.
#[wasm_bindgen_test]
async fn a_view_goes_with_the_focus_in_it() {
    let is_shown = RwSignal::new(true);
    let channel = MessageChannel::new().expect("a channel");
    let draw = move || {
        let given = Given {
            connection: Connection::Port(channel.port1()),
            workers: Workers::default(),
            ids: "",
            name: "gone".into(),
            of: String::new(),
            seen: Seen::default(),
            chosen: Rc::new(|_| {}),
        };
        Viewer::new(given).draw()
    };
    let page = mount(move || move || is_shown.get().then(&draw));
    wait(20).await;
    page.find::<HtmlElement>(".menu > button").focus().expect("the focus");
    let watch =
        "const faults = []; addEventListener('error', (event) => faults.push(event.message)); return faults;";
    let faults = js("", watch, &[]);
    is_shown.set(false);
    wait(50).await;
    assert!(page.element.query_selector(".menu").expect("a selector").is_none());
    assert_eq!(js("faults", "return faults.join()", &[faults]).as_string().as_deref(), Some(""));
}
