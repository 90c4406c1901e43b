//! The palette and the keys, on the page.

use procore_console::console::{Question, Route};
use wasm_bindgen_test::wasm_bindgen_test;

use super::desk::{Desk, blur, focused, press, put, script};
use super::support::eventually;

const RFIS: &str = "/rest/v1.0/projects/{project_id}/rfis";

/// What the palette shows: the title and the kind of each row.
fn rows(desk: &Desk) -> Vec<(String, String)> {
    desk.texts(".palette-title").into_iter().zip(desk.texts(".palette-kind")).collect()
}

async fn open(desk: &Desk) {
    assert!(press("k", "ctrl"));
    desk.focus_is("palette").await;
}

async fn is_closed(desk: &Desk) {
    eventually("nothing over the page", || !desk.has("dialog")).await;
}

/// Types words, waits until this row is the first, and takes it.
async fn go(desk: &Desk, words: &str, title: &str, kind: &str) {
    if !desk.has("#palette") {
        open(desk).await;
    }
    put(&desk.find("#palette"), words);
    eventually(&format!("“{title}” first"), || {
        rows(desk).first().is_some_and(|row| *row == (title.to_owned(), kind.to_owned()))
    })
    .await;
    assert!(press("Enter", ""));
    is_closed(desk).await;
}

#[wasm_bindgen_test]
async fn everything_is_found_by_words() {
    let desk = Desk::signed_in();
    desk.effects();
    open(&desk).await;
    let dialog: web_sys::Element = desk.find("dialog");
    assert!(dialog.get_attribute("aria-label").is_some_and(|name| name.starts_with("Find anything")));
    assert!(rows(&desk).iter().all(|(_, kind)| kind == "Action"), "{:?}", rows(&desk));
    let asks = |desk: &Desk| {
        let effects = desk.effects();
        effects.into_iter().any(|effect| matches!(effect, procore_console::console::Effect::Fetch(..)))
    };
    assert!(!asks(&desk), "nothing is asked before something is typed");
    put(&desk.find("#palette"), "nordlys");
    desk.answer_to(Question::Companies, 200, r#"[{"id":3,"name":"Nordlys"},{"id":4,"name":"Other"}]"#).await;
    go(&desk, "nordlys", "Nordlys", "Company").await;
    open(&desk).await;
    put(&desk.find("#palette"), "gamle");
    desk.answer_to(Question::Projects, 200, r#"[{"id":5,"name":"Gamle havn"}]"#).await;
    go(&desk, "gamle", "Gamle havn", "Project").await;
    go(&desk, "rfis list", RFIS, "Endpoint").await;
    desk.focus_is("path").await;
    // What was there is still there, in its tab.
    eventually("two tabs", || desk.texts(".sheet-name") == ["GET me", "GET rfis"]).await;
    assert_eq!(desk.send().await, "/rest/v1.0/projects/5/rfis");
    desk.answer(200, "[]");
    go(&desk, "me", "/rest/v1.0/me", "Tab").await;
    desk.holds("Path", "/rest/v1.0/me").await;
    go(&desk, "sign out", "Sign out", "Action").await;
    assert!(desk.store.now(|console| console.signed_in().is_none()));
}

#[wasm_bindgen_test]
async fn rows_are_gone_through_by_arrows() {
    let desk = Desk::signed_in();
    open(&desk).await;
    let field: web_sys::Element = desk.find("#palette");
    assert_eq!(field.get_attribute("role").as_deref(), Some("combobox"));
    let active = || field.get_attribute("aria-activedescendant").unwrap_or_default();
    let last = format!("palette-{}", rows(&desk).len() - 1);
    for (key, expected) in [("ArrowDown", "palette-1"), ("ArrowUp", "palette-0"), ("ArrowUp", &last)] {
        assert!(press(key, ""));
        eventually(expected, || active() == expected).await;
        let selected = format!("#{expected}[aria-selected=true]");
        eventually(&selected, || desk.has(&selected)).await;
    }
    put(&field, "no such thing");
    eventually("that there is nothing", || desk.texts("dialog [role=status]") == ["Nothing found."]).await;
    eventually("nothing active", || active().is_empty()).await;
    // Enter takes nothing then.
    press("Enter", "");
    assert!(desk.has("dialog"));
}

#[wasm_bindgen_test]
async fn a_click_beside_it_closes_it() {
    let desk = Desk::signed_in();
    desk.press("Send").await;
    open(&desk).await;
    script("dialog", "dialog.click()", &[&desk.find("dialog")]);
    is_closed(&desk).await;
    // What lies over the page by its button.
    script("", "document.querySelector('.palette-open').click()", &[]);
    desk.focus_is("palette").await;
}

#[wasm_bindgen_test]
async fn letters_are_keys_only_where_nothing_is_typed() {
    let desk = Desk::signed_in();
    let tabs = || desk.texts(".sheet-name").len();
    blur();
    assert!(press("?", ""));
    desk.sees("Keyboard shortcuts").await;
    desk.sees("Go to the next row that begins so").await;
    // Over the list no other key does anything.
    assert!(!press("n", "") && !press("k", "ctrl"));
    assert_eq!(tabs(), 1);
    desk.find::<web_sys::HtmlElement>("dialog [aria-label=Close]").click();
    is_closed(&desk).await;
    // In a field they are letters.
    script("", "document.getElementById('path').focus()", &[]);
    for key in ["n", "j", "?", "h"] {
        assert!(!press(key, ""), "{key}");
    }
    assert_eq!((tabs(), desk.has("dialog"), desk.has("#shelf")), (1, false, false));
    // With keys that are held they are the browser's.
    blur();
    assert!(!press("n", "ctrl") && !press("n", "alt"));
    // On another page no key does anything to the console, but the palette is there.
    desk.store.go(Route::Token);
    desk.sees("Token or token response").await;
    blur();
    assert!(!press("n", "") && !press("h", "") && !press("Enter", "ctrl"));
    open(&desk).await;
    script("", "document.querySelector('dialog').close()", &[]);
    is_closed(&desk).await;
    desk.store.go(Route::Home);
    eventually("the console", || desk.has("#path")).await;
    assert_eq!(tabs(), 1);

    blur();
    assert!(press("n", ""));
    desk.focus_is("path").await;
    assert_eq!(tabs(), 2);
    blur();
    assert!(press("k", ""));
    desk.holds("Path", "/rest/v1.0/me").await;
    assert!(press("h", ""));
    desk.focus_is("shelf-search").await;
    // From another page, what belongs to the console leads to it.
    desk.store.go(Route::Grants);
    go(&desk, "new request", "New request", "Action").await;
    eventually("the console", || desk.has("#path")).await;
    assert_eq!(tabs(), 3);
}

#[wasm_bindgen_test]
async fn nobody_who_is_signed_out_is_offered_what_needs_a_session() {
    let desk = Desk::signed_out_at(Route::Token);
    blur();
    assert!(!press("n", ""));
    open(&desk).await;
    let titles: Vec<String> = rows(&desk).into_iter().map(|(title, _)| title).collect();
    assert!(!titles.is_empty() && !titles.iter().any(|title| ["Send", "Sign out"].contains(&&**title)));
    assert_eq!(focused(), "palette");
}
