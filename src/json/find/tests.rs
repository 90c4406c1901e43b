//! What is found, against a naive search in the strings that `serde_json` reads.

use super::*;
use crate::json::Segments;
use crate::json::tests::json_text;
use proptest::prelude::*;
use serde_json::Value as Oracle;

/// All names and values in the order of the text, as they read, with their hits; numbers as they were sent.
fn readings(text: &JsonText) -> Vec<(Hit, String)> {
    let mut all = Vec::new();
    for node in (0..text.len() as u32).map(Node) {
        let bytes = |range| text.segments().bytes(range).into_owned();
        if let Some(name) = text.name_range(node) {
            all.push((Hit { node, is_value: false }, serde_json::from_slice(&bytes(name)).expect("a name")));
        }
        let value = bytes(text.range(node).expect("a node of the text"));
        let reading = match serde_json::from_slice(&value).expect("a value") {
            Oracle::String(reading) => reading,
            Oracle::Array(_) | Oracle::Object(_) => continue,
            Oracle::Null | Oracle::Bool(_) | Oracle::Number(_) => String::from_utf8(value).expect("ASCII"),
        };
        all.push((Hit { node, is_value: true }, reading));
    }
    all
}

/// The same pattern for the `regex` crate.
fn oracle(query: &Query) -> ::regex::Regex {
    let pattern = if query.is_regex { query.pattern.clone() } else { ::regex::escape(&query.pattern) };
    ::regex::RegexBuilder::new(&pattern).case_insensitive(query.ignore_case).build().expect("a pattern")
}

/// Searches while the text arrives in parts, with little work for each step.
fn search(query: &Query, json: &str, part: usize, bits: u32, work: usize) -> (JsonText, Find) {
    let mut text = JsonText::with_segments(Segments::with_sizes(bits, usize::MAX));
    let mut find = Find::new(query).expect("a pattern");
    for (at, bytes) in json.as_bytes().chunks(part).enumerate() {
        text.push(bytes).expect("short");
        if at % 3 > 0 {
            find.step(&text, work);
        } else {
            while !find.step(&text, work) {}
        }
    }
    text.finish();
    while !find.step(&text, work) {}
    (text, find)
}

fn all_hits(find: &Find) -> Vec<Hit> {
    (0..find.len()).filter_map(|nth| find.nth(nth)).collect()
}

fn check(query: &Query, json: &str, part: usize, bits: u32, work: usize) -> Result<(), TestCaseError> {
    let (text, find) = search(query, json, part, bits, work);
    let oracle = oracle(query);
    let mut expected = Vec::new();
    for (hit, reading) in readings(&text) {
        let matches: Vec<Range<usize>> =
            oracle.find_iter(&reading).map(|found| found.range()).filter(|range| !range.is_empty()).collect();
        prop_assert_eq!(&find.matches_in(&reading), &matches, "{:?}", reading);
        if oracle.is_match(&reading) && if hit.is_value { query.in_values } else { query.in_names } {
            expected.push(hit);
        }
    }
    prop_assert_eq!(all_hits(&find), &*expected);
    for node in (0..text.len() as u32 + 1).map(Node) {
        let before = expected.partition_point(|hit| hit.node < node);
        prop_assert_eq!(find.count_before(node), before);
        for hit in [Hit { node, is_value: false }, Hit { node, is_value: true }] {
            prop_assert_eq!(find.number_of(hit), expected.iter().position(|other| *other == hit));
        }
    }
    Ok(())
}

/// Patterns that occur in the texts of [`json_text`], in their structure too.
fn pattern() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => r#"[a-zé😀 \]\[{}:,]{1,3}"#,
        2 => r"[0-9.eE+-]{1,3}",
        2 => r#"(["\\/]|[bfnrt]|u00|[\x08\x0c\n\r\t]|[\u{0400}-\u{04ff}\u{1000}-\u{1fff}]){1,2}"#,
        1 => "true|fal|null|l|[ksKSſ\u{212a}]{1,2}|É|[é😀a]{2}",
    ]
}

fn query(pattern: impl Strategy<Value = String>) -> impl Strategy<Value = Query> {
    (pattern, any::<bool>(), 0_u8..6).prop_map(|(pattern, ignore_case, places)| Query {
        pattern,
        is_regex: false,
        ignore_case,
        in_names: places != 1,
        in_values: places != 2,
    })
}

