//! Every step is bounded, and nothing that is asked of any bytes is wrong or ends the program.

use super::*;
use crate::json::tests::json_text;
use proptest::prelude::*;

const PANES: [Pane; 4] = [Pane::Tree, Pane::Table, Pane::Pretty, Pane::Sent];

/// A document of about 100 kB.
fn large() -> String {
    let row =
        |row: usize| format!("{{\"id\":{},\"name\":\"row {row}\",\"in\":{{\"n\":null}}}}", row * 7919 % 2000);
    format!("[{}]", (0..2000).map(row).collect::<Vec<_>>().join(",\n"))
}

#[test]
fn all_ends_after_steps_in_proportion_to_the_text() {
    let json = large();
    for pane in PANES {
        let mut document = read(&json);
        document.ask(Ask::Look(looking_at(pane)));
        document.ask(Ask::Find(Some(query("row 1999"))));
        document.ask(Ask::Table(Columns::Sort(Some((0, false)))));
        document.ask(Ask::Save(QuestionId(1), Save::Csv(CsvDialect::Plain)));
        let (mut steps, mut made) = (0, 0);
        while document.step(WORK) {
            steps += 1;
            made += document.take_piece().map_or(0, |piece| piece.len());
            assert!(steps < 20 * json.len() / WORK, "{pane:?}");
        }
        made += document.take_piece().map_or(0, |piece| piece.len());
        assert!(steps > 20, "{pane:?}: {steps}");
        let told = document.tell();
        assert!(told.contains(&Tell::Saved(QuestionId(1))), "{pane:?}");
        assert_eq!(found(&told).map(|found| (found.count, found.is_done)), Some((1, true)));
        assert!(made > 2000 * 10, "{pane:?}");
        // Nothing is done twice, and nothing told.
        assert!(!document.step(WORK));
        assert_eq!(document.tell(), []);
    }
}

#[test]
fn a_step_of_any_size_ends_in_the_same() {
    let json = &large()[..20_000];
    let after = |work: usize| {
        PANES.map(|pane| {
            let mut document = read(json);
            document.ask(Ask::Look(looking_at(pane)));
            document.ask(Ask::Table(Columns::Sort(Some((0, true)))));
            document.ask(Ask::Find(Some(query("7"))));
            let mut steps = 0;
            while document.step(work) {
                steps += 1;
                assert!(steps < 4 * MANY, "{pane:?}");
            }
            let told = document.tell();
            let (total, lines) = last_rows(&told).expect("rows");
            (total, lines.to_vec(), found(&told), heads(&told))
        })
    };
    let expected = after(usize::MAX / 2);
    assert!(expected.iter().all(|(total, ..)| *total > 100));
    for work in [1, 3, 31, 1000] {
        assert_eq!(after(work), expected, "{work}");
    }
}

#[test]
fn no_more_rows_are_made_than_a_screen_has() {
    let mut document = read(&large());
    for pane in PANES {
        let look = Look { pane, first: 0, count: u32::MAX, first_column: 0, columns: u32::MAX };
        let told = ask(&mut document, Ask::Look(look));
        let (total, lines) = last_rows(&told).expect("rows");
        assert!(total >= 2000 && lines.len() == 1000, "{pane:?}");
        assert!(told.iter().all(|tell| !matches!(tell, Tell::Rows { look, .. } if look.count != 1000)));
        for first in [total, total + 1, u32::MAX] {
            let told = ask(&mut document, Ask::Look(Look { first, ..look }));
            assert_eq!(last_rows(&told), Some((total, &[][..])), "{pane:?} {first}");
        }
        let told = ask(&mut document, Ask::Look(Look { first: total - 1, ..look }));
        assert_eq!(last_rows(&told).map(|(_, lines)| lines.len()), Some(1), "{pane:?}");
    }
}

#[test]
fn names_are_repeated_whatever_rows_are_between() {
    let json = r#"{"a":{"x":1,"y":2,"x":3},"b":{"x":1},"a":{"y":1,"y":2}}"#;
    let mut document = read(json);
    let told = ask(&mut document, Ask::Look(looking_at(Pane::Tree)));
    let (_, lines) = last_rows(&told).expect("rows");
    let repeated = lines.iter().filter(|line| line.spans.iter().any(|span| span.mark == Mark::RepeatedKey));
    assert_eq!(repeated.map(|line| line.node).collect::<Vec<_>>(), [1, 2, 4, 7, 8, 9]);
}

