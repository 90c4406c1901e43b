//! Files: byte for byte what they should be, in pieces.

use super::*;
use crate::json::tests::json_text;
use proptest::prelude::*;

/// The question that a file is the answer to.
const ID: QuestionId = QuestionId(7);

/// A spreadsheet knows UTF-8 by the mark, and splits at the separator that its language has.
#[test]
fn files_for_spreadsheets_have_a_mark_and_their_separator() {
    let mut document = read(r#"[{"name":"Montréal","note":"a;b"}]"#);
    for (dialect, csv) in [
        (CsvDialect::Plain, "name,note\r\nMontréal,a;b\r\n"),
        (CsvDialect::Commas, "\u{feff}name,note\r\nMontréal,a;b\r\n"),
        (CsvDialect::Semicolons, "\u{feff}name;note\r\nMontréal;\"a;b\"\r\n"),
        (CsvDialect::Tabs, "\u{feff}name\tnote\r\nMontréal\ta;b\r\n"),
    ] {
        assert_eq!(file(&mut document, Save::Csv(dialect)), csv, "{dialect:?}");
    }
}

/// The pieces of a file, and what was told while it was made.
fn saved(document: &mut Document, save: Save) -> (Vec<Vec<u8>>, Vec<Tell>) {
    document.ask(Ask::Save(ID, save));
    let (mut pieces, mut told) = (Vec::new(), Vec::new());
    for _ in 0..MANY {
        let has_more = document.step(1 << 16);
        pieces.extend(document.take_piece());
        told.extend(document.tell());
        if !has_more {
            return (pieces, told);
        }
    }
    panic!("there is always more to do");
}

fn file(document: &mut Document, save: Save) -> String {
    let (pieces, told) = saved(document, save);
    assert!(told.contains(&Tell::Saved(ID)), "{save:?}");
    String::from_utf8(pieces.concat()).expect("UTF-8")
}

const JSON: &str =
    "{\"data\": [ {\"n\":2, \"s\":\"\\u00e9,\"},\n{\"n\":10,\"t\":[1, 2]},{\"n\":1.0} ],\"x\":{}}";

#[test]
fn files_are_made_of_the_document() {
    let mut document = read(JSON);
    assert_eq!(file(&mut document, Save::Sent), JSON);
    let pretty = "{
  \"data\": [
    {
      \"n\": 2,
      \"s\": \"\\u00e9,\"
    },
    {
      \"n\": 10,
      \"t\": [
        1,
        2
      ]
    },
    {
      \"n\": 1.0
    }
  ],
  \"x\": {}
}";
    assert_eq!(file(&mut document, Save::Pretty), pretty);
    let lines = "{\"n\":2,\"s\":\"\\u00e9,\"}\n{\"n\":10,\"t\":[1,2]}\n{\"n\":1.0}\n";
    assert_eq!(file(&mut document, Save::Lines), lines);
    assert_eq!(
        file(&mut document, Save::Csv(CsvDialect::Plain)),
        "n,s,t\r\n2,\"é,\",\r\n10,,\"[1,2]\"\r\n1.0,,\r\n"
    );
    for change in [Columns::Hide(1), Columns::Left(2)] {
        document.ask(Ask::Table(change));
    }
    document.ask(Ask::Table(Columns::Sort(Some((0, true)))));
    assert_eq!(file(&mut document, Save::Csv(CsvDialect::Plain)), "t,n\r\n\"[1,2]\",10\r\n,2\r\n,1.0\r\n");
}

#[test]
fn of_nothing_there_is_an_empty_file_and_of_no_array_none() {
    for save in [Save::Sent, Save::Pretty] {
        assert_eq!(file(&mut read(""), save), "", "{save:?}");
    }
    for (json, save) in [("{}", Save::Csv(CsvDialect::Plain)), ("7", Save::Lines)] {
        let (pieces, told) = saved(&mut read(json), save);
        assert!(pieces.is_empty() && told.contains(&Tell::NotSaved(ID)), "{json} {save:?}");
        assert!(!told.contains(&Tell::Saved(ID)), "{json} {save:?}");
    }
    assert_eq!(file(&mut read("oops"), Save::Pretty), "oops");
}

