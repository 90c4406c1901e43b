//! What any view is told.

use super::*;

#[test]
fn what_is_looked_at_is_told_again_when_it_changes() {
    let mut document = Document::default();
    document.ask(Ask::Look(Look { first: 1, count: 2, ..looking_at(Pane::Tree) }));
    assert_eq!(next_rows(&mut document), Some((0, vec![])));
    document.push(b"[1,[2", 5.0).expect("short");
    assert_eq!(next_rows(&mut document), Some((3, vec!["0 1".into(), "1 [1…]    2".into()])));
    assert_eq!((next_rows(&mut document), document.tell()), (None, vec![]));
    document.push(b"],3]", 6.0).expect("short");
    document.ask(Ask::Arrange(Arrange::Open(2)));
    assert_eq!(next_rows(&mut document), Some((5, vec!["0 1".into(), "1 [1]".into()])));
    document.finish(7.0);
    let reading = document.reading();
    assert_eq!((reading.bytes, reading.values, reading.is_done), (9, 5, true));
    assert_eq!((reading.first_at, reading.last_at, reading.fault), (5.0, 7.0, None));
}

#[test]
fn what_the_bytes_are_is_told_by_the_first_thousand_of_them() {
    let mut document = Document::default();
    for (bytes, media) in [
        (&b""[..], Media::Unknown),
        (b"\xef", Media::Text),
        (b"\xbb\xbf ", Media::Text),
        (b"[1,", Media::Json),
        (b"]", Media::Json),
    ] {
        document.push(bytes, 1.0).expect("short");
        assert_eq!(document.reading().media, media, "{bytes:?}");
    }
    assert!(document.reading().fault.is_some());
}

#[test]
fn a_document_without_bytes_is_empty() {
    let mut document = Document::default();
    document.finish(1.0);
    assert_eq!((document.reading().media, document.reading().fault), (Media::Empty, None));
}

#[test]
fn values_are_copied_as_they_read_and_as_they_were_sent() {
    let mut document = Document::default();
    document.push(br#"{"a b":["\u00e9\n",1.10,{"x": 1}]}"#, 0.0).expect("short");
    document.finish(0.0);
    for (node, what, expected) in [
        (2, What::Value, "é\n"),
        (3, What::Value, "1.10"),
        (4, What::Value, "{\"x\": 1}"),
        (1, What::Name, "a b"),
        (3, What::Name, "1"),
        (5, What::JsonPath, "$['a b'][2]['x']"),
        (5, What::Jq, ".\"a b\"[2].x"),
        (5, What::JavaScript, "json[\"a b\"][2].x"),
        (5, What::Pointer, "/a b/2/x"),
    ] {
        document.tell();
        let id = QuestionId(node);
        document.ask(Ask::Text(id, node, what));
        assert_eq!(document.tell(), [Tell::Text(id, Some(expected.into()))], "{node} {what:?}");
    }
}

#[test]
fn going_to_a_value_opens_what_is_around_it() {
    let json = format!("[{}1]", "[[1,\"x\"],2],".repeat(200));
    for (levels, place, row, node) in [
        (1, Place::Node(4), 4, 4),
        (1, Place::Parent(4), 2, 2),
        (0, Place::Seen(4), 0, 0),
        (1, Place::Seen(4), 1, 1),
        (9, Place::Seen(4), 4, 4),
        (9, Place::Initial(0, "1".into()), 3, 3),
        (9, Place::Initial(0, "X".into()), 4, 4),
        (9, Place::Initial(4, "x".into()), 9, 9),
    ] {
        let mut document = read(&json);
        document.ask(Ask::Arrange(Arrange::Levels(levels)));
        document.ask(Ask::Go(Pane::Tree, place.clone()));
        assert_eq!(at(&document.tell()), [(Pane::Tree, row, node)], "{place:?}");
    }
}

/// However quickly one types, the same row is come to: a longer beginning does not leave the row that it fits.
#[test]
fn a_longer_beginning_goes_on_from_the_shorter_one() {
    let mut document = read(r#"{"id":1,"other":{"id":2},"idle":3}"#);
    ask(&mut document, Ask::Look(looking_at(Pane::Tree)));
    let mut go = |from, initial: &str| {
        let told = ask(&mut document, Ask::Go(Pane::Tree, Place::Initial(from, initial.into())));
        at(&told).first().map(|(_, _, node)| *node)
    };
    for (from, initial, node) in [
        (0, "i", 1),
        (1, "id", 1),
        (0, "id", 1),
        (1, "i", 3),
        (3, "id", 3),
        (1, "idl", 4),
        (4, "id", 4),
        (4, "i", 1),
    ] {
        assert_eq!(go(from, initial), Some(node), "{from} {initial}");
    }
}

/// One question tells where a value is and whether it may be an id. Only what is short and says what an id may say is told.
#[test]
fn one_question_inspects_a_value() {
    let long = "7".repeat(101);
    let json = format!(
        r#"{{"a/b":[{{"id":9007199254740993,"vendor":{{"id":"x-1"}}}}],"id":null,"user_id":1.5,"b_id":"{long}","c_id":{{}},"n":7}}"#
    );
    let mut document = read(&json);
    document.tell();
    let id = |names: &[&str], id: &str| {
        Some((names.iter().map(|name| (*name).to_owned()).collect(), id.to_owned()))
    };
    for (node, json_path, pointer, expected) in [
        (0, "$", "", None),
        (1, "$['a/b']", "/a~1b", None),
        (3, "$['a/b'][0]['id']", "/a~1b/0/id", id(&["a/b", "id"], "9007199254740993")),
        (5, "$['a/b'][0]['vendor']['id']", "/a~1b/0/vendor/id", id(&["a/b", "vendor", "id"], "x-1")),
        (6, "$['id']", "/id", None),
        (7, "$['user_id']", "/user_id", None),
        (8, "$['b_id']", "/b_id", None),
        (9, "$['c_id']", "/c_id", None),
        (10, "$['n']", "/n", None),
    ] {
        document.ask(Ask::Inspect(QuestionId(node + 1), node));
        let (json_path, pointer) = (json_path.to_owned(), pointer.to_owned());
        let inspection = Inspection { node, json_path, pointer, id: expected };
        assert_eq!(document.tell(), [Tell::Inspected(QuestionId(node + 1), inspection)]);
    }
}
