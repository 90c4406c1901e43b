//! The table: which array it is, its columns, its order, and what is told of it.

use super::*;

const ROWS: &str =
    r#"[{"id":3,"who":{"name":"c"}},{"id":1,"note":null},{"who":{"name":"a"}},{"id":10,"id":2}]"#;

fn table(document: &mut Document) -> Vec<String> {
    let told = ask(document, Ask::Look(looking_at(Pane::Table)));
    cells(&told)
}

/// A line for each row: its number, and its cells.
fn cells(told: &[Tell]) -> Vec<String> {
    let (_, lines) = last_rows(told).expect("rows");
    let cell = |span: &Span| if span.mark == Mark::Missing { "-" } else { &*span.text }.to_owned();
    let row = |line: &Line| {
        format!("{}: {}", line.position, line.spans.iter().map(cell).collect::<Vec<_>>().join(" "))
    };
    lines.iter().map(row).collect()
}

fn titles(head: &TableHead) -> Vec<&str> {
    head.columns.iter().map(|column| &*column.title).collect()
}

#[test]
fn the_array_that_a_person_means_is_the_table() {
    for (json, path, rows) in [
        (ROWS, "$", 4),
        (r#"{"total":2,"data":[{"a":1},{"a":2}]}"#, "$['data']", 2),
        (r#"{"other":[{"a":1}],"data":[]}"#, "$['data']", 0),
        (r#"{"numbers":[1],"things":[{"a":1}]}"#, "$['things']", 1),
        // Cut off before the root could say so.
        (r#"{"things":[{"a":1},{"a":"#, "$['things']", 2),
        ("[]", "$", 0),
    ] {
        let mut document = read(json);
        let told = ask(&mut document, Ask::Look(looking_at(Pane::Table)));
        let heads = heads(&told);
        assert_eq!(heads.last().map(|head| &*head.path), Some(path), "{json}");
        assert_eq!(last_rows(&told).map(|(total, _)| total), Some(rows), "{json}");
    }
    for json in ["{}", "7", "{\"a\":{\"b\":[1]}}", "<html>", ""] {
        let told = ask(&mut read(json), Ask::Look(looking_at(Pane::Table)));
        assert_eq!((heads(&told), last_rows(&told)), (vec![], Some((0, &[][..]))), "{json}");
    }
}

#[test]
fn a_row_has_a_span_for_each_column() {
    let mut document = read(ROWS);
    assert_eq!(table(&mut document), ["1: 3 c -", "2: 1 - null", "3: - a -", "4: 2 - -"]);
    let look = Look { first: 1, count: 2, first_column: 1, columns: 1, ..looking_at(Pane::Table) };
    let told = ask(&mut document, Ask::Look(look));
    assert_eq!(cells(&told), ["2: -", "3: a"]);
    let told = ask(&mut document, Ask::Look(Look { first_column: u32::MAX, columns: u32::MAX, ..look }));
    assert_eq!(cells(&told), ["2: ", "3: "]);
}

#[test]
fn columns_are_chosen_and_moved_one_change_at_a_time() {
    use Columns::{All, Hide, Left, None, Right, Show};
    let mut document = read(ROWS);
    table(&mut document);
    for (change, order, chosen) in [
        (Right(0), vec![1, 0, 2], vec![1, 0, 2]),
        (Left(1), vec![1, 0, 2], vec![1, 0, 2]),
        (Right(2), vec![1, 0, 2], vec![1, 0, 2]),
        (Hide(0), vec![1, 0, 2], vec![1, 2]),
        (Hide(0), vec![1, 0, 2], vec![1, 2]),
        // Over one that is hidden to the next that is shown.
        (Left(2), vec![2, 1, 0], vec![2, 1]),
        (Show(0), vec![2, 1, 0], vec![2, 1, 0]),
        (None, vec![2, 1, 0], vec![]),
        (Left(0), vec![2, 1, 0], vec![]),
        (Show(1), vec![2, 1, 0], vec![1]),
        (Show(7), vec![2, 1, 0], vec![1]),
        (Left(7), vec![2, 1, 0], vec![1]),
        (All, vec![2, 1, 0], vec![2, 1, 0]),
        (Show(1), vec![2, 1, 0], vec![2, 1, 0]),
    ] {
        let told = ask(&mut document, Ask::Table(change.clone()));
        let head = heads(&told).pop().expect("a head");
        assert_eq!((head.order, head.chosen), (order, chosen), "{change:?}");
    }
    assert_eq!(table(&mut document), ["1: - c 3", "2: null - 1", "3: - a -", "4: - - 2"]);
}

#[test]
fn columns_that_come_later_are_shown_unless_some_were_chosen() {
    let parts: [&[u8]; 2] = [br#"[{"a":1,"b":2},"#, br#"{"c":3}]"#];
    for (changes, expected) in [
        (vec![Columns::Right(0)], vec![1, 0, 2]),
        (vec![Columns::Hide(0)], vec![1]),
        (vec![Columns::Hide(0), Columns::All], vec![0, 1, 2]),
    ] {
        let mut document = Document::default();
        document.push(parts[0], 0.0).expect("short");
        ask(&mut document, Ask::Look(looking_at(Pane::Table)));
        for change in &changes {
            ask(&mut document, Ask::Table(change.clone()));
        }
        document.push(parts[1], 0.0).expect("short");
        document.finish(0.0);
        let told = ask(&mut document, Ask::Look(looking_at(Pane::Table)));
        let told = [told, ask(&mut document, Ask::Greet)].concat();
        assert_eq!(heads(&told).last().map(|head| &head.chosen), Some(&expected), "{changes:?}");
    }
}

#[test]
fn a_cell_is_what_is_said_without_quotes() {
    let long = "x".repeat(300);
    let mut document = read(&format!(r#"["\"q\"",[1,2],{{"in":{{}}}},true,"{long}","a\tb"]"#));
    let rows = table(&mut document);
    assert_eq!(rows[..4], ["1: \"q\" -", "2: [2] -", "3: - {0}", "4: true -"]);
    assert_eq!(rows[4], format!("5: {}… -", "x".repeat(199)));
    assert_eq!(rows[5], "6: a␉b -");
}

#[test]
fn rows_are_in_the_order_of_a_column() {
    let mut document = read(ROWS);
    table(&mut document);
    for (wish, expected) in [
        (Some((0, false)), [2, 4, 1, 3]),
        (Some((0, true)), [1, 4, 2, 3]),
        (Some((1, false)), [3, 1, 2, 4]),
        (Some((99, false)), [1, 2, 3, 4]),
        (None, [1, 2, 3, 4]),
    ] {
        let told = ask(&mut document, Ask::Table(Columns::Sort(wish)));
        let (total, lines) = last_rows(&told).expect("rows");
        let order: Vec<u32> = lines.iter().map(|line| line.position).collect();
        assert_eq!((total, &*order), (4, &expected[..]), "{wish:?}");
        let head = heads(&told).pop().expect("a head");
        assert_eq!((head.sort, head.is_sorting), (wish, false));
        // A value is in the row that its row has come to.
        for (row, number) in expected.iter().enumerate() {
            let node = lines[row].node;
            let told = ask(&mut document, Ask::Go(Pane::Table, Place::Node(node + 1)));
            assert_eq!(at(&told), [(Pane::Table, row as u32, node + 1)], "{wish:?} {number}");
        }
    }
    // What is in no row has no place.
    assert_eq!(at(&ask(&mut document, Ask::Go(Pane::Table, Place::Node(0)))), []);
}

#[test]
fn while_the_text_grows_the_order_waits() {
    let mut document = Document::default();
    document.ask(Ask::Look(looking_at(Pane::Table)));
    document.push(br#"{"data":[{"n":2},{"n":1},{"n""#, 0.0).expect("short");
    document.ask(Ask::Table(Columns::Sort(Some((0, false)))));
    let told = settle(&mut document);
    assert_eq!(cells(&told), ["1: 2", "2: 1"]);
    let head = heads(&told).pop().expect("a head");
    assert_eq!((head.sort, head.is_sorting), (Some((0, false)), true));
    document.push(br#":0}],"#, 0.0).expect("short");
    let told = settle(&mut document);
    assert_eq!(cells(&told), ["3: 0", "2: 1", "1: 2"]);
    assert!(!heads(&told).pop().expect("a head").is_sorting);
}

#[test]
fn a_head_is_told_if_it_changed_or_a_view_begins() {
    let mut document = Document::default();
    document.ask(Ask::Look(looking_at(Pane::Table)));
    document.push(br#"[{"id":1},"#, 0.0).expect("short");
    assert_eq!(heads(&settle(&mut document)).len(), 1);
    document.push(br#"{"id":2},"#, 0.0).expect("short");
    assert_eq!(heads(&settle(&mut document)), []);
    let head = heads(&ask(&mut document, Ask::Greet)).pop().expect("a head");
    assert_eq!((titles(&head), head.columns[0].rows), (vec!["id"], 2));
    document.push(br#"{"name":"x","id":3,"id":4}"#, 0.0).expect("short");
    let told = heads(&settle(&mut document));
    assert_eq!(told.last().map(titles), Some(vec!["id", "name"]));
    // The counts are told when they are final.
    document.push(br#",{"id":5},{"id":6}]"#, 0.0).expect("short");
    let head = heads(&settle(&mut document)).pop().expect("a head");
    assert_eq!((head.columns[0].rows, head.columns[1].rows, head.repeats), (5, 1, 1));
    document.finish(0.0);
    assert_eq!(heads(&settle(&mut document)), []);
}

#[test]
fn columns_are_as_wide_as_their_titles_and_first_rows() {
    let wide = "é".repeat(17);
    let rows: String = (0..50).map(|row| format!(r#",{{"late":"{}"}}"#, "y".repeat(row / 45 * 30))).collect();
    let json = format!(r#"[{{"a":1,"title":"","text":"{wide}","long":"{}"}}{rows}]"#, wide.repeat(9));
    let told = ask(&mut read(&json), Ask::Look(looking_at(Pane::Table)));
    let head = heads(&told).pop().expect("a head");
    let widths: Vec<u32> = head.columns.iter().map(|column| column.width).collect();
    assert_eq!((titles(&head), widths), (vec!["a", "title", "text", "long", "late"], vec![4, 7, 18, 18, 6]));
}

#[test]
fn another_array_is_another_table() {
    let mut document = read(r#"[{"a":[{"x":7},{"x":8,"y":9}]},{"a":5}]"#);
    table(&mut document);
    ask(&mut document, Ask::Table(Columns::None));
    ask(&mut document, Ask::Table(Columns::Sort(Some((0, true)))));
    let told = ask(&mut document, Ask::Table(Columns::Of(2)));
    let head = heads(&told).pop().expect("a head");
    assert_eq!((&*head.path, titles(&head), head.sort), ("$[0]['a']", vec!["x", "y"], None));
    assert_eq!(cells(&told), ["1: 7 -", "2: 8 9"]);
    // Of what is no array, the one that it lies in; of what is not there, all stays as it was.
    for (node, array) in [(4, 2), (99, 2), (1, 0), (99, 0), (3, 2)] {
        let told = ask(&mut document, Ask::Table(Columns::Of(node)));
        assert_eq!(heads(&told).pop().map(|head| head.array), Some(array), "{node}");
    }
    let mut document = read(r#"{"a":{"b":7}}"#);
    assert_eq!(heads(&ask(&mut document, Ask::Table(Columns::Of(2)))), []);
}

#[test]
fn an_array_of_scalars_has_one_column() {
    let mut document = read(r#"["b",2,"a",null]"#);
    assert_eq!(table(&mut document), ["1: b", "2: 2", "3: a", "4: null"]);
    let told = ask(&mut document, Ask::Table(Columns::Sort(Some((0, true)))));
    assert_eq!(cells(&told), ["1: b", "3: a", "2: 2", "4: null"]);
}
