//! Tests of queries: only what was edited differs.

use super::RowEdit::{Name, Remove, Value};
use super::*;
use proptest::prelude::*;

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

/// Spellings that read alike, or like nothing (URL standard, "application/x-www-form-urlencoded parsing").
const SPELLINGS: [&str; 18] = [
    "active",
    "note=",
    "=only",
    "=",
    "d=2024-01-01%20..",
    "d=2024-01-01+..",
    "t=%2F",
    "t=%2f",
    "t=/",
    "a;b=c;d",
    "q=100%",
    "q=%zz",
    "q=%FF%fe",
    "q=é%C3%A9%c3%a9",
    "q=a=b==",
    "%61=%62",
    "filters[status][]=open",
    "filters%5Bstatus%5D%5B%5D=%22o%22",
];

#[test]
fn a_row_that_comes_and_goes_changes_nothing() {
    let mut addresses = texts(&["/x", "/x?", "/x?&", "/x?a&&b", "/x?a=1&", "/x?&a=1", "/x?a=1&a=1&a=%31"]);
    addresses.extend(SPELLINGS.map(|spelling| format!("/x?{spelling}")));
    addresses.extend(SPELLINGS.map(|spelling| format!("/x?a=+&{spelling}&&b=%20&{spelling}")));
    for address in addresses {
        let mut query = Query::of(&address);
        let rows = query.pairs().len();
        query.edit(&Name(rows, "page".into()));
        query.edit(&Value(rows, "1".into()));
        assert_eq!(query.pairs()[rows], ("page".to_owned(), "1".to_owned()), "{address}");
        let longer = if address.contains('?') { format!("{address}&page=1") } else { "/x?page=1".to_owned() };
        assert_eq!(query.behind("/x"), longer);
        query.edit(&Remove(rows));
        assert_eq!(query.behind("/x"), address);
        // The same by a field of the form, and by a run through all pages.
        query.set("page", false, &texts(&["1"]));
        assert_eq!(query.behind("/x"), longer);
        query.set("page", false, &[]);
        assert_eq!(query.behind("/x"), address);
        query.set_only("page", "1");
        assert_eq!(query.behind("/x"), longer);
    }
}

#[test]
fn only_what_was_edited_differs() {
    let name = |row, name: &str| Name(row, name.into());
    let value = |row, value: &str| Value(row, value.into());
    for (before, edit, after) in [
        // The rows of the issue: a pair without `=`, an empty one, a blank as `%20`, an encoded slash.
        ("active&note=&d=1%20..&t=%2F", value(2, "1 ..2"), "active&note=&d=1%20..2&t=%2F"),
        ("active&note=&d=1%20..&t=%2F", value(0, "x"), "active=x&note=&d=1%20..&t=%2F"),
        ("active&note=&d=1%20..&t=%2F", name(0, "inactive"), "inactive&note=&d=1%20..&t=%2F"),
        ("active&note=&d=1%20..&t=%2F", name(1, "notes"), "active&notes=&d=1%20..&t=%2F"),
        ("active&note=&d=1%20..&t=%2F", Remove(0), "note=&d=1%20..&t=%2F"),
        // Inside a value, too: before and behind what is typed.
        ("q=a+b%20c%2fd", value(0, "a b cXd"), "q=a+b%20cXd"),
        ("q=a+b%20c%2fd", value(0, "a bX c/d"), "q=a+bX%20c%2fd"),
        ("q=%FF+%fe", value(0, "\u{fffd} x\u{fffd}"), "q=%FF+x%fe"),
        ("q=%c3%a9%C3%A9", value(0, "éxé"), "q=%c3%a9x%C3%A9"),
        ("q=é", value(0, "éé"), "q=éé"),
        // What stood for itself must not begin to mean something.
        ("q=%", value(0, "%41"), "q=%2541"),
        ("q=%4", value(0, "%41"), "q=%2541"),
        ("q=1", value(0, "a&b=c+d#e%\tf"), "q=a%26b%3Dc%2Bd%23e%25%09f"),
        ("a=1", name(0, "a=&"), "a%3D%26=1"),
        // Rows are those that are not empty.
        ("&&a=1&&b=2&", value(1, "3"), "&&a=1&&b=3&"),
        ("&&a=1&&b=2&", Remove(1), "&&a=1&&"),
        ("a=1&a=%31&a=1", Remove(1), "a=1&a=1"),
        ("a=%20&a=+", Remove(0), "a=+"),
        ("a=1&A=2&a=3", Remove(0), "A=2&a=3"),
        ("q=a%00b&r=%0a", value(0, "a\0bc"), "q=a%00bc&r=%0a"),
        ("=x", value(0, ""), ""),
        ("a=", name(0, ""), ""),
        ("a=1", name(0, ""), "=1"),
        ("a=1", value(5, ""), "a=1"),
        ("a=1", Remove(5), "a=1"),
    ] {
        let mut query = Query::of(&format!("/x?{before}"));
        query.edit(&edit);
        let after = if after.is_empty() { "/x".to_owned() } else { format!("/x?{after}") };
        assert_eq!(query.behind("/x"), after, "{before} {edit:?}");
    }
}

