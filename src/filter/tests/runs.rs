//! How programs begin, run and end.

use super::*;
use crate::filter::{CHUNK, DEEPEST, LARGEST, MOST_VALUES};
use crate::json::Expected;

#[test]
fn outputs_are_one_document() {
    for (program, expected, outputs) in [
        (".[]", "[1,[2],{}]", 3),
        (".[0]", "1", 1),
        (".[1]", "[2]", 1),
        ("empty", "", 0),
        (".[] | select(. == 7)", "", 0),
        (".[0], .[1] | halt", "", 0),
        ("1, 2, halt, 3", "[1,2]", 2),
        ("1, halt(3), 3", "1", 1),
    ] {
        let (written, outcome) = filtered(program, "[1,[2],{}]");
        let report = outcome.expect("it ends well");
        assert_eq!((&*written, report.outputs), (expected, outputs), "{program}");
    }
}

#[test]
fn an_error_comes_after_whole_outputs() {
    for (program, expected, message, outputs) in [
        (".a", "", "cannot index [1,\"x\"] with \"a\"", 0),
        (".[] | . + 1", "2", "cannot calculate \"x\" + 1", 1),
        ("1, 2, error(\"no \\\"such\\\" thing\")", "[1,2]", "no \"such\" thing", 2),
        ("1, error({a: 1})", "1", "{\"a\":1}", 1),
        ("\"a\" | halt_error", "", "a", 0),
        ("1 | implode", "", "cannot use 1 as array", 0),
        ("\"x\" | todate", "", "cannot use \"x\" as number", 0),
        ("[[1]] | @csv", "", "array cannot be a cell of a table", 0),
    ] {
        let (written, outcome) = filtered(program, r#"[1,"x"]"#);
        let expected_failure = Failure::Stopped { message: message.to_owned(), outputs };
        assert_eq!((&*written, outcome), (expected, Err(expected_failure)), "{program}");
    }
}

#[test]
fn a_message_does_not_hold_the_document() {
    let document = format!("[{}0]", "123456789,".repeat(100_000));
    let (_, outcome) = filtered(".name", &document);
    let Err(Failure::Stopped { message, .. }) = outcome else { panic!("an array has no name") };
    assert!(message.len() < 400 && message.ends_with("0] with \"name\""), "{message}");
}

#[test]
fn nothing_of_the_machine_is_seen() {
    assert!(std::env::vars().next().is_some());
    for (program, expected) in [
        ("env", "{}"),
        ("$ENV", "{}"),
        ("$ENV.PATH", "null"),
        ("now", "1781524800"),
        ("now | todate", "\"2026-06-15T12:00:00Z\""),
    ] {
        assert_eq!(output(program, "0"), expected, "{program}");
    }
    for program in
        ["input", "inputs", "input_filename", "localtime", "strflocaltime(\"\")", "input_line_number"]
    {
        assert!(matches!(Program::read(program), Err(Failure::Program(_))), "{program}");
    }
}

#[test]
fn our_own_definitions() {
    for (program, expected) in [
        (r#"["a\"b,c", 1.10, null, true] | @csv"#, r#""\"a\"\"b,c\",1.10,,true""#),
        (r#"["a\tb\\", 1, null, "c\nd"] | @tsv"#, r#""a\\tb\\\\\t1\t\tc\\nd""#),
        ("[1, 2, 3] | map(IN(2, 3))", "[false,true,true]"),
        ("IN(1, 2; 2, 7)", "true"),
        (r#"[{"id":1},{"id":2}] | INDEX(.id)"#, r#"{"1":{"id":1},"2":{"id":2}}"#),
        (r#"INDEX({"id":1}, {"id":1,"a":0}; .id)"#, r#"{"1":{"id":1,"a":0}}"#),
    ] {
        assert_eq!(output(program, "null"), expected, "{program}");
    }
}

/// A selection of what the libraries promise, some of it with features of theirs that are easily lost.
#[test]
fn jaqs_filters_are_there() {
    for (program, expected) in [
        (r#""Fire Stop" | test("stop"; "i"), sub("(?<a>F)"; "\(.a)!")"#, r#"[true,"F!ire Stop"]"#),
        (r#""a,b" | split(",") | join("-")"#, r#""a-b""#),
        (r#""2026-06-15T12:00:00Z" | fromdate"#, "1781524800"),
        (r#""2026-06-15" | strptime("%Y-%m-%d") | .[:3]"#, "[2026,5,15]"),
        ("1781524800 | gmtime | mktime", "1781524800"),
        ("4102444800 | todate", "\"2100-01-01T00:00:00Z\""),
        ("1781524800.5 | strftime(\"%H:%M\")", "\"12:00\""),
        ("9 | sqrt, log10 > 0", "[3,true]"),
        (r#"{"a":1} | tojson | fromjson"#, r#"{"a":1}"#),
        (
            r#""é" | @uri, @base64, @html, @json, length, utf8bytelength"#,
            r#"["%C3%A9","w6k=","é","\"é\"",1,2]"#,
        ),
        ("[range(5)] | .[1:3], add, min, max, (limit(2; .[]))", "[[1,2],10,0,4,0,1]"),
        ("reduce range(10) as $x (0; . + $x)", "45"),
        ("[.[]?] | length, (try error(\"x\") catch .)", "[0,\"x\"]"),
        ("[1, [2, [3]]] | flatten, flatten(1)", "[[1,2,3],[1,2,[3]]]"),
        (
            r#"[{"a":1,"b":2}] | map(with_entries(.value += 1)), (.[0] | to_entries | from_entries)"#,
            r#"[[{"a":2,"b":3}],{"a":1,"b":2}]"#,
        ),
        ("{a: 1} * {b: {c: 2}} | walk(if isnumber then . + 1 else . end), debug, stderr | .a", "[2,1,1]"),
        ("def f: if . > 100000 then . else . + 1 | f end; 0 | f", "100001"),
    ] {
        assert_eq!(output(program, "null"), expected, "{program}");
    }
}

#[test]
fn what_is_not_json_is_refused_with_its_place() {
    for (document, line, column, expected) in [
        ("", 1, 1, Expected::Value),
        ("[1,\n  2", 2, 4, Expected::CommaOrEnd),
        ("[1,\n  é]", 2, 3, Expected::Value),
        ("{} {}", 1, 4, Expected::Nothing),
        ("NaN", 1, 1, Expected::Value),
        ("[1] # jaq would take it", 1, 5, Expected::Nothing),
        ("{1:2}", 1, 2, Expected::KeyOrEnd),
    ] {
        let Err(Failure::NotJson(fault)) = filtered(".", document).1 else { panic!("{document} was taken") };
        assert_eq!((fault.line, fault.column, fault.expected), (line, column, expected), "{document}");
    }
    assert_eq!(output(".", "\u{feff} [1]"), "[1]");
}

#[test]
fn what_is_too_deep_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(output(".", &nested(DEEPEST)), nested(DEEPEST));
    assert_eq!(filtered(".", &nested(DEEPEST + 1)).1, Err(Failure::TooDeep));
    // A program may build what is deeper than that.
    assert_eq!(
        output("reduce range(2000) as $n (0; [.])", "0"),
        format!("{}0{}", "[".repeat(2000), "]".repeat(2000))
    );
}

#[test]
fn what_is_too_large_is_refused_early() {
    let mut input = Input::new();
    let spaces = vec![b' '; LARGEST / 2];
    assert_eq!(input.push(&spaces), Ok(()));
    assert_eq!(input.push(&spaces), Ok(()));
    let refused = input.push(b" ");
    assert_eq!(refused, Err(Failure::TooLarge { length: LARGEST as u64 + 1 }));
}

#[test]
fn too_many_values_are_refused_early() {
    let mut input = Input::new();
    assert_eq!(input.push(b"["), Ok(()));
    assert_eq!(input.push("0,".repeat(MOST_VALUES - 1).as_bytes()), Ok(()));
    assert_eq!(input.push(b"0"), Err(Failure::TooManyValues));
}

#[test]
fn a_document_comes_in_equal_chunks() {
    let long = format!("\"{}\"", "é\\n".repeat(CHUNK));
    let document = format!("[{long},[{}0],{long}]", "1234,".repeat(CHUNK));
    let program = Program::read(".[]").expect("a program");
    let mut input = Input::new();
    input.push(document.as_bytes()).expect("JSON");
    let mut chunks: Vec<Vec<u8>> = Vec::new();
    let document_in = input.finish().expect("JSON");
    let report = program.run(document_in, NOW, |bytes| chunks.push(bytes.to_vec())).expect("it ends well");
    let (last, others) = chunks.split_last().expect("some");
    assert!(others.iter().all(|chunk| chunk.len() == CHUNK));
    assert!((1..=CHUNK).contains(&last.len()));
    assert_eq!(String::from_utf8(chunks.concat()).expect("UTF-8"), document);
    assert_eq!(report.bytes, document.len() as u64);
}
