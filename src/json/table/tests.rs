//! Columns, cells and the order of rows against `serde_json`, from whose values the same is computed naively.

use super::*;
use crate::json::{JsonText, Node, Segments, Type};
use proptest::prelude::*;
use serde_json::{Map, Value as Oracle};
use std::cmp::Ordering;

/// The text, in segments of 2 to the power of `bits` bytes.
pub(in crate::json) fn read(json: &str, bits: u32) -> JsonText {
    let mut text = JsonText::with_segments(Segments::with_sizes(bits, usize::MAX));
    text.push(json.as_bytes()).expect("short");
    text.finish();
    text
}

/// The table that the text is, taken in by steps of `work`.
pub(in crate::json) fn table_of(text: &JsonText, work: usize) -> Table {
    let mut table = Table::of(text, find(text).expect("a table")).expect("an array");
    while !table.step(text, work) {}
    table
}

fn value(text: &JsonText, node: Node) -> Oracle {
    serde_json::from_slice(&text.segments().bytes(text.range(node).expect("a node"))).expect("JSON")
}

fn type_of(value: &Oracle) -> Type {
    match value {
        Oracle::Null => Type::Null,
        Oracle::Bool(_) => Type::Boolean,
        Oracle::Number(_) => Type::Number,
        Oracle::String(_) => Type::String,
        Oracle::Array(_) => Type::Array,
        Oracle::Object(_) => Type::Object,
    }
}

/// The cells of a row by their titles.
fn cells(row: &Oracle) -> Vec<(String, Oracle)> {
    fn add(
        prefix: &str,
        depth: usize,
        is_custom: bool,
        members: &Map<String, Oracle>,
        all: &mut Vec<(String, Oracle)>,
    ) {
        for (name, mut value) in members {
            let name_in_title = name.replace('\\', "\\\\").replace('.', "\\.");
            let title = if depth == 1 { name_in_title } else { format!("{prefix}.{name_in_title}") };
            if let Some(custom) = value.as_object().filter(|it| is_custom && it.contains_key("data_type")) {
                value = custom.get("value").unwrap_or(value);
            }
            match value {
                Oracle::Object(inner) if !inner.is_empty() && depth < 8 => {
                    add(&title, depth + 1, name == "custom_fields", inner, all);
                }
                _ => all.push((if title == "(value)" { "\\(value)".into() } else { title }, value.clone())),
            }
        }
    }
    let mut all = Vec::new();
    match row {
        Oracle::Object(members) => add("", 1, false, members, &mut all),
        other => all.push(("(value)".into(), other.clone())),
    }
    all
}

/// Arrays of objects with few names, spelled in several ways, and of anything else.
fn table_text() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        4 => r#""[a-c]""#,
        1 => r#""(\\u0061|a\.b|b\\\\|\(value\)|é|c\\"a|)""#,
        1 => Just("\"custom_fields\"".to_owned()),
        1 => r#""(value|data_type)""#,
    ];
    let colon = prop_oneof![8 => Just(":"), 2 => Just(": "), 1 => Just(" :\n\t")];
    let leaf = prop_oneof![scalar(), Just("{}".to_owned()), Just("[]".to_owned())];
    let nested = leaf.prop_recursive(9, 60, 5, move |inner| {
        let member = (name.clone(), colon.clone(), inner.clone());
        let member = member.prop_map(|(name, colon, value)| format!("{name}{colon}{value}"));
        prop_oneof![
            4 => proptest::collection::vec(member, 0..6).prop_map(|list| format!("{{{}}}", list.join(","))),
            1 => proptest::collection::vec(inner, 0..4).prop_map(|list| format!("[{}]", list.join(" , "))),
        ]
    });
    proptest::collection::vec(nested, 0..9).prop_map(|rows| format!("[{}]", rows.join(",\n")))
}

/// Values that are close to each other.
fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9]|12345678901234567[0-2]{0,3})(\\.0?[0-2]{1,3})?([eE][+-]?[0-3])?",
        r#""(2026-01-0){0,2}(a|é|\\u00e9|\\ud83d\\ude00|😀|\\n|\\"|=|,| ){0,9}""#,
        "true|false",
        Just("null".to_owned()),
    ]
}

