//! What a program only passes on comes out as it went in.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn numbers_come_out_as_they_went_in() {
    let digits = "1234567890".repeat(10);
    let long = "9".repeat(5000);
    for number in [
        "0",
        "-0",
        "-0.0",
        "0e0",
        "1.10",
        "1e400",
        "-1E+400",
        "1e-400",
        "2147483648",
        "-2147483649",
        "9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "0.10000000000000000000000000000001",
        &digits,
        &format!("-{digits}.{digits}e-{digits}"),
        &long,
    ] {
        assert_eq!(output(".", number), number);
        let document = format!(r#"{{"a":[{number}]}}"#);
        for program in
            [".", "{a}", ".a |= map(.)", ". as $x | {a: [$x.a[]]}", "del(.b)", "{a: (.a | add | [.])}"]
        {
            assert_eq!(output(program, &document), document, "{program}");
        }
        let sorted = format!("[{number},{number}]");
        assert_eq!(output("sort_by(.)", &sorted), sorted);
        assert_eq!(output(".[] | select(. == 0 or true)", &sorted), sorted);
    }
}

#[test]
fn whole_numbers_are_exact() {
    for (program, document, expected) in [
        (".[0] == .[1]", "[9007199254740993,9007199254740992]", "false"),
        ("sort", "[9007199254740993,9007199254740992]", "[9007199254740992,9007199254740993]"),
        (". + 1", "9007199254740993", "9007199254740994"),
        (". + 1", "9223372036854775807", "9223372036854775808"),
        (
            "map(select(.id == 562949953421313))",
            r#"[{"id":562949953421312},{"id":562949953421313}]"#,
            r#"[{"id":562949953421313}]"#,
        ),
        ("9007199254740993", "null", "9007199254740993"),
        ("1.10", "null", "1.10"),
    ] {
        assert_eq!(output(program, document), expected, "{program}");
    }
}

#[test]
fn strings_come_out_as_they_went_in() {
    for (string, expected) in [
        (r#""""#, r#""""#),
        (r#""é😀\u00e9\ud83d\ude00""#, r#""é😀é😀""#),
        (r#""\"\\\/\b\f\n\r\t\u0000\u001f\u007f""#, "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7f}\""),
        // Halves of a surrogate pair, alone, in the wrong order, and beside a whole one.
        (r#""\ud800""#, r#""\ud800""#),
        (r#""a\uDFFFb""#, r#""a\udfffb""#),
        (r#""\ude00\ud83d""#, r#""\ude00\ud83d""#),
        (r#""\ud83d\ud83d\ude00""#, r#""\ud83d😀""#),
    ] {
        assert_eq!(output(".", string), expected);
        assert_eq!(output(".[0]", &format!("[{string}]")), expected);
        assert_eq!(output("keys_unsorted[0]", &format!("{{{string}:1}}")), expected);
        assert_eq!(output(".", &format!("{{{string}:1}}")), format!("{{{expected}:1}}"));
    }
}

#[test]
fn halves_of_a_pair_are_one_character_and_are_told_apart() {
    assert_eq!(output(".[0] == .[1]", r#"["\ud800","\ud801"]"#), "false");
    assert_eq!(output("keys | length", r#"{"\ud800":1,"\ud801":2}"#), "2");
    assert_eq!(output("add", r#"["\ud83d","\ude00"]"#), r#""\ud83d\ude00""#);
}

#[test]
fn members_stay_in_order_and_repeated_names_are_reported() {
    for (document, expected, repeated) in [
        (r#"{"z":1,"a":2,"m":{"y":1,"b":2}}"#, r#"{"z":1,"a":2,"m":{"y":1,"b":2}}"#, false),
        (r#"[{"a":1},{"a":1}]"#, r#"[{"a":1},{"a":1}]"#, false),
        (r#"{"a":1,"b":2,"\u0061":3}"#, r#"{"a":3,"b":2}"#, true),
        (r#"[[{"x":{"":1,"":2}}]]"#, r#"[[{"x":{"":2}}]]"#, true),
    ] {
        let (written, outcome) = filtered(".", document);
        let report = outcome.expect("it ends well");
        assert_eq!((&*written, report.had_repeated_names), (expected, repeated), "{document}");
    }
}

#[test]
fn what_json_does_not_have() {
    for (program, expected) in [
        ("nan", "null"),
        ("infinite, -infinite", "[1.7976931348623157e308,-1.7976931348623157e308]"),
        ("4 / 2, 1 / 4, 1e17 / 1, 1e16 / 1, 0 / -1", "[2,0.25,1e17,10000000000000000,-0]"),
        ("01, 01.50, (\"+1.5\" | tonumber)", "[1,1.5,1.5]"),
        ("\"a\" | tobytes", r#""a""#),
        ("\"/w==\" | @base64d", "\"\u{fffd}\""),
        ("{(1): 2, (null): 3, ([\"a\"]): 4}", r#"{"1":2,"null":3,"[\"a\"]":4}"#),
    ] {
        let written = output(program, "null");
        assert_eq!(written, expected, "{program}");
        assert!(serde_json::from_str::<Value>(&written).is_ok());
    }
}

/// Any JSON text, with white space, and no name twice in an object.
fn any_json() -> impl Strategy<Value = String> {
    let string = r#"("([ -!#-\[\]-~é😀]|\\["\\/bfnrt]|\\u00[0-9a-fA-F]{2}){0,6}")"#;
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        "-?(0|[1-9][0-9]{0,40})([.][0-9]{1,20})?(e[-+][0-9]{1,4})?", // as the other writer spells it
        string,
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let members = proptest::collection::vec((string, inner.clone()), 0..6);
        prop_oneof![
            proptest::collection::vec(inner, 0..6).prop_map(|values| format!("[ {}\n]", values.join(" ,\t"))),
            members.prop_map(|members| {
                let members: Vec<String> = members
                    .iter()
                    .enumerate()
                    .map(|(nth, (name, value))| format!("\"{nth}{} :{value}", &name[1..]))
                    .collect();
                format!("{{{}\r}}", members.join(", "))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_number_is_kept(number in "-?(0|[1-9][0-9]{0,40})([.][0-9]{1,20})?([eE][-+]?[0-9]{1,4})?") {
        prop_assert_eq!(output(".", &number), number.clone());
        prop_assert_eq!(output(".[]", &format!("[{number}]")), number);
    }

    /// Against another reader and writer that keep numbers and the order of members.
    #[test]
    fn the_identity_changes_white_space_and_escapes_only(json in any_json()) {
        let expected: Value = serde_json::from_str(&json).expect("JSON");
        let (written, outcome) = filtered(".", &json);
        prop_assert_eq!(outcome.map(|report| (report.outputs, report.had_repeated_names)), Ok((1, false)));
        prop_assert_eq!(written, expected.to_string());
    }

    /// What is taken to pieces and put together again is the same.
    #[test]
    fn all_paths_lead_to_the_same_document(json in any_json()) {
        let rebuilt = "def same: if isobject then with_entries(.value |= same) elif isarray then map(same) else . end; same";
        prop_assert_eq!(output(rebuilt, &json), output(".", &json));
    }

    #[test]
    fn pieces_do_not_matter(json in any_json(), size in 1_usize..9) {
        let mut input = Input::new();
        for piece in json.as_bytes().chunks(size) {
            input.push(piece).expect("JSON");
        }
        let mut written = Vec::new();
        let document = input.finish().expect("JSON");
        program(".").run(document, NOW, |bytes| written.extend_from_slice(bytes)).expect("it ends well");
        prop_assert_eq!(String::from_utf8(written).expect("UTF-8"), output(".", &json));
    }
}
