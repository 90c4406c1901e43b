//! The index against `serde_json`, an independent reader that keeps numbers and order (`arbitrary_precision`,
//! `preserve_order`), and against itself in every other way of cutting the same bytes.

use super::*;
use proptest::prelude::*;
use serde_json::Value as Oracle;

/// The text, cut into chunks of the lengths `cuts` and kept in segments of 2 to the power of `bits` bytes.
fn read_in_parts(json: &[u8], cuts: &[usize], bits: u32) -> JsonText {
    let mut text = JsonText::with_segments(Segments::with_sizes(bits, usize::MAX));
    let mut rest = json;
    for cut in cuts.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (chunk, others) = rest.split_at((*cut).min(rest.len()));
        text.push(chunk).expect("short");
        rest = others;
    }
    text.finish();
    text
}

fn read(json: &[u8]) -> JsonText {
    read_in_parts(json, &[json.len().max(1)], 6)
}

fn bytes(text: &JsonText, node: Node) -> String {
    let range = text.range(node).expect("a node of the text");
    String::from_utf8_lossy(&text.segments().bytes(range)).into_owned()
}

fn name(text: &JsonText, node: Node) -> Option<String> {
    let name = text.segments().bytes(text.name_range(node)?);
    Some(serde_json::from_slice(&name).expect("a string"))
}

/// Everything that is known of a text, to be compared.
fn everything(text: &JsonText) -> String {
    let mut all = format!("{:?}", text.status());
    for node in (0..text.len() as u32).map(Node) {
        let relatives = (text.parent(node), text.depth(node), text.child_count(node), text.position(node));
        all += &format!(
            "\n{:?} {:?} {:?} {relatives:?} {:?} {:?}",
            text.type_of(node),
            text.name_range(node),
            text.range(node),
            text.end_of(node),
            text.has_ended(node)
        );
    }
    all
}

/// The value that `node` is, as `serde_json` reads its bytes, equals `expected`, and so do all within.
fn assert_same(text: &JsonText, node: Node, expected: &Oracle) {
    let own: Oracle = serde_json::from_str(&bytes(text, node)).expect("a value");
    assert_eq!(own, *expected);
    assert!(text.has_ended(node));
    let kinds = match expected {
        Oracle::Null => Type::Null,
        Oracle::Bool(_) => Type::Boolean,
        Oracle::Number(_) => Type::Number,
        Oracle::String(_) => Type::String,
        Oracle::Array(_) => Type::Array,
        Oracle::Object(_) => Type::Object,
    };
    assert_eq!(text.type_of(node), Some(kinds));
    let children: Vec<(Option<String>, &Oracle)> = match expected {
        Oracle::Array(elements) => elements.iter().map(|element| (None, element)).collect(),
        Oracle::Object(members) => members.iter().map(|(name, value)| (Some(name.clone()), value)).collect(),
        _ => Vec::new(),
    };
    assert_eq!(text.child_count(node), children.len());
    assert_eq!(text.children(node).count(), children.len());
    for (at, (child, (child_name, value))) in text.children(node).zip(children).enumerate() {
        assert_eq!(name(text, child), child_name);
        assert_eq!((text.child(node, at), text.position(child)), (Some(child), at));
        assert_eq!((text.parent(child), text.depth(child)), (Some(node), text.depth(node) + 1));
        assert_same(text, child, value);
    }
}

/// JSON texts with odd white space and every kind of value; names differ if `unique`.
pub(crate) fn json_text(unique: bool) -> impl Strategy<Value = String> {
    let space = "[ \t\r\n]{0,2}";
    let string = r#""([a-zé😀 \]\[{}:,]|\\["\\/bfnrt]|\\u[0-9a-cA-C][0-9a-fA-F]{3}){0,6}""#;
    let number = r"-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,3})?";
    let leaf = prop_oneof![string, number, "true", "false", "null"];
    let spaced = (space, leaf, space).prop_map(|(a, b, c)| a + &b + &c);
    spaced.prop_recursive(5, 60, 6, move |inner| {
        let member = (space, string, space, inner.clone());
        let members = proptest::collection::vec(member, 0..6).prop_map(move |members| {
            let member = |(at, (a, name, b, value)): (usize, (String, String, String, String))| {
                let name = if unique { format!("\"{at}{}", &name[1..]) } else { name };
                format!("{a}{name}{b}:{value}")
            };
            let members: Vec<String> = members.into_iter().enumerate().map(member).collect();
            format!("{{{}}}", members.join(","))
        });
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(|list| format!("[{}]", list.join(","))),
            members,
            space.prop_map(|space| format!("[{space}]")),
        ]
    })
}