fn any_ask() -> impl Strategy<Value = Ask> {
    let node = || prop_oneof![8 => 0_u32..40, 1 => any::<u32>()];
    let pane = || proptest::sample::select(&PANES[..]);
    let number = || prop_oneof![4 => 0_u32..60, 1 => any::<u32>()];
    let look = (pane(), number(), number(), number(), number()).prop_map(
        |(pane, first, count, first_column, columns)| Look { pane, first, count, first_column, columns },
    );
    let arrange = (0..6, node()).prop_map(|(which, node)| match which {
        0 => Arrange::Toggle(node),
        1 => Arrange::Open(node),
        2 => Arrange::Close(node),
        3 => Arrange::OpenBelow(node),
        4 => Arrange::OpenBeside(node),
        _ => Arrange::Levels(node),
    });
    let place = (0..5, node(), "[a-zé\"0-9]{0,2}").prop_map(|(which, node, initial)| match which {
        0 => Place::Node(node),
        1 => Place::Parent(node),
        2 => Place::NextHit,
        3 => Place::PreviousHit,
        _ => Place::Initial(node, initial),
    });
    let what = proptest::sample::select(
        &[What::Value, What::Name, What::JsonPath, What::Jq, What::JavaScript, What::Pointer][..],
    );
    let query = ("[a-z\\\\u0-9\".*é(\u{0}]{0,3}", any::<[bool; 4]>()).prop_map(
        |(pattern, [is_regex, ignore_case, in_names, in_values])| Query {
            pattern,
            is_regex,
            ignore_case,
            in_names,
            in_values,
        },
    );
    let columns = prop_oneof![
        node().prop_map(Columns::Of),
        (0..6_usize, number()).prop_map(|(change, column)| match change {
            0 => Columns::All,
            1 => Columns::None,
            2 => Columns::Show(column),
            3 => Columns::Hide(column),
            4 => Columns::Left(column),
            _ => Columns::Right(column),
        }),
        proptest::option::of((number(), any::<bool>())).prop_map(Columns::Sort),
    ];
    let save =
        proptest::sample::select(&[Save::Sent, Save::Pretty, Save::Lines, Save::Csv(CsvDialect::Plain)][..]);
    prop_oneof![
        1 => Just(Ask::Greet),
        4 => look.prop_map(Ask::Look),
        2 => arrange.prop_map(Ask::Arrange),
        3 => (pane(), place).prop_map(|(pane, place)| Ask::Go(pane, place)),
        1 => (node(), what).prop_map(|(node, what)| Ask::Text(QuestionId(2), node, what)),
        1 => node().prop_map(|node| Ask::Inspect(QuestionId(3), node)),
        2 => proptest::option::of(query).prop_map(Ask::Find),
        2 => columns.prop_map(Ask::Table),
        1 => save.prop_map(|save| Ask::Save(QuestionId(4), save)),
        1 => Just(Ask::StopSaving),
        1 => Just(Ask::Pour),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    /// Whatever is asked of whatever text, however it comes: rows are within what there is, and all ends.
    #[test]
    fn any_asks_of_any_text_are_answered(
        text in prop_oneof![
            6 => json_text(true).prop_map(String::into_bytes),
            1 => proptest::collection::vec(any::<u8>(), 0..60),
        ],
        wraps in 0_usize..3,
        cut in prop_oneof![Just(usize::MAX), 0_usize..200],
        asks in proptest::collection::vec((any_ask(), 0_usize..40, 0_usize..2000), 0..30),
    ) {
        let whole = match wraps {
            0 => text,
            1 => [b"{\"data\":[", &*text, b",", &*text, b"]}"].concat(),
            _ => [b"\xef\xbb\xbf[{\"a\":", &*text, b",\"a\":", &*text, b"},\n", &*text, b"]"].concat(),
        };
        let mut rest = &whole[..cut.min(whole.len())];
        let mut document = Document::default();
        let mut told = Vec::new();
        for (ask, length, work) in asks {
            let (chunk, others) = rest.split_at(length.min(rest.len()));
            rest = others;
            document.push(chunk, 0.0).expect("short");
            document.ask(ask);
            document.step(work);
            document.take_piece();
            told.extend(document.tell());
        }
        document.push(rest, 0.0).expect("short");
        document.finish(0.0);
        told.extend(document.tell());
        for _ in 0..MANY {
            let has_more = document.step(WORK);
            document.take_piece();
            told.extend(document.tell());
            if !has_more {
                break;
            }
        }
        prop_assert!(!document.step(WORK));
        prop_assert_eq!(document.tell(), []);
        for tell in told {
            if let Tell::Rows { look, total, lines } = tell {
                let expected = total.saturating_sub(look.first).min(look.count);
                prop_assert_eq!(lines.len() as u32, expected, "{:?}", look);
                prop_assert!(look.pane != Pane::Table || lines.iter().all(|line| line.spans.len() <= look.columns as usize));
            }
        }
    }
}