/// Rows that are nearly the same: a cell of one is an object with members, or not there, in another.
fn similar_rows() -> impl Strategy<Value = String> {
    let value = prop_oneof![6 => scalar(), 1 => Just("{\"c\":1}".to_owned()), 1 => Just("{}".to_owned())];
    let shape = prop_oneof![
        6 => Just(r#"{"x":[0],"a":{"b":#}}"#),
        2 => Just(r#"{"a":{"c":0,"b":#}}"#),
        1 => Just(r#"{"x":0,"a":#}"#),
        1 => Just(r#"{"x":0,"y":{"a":{"b":#}}}"#),
        2 => Just(r#"{"custom_fields":{"b":#}}"#),
        2 => Just(r#"{"custom_fields":{"b":{"value":#,"data_type":"x"}}}"#),
        1 => Just("{}"),
        1 => Just("#"),
    ];
    let row = (shape, value).prop_map(|(shape, value)| shape.replace('#', &value));
    proptest::collection::vec(row, 0..40).prop_map(|rows| format!("[{}]", rows.join(",")))
}

/// All that is known of a table.
fn everything(text: &JsonText, table: &Table) -> String {
    let mut reader = Cells::new();
    let all: Vec<u32> = (0..table.columns().len() as u32).collect();
    let mut rows = String::new();
    for row in 0..table.len() {
        reader.read(text, table, row);
        rows += &format!("{:?} {:?}\n", table.row(row), reader.of(table, &all).collect::<Vec<_>>());
    }
    format!("{:?} {} {}\n{rows}", table.columns(), table.rows_with_repeats(), table.is_complete())
}

proptest! {
    #[test]
    fn columns_and_cells_are_those_of_the_values(json in table_text(), bits in 0_u32..9, work in 1_usize..40) {
        let text = read(&json, bits);
        let table = table_of(&text, work);
        let rows: Vec<Oracle> = serde_json::from_str(&json).expect("JSON");
        prop_assert!(table.is_complete());
        prop_assert_eq!(table.len(), rows.len());
        let mut expected: Vec<(String, usize, Types)> = Vec::new();
        let mut reader = Cells::new();
        for (at, row) in rows.iter().enumerate() {
            reader.read(&text, &table, at);
            let cells = cells(row);
            for (number, column) in table.columns().iter().enumerate() {
                let own = reader.get(&table, number as u32).map(|node| value(&text, node));
                let other = cells.iter().find(|(title, _)| *title == column.title).map(|(_, value)| value.clone());
                prop_assert_eq!(own, other, "{} {}", at, column.title);
            }
            for (title, value) in cells {
                let known = expected.iter().position(|(other, ..)| *other == title);
                let known = known.unwrap_or_else(|| {
                    expected.push((title, 0, Types::default()));
                    expected.len() - 1
                });
                expected[known].1 += 1;
                expected[known].2.insert(type_of(&value));
            }
        }
        let mut own: Vec<_> = table.columns().iter().map(|it| (it.title.clone(), it.rows, it.types)).collect();
        if table.rows_with_repeats() > 0 {
            // Of members with the same name, serde_json keeps the place of the first, and of the last what it is.
            own.sort_by(|a, b| a.0.cmp(&b.0));
            expected.sort_by(|a, b| a.0.cmp(&b.0));
        }
        prop_assert_eq!(own, expected);
        let mut ordered = table.columns_by_object();
        ordered.sort_unstable();
        prop_assert_eq!(ordered, (0..table.columns().len() as u32).collect::<Vec<_>>());
    }

    #[test]
    fn a_table_that_arrives_is_the_same(json in table_text(), cut in 1_usize..30, work in 1_usize..30) {
        let whole = read(&json, 18);
        let whole_table = table_of(&whole, usize::MAX);
        let mut text = JsonText::new();
        let mut table = None;
        for chunk in json.as_bytes().chunks(cut) {
            text.push(chunk).expect("short");
            table = table.or_else(|| Table::of(&text, find(&text)?));
            let Some(table) = &mut table else { continue };
            table.step(&text, work);
            prop_assert!(table.len() <= whole_table.len());
            prop_assert!((0..table.len()).all(|row| table.row(row) == whole_table.row(row)));
        }
        text.finish();
        let mut table = table.expect("an array");
        while !table.step(&text, work) {}
        prop_assert_eq!(everything(&text, &table), everything(&whole, &whole_table));
    }

    /// A text that is cut off: what has no end is there as far as it goes.
    #[test]
    fn a_text_that_is_cut_off_is_a_table(json in table_text(), length in 1_usize..200) {
        let bytes = &json.as_bytes()[..length.min(json.len())];
        let text = JsonText::read(bytes).expect("short");
        let table = table_of(&text, 7);
        prop_assert!(table.is_complete());
        prop_assert_eq!(table.len(), text.child_count(Node(0)));
        everything(&text, &table);
    }

    #[test]
    fn rows_are_sorted_as_a_naive_sort_does(
        json in prop_oneof![table_text(), similar_rows()],
        work in 1_usize..60,
        bits in 0_u32..9,
    ) {
        let text = read(&json, bits);
        let table = table_of(&text, usize::MAX);
        let rows: Vec<Oracle> = serde_json::from_str(&json).expect("JSON");
        let rows: Vec<Vec<(String, Oracle)>> = rows.iter().map(cells).collect();
        prop_assert!(table.rows_with_others() == 0);
        for (number, column) in table.columns().iter().enumerate() {
            let of = |row: u32| rows[row as usize].iter().find(|(title, _)| *title == column.title).map(|(_, value)| value);
            for direction in [Direction::Ascending, Direction::Descending] {
                let mut expected: Vec<u32> = (0..rows.len() as u32).collect();
                expected.sort_by(|a, b| naive_order(of(*a), of(*b), direction == Direction::Descending));
                let mut sort = Sort::new(&table, number as u32, direction);
                while !sort.step(&text, &table, work) {}
                prop_assert_eq!(sort.into_rows(), expected, "{} {:?}", column.title, direction);
            }
        }
    }
}

fn naive_order(a: Option<&Oracle>, b: Option<&Oracle>, is_descending: bool) -> Ordering {
    let rank = |value: Option<&Oracle>| match value {
        Some(Oracle::Number(_)) => 0,
        Some(Oracle::String(_)) => 1,
        Some(Oracle::Bool(_)) => 2,
        Some(Oracle::Array(_) | Oracle::Object(_)) => 3,
        Some(Oracle::Null) => 4,
        None => 5,
    };
    let order = match (a, b) {
        (Some(Oracle::Number(a)), Some(Oracle::Number(b))) => {
            scaled(&a.to_string()).cmp(&scaled(&b.to_string()))
        }
        (Some(Oracle::String(a)), Some(Oracle::String(b))) => a.chars().cmp(b.chars()),
        (Some(Oracle::Bool(a)), Some(Oracle::Bool(b))) => a.cmp(b),
        _ => rank(a).cmp(&rank(b)),
    };
    if is_descending && rank(a) < 4 && rank(b) < 4 { order.reverse() } else { order }
}

/// The number by ten to the power of 8, exactly.
fn scaled(number: &str) -> i128 {
    let number = number.to_lowercase();
    let (size, exponent) = number.split_once('e').unwrap_or((&number, "0"));
    let (whole, fraction) = size.split_once('.').unwrap_or((size, ""));
    let digits: i128 = format!("{whole}{fraction}").parse().expect("digits");
    let power = 8 + exponent.parse::<i32>().expect("an exponent") - fraction.len() as i32;
    digits * 10_i128.pow(power as u32)
}

fn titles(json: &str) -> Vec<String> {
    let text = read(json, 18);
    table_of(&text, 1000).columns().iter().map(|column| column.title.clone()).collect()
}

#[test]
fn titles_are_unambiguous() {
    for (json, expected) in [
        ("[]", vec![]),
        ("[{}]", vec![]),
        ("[1,null,[2]]", vec!["(value)"]),
        (r#"[{"(value)":1},2,{"":3}]"#, vec!["\\(value)", "(value)", ""]),
        (r#"[{"a":{"b":1},"a.b":2,"a\\":{".b":3}}]"#, vec!["a.b", "a\\.b", "a\\\\.\\.b"]),
        (r#"[{"a":null},{"a":{"b":1}},{"a":{}}]"#, vec!["a", "a.b"]),
        (r#"[{"\ud800":1,"x\udfff":2,"\ufffd":3}]"#, vec!["\\ud800", "x\\udfff", "\u{fffd}"]),
        (
            r#"[{"custom_fields":{"custom_field_1":{"data_type":"string","value":"x"},"custom_field_2":{"value":{"id":1,"label":"y"},"data_type":"lov_entry"},"custom_field_3":{"value":1}}}]"#,
            vec![
                "custom_fields.custom_field_1",
                "custom_fields.custom_field_2.id",
                "custom_fields.custom_field_2.label",
                "custom_fields.custom_field_3.value",
            ],
        ),
        (r#"[{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}}]"#, vec!["a.b.c.d.e.f.g.h"]),
    ] {
        assert_eq!(titles(json), expected, "{json}");
    }
}

#[test]
fn the_last_of_several_members_counts() {
    let json = r#"[{"a":{"x":1,"y":2},"a":{"x":3}},{"a":1,"b":2,"\u0061":{"z":4}}]"#;
    let text = read(json, 18);
    let table = table_of(&text, 1);
    let columns: Vec<(&str, usize)> = table.columns().iter().map(|it| (&*it.title, it.rows)).collect();
    assert_eq!(columns, [("a.x", 1), ("b", 1), ("a.z", 1)]);
    assert_eq!(table.rows_with_repeats(), 2);
    let mut reader = Cells::new();
    reader.read(&text, &table, 0);
    let x = reader.get(&table, 0).map(|node| value(&text, node));
    assert_eq!(x, Some(Oracle::from(3)));
}

#[test]
fn columns_of_an_object_side_by_side() {
    let text = read(r#"[{"vendor":null,"id":1},{"vendor":{"name":"x"},"n":2},7]"#, 18);
    let table = table_of(&text, 9);
    let ordered: Vec<&str> =
        table.columns_by_object().iter().map(|column| &*table.columns()[*column as usize].title).collect();
    assert_eq!(ordered, ["(value)", "vendor", "vendor.name", "id", "n"]);
    assert_eq!(table.column("vendor.name"), Some(2));
    assert!(table.has_objects());
    assert_eq!(table.columns()[0].types.iter().collect::<Vec<_>>(), [Type::Null]);
}

#[test]
fn which_array_it_is() {
    for (json, expected, is_certain) in [
        ("[1]", Some(0), true),
        ("7", None, true),
        ("{}", None, true),
        (r#"{"a":[1],"b":[{"c":2}],"d":[{}]}"#, Some(3), true),
        (r#"{"a":[{}],"data":[1]}"#, Some(3), true),
        (r#"{"a":[{}],"data":{}}"#, Some(1), true),
        (r#"{"a":[{}],"#, Some(1), false),
        (r#"{"data":["#, Some(1), true),
        (r#"{"a":[1]"#, None, false),
    ] {
        let text = JsonText::read(json.as_bytes()).expect("short");
        assert_eq!(
            (find(&text).map(|node| node.0), super::is_certain(&text)),
            (expected, is_certain),
            "{json}"
        );
    }
    let text = read("[{},7]", 18);
    assert!(Table::of(&text, Node(1)).is_none() && Table::of(&text, Node(9)).is_none());
}

#[test]
fn columns_are_bounded() {
    let member = |at: usize| format!("\"n{at}\":{at}");
    let members: Vec<String> = (0..MOST_COLUMNS + 5).map(member).collect();
    let wide = format!("{{{}}}", members.join(","));
    let text = read(&format!("[{wide},{{\"a\":{wide}}},{{\"n7\":1}}]"), 18);
    let table = table_of(&text, 100);
    assert_eq!((table.columns().len(), table.rows_with_others(), table.len()), (MOST_COLUMNS, 2, 3));
    assert_eq!(titles(&format!("[{{\"a\":{wide}}}]")), ["a"]);
}

#[test]
fn a_row_as_wide_as_a_directory_is_one_cell() {
    for (members, expected) in [(WIDEST_ROW, false), (WIDEST_ROW + 1, true)] {
        let row = format!("{{{}}}", vec!["\"a\":1"; members].join(","));
        let is_one_cell = titles(&format!("[{row}]")) == ["(value)"];
        assert_eq!(is_one_cell, expected, "{members}");
    }
}

/// Halves of surrogate pairs stand between the code points around them.
#[test]
fn strings_are_in_the_order_of_their_code_points() {
    let json = r#"["\uffff","\ud800","\ud83d\ude00","\u0000","","a\u0000","a","\udfff","\ud7ff","😀a","aaaaaaé","aaaaaab","aaaaaa\u00e9"]"#;
    let text = read(json, 18);
    let table = table_of(&text, 100);
    let mut sort = Sort::new(&table, 0, Direction::Ascending);
    while !sort.step(&text, &table, 3) {}
    assert_eq!(sort.into_rows(), [4, 3, 6, 5, 11, 10, 12, 8, 1, 7, 0, 2, 9]);
}

#[test]
fn numbers_in_exact_order() {
    let rising = [
        "-1e999999999999999999999999",
        "-1e400",
        "-12345678901234567.1",
        "-12345678901234567",
        "-2",
        "-1e-400",
        "0",
        "1e-999999999999999999999",
        "1e-400",
        "0.0000000000000000000000000000001",
        "0.05",
        "0.1",
        "9",
        "10",
        "9007199254740992",
        "9007199254740993",
        "9007199254740993.0000000001",
        "12345678901234567890",
        "12345678901234567891",
        "1e127",
        "1e400",
        "1.1e400",
        "1e99999999999999999999",
    ];
    let json = format!("[{}]", rising.iter().rev().copied().collect::<Vec<_>>().join(","));
    let text = read(&json, 18);
    let table = table_of(&text, 100);
    let mut sort = Sort::new(&table, 0, Direction::Ascending);
    while !sort.step(&text, &table, 3) {}
    assert_eq!(sort.into_rows(), (0..rising.len() as u32).rev().collect::<Vec<_>>());
}

/// Ways that are long, and others than in the row before.
#[test]
fn wide_rows_are_sorted_too() {
    let member = |row: usize, at: usize| match at {
        150 => format!("\"deep\":{{\"x\":[{}0],\"id\":{}}}", "0,".repeat(row % 300), row * 7919 % 101),
        at => format!("\"n{at}\":{{\"id\":{}}}", row * at % 13),
    };
    let row = |row: usize| {
        let members = (0..300).filter(|at| *at % 97 != row % 5).map(|at| member(row, at));
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    };
    let rows: Vec<String> = (0..200).map(row).collect();
    let text = read(&format!("[{}]", rows.join(",")), 12);
    let table = table_of(&text, 1000);
    for title in ["deep.id", "n299.id", "n0.id", "n97.id"] {
        let column = table.column(title).expect(title);
        let mut reader = Cells::new();
        let mut cell = |row: u32| {
            reader.read(&text, &table, row as usize);
            reader
                .get(&table, column)
                .map(|node| text.excerpt(node, 9).expect("a number").text.parse::<i64>())
        };
        let mut expected: Vec<u32> = (0..200).collect();
        expected.sort_by_key(|row| cell(*row).map_or(i64::MAX, |number| number.expect("a number")));
        let mut sort = Sort::new(&table, column, Direction::Ascending);
        while !sort.step(&text, &table, 100) {}
        assert_eq!(sort.into_rows(), expected, "{title}");
    }
}