/// Texts that are nearly JSON: pieces of it in a row.
fn nearly_json() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        r#"[\[\]{},:]|"a"|"\\u00e9"|-?[0-9]{1,2}\.?[0-9]?|[eE+-]|true|null|nul|fals[ex]| |[\\"a]|NaN|é"#
            .prop_map(String::into_bytes),
        r#"\{"a":|\["#.prop_map(String::into_bytes),
        proptest::collection::vec(any::<u8>(), 1),
        r#"""#.prop_flat_map(|quote| {
            proptest::collection::vec(prop_oneof![0x7f_u8..=0xff, 0x80_u8..0xc0], 0..5)
                .prop_map(move |inner| [quote.as_bytes(), &inner, quote.as_bytes()].concat())
        }),
    ];
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

#[test]
fn each_fault_of_the_grammar_has_its_place() {
    for (json, line, column, expected) in [
        ("", 1, 1, Expected::Value),
        (" \n ", 2, 2, Expected::Value),
        ("nul", 1, 1, Expected::Literal),
        ("NaN", 1, 1, Expected::Value),
        ("'x'", 1, 1, Expected::Value),
        ("01", 1, 2, Expected::Nothing),
        ("1.", 1, 3, Expected::Literal),
        ("-", 1, 2, Expected::Literal),
        ("1e+", 1, 4, Expected::Literal),
        ("+1", 1, 1, Expected::Value),
        ("[1,]", 1, 4, Expected::Value),
        ("[1 2]", 1, 4, Expected::CommaOrEnd),
        ("[1}", 1, 3, Expected::CommaOrEnd),
        ("[", 1, 2, Expected::ValueOrEnd),
        ("{1:2}", 1, 2, Expected::KeyOrEnd),
        ("{\"a\" 1}", 1, 6, Expected::Colon),
        ("{\"a\":1,}", 1, 8, Expected::Key),
        ("{\"é\":\n tru}", 2, 2, Expected::Literal),
        ("{} x", 1, 4, Expected::Nothing),
        ("]", 1, 1, Expected::Value),
        ("\"abc", 1, 5, Expected::Quote),
        ("\"a\nb\"", 1, 3, Expected::Escape),
        ("\"\\x\"", 1, 2, Expected::Escape),
        ("\"\\u12g4\"", 1, 2, Expected::Escape),
        ("<html>", 1, 1, Expected::Value),
    ] {
        let Status::Faulty(fault) = read(json.as_bytes()).status() else { panic!("{json} was taken") };
        assert_eq!((fault.line, fault.column, fault.expected), (line, column, expected), "{json}");
    }
    let status = read(b"[\"\xc3\xa9\xff\"]").status();
    assert_eq!(status, Status::Faulty(Fault { offset: 4, line: 1, column: 4, expected: Expected::Utf8 }));
}

