//! A row as elements. Everything in it is text: nothing of an answer ever becomes markup.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::columns::Places;
use crate::engine::{Fold, Line, Mark, Pane, Span};

/// Makes an element for rows.
pub fn new() -> Option<HtmlElement> {
    let row = document().create_element("div").ok()?;
    row.set_class_name("row");
    Some(row.unchecked_into())
}

/// Draws a line into a row's element, whose id begins with `ids`.
pub fn draw(element: &HtmlElement, pane: Pane, (ids, row): (&str, u32), line: &Line, is_active: bool) {
    let set = |name: &str, value: &str| drop(element.set_attribute(name, value));
    let unset = |name: &str| drop(element.remove_attribute(name));
    element.set_id(&id(ids, row));
    set("data-row", &row.to_string());
    if line.is_again {
        set("data-again", "true");
        set("title", "A row with this id came before");
    } else {
        unset("data-again");
        unset("title");
    }
    mark_active(element, pane, is_active);
    element.replace_children_with_node_0();
    match pane {
        Pane::Tree => {
            set("role", "treeitem");
            set("aria-level", &(line.level + 1).to_string());
            set("aria-posinset", &line.position.to_string());
            // While it is not known: -1 (WAI-ARIA, "aria-setsize").
            set("aria-setsize", &line.set_size.map_or("-1".to_owned(), |size| size.to_string()));
            match line.fold {
                Fold::Leaf => unset("aria-expanded"),
                Fold::Open => set("aria-expanded", "true"),
                Fold::Closed => set("aria-expanded", "false"),
            }
            append(element, "twisty", "");
        }
        Pane::Table => {
            set("role", "row");
            set("aria-rowindex", &(row + 2).to_string());
            for (span, node) in line.spans.iter().zip(&line.cells) {
                draw_cell(element, span, *node);
            }
            return;
        }
        Pane::Pretty | Pane::Sent => {
            let number = if line.position > 0 { line.position.to_string() } else { String::new() };
            append(element, "line-number", &number);
        }
    }
    let _ = element.style().set_property("--level", &line.level.to_string());
    for (at, span) in line.spans.iter().enumerate() {
        draw_span(element, span);
        // Behind its index, where it is in sight however long the row is.
        if at == 0 && line.is_again {
            append(element, "json-again", "came before");
        }
    }
}

/// A cell, which says what value it shows.
fn draw_cell(row: &HtmlElement, span: &Span, node: u32) {
    let Some(cell) = append(row, "cell", "") else { return };
    let _ = cell.set_attribute("role", "cell");
    if node != u32::MAX {
        let _ = cell.set_attribute("data-node", &node.to_string());
    }
    draw_span(cell.unchecked_ref(), span);
}

/// Puts the cells of a row where their columns are; the first of them is in the column at `from`.
pub fn place_cells(row: &HtmlElement, places: &Places, from: usize) {
    let _ = row.style().set_property("padding-left", &format!("{}px", places.left_of(from)));
    let cells = row.children();
    for at in 0..cells.length() {
        if let Some(cell) = cells.item(at) {
            let cell: HtmlElement = cell.unchecked_into();
            let width = places.width_of(from + at as usize);
            let _ = cell.style().set_property("width", &format!("{width}px"));
            let _ = cell.set_attribute("aria-colindex", &(from + at as usize + 1).to_string());
        }
    }
}

/// Shows whether the person is at this row.
pub fn mark_active(element: &HtmlElement, pane: Pane, is_active: bool) {
    if pane == Pane::Tree {
        let _ = element.set_attribute("aria-selected", if is_active { "true" } else { "false" });
    }
    let _ = element.class_list().toggle_with_force("at", is_active);
}

/// The id of a row's element; `ids` precedes those of its list.
pub fn id(ids: &str, row: u32) -> String {
    format!("{ids}row-{row}")
}

fn draw_span(row: &HtmlElement, span: &Span) {
    let class = match span.mark {
        Mark::Plain => "json-plain",
        Mark::Key => "json-key",
        Mark::RepeatedKey => "json-key json-repeated",
        Mark::Index => "json-index",
        Mark::String => "json-string",
        Mark::Link => "json-string json-link",
        Mark::Date => "json-string json-date",
        Mark::Number => "json-number",
        Mark::Boolean => "json-boolean",
        Mark::Null => "json-null",
        Mark::Punctuation => "json-punctuation",
        Mark::Count => "json-count",
        Mark::Missing => "json-missing",
        Mark::More => "json-more",
    };
    let drawn = match span.mark {
        Mark::Link => append_link(row, class, &span.text),
        _ => append(row, class, &span.text),
    };
    let Some(drawn) = drawn else { return };
    if span.is_hit {
        let _ = drawn.class_list().add_1("hit");
    }
    let title = match span.mark {
        Mark::Date => local_time(&span.text),
        Mark::RepeatedKey => Some("Another member of this object has the same name".to_owned()),
        _ => None,
    };
    if let Some(title) = title {
        let _ = drawn.set_attribute("title", &title);
    }
}

fn append(row: &HtmlElement, class: &str, text: &str) -> Option<Element> {
    let span = document().create_element("span").ok()?;
    span.set_class_name(class);
    if !text.is_empty() {
        span.set_text_content(Some(text));
    }
    row.append_child(&span).ok()?;
    Some(span)
}

/// An address of the web, which opens apart and learns nothing of this page.
fn append_link(row: &HtmlElement, class: &str, text: &str) -> Option<Element> {
    let link = document().create_element("a").ok()?;
    link.set_class_name(class);
    link.set_text_content(Some(text));
    for (name, value) in
        [("href", text), ("target", "_blank"), ("rel", "noopener noreferrer"), ("tabindex", "-1")]
    {
        link.set_attribute(name, value).ok()?;
    }
    row.append_child(&link).ok()?;
    Some(link)
}

/// A date as the person's clock has it.
fn local_time(text: &str) -> Option<String> {
    if text.len() <= 10 {
        return None;
    }
    let date = js_sys::Date::new(&JsValue::from_str(text));
    (!date.get_time().is_nan()).then(|| date.to_string().into())
}
