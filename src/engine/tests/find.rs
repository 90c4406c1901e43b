//! Find: where it goes, and what it marks.

use super::*;

fn find(document: &mut Document, query: Query) -> Vec<Tell> {
    ask(document, Ask::Find(Some(query)))
}

fn go(document: &mut Document, place: Place) -> (Vec<(Pane, u32, u32)>, Option<u32>) {
    let told = ask(document, Ask::Go(Pane::Tree, place));
    (at(&told), found(&told).and_then(|found| found.at))
}

#[test]
fn the_first_hit_is_gone_to_and_the_others_in_a_circle() {
    let mut document = read(r#"["x",[["y","x"]],{"x":0}]"#);
    ask(&mut document, Ask::Look(looking_at(Pane::Tree)));
    let told = find(&mut document, query("x"));
    assert_eq!(at(&told), [(Pane::Tree, 1, 1)]);
    let expected = Found { count: 3, at: Some(0), is_done: true, problem: None };
    assert_eq!(found(&told), Some(expected));
    for (place, row, nth) in [
        (Place::NextHit, 5, 1),
        (Place::NextHit, 7, 2),
        (Place::NextHit, 1, 0),
        (Place::PreviousHit, 7, 2),
        (Place::PreviousHit, 5, 1),
    ] {
        assert_eq!(go(&mut document, place), (vec![(Pane::Tree, row, row)], Some(nth)));
    }
    // Nothing is looked for any more: nothing is marked, and there is nowhere to go.
    let told = ask(&mut document, Ask::Find(None));
    assert!(last_rows(&told).expect("rows").1.iter().all(|line| !text(line).contains('⟦')));
    assert_eq!(found(&told), None);
    assert_eq!(go(&mut document, Place::NextHit), (vec![], None));
}

#[test]
fn what_is_not_there_is_not_gone_to() {
    let mut document = read("[1,2]");
    ask(&mut document, Ask::Look(looking_at(Pane::Tree)));
    let told = find(&mut document, query("3"));
    assert_eq!((at(&told), found(&told)), (vec![], Some(Found { is_done: true, ..Found::default() })));
    assert_eq!(go(&mut document, Place::PreviousHit), (vec![], None));
}

#[test]
fn a_broken_pattern_is_told_with_its_place() {
    let mut document = read("[1,2]");
    let told = find(&mut document, Query { is_regex: true, ..query("a(b") });
    let problem = found(&told).and_then(|found| found.problem);
    assert_eq!(problem.as_deref(), Some("character 2: never closed"));
    let told = find(&mut document, query(""));
    assert_eq!(found(&told).and_then(|found| found.problem).as_deref(), Some("nothing to find"));
}

#[test]
fn while_the_text_grows_there_are_more_hits() {
    let mut document = Document::default();
    document.ask(Ask::Look(looking_at(Pane::Tree)));
    document.ask(Ask::Find(Some(query("needle"))));
    for (bytes, count, gone_to) in
        [(&br#"["hay","need"#[..], 0, None), (br#"le","needle"#, 2, Some(2)), (br#"","needle"]"#, 3, None)]
    {
        document.push(bytes, 0.0).expect("short");
        let told = settle(&mut document);
        let found = found(&told).expect("told");
        assert_eq!((found.count, found.is_done), (count, true));
        assert_eq!(at(&told), gone_to.map(|row| (Pane::Tree, row, row)).into_iter().collect::<Vec<_>>());
    }
}

/// The lines of a pane, with what is looked for in brackets.
fn marked(json: &str, pane: Pane, query: Query) -> Vec<String> {
    let mut document = read(json);
    find(&mut document, query);
    lines(&mut document, looking_at(pane))
}

#[test]
fn marks_are_where_the_pattern_is() {
    let json = r#"{"na\"me":"nan \"na\"","n":1.10,"t":true,"u":"https://nana.example","d":"2026-11-25"}"#;
    let all = |pattern: &str| (query(pattern), true);
    for ((query, _), tree) in [
        (all("na"), "⟦na⟧\"me\"⟦na⟧n \"⟦na⟧\"\" n1.10 ttrue u⟦https://nana.example⟧ d2026-11-25"),
        (
            (Query { in_names: false, ..query("n") }, true),
            "na\"me\"⟦n⟧a⟦n⟧ \"⟦n⟧a\"\" n1.10 ttrue u⟦https://nana.example⟧ d2026-11-25",
        ),
        (
            (Query { in_values: false, ..query("n") }, true),
            "⟦n⟧a\"me\"nan \"na\"\" ⟦n⟧1.10 ttrue uhttps://nana.example d2026-11-25",
        ),
        // Quotes are drawn, not said.
        (all("\""), "na⟦\"⟧me\"nan ⟦\"⟧na⟦\"⟧\" n1.10 ttrue uhttps://nana.example d2026-11-25"),
        (
            (Query { is_regex: true, ..query("\"$|^n") }, true),
            "⟦n⟧a\"me\"⟦n⟧an \"na⟦\"⟧\" ⟦n⟧1.10 ttrue uhttps://nana.example d2026-11-25",
        ),
        (all("1.1"), "na\"me\"nan \"na\"\" n⟦1.1⟧0 ttrue uhttps://nana.example d2026-11-25"),
        (
            (Query { ignore_case: true, ..query("TRUE") }, true),
            "na\"me\"nan \"na\"\" n1.10 t⟦true⟧ uhttps://nana.example d2026-11-25",
        ),
        (all("-"), "na\"me\"nan \"na\"\" n1.10 ttrue uhttps://nana.example d⟦2026-11-25⟧"),
    ] {
        let drawn = marked(json, Pane::Tree, query.clone());
        assert_eq!(drawn[1..].join(" "), tree, "{query:?}");
    }
}

#[test]
fn marks_are_right_beside_escapes_and_what_has_no_shape() {
    let json = r#"["é\t\u00e9\u0000b\ud83d\ude00b"]"#;
    let tree = |pattern| marked(json, Pane::Tree, query(pattern)).remove(1);
    let pretty = |pattern| marked(json, Pane::Pretty, query(pattern)).remove(1);
    assert_eq!(tree("b"), "0\"é␉é␀⟦b⟧😀⟦b⟧\"");
    assert_eq!(pretty("b"), r#"  "é\t\u00e9\u0000⟦b⟧\ud83d\ude00⟦b⟧""#);
    assert_eq!(tree("\u{0}b😀"), "0\"é␉é⟦␀b😀⟧b\"");
    assert_eq!(pretty("\u{0}b😀"), r#"  "é\t\u00e9⟦\u0000b\ud83d\ude00⟧b""#);
    assert_eq!(tree("é"), "0\"⟦é⟧␉⟦é⟧␀b😀b\"");
    assert_eq!(pretty("é"), r#"  "⟦é⟧\t⟦\u00e9⟧\u0000b\ud83d\ude00b""#);
    // What is drawn for a character is not looked for.
    assert!(!tree("␀").contains('⟦') && !pretty("u00e9").contains('⟦'));
}

/// In the text as it was sent, also where a long line goes on in another row.
#[test]
fn marks_are_in_what_was_sent() {
    let sent = |json: &str, query: Query| marked(json, Pane::Sent, query);
    let json = "{\"n\\u0061\": [\"na\",\n 1.10,\"b\\\"a\"],\"a\":true}";
    let found = |pattern| sent(json, query(pattern)).join("\n");
    assert_eq!(found("a"), "{\"n⟦\\u0061⟧\": [\"n⟦a⟧\",\n 1.10,\"b\\\"⟦a⟧\"],\"⟦a⟧\":true}");
    assert_eq!(found("1.1"), "{\"n\\u0061\": [\"na\",\n ⟦1.1⟧0,\"b\\\"a\"],\"a\":true}");
    assert_eq!(found("\"a"), "{\"n\\u0061\": [\"na\",\n 1.10,\"b⟦\\\"a⟧\"],\"a\":true}");
    assert_eq!(
        sent(json, Query { in_names: false, ..query("a") }).join("\n"),
        "{\"n\\u0061\": [\"n⟦a⟧\",\n 1.10,\"b\\\"⟦a⟧\"],\"a\":true}"
    );
    let long = format!("[\"{}needle{}\"]", "-".repeat(395), "-".repeat(500));
    let rows = sent(&long, query("needle"));
    assert!(
        rows[0].ends_with("-⟦nee⟧") && rows[1].starts_with("⟦dle⟧-") && !rows[2].contains('⟦'),
        "{rows:?}"
    );
    // A literal is looked for in a long string, an expression only in what would be shown of it elsewhere: it may take too long.
    let long = format!("[\"{}needle\"]", "-".repeat(3_010));
    for (is_regex, is_marked) in [(false, true), (true, false)] {
        let rows = sent(&long, Query { is_regex, ..query("needle") });
        assert_eq!(rows.iter().any(|row| row.contains("⟦needle⟧")), is_marked, "{rows:?}");
    }
    let rows = sent(&format!("[{}\"x\"]", "{\"a\":[[]]},".repeat(200)), query("x"));
    assert_eq!(rows.iter().filter(|row| row.contains("⟦x⟧")).count(), 1);
}

#[test]
fn in_a_table_a_cell_is_marked_as_a_whole() {
    assert_eq!(marked(r#"[{"a":"xyz","b":1},{"a":"z"}]"#, Pane::Table, query("y")), ["⟦xyz⟧1", "z"]);
}

#[test]
fn each_pane_goes_to_the_row_of_the_hit() {
    let json = "{\"a\":\n [{\"k\":1},\n {\"k\":\n {\"l\":\"x\"}}]}";
    for (pane, row) in [(Pane::Tree, 5), (Pane::Table, 1), (Pane::Pretty, 7), (Pane::Sent, 3)] {
        let mut document = read(json);
        document.ask(Ask::Arrange(Arrange::Levels(0)));
        ask(&mut document, Ask::Look(looking_at(pane)));
        let told = find(&mut document, query("x"));
        assert_eq!(at(&told), [(pane, row, 6)]);
        let told = ask(&mut document, Ask::Go(pane, Place::NextHit));
        assert_eq!(at(&told), [(pane, row, 6)]);
    }
}

/// Going somewhere waits until the rows of the pane are counted so far, whether it is looked at or not.
#[test]
fn no_place_is_lost_because_its_row_is_not_known_yet() {
    let json = format!("[{}{{\"x\":7}}]", "{\"y\":\n1},\n".repeat(5000));
    let node = 10_002;
    for (pane, row) in
        [(Pane::Table, 5_000), (Pane::Pretty, 15_002), (Pane::Sent, 10_000), (Pane::Tree, 5_002)]
    {
        let mut document = read(&json);
        ask(&mut document, Ask::Look(looking_at(Pane::Tree)));
        ask(&mut document, Ask::Arrange(Arrange::Levels(1)));
        document.ask(Ask::Go(pane, Place::Node(node)));
        assert_eq!(at(&document.tell()).len(), usize::from(pane == Pane::Tree), "{pane:?}");
        document.ask(Ask::Go(pane, Place::Node(node)));
        assert_eq!(at(&settle(&mut document)), [(pane, row, node)]);
        // The hit is found long before its row is counted.
        let mut document = read(&json);
        document.ask(Ask::Look(looking_at(pane)));
        document.ask(Ask::Find(Some(query("7"))));
        assert_eq!(at(&settle(&mut document)).last().map(|at| (at.0, at.2)), Some((pane, node)));
    }
}

#[test]
fn what_comes_later_is_gone_to_when_it_comes() {
    let mut document = Document::default();
    document.ask(Ask::Look(looking_at(Pane::Table)));
    document.ask(Ask::Find(Some(query("x"))));
    document.push(b"[{\"a\":\"x\"", 0.0).expect("short");
    assert_eq!(at(&settle(&mut document)), []);
    document.push(b"}", 0.0).expect("short");
    assert_eq!(at(&settle(&mut document)), [(Pane::Table, 0, 2)]);
}