proptest! {
    #[test]
    fn the_same_values_in_the_same_order(json in json_text(true), cut in 1_usize..9, bits in 0_u32..7) {
        let text = read_in_parts(json.as_bytes(), &[cut], bits);
        prop_assert_eq!(text.status(), Status::Complete);
        let expected: Oracle = serde_json::from_str(&json).expect("JSON");
        assert_same(&text, Node(0), &expected);
    }

    /// The same texts are JSON to us as to `serde_json`.
    #[test]
    fn the_same_texts_are_json(json in nearly_json()) {
        let is_json = serde_json::from_slice::<serde::de::IgnoredAny>(&json).is_ok()
            && std::str::from_utf8(&json).is_ok();
        prop_assert_eq!(read(&json).status() == Status::Complete, is_json);
    }

    /// However the bytes arrive and wherever they are kept, the index is the same.
    #[test]
    fn cuts_do_not_matter(
        json in prop_oneof![nearly_json(), json_text(false).prop_map(String::into_bytes)],
        cuts in proptest::collection::vec(1_usize..12, 1..6),
        bits in 0_u32..6,
        length in 0_usize..400,
    ) {
        let json = &json[..length.min(json.len())];
        let whole = everything(&read(json));
        prop_assert_eq!(&everything(&read_in_parts(json, &cuts, bits)), &whole);
        prop_assert_eq!(&everything(&read_in_parts(json, &[1], 0)), &whole);
    }

    /// Each byte belongs to the innermost value whose range, or whose name, holds it.
    #[test]
    fn each_byte_has_its_value(json in json_text(false)) {
        let text = read(json.as_bytes());
        let nodes: Vec<Node> = (0..text.len() as u32).map(Node).collect();
        for offset in 0..json.len() + 1 {
            let holds = |node: &&Node| {
                let is_in = |range: Option<std::ops::Range<usize>>| range.is_some_and(|it| it.contains(&offset));
                is_in(text.range(**node)) || is_in(text.name_range(**node))
            };
            let innermost = nodes.iter().rev().find(holds).copied();
            prop_assert_eq!(text.node_at(offset), innermost, "{}", offset);
        }
    }

    #[test]
    fn any_bytes_have_an_answer(json in proptest::collection::vec(any::<u8>(), 0..60)) {
        everything(&read(&json));
    }
}

