//! The tree and the tabs without a mouse, and as a screen reader gets them (WAI-ARIA Authoring Practices, "Tree View" and
//! "Tabs").

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::stage::{Sent, Stage};

const BODY: &str =
    r#"{"alpha":{"one":1,"two":[10,20,30]},"beta":[],"gamma":{"x":true},"delta":null,"dove":"2"}"#;

async fn begin() -> Stage {
    let stage = Stage::open(Sent::json(BODY)).await;
    stage.row("dove").await;
    stage.focus_list().await;
    stage
}

/// The row where the person is: its name or count, level, position, size of its set, and whether it is open.
fn active(stage: &Stage) -> Option<String> {
    let row = document().get_element_by_id(&stage.attribute("#rows", "aria-activedescendant")?)?;
    let of = |name: &str| row.get_attribute(&format!("aria-{name}")).unwrap_or_default();
    let name = row.children().item(1)?.text_content()?;
    let rest = ["level", "posinset", "setsize", "expanded"].map(of);
    (of("selected") == "true").then(|| format!("{name} {}", rest.join(" ")))
}

async fn is_at(stage: &Stage, row: &str) {
    stage.until(&format!("the row “{row}”"), || active(stage).as_deref() == Some(row)).await;
}

#[wasm_bindgen_test]
async fn keys_go_through_the_tree_and_open_it() {
    let stage = begin().await;
    for (key, row) in [
        ("Home", "{5} 1 1 1 true"),
        ("ArrowDown", "alpha 2 1 5 true"),
        ("ArrowDown", "one 3 1 2 "),
        ("ArrowDown", "two 3 2 2 true"),
        ("ArrowRight", "0 4 1 3 "),
        ("ArrowLeft", "two 3 2 2 true"),
        ("ArrowLeft", "two 3 2 2 false"),
        ("ArrowDown", "beta 2 2 5 "),
        ("ArrowUp", "two 3 2 2 false"),
        ("ArrowRight", "two 3 2 2 true"),
        ("End", "dove 2 5 5 "),
        ("PageUp", "{5} 1 1 1 true"),
        ("PageDown", "dove 2 5 5 "),
    ] {
        stage.key(key);
        is_at(&stage, row).await;
    }
}

#[wasm_bindgen_test]
async fn letters_go_to_what_begins_with_them() {
    let stage = begin().await;
    stage.key("Home");
    is_at(&stage, "{5} 1 1 1 true").await;
    for (letters, row) in [
        ("g", "gamma 2 3 5 true"),
        ("do", "dove 2 5 5 "),
        ("d", "delta 2 4 5 "),
        ("d", "dove 2 5 5 "),
        ("A", "alpha 2 1 5 true"),
    ] {
        stage.letters(letters);
        is_at(&stage, row).await;
    }
}

#[wasm_bindgen_test]
async fn a_key_opens_all_beside_and_one_shows_a_value_whole() {
    let stage = begin().await;
    stage.key("Home");
    is_at(&stage, "{5} 1 1 1 true").await;
    for (key, row) in [
        ("a", "alpha 2 1 5 true"),
        ("ArrowLeft", "alpha 2 1 5 false"),
        ("g", "gamma 2 3 5 true"),
        ("ArrowLeft", "gamma 2 3 5 false"),
        ("*", "gamma 2 3 5 true"),
        ("a", "alpha 2 1 5 true"),
        ("Enter", "alpha 2 1 5 false"),
        ("Enter", "alpha 2 1 5 true"),
        ("d", "delta 2 4 5 "),
        ("ArrowDown", "dove 2 5 5 "),
    ] {
        stage.key(key);
        is_at(&stage, row).await;
    }
    stage.says(".selection-path", "$['dove']").await;
    stage.key("Enter");
    stage.says(".whole pre", "2").await;
    stage.press("Close").await;
    stage.until("the end of it", || stage.all(".whole").is_empty()).await;
    assert_eq!(stage.active().id(), "rows", "the focus goes back to the list");
}

#[wasm_bindgen_test]
async fn buttons_open_so_many_levels() {
    let stage = begin().await;
    for (button, rows) in [("Close all", 1), ("Open one level", 6), ("Open two levels", 9), ("Open all", 12)]
    {
        stage.press(button).await;
        stage.until(&format!("{rows} rows"), || stage.rows().len() == rows).await;
    }
}

/// Arrow keys go from tab to tab, and what is behind each has its role.
#[wasm_bindgen_test]
async fn keys_go_from_tab_to_tab() {
    let stage = begin().await;
    document()
        .get_element_by_id("tab-tree")
        .expect("a tab")
        .unchecked_into::<HtmlElement>()
        .focus()
        .expect("the focus");
    for (key, tab, role, label) in [
        ("ArrowRight", "Table", "table", "Table"),
        ("ArrowRight", "Raw", "group", "Body"),
        ("ArrowRight", "Headers", "group", "Headers"),
        ("ArrowRight", "Tree", "tree", "JSON"),
        ("End", "Headers", "group", "Headers"),
        ("ArrowLeft", "Raw", "group", "Body"),
        ("Home", "Tree", "tree", "JSON"),
    ] {
        stage.key(key);
        let behind = format!("#view [role={role}][aria-label={label}]");
        stage.until(&format!("the tab “{tab}”"), || stage.all(&behind).len() == 1).await;
        assert_eq!(stage.active().text_content().as_deref(), Some(tab));
        assert_eq!(stage.texts("[role=tab][aria-selected=true]"), [tab]);
        assert_eq!(stage.texts("[role=tab][tabindex='0']"), [tab]);
    }
}