#[test]
fn what_is_set_takes_the_place_of_what_was() {
    for (before, as_array, values, after) in [
        ("a=1&x=2&b=3&x[]=4&x=5", true, &["6", "7"][..], "a=1&x[]=6&b=3&x[]=7"),
        ("a=1&x=2&b=3&x[]=4&x=5", true, &[], "a=1&b=3"),
        ("a=1&x=2&b=3&x[]=4&x=5", true, &["2", "5"], "a=1&x[]=2&b=3&x[]=5"),
        ("a=1&x=2&b=3&x[]=4&x=5", true, &["2", "4", "5"], "a=1&x=2&b=3&x[]=4&x=5"),
        ("a=1&x=2&b=3&x[]=4&x=5", false, &["6", "7"], "a=1&x=6&b=3&x[]=4&x=5"),
        ("a=1&x=2&b=3&x[]=4&x=5", false, &[], "a=1&b=3&x[]=4&x=5"),
        ("x%5B%5D=%31&y=+", true, &["1", "2"], "x%5B%5D=%31&x[]=2&y=+"),
        ("x%5b]=%31&x[]=2&y=+", true, &["2"], "x[]=2&y=+"),
        ("x=a%20b&y=%2f", false, &["a bc"], "x=a%20bc&y=%2f"),
        ("a", false, &["y z"], "a&x=y+z"),
        ("x", false, &["1"], "x=1"),
        ("x", false, &[""], "x"),
    ] {
        let mut query = Query::of(&format!("/p?{before}"));
        query.set("x", as_array, &texts(values));
        assert_eq!(query.behind("/p"), format!("/p?{after}"), "{before} {values:?}");
    }
    let mut query = Query::of("/p?page=3&q=a+b%2fc&%70age=4&&x");
    query.set_only("page", "2");
    assert_eq!(query.behind("/p"), "/p?page=2&q=a+b%2fc&&x");
}

#[test]
fn what_is_read() {
    let query = Query::of("/?x=1&x[]=2&x=3&x[][]=4&y[=5");
    assert_eq!(query.values("x", true), ["1", "2", "3"]);
    assert_eq!(query.values("x", false), ["1"]);
    assert!(query.is_array("x") && query.has("x") && !query.is_array("y") && !query.has("y"));
}

#[test]
fn filters_are_named_once() {
    let query = Query::of("/?filters[a]&filters[b][]&filters[a][]&filters[]&filters[c][d]&filters&sort");
    assert_eq!(query.filters(), ["filters[a]", "filters[b]"]);
}

proptest! {
    /// `form_urlencoded`, an independent reader, reads the same.
    #[test]
    fn it_reads_like_a_form(query in "([a-c&=+;]|%[0-9a-fA-F]{1,2}|[é\u{1f600} ]){0,24}") {
        let read: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        prop_assert_eq!(Query::of(&format!("/?{query}")).pairs(), read);
    }

    /// What is edited is read again, and the text of every other row stays.
    #[test]
    fn one_row_is_edited(
        before in "([a-c&=+]|%[0-9a-fA-F]{1,2}|é){0,24}",
        text in "([a-c&=+% #]|é){1,6}",
        row in 0..6usize,
        is_name in any::<bool>(),
    ) {
        let mut query = Query::of(&format!("/?{before}"));
        let pairs = query.pairs();
        query.edit(&if is_name { Name(row, text.clone()) } else { Value(row, text.clone()) });
        let row = row.min(pairs.len());
        let mut expected = pairs;
        if row == expected.len() {
            expected.push(Default::default());
        }
        if is_name { expected[row].0 = text } else { expected[row].1 = text }
        prop_assert_eq!(query.pairs(), expected);
        let after = query.behind("");
        let pieces = |text: &str| text.split('&').filter(|it| !it.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        let (old, new) = (pieces(&before), pieces(&after[1..]));
        for (at, piece) in old.iter().enumerate().filter(|(at, _)| *at != row) {
            prop_assert_eq!(piece, &new[at]);
        }
    }

    /// What is set is read again, and no other pair is lost, changed, moved or made up.
    #[test]
    fn only_what_is_meant_changes(
        pairs in proptest::collection::vec("[xy](\\[\\]|%5B%5d)?(=[a-c+]{0,2})?", 0..8),
        values in proptest::collection::vec("[a-c]{0,2}", 0..4),
        as_array in any::<bool>(),
    ) {
        let before = Query::of(&format!("/?{}", pairs.join("&")));
        let mut after = before.clone();
        after.set("x", as_array, &values);
        if as_array {
            prop_assert_eq!(after.values("x", true), values);
        } else if let Some(value) = values.first() {
            prop_assert_eq!(&after.values("x", false)[..1], std::slice::from_ref(value));
        }
        let others = |query: &Query| -> Vec<String> {
            let is_meant = |name: &str| name == "x" || (as_array && name == "x[]");
            query.pieces.iter().filter(|piece| !is_meant(&name_of(piece))).cloned().collect()
        };
        prop_assert_eq!(others(&after), others(&before));
        // To set what is there changes nothing at all.
        let mut same = before.clone();
        same.set("x", as_array, &before.values("x", as_array));
        prop_assert_eq!(same, before);
    }
}
