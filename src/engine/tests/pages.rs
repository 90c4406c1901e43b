//! Pages that become one document.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn head(status: u16, sent_at: f64) -> Head {
    Head { status, sent_at, ..Head::default() }
}

fn page(body: &str, sent_at: f64) -> Page {
    let mut page = Page::default();
    page.begin(head(200, sent_at));
    page.push(body.as_bytes()).expect("short");
    page.finish();
    page
}

/// The document of these pages, joined in their order.
fn joined(bodies: &[&str]) -> (Document, String) {
    let (mut pages, mut document) = (Pages::default(), Document::default());
    for (number, body) in (1..).zip(bodies) {
        pages.hold(number, page(body, 0.0));
        let joined = pages.join(number).expect("it is held");
        document.begin(joined.head.clone());
        joined.pieces().for_each(|piece| document.push(piece, 0.0).expect("short"));
    }
    document.push(pages.end(), 0.0).expect("short");
    document.finish(0.0);
    let text = String::from_utf8(document.bytes(0..usize::MAX)).expect("text");
    (document, text)
}

#[test]
fn the_bytes_of_rows_are_joined() {
    for (bodies, text) in [
        (&["[]"][..], "[]"),
        (&[" [ ] "], "[]"),
        (&["[1.10]", "[9007199254740993, 1e400]"], "[1.10,9007199254740993, 1e400]"),
        (
            &[r#"{"data":[{"a":1}],"meta":{}}"#, r#"{"data":[]}"#, r#"{"data":[{"a": 2} ]}"#],
            r#"[{"a":1},{"a": 2} ]"#,
        ),
        (&["[]", "[1]", "[]", "[2]"], "[1,2]"),
        (&["\u{feff}[\n  1\n]\n", "[2]"], "[\n  1\n,2]"),
        // What is no list stays what it is.
        (&[r#"{"error":"gone"}"#], r#"{"error":"gone"}"#),
        (&["<html>"], "<html>"),
    ] {
        assert_eq!(joined(bodies).1, text, "{bodies:?}");
    }
}

#[test]
fn a_page_is_a_list_only_to_its_end() {
    for (body, rows) in
        [("[1,2]", Some(2)), ("[1,2", None), ("[1,]", None), ("[1] 2", None), (r#"{"data":3}"#, None)]
    {
        let mut page = Page::default();
        page.push(body.as_bytes()).expect("short");
        assert_eq!(page.finish().map(|list| list.len()), rows, "{body}");
    }
}

#[test]
fn pages_wait_for_their_place() {
    let mut pages = Pages::default();
    pages.hold(3, page("[3]", 30.0));
    pages.hold(1, page("[0,1]", 10.0));
    assert!(pages.join(2).is_none(), "it has not come");
    let first = pages.join(1).expect("it is held");
    assert_eq!((first.before, first.head.page, first.head.sent_at), (0, Some(1), 10.0));
    // The second was the first once more, and is left out.
    pages.hold(2, page("[0,1]", 20.0));
    let third = pages.join(3).expect("it is held");
    assert_eq!((third.before, third.head.page, third.head.sent_at), (2, Some(3), 10.0));
    assert_eq!(third.pieces().collect::<Vec<_>>().concat(), b",3");
    assert!(pages.join(2).is_none());
    // One that is asked for again counts as it came last.
    pages.hold(4, page("[4]", 40.0));
    pages.hold(4, page("[5]", 50.0));
    assert_eq!(pages.join(4).expect("it is held").pieces().collect::<Vec<_>>().concat(), b",5");
    assert!(pages.join(4).is_none());
}

#[test]
fn rows_that_came_before_are_marked() {
    let (mut document, _) = joined(&[r#"[{"id":1,"n":[7]},{"id":2,"n":[]}]"#, r#"[{"id":2,"n":[8]}]"#]);
    document.came_again([2]);
    document.ask(Ask::Arrange(Arrange::Levels(9)));
    for (pane, marked) in [(Pane::Tree, &["2 {2}"][..]), (Pane::Table, &["2 [1]"]), (Pane::Pretty, &[])] {
        let told = ask(&mut document, Ask::Look(looking_at(pane)));
        let (_, lines) = last_rows(&told).expect("rows");
        let again = lines.iter().filter(|line| line.is_again);
        let texts = |line: &Line| line.spans.iter().map(|span| &*span.text).collect::<Vec<_>>().join(" ");
        assert_eq!(again.map(texts).collect::<Vec<_>>(), marked, "{pane:?}");
    }
}

#[test]
fn a_document_that_is_not_all_says_so() {
    let (mut document, _) = joined(&["[1]"]);
    assert!(!document.reading().is_partial);
    document.leave_off();
    assert!(document.reading().is_partial);
}

/// JSON of any kind, as a text with white space in it or not.
fn row() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[\\PC\"\\\\]{0,6}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec(("[a-z]{0,3}", inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    /// Whatever the rows, however they are split into pages, and in whatever order these come: the document is their
    /// concatenation, as an independent reader reads it.
    #[test]
    fn a_document_of_pages_is_their_concatenation(
        split in proptest::collection::vec((proptest::collection::vec(row(), 0..5), any::<bool>(), any::<bool>()), 1..6),
        order in Just(()).prop_perturb(|(), mut random| (0..6).map(|_| random.random::<u32>()).collect::<Vec<_>>()),
    ) {
        let mut pages = Pages::default();
        let mut numbers: Vec<usize> = (0..split.len()).collect();
        numbers.sort_by_key(|number| order[*number]);
        for number in numbers {
            let (rows, is_enveloped, is_spaced) = &split[number];
            let body = if *is_enveloped { json!({ "a": [0], "data": rows, "z": 1 }) } else { json!(rows) };
            let body = if *is_spaced { serde_json::to_string_pretty(&body) } else { serde_json::to_string(&body) };
            pages.hold(number as u32 + 1, page(&body.expect("JSON"), 0.0));
        }
        let (mut text, mut before) = (Vec::new(), 0);
        for (number, (rows, ..)) in (1..).zip(&split) {
            let joined = pages.join(number).expect("it is held");
            prop_assert_eq!(joined.before, before);
            text.extend(joined.pieces().flatten());
            before += rows.len() as u32;
        }
        text.extend(pages.end());
        let all: Vec<Value> = split.iter().flat_map(|(rows, ..)| rows.clone()).collect();
        prop_assert_eq!(serde_json::from_slice::<Value>(&text).expect("JSON"), Value::from(all));
    }
}