/// A part of one of the strings in a text, so that it is found.
fn with_pattern() -> impl Strategy<Value = (String, Query)> {
    (json_text(false), query(pattern()), any::<prop::sample::Index>(), 0_usize..20, 1_usize..6).prop_map(
        |(json, mut query, index, skip, take)| {
            let text = JsonText::read(json.as_bytes()).expect("short");
            let readings = readings(&text);
            if take < 5 && !readings.is_empty() {
                let (_, reading) = index.get(&readings);
                let length = reading.chars().count().max(1);
                let part: String = reading.chars().skip(skip % length).take(take).collect();
                query.pattern = if part.is_empty() { query.pattern } else { part };
            }
            (json, query)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn hits_are_those_of_a_naive_search(
        (json, query) in with_pattern(),
        part in 1_usize..60,
        bits in 0_u32..8,
        work in 1_usize..50,
    ) {
        check(&query, &json, part, bits, work)?;
    }
}

proptest! {
    /// Runs of few characters, in which a pattern overlaps itself, cut at every place.
    #[test]
    fn runs_are_searched(
        names in proptest::collection::vec(r#"([aAsSſ ]|\\u0061|\\n){0,40}"#, 1..6),
        query in query("[asSſA\n]{1,6}"),
        bits in 0_u32..8,
        part in 1_usize..100,
    ) {
        let members: Vec<String> = names.iter().map(|name| format!("\"{name}\": \"{name}\"")).collect();
        check(&query, &format!("{{{}}}", members.join(", ")), part, bits, 30)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Long strings of little but escapes, whole and what looks like one, and of their parts.
    #[test]
    fn escapes_in_a_row_are_searched(
        strings in proptest::collection::vec(
            r#"([un04aAé/]|\\\\|\\/|\\n|\\u00(41|61|4a|e9|5C|2f)|\\u0[aA]61|\\ud83[dD]\\uDE0[01]|\\u(017f|212A|004b)|[kſ]|u0061|0{30}){0,60}"#,
            1..4,
        ),
        query in query(r"u00|u006|061|n|a|A|n?a{1,2}|aA|é|/|\\|\\u|nu0|0{6}a|[kKsS]{1,2}|😀|a😁"),
        bits in 0_u32..10,
        part in 1_usize..200,
        work in 1_usize..200,
    ) {
        let strings: Vec<String> = strings.iter().map(|string| format!("\"{string}\"")).collect();
        check(&query, &format!("[{}]", strings.join(",")), part, bits, work)?;
    }
}

/// Regular expressions of all kinds, over the characters of [`json_text`].
fn expression() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        8 => "[a-cé😀 :,0-9]",
        2 => Just(".".to_owned()),
        1 => r"\\[dsSwWnt/.\\]|\\x61|\\u00e9|\\u\{1f600\}",
        2 => r"\[\^?[a-c0-9é\[]([a-cé]-[é😀])?(\\d|\\s|-)?\]",
        1 => r"\^|\$|\\b|\\B",
    ];
    atom.prop_recursive(4, 12, 4, |inner| {
        let times = r"[*+?]\??|\{[0-3]\}|\{[0-2],\}|\{1,[1-4]\}\??";
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 1..4).prop_map(|row| row.concat()),
            1 => proptest::collection::vec(inner.clone(), 2..4).prop_map(|all| format!("(?:{})", all.join("|"))),
            2 => (inner, times).prop_map(|(inner, times)| format!("({inner}){times}")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn expressions_are_those_of_the_regex_crate(
        json in json_text(false),
        mut query in query(expression()),
        part in 1_usize..60,
        bits in 0_u32..8,
        work in 1_usize..50,
    ) {
        query.is_regex = true;
        prop_assume!(::regex::Regex::new(&query.pattern).is_ok());
        check(&query, &json, part, bits, work)?;
    }

    /// What we take for an expression is one.
    #[test]
    fn any_pattern_has_an_answer(pattern in r"[a-z0-9(){}\[\]|*+?.^$\\:<=!,-]{1,8}") {
        let query = Query { is_regex: true, ..literal(&pattern) };
        let _ = Find::new(&query);
    }
}

#[test]
fn what_is_no_expression_says_where() {
    for (pattern, at, problem) in [
        ("é(a", 1, Problem::Unclosed),
        ("a[b", 1, Problem::Unclosed),
        ("ab)", 2, Problem::Unopened),
        ("*a", 0, Problem::NothingToRepeat),
        ("a|?", 2, Problem::NothingToRepeat),
        ("a{2,1}", 1, Problem::Count),
        ("a{x}", 2, Problem::Count),
        ("a{1", 1, Problem::Count),
        ("[b-a]", 1, Problem::Range),
        ("[a-\\d]", 3, Problem::Range),
        ("a\\q", 1, Problem::Escape),
        ("\\", 0, Problem::Escape),
        ("\\xg1", 2, Problem::Escape),
        ("(?=a)", 0, Problem::NotSupported),
        ("(a)\\1", 3, Problem::NotSupported),
        ("(?z)", 2, Problem::Syntax),
        ("(?:a{1000}){1000}", 0, Problem::TooLarge),
        (&("(".repeat(200) + &")".repeat(200)), 100, Problem::TooLarge),
    ] {
        let found = Find::new(&Query { is_regex: true, ..literal(pattern) }).err();
        assert_eq!(found, Some(BadPattern::Expression { at, problem }), "{pattern}");
    }
}

/// More states than are kept.
#[test]
fn states_are_made_anew() {
    let bits =
        (0..60_000_u32).map(|at| if at.wrapping_mul(2_654_435_761) >> 13 & 1 == 1 { 'a' } else { 'b' });
    let json = format!("[\"{}\",\"{}c\"]", bits.clone().collect::<String>(), bits.collect::<String>());
    let query = Query { is_regex: true, ..literal("a[ab]{12}c") };
    let (_, find) = search(&query, &json, json.len(), 18, usize::MAX);
    let expected = oracle(&query).is_match(&json);
    assert_eq!(all_hits(&find).len(), usize::from(expected));
}

fn literal(pattern: &str) -> Query {
    Query {
        pattern: pattern.to_owned(),
        is_regex: false,
        ignore_case: false,
        in_names: true,
        in_values: true,
    }
}

fn hits(query: &Query, json: &str) -> Vec<(u32, bool)> {
    let (_, find) = search(query, json, json.len(), 18, usize::MAX);
    all_hits(&find).iter().map(|hit| (hit.node.0, hit.is_value)).collect()
}

#[test]
fn nothing_matches_across_tokens() {
    let json = r#"{"ab": 12, "b": ["a", true, 1]}"#;
    for (pattern, expected) in [
        ("ab", vec![(1, false)]),
        ("b", vec![(1, false), (2, false)]),
        ("b\"", vec![]),
        (": 1", vec![]),
        (" ", vec![]),
        ("2,", vec![]),
        ("1", vec![(1, true), (5, true)]),
        ("tru", vec![(4, true)]),
        ("[", vec![]),
    ] {
        assert_eq!(hits(&literal(pattern), json), expected, "{pattern}");
    }
}

#[test]
fn escapes_are_what_they_say() {
    let json = r#"["\u00e9t\u00e9", "\n", "a\/b", "\\n", "\ud83d\ude00", "\ud83d", "n"]"#;
    for (pattern, expected) in [
        ("été", vec![1]),
        ("t", vec![1]),
        ("u00", vec![]),
        ("n", vec![4, 7]),
        ("\n", vec![2]),
        ("/", vec![3]),
        ("\\", vec![4]),
        ("😀", vec![5]),
        ("\u{fffd}", vec![6]),
    ] {
        let found: Vec<u32> = hits(&literal(pattern), json).iter().map(|(node, _)| *node).collect();
        assert_eq!(found, expected, "{pattern}");
    }
}

#[test]
fn a_byte_order_mark_is_passed() {
    for is_regex in [false, true] {
        let query = Query { is_regex, ..literal("x") };
        assert_eq!(hits(&query, "\u{feff}[\"x\"]"), [(1, true)]);
    }
}

#[test]
fn an_empty_pattern_is_none() {
    assert_eq!(Find::new(&literal("")).err(), Some(BadPattern::Empty));
}

/// What has no value yet is no hit yet, and what comes before a fault is one.
#[test]
fn a_text_that_arrives() {
    let mut text = JsonText::new();
    let mut find = Find::new(&literal("ab")).expect("a pattern");
    let mut hits_after = |bytes: &str| {
        text.push(bytes.as_bytes()).expect("short");
        while !find.step(&text, 3) {}
        find.len()
    };
    let after: Vec<usize> =
        ["{\"xa", "b\": ", "\"a", "b", "ab", "\", \"ab", "\":", "x\"ab\""].map(&mut hits_after).to_vec();
    assert_eq!(after, [0, 0, 1, 2, 2, 2, 2, 2]);
}

/// One string of many megabytes is passed in steps, and not copied.
#[test]
fn a_long_string() {
    let json = format!(
        "{{\"a\":\"{}\\u0041zz{}\",\"b\":\"Azz\"}}",
        "xz".repeat(3_000_000),
        "\\\\".repeat(1_000_000)
    );
    for (pattern, expected) in
        [("Azz", vec![(1, true), (2, true)]), ("zx", vec![(1, true)]), ("b", vec![(2, false)])]
    {
        assert_eq!(hits(&literal(pattern), &json), expected);
    }
    let text = JsonText::read(json.as_bytes()).expect("short");
    let mut find = Find::new(&literal("Ay")).expect("a pattern");
    let mut steps = 0;
    while !find.step(&text, 10_000) {
        steps += 1;
    }
    assert!(steps > 1300 && find.is_empty(), "{steps} steps");
}

/// Ten megabytes of backslashes are read once, not once for each step that ends within them.
#[test]
fn a_long_run_of_backslashes() {
    let json = format!("[\"{}\", \"x\"]", "\\\\".repeat(5_000_000));
    let text = JsonText::read(json.as_bytes()).expect("short");
    for pattern in ["x", "é"] {
        let mut find = Find::new(&Query { ignore_case: true, ..literal(pattern) }).expect("a pattern");
        while !find.step(&text, 1000) {}
        assert_eq!(find.len(), json.matches(pattern).count());
    }
}