/// A part of a document looks like a whole one: no file is made of it.
#[test]
fn a_file_is_made_when_all_has_come() {
    for save in [Save::Sent, Save::Pretty, Save::Lines, Save::Csv(CsvDialect::Plain)] {
        let mut document = Document::default();
        document.push(b"[{\"a\":1},", 0.0).expect("short");
        document.ask(Ask::Look(looking_at(Pane::Table)));
        document.ask(Ask::Save(ID, save));
        let told = settle(&mut document);
        assert!(told.contains(&Tell::Saving(ID, 0)), "{save:?}");
        assert_eq!(document.take_piece(), None, "{save:?}");
        document.push(b"{\"b\":2}]", 0.0).expect("short");
        document.finish(0.0);
        let told = settle(&mut document);
        assert!(!told.contains(&Tell::Saved(ID)), "{save:?}");
        let expected = match save {
            Save::Sent => "[{\"a\":1},{\"b\":2}]",
            Save::Pretty => "[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": 2\n  }\n]",
            Save::Lines => "{\"a\":1}\n{\"b\":2}\n",
            Save::Csv(_) => "a,b\r\n1,\r\n,2\r\n",
        };
        assert_eq!(document.take_piece().as_deref(), Some(expected.as_bytes()), "{save:?}");
        assert!(settle(&mut document).contains(&Tell::Saved(ID)), "{save:?}");
    }
}

#[test]
fn pieces_leave_before_the_next_is_made() {
    let json = format!("[{}1]", "{\"name\":\"value\",\"number\":12345},".repeat(100_000));
    for save in [Save::Sent, Save::Pretty, Save::Lines, Save::Csv(CsvDialect::Plain)] {
        let mut document = read(&json);
        let (pieces, told) = saved(&mut document, save);
        let made: usize = pieces.iter().map(Vec::len).sum();
        let whole = &pieces[..pieces.len() - 1];
        assert!(!whole.is_empty() && whole.iter().all(|piece| piece.len() >> 16 == 16), "{save:?}");
        let progress: Vec<u64> = told
            .iter()
            .filter_map(|tell| match tell {
                Tell::Saving(_, made) => Some(*made),
                _ => None,
            })
            .collect();
        assert!(progress.is_sorted() && progress.last().is_some_and(|last| *last < made as u64), "{save:?}");
        assert_eq!(told.iter().filter(|tell| **tell == Tell::Saved(ID)).count(), 1, "{save:?}");
    }
}

#[test]
fn nothing_more_is_made_of_a_file_that_nobody_wants() {
    let mut document = read(&format!("[{}1]", "1,".repeat(100_000)));
    document.ask(Ask::Save(ID, Save::Pretty));
    document.step(WORK);
    document.ask(Ask::StopSaving);
    let told = settle(&mut document);
    assert!(told.iter().all(|tell| !matches!(tell, Tell::Saving(..) | Tell::Saved(_))));
    assert_eq!(document.take_piece(), None);
}

#[test]
fn a_table_that_becomes_another_does_not_change_its_file() {
    let mut document = read(r#"[{"a":[{"x":1}]},{"a":5}]"#);
    document.ask(Ask::Save(ID, Save::Csv(CsvDialect::Plain)));
    document.step(60);
    document.step(1);
    document.ask(Ask::Table(Columns::Of(2)));
    settle(&mut document);
    let piece = document.take_piece().expect("all of it");
    assert_eq!(String::from_utf8_lossy(&piece), "a\r\n\"[{\"\"x\"\":1}]\"\r\n5\r\n");
}

proptest! {
    #[test]
    fn pretty_files_are_those_of_serde_json(json in json_text(true)) {
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let mut document = read(&value.to_string());
        let pretty = serde_json::to_string_pretty(&value).expect("a value");
        prop_assert_eq!(file(&mut document, Save::Pretty), pretty);
    }
}