#[test]
fn a_fault_has_its_place() {
    /// Text, offset, line, column, what was expected, values before.
    type Case = (&'static [u8], usize, usize, usize, Expected, usize);
    let cases: &[Case] = &[
        (b"", 0, 1, 1, Expected::Value, 0),
        (b"\xef\xbb", 0, 1, 1, Expected::Value, 0),
        (b"\xef\xbb\xbf", 3, 1, 2, Expected::Value, 0),
        (b"\xef\xbbx", 0, 1, 1, Expected::Value, 0),
        (b"NaN", 0, 1, 1, Expected::Value, 0),
        (b"[1,\n Infinity]", 5, 2, 2, Expected::Value, 2),
        (b"[1, -Infinity]", 5, 1, 6, Expected::Literal, 3),
        (b"{\"a\": tru", 6, 1, 7, Expected::Literal, 2),
        (b"{\"a\": 1.", 8, 1, 9, Expected::Literal, 2),
        (b"{\"a\": 1", 7, 1, 8, Expected::CommaOrEnd, 2),
        (b"{\"a\": \"b", 8, 1, 9, Expected::Quote, 2),
        (b"{\"a", 3, 1, 4, Expected::Quote, 1),
        (b"[\"a\\u12", 3, 1, 4, Expected::Escape, 2),
        (b"[\"\xc3\xa9\xff\"]", 4, 1, 4, Expected::Utf8, 2),
        (b"[\"\xe0\x9f\xbf\"]", 2, 1, 3, Expected::Utf8, 2), // an overlong encoding
        (b"[\"\xed\xa0\x80\"]", 2, 1, 3, Expected::Utf8, 2), // half a surrogate pair
        (b"[\"\xf4\x90\x80\x80\"]", 2, 1, 3, Expected::Utf8, 2), // beyond U+10FFFF
        (b"[\"\xf0\x9f\x98", 2, 1, 3, Expected::Utf8, 2),
        (b"[1]\n[2]", 4, 2, 1, Expected::Nothing, 2),
        (b"<!DOCTYPE html>", 0, 1, 1, Expected::Value, 0),
        (b"[[1}", 3, 1, 4, Expected::CommaOrEnd, 3),
    ];
    for (json, offset, line, column, expected, values) in cases {
        let text = read(json);
        let fault = Fault { offset: *offset, line: *line, column: *column, expected: *expected };
        let shown = String::from_utf8_lossy(json);
        assert_eq!((text.status(), text.len()), (Status::Faulty(fault), *values), "{shown}");
    }
}

#[test]
fn what_came_before_a_fault_can_be_read() {
    let text = read(br#"{"data":[{"id":9007199254740993,"name":"A"},{"id":1.10,"name":"B\u00"#);
    let shown: Vec<String> = (0..text.len() as u32).map(|node| bytes(&text, Node(node))).collect();
    assert_eq!(shown[3], "9007199254740993");
    assert_eq!(shown[6..], ["1.10", "\"B"]);
    let ended: Vec<bool> = (0..text.len() as u32).map(|node| text.has_ended(Node(node))).collect();
    assert_eq!(ended, [false, false, true, true, true, false, true, false]);
    assert_eq!((text.child_count(Node(1)), text.child_count(Node(5))), (2, 2));
    assert_eq!(text.parent(Node(7)), Some(Node(5)));
}

#[test]
fn bytes_after_a_fault_are_kept() {
    let mut text = JsonText::new();
    text.push(b"[1;2").expect("short");
    text.push(b",3]").expect("short");
    text.finish();
    assert_eq!((text.segments().len(), text.len()), (7, 2));
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let text = read_in_parts(b"\xef\xbb\xbf [1]", &[1], 1);
    assert_eq!((text.status(), text.has_byte_order_mark()), (Status::Complete, true));
    assert_eq!(bytes(&text, Node(0)), "[1]");
}

#[test]
fn repeated_names_are_kept() {
    let text = read(br#"{"a":1,"a":2,"\u0061":3}"#);
    let names: Vec<Option<String>> = text.children(Node(0)).map(|node| name(&text, node)).collect();
    assert_eq!(names, vec![Some("a".to_owned()); 3]);
}

#[test]
fn a_hundred_thousand_levels() {
    let levels = 100_000;
    let json = "[{\"a\":".repeat(levels / 2) + "1" + &"}]".repeat(levels / 2);
    let text = JsonText::read(json.as_bytes()).expect("short");
    assert_eq!((text.status(), text.len()), (Status::Complete, levels + 1));
    let leaf = Node(levels as u32);
    assert_eq!((text.depth(leaf), text.end_of(Node(0))), (levels, Node(levels as u32 + 1)));
    assert_eq!(text.range(Node(0)), Some(0..json.len()));
    assert_eq!(text.range(Node(1)), Some(1..json.len() - 1));
    assert_eq!(std::iter::successors(Some(leaf), |node| text.parent(*node)).count(), levels + 1);
    assert_eq!(text.node_at(json.len() - 1), Some(Node(0)));
}

#[test]
fn one_string_of_fifty_megabytes() {
    let length = 50_000_000;
    let json = format!("{{\"a\":\"{}\\\"\",\"b\":2}}", "x".repeat(length));
    let text = JsonText::read(json.as_bytes()).expect("short");
    assert_eq!((text.status(), text.len()), (Status::Complete, 3));
    assert_eq!(text.range(Node(1)), Some(5..length + 9));
    assert_eq!(name(&text, Node(2)).as_deref(), Some("b"));
    assert!(text.index_memory() < 1000, "{}", text.index_memory());
}

/// At most 12 bytes for each value beside the text, whatever the text.
#[test]
fn memory_is_bounded() {
    let tiny = |value: &str, count: usize| format!("[{}{value}]", format!("{value},").repeat(count - 1));
    for json in [
        tiny("1", 10_000_000),
        tiny("[]", 1_000_000),
        tiny("[[1]]", 1_000_000),
        tiny("{\"a\":null}", 500_000),
        "[".repeat(3_000_000),
    ] {
        let text = JsonText::read(json.as_bytes()).expect("short");
        let (memory, values) = (text.index_memory(), text.len());
        assert!(memory < values * 5, "{memory} bytes for {values} values of {}…", &json[..9]);
    }
}
