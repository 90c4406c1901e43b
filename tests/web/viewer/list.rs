//! The list of rows: as many elements as are in sight, wherever the bar stands, and never any markup.

use leptos::prelude::document;
use procore_console::engine::{ColumnHead, Fold, Line, Look, Mark, Pane, Span, TableHead};
use procore_console::viewer::columns::{Places, ShownColumns};
use procore_console::viewer::list::{self, VirtualList};
use procore_console::viewer::row;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::super::support::eventually;

const STYLES: [&str; 2] =
    [include_str!("../../../style/tokens.css"), include_str!("../../../style/viewer.css")];

fn element(class: &str, parent: &HtmlElement) -> HtmlElement {
    let element: HtmlElement = document().create_element("div").expect("an element").unchecked_into();
    element.set_class_name(class);
    parent.append_child(&element).expect("a place");
    element
}

/// The elements of a list, 480 pixels high, in the app's own style.
fn elements() -> list::Elements {
    let body = document().body().expect("a body");
    for style in STYLES {
        let sheet = document().create_element("style").expect("a style");
        sheet.set_text_content(Some(style));
        body.append_child(&sheet).expect("a place");
    }
    let frame = element("rows", &body);
    frame.style().set_property("height", "480px").expect("a style");
    let space = element("rows-space", &frame);
    let layer = element("rows-layer", &space);
    list::Elements { frame, space, layer, header: None }
}

fn lines(first: u32, count: u32) -> Vec<Line> {
    let line = |number: u32| Line {
        node: number,
        level: 1,
        fold: Fold::Closed,
        position: number + 1,
        set_size: Some(10_000_000),
        spans: vec![Span::new(Mark::Number, number.to_string())],
        cells: Vec::new(),
        is_again: false,
    };
    (first..first + count).map(line).collect()
}

/// Ten million rows, which no element could be high enough for.
const MANY: u32 = 10_000_000;

#[wasm_bindgen_test]
async fn ten_million_rows_are_a_few_dozen_elements() {
    let elements = elements();
    let (frame, layer) = (elements.frame.clone(), elements.layer.clone());
    let list = VirtualList::new("", |_| {});
    list.open(Pane::Tree, elements);
    list.take(Look { count: 60, ..Look::default() }, MANY, lines(0, 60));
    let top = frame.get_bounding_client_rect().top();
    let rows = || layer.query_selector_all(".row").expect("a selector");
    // Its height is measured with a frame; before, it is taken to be higher than it is.
    let before = rows().length();
    eventually("rows for its height", || rows().length() < before).await;
    assert!(rows().length() >= 20 && before <= 60, "{} of {before}", rows().length());
    let find = |number: u32| layer.query_selector(&format!("#{}", row::id("", number))).expect("a selector");
    let first = find(0).expect("the first row");
    assert!((first.get_bounding_client_rect().top() - top).abs() < 1.0);
    for (name, value) in [
        ("role", "treeitem"),
        ("aria-level", "2"),
        ("aria-posinset", "1"),
        ("aria-setsize", "10000000"),
        ("aria-expanded", "false"),
    ] {
        assert_eq!(first.get_attribute(name).as_deref(), Some(value), "{name}");
    }
    assert!(frame.scroll_height() <= 8_000_000, "{}", frame.scroll_height());

    frame.set_scroll_top(frame.scroll_height());
    list.scrolled();
    // It looks where the bar stands with the next frame.
    eventually("the last row at the end", || {
        list.take(Look { first: MANY - 80, count: 80, ..Look::default() }, MANY, lines(MANY - 80, 80));
        let end = frame.get_bounding_client_rect().top() + f64::from(frame.client_height());
        find(MANY - 1).is_some_and(|last| (last.get_bounding_client_rect().bottom() - end).abs() < 1.5)
    })
    .await;
    assert!(find(0).is_none() && rows().length() <= 60, "{}", rows().length());

    // A row is gone to from far away, and is in the middle then.
    list.go(Pane::Tree, 5_000_000);
    list.take(Look { first: 4_999_950, count: 100, ..Look::default() }, MANY, lines(4_999_950, 100));
    let middle = find(5_000_000).expect("the row");
    let place = middle.get_bounding_client_rect().top() - frame.get_bounding_client_rect().top();
    assert!(place > 200.0 && place < 260.0, "{place}");
    assert_eq!(middle.get_attribute("aria-selected").as_deref(), Some("true"));
    assert_eq!(frame.get_attribute("aria-activedescendant"), Some(row::id("", 5_000_000)));
    list.close();
    frame.remove();
}

#[wasm_bindgen_test]
fn nothing_of_an_answer_becomes_markup() {
    let element = row::new().expect("an element");
    let line = Line {
        spans: vec![
            Span::new(Mark::Key, "<b>key</b>"),
            Span::new(Mark::String, "<img src=x onerror=alert(1)>"),
            Span::new(Mark::Link, "https://example.com/?a=\"><script>1</script>"),
        ],
        ..Line::default()
    };
    row::draw(&element, Pane::Tree, ("", 0), &line, false);
    assert!(element.query_selector("img, b, script").expect("a selector").is_none());
    assert!(element.text_content().unwrap_or_default().contains("<img src=x onerror=alert(1)>"));
    let link = element.query_selector("a").expect("a selector").expect("a link");
    assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
}

#[wasm_bindgen_test]
fn only_columns_in_sight_are_drawn() {
    let columns = vec![ColumnHead { width: 12, ..ColumnHead::default() }; 1000];
    let places =
        Places::of(&TableHead { columns, chosen: (0..1000).rev().collect(), ..TableHead::default() });
    let width = places.width_of(0);
    assert!((places.width() - 1000.0 * width).abs() < 0.01);
    let shown = places.shown(0.0, 900.0);
    assert_eq!((shown.first, shown.left), (0, 0.0));
    assert!(f64::from(shown.count) * width >= 900.0 && shown.count < 20, "{shown:?}");
    let shown = places.shown(places.width() - 900.0, 900.0);
    assert_eq!(shown.first + shown.count, 1000);
    assert!((shown.left - f64::from(shown.first) * width).abs() < 0.01);
    let none = Places::of(&TableHead::default()).shown(0.0, 900.0);
    assert_eq!(none, ShownColumns::default());
}
