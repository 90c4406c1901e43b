//! Import circles: files that reach each other by their imports.
//!
//! `circles.txt` lists those of today. The list only gets shorter: a new circle, a file that joins one, and a listed file that
//! has left fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::imports::{Imports, Place};
use crate::{APP, House, sample};

type Circle = BTreeSet<String>;

/// The strongly connected components of more than one file.
fn circles(house: &House) -> BTreeSet<Circle> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in house.imports.uses.keys() {
        next.entry(house.path(*from)).or_default().insert(house.path(*to));
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        next.keys().map(|from| (*from, reachable(&next, from))).collect();
    let reaches = |from: &str, to: &str| reached.get(from).is_some_and(|reached| reached.contains(to));
    let circle = |(from, reached): (&&str, &BTreeSet<&str>)| -> Circle {
        reached.iter().filter(|to| reaches(to, from)).map(|to| (*to).to_owned()).collect()
    };
    reached.iter().map(circle).filter(|circle| circle.len() > 1).collect()
}

fn reachable<'a>(next: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        for to in next.get(at).into_iter().flatten() {
            if reached.insert(*to) {
                open.push(to);
            }
        }
    }
    reached
}

/// Circles as `circles.txt` has them: a file a line, a blank line between circles.
fn listed(text: &str) -> BTreeSet<Circle> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
    let groups = lines.split(|line| line.is_empty()).filter(|group| !group.is_empty());
    groups.map(|group| group.iter().map(|&line| line.to_owned()).collect()).collect()
}

/// Says what differs, or nothing.
fn differences(house: &House, listed: &BTreeSet<Circle>) -> String {
    let mut report = String::new();
    let found = circles(house);
    let was_listed = |circle: &Circle| listed.iter().any(|listed| circle.is_subset(listed));
    for circle in found.iter().filter(|circle| !was_listed(circle)) {
        let _ = writeln!(report, "A circle that is not listed. Break one of its imports:");
        for (place, from, to) in ties(house, circle) {
            let _ = writeln!(report, "  {from}:{} imports {} of {to}", place.line, place.path);
        }
    }
    let in_one: Circle = found.iter().flatten().cloned().collect();
    for file in listed.iter().flatten().filter(|file| !in_one.contains(*file)) {
        let _ = writeln!(report, "{file} is in no circle any more. Take it out of the list.");
    }
    if report.is_empty() && found != *listed {
        let _ = writeln!(report, "A listed circle has come apart. List its parts.");
    }
    if !report.is_empty() {
        let groups = found.iter().map(|circle| circle.iter().cloned().collect::<Vec<_>>().join("\n"));
        let _ =
            write!(report, "\nThe circles that there are:\n\n{}\n", groups.collect::<Vec<_>>().join("\n\n"));
    }
    report
}

/// The imports inside a circle.
fn ties<'a>(house: &'a House, circle: &Circle) -> Vec<(&'a Place, &'a str, &'a str)> {
    let Imports { uses, .. } = &house.imports;
    let named = uses.iter().map(|((from, to), place)| (place, house.path(*from), house.path(*to)));
    named.filter(|(_, from, to)| circle.contains(*from) && circle.contains(*to)).collect()
}

#[test]
fn the_circles_are_those_that_are_listed() {
    let report = differences(&APP, &listed(include_str!("circles.txt")));
    assert!(report.is_empty(), "{report}");
}

#[test]
fn a_circle_is_found_through_what_is_handed_on() {
    let house = sample(&[
        ("src/lib.rs", "mod a; mod b; pub use b::deep::Deep; mod apart;"),
        ("src/a.rs", "use crate::Deep; pub struct A(Deep);"),
        ("src/b/mod.rs", "pub mod deep;"),
        ("src/b/deep.rs", "pub struct Deep; fn back() { let _ = vec![super::super::a::A]; }"),
        ("src/apart.rs", "use crate::a::A; #[cfg(test)] mod tests { use super::super::b::deep::Deep; }"),
    ]);
    let expected = listed("src/a.rs\nsrc/b/deep.rs\n");
    assert_eq!(circles(&house), expected);
    assert_eq!(differences(&house, &expected), "");
    let report = differences(&house, &BTreeSet::new());
    assert!(report.contains("src/a.rs:1 imports crate::Deep of src/b/deep.rs"), "{report}");
    assert!(report.contains("src/b/deep.rs:1 imports super::super::a::A of src/a.rs"), "{report}");
}

#[test]
fn declarations_tests_and_names_handed_on_are_no_imports() {
    let house = sample(&[
        ("src/lib.rs", "mod a; pub use a::{A, inner::*};"),
        ("src/a.rs", "pub mod inner; pub use inner::B; pub struct A; #[cfg(all(test, unix))] mod tests;"),
        ("src/a/inner.rs", "use crate::A; pub struct B(A); #[test] fn test() { crate::a::unknown(); }"),
    ]);
    assert_eq!(circles(&house), BTreeSet::new());
    let mut used = house.imports.uses.keys().map(|(from, to)| (house.path(*from), house.path(*to)));
    assert_eq!((used.next(), used.next()), (Some(("src/a/inner.rs", "src/a.rs")), None));
}

#[test]
fn a_list_that_is_too_long_fails() {
    let files = [
        ("src/lib.rs", "mod a; mod b;"),
        ("src/a.rs", "use crate::b::B; pub struct A;"),
        ("src/b.rs", "pub struct B;"),
    ];
    let house = sample(&files);
    let report = differences(&house, &listed("src/a.rs\nsrc/b.rs\n"));
    assert!(report.contains("src/b.rs is in no circle any more."), "{report}");
}
