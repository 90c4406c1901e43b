//! Rules for each file by itself, in all packages.

use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

use crate::files;

/// Macros that stand for code that is not written, or not meant to stay.
const UNFINISHED: [&str; 3] = ["dbg", "todo", "unimplemented"];

/// The number of lines that a file may have.
const LONGEST: usize = 400;

/// Files that have more. The list only gets shorter.
const LONGER: [&str; 4] = [
    "src/console/session.rs",
    "src/console/tests/history.rs",
    "src/console/tests/requests.rs",
    "src/json/table/tests.rs",
];

/// Every Rust file of the repository, from its root.
fn all() -> Vec<(PathBuf, String)> {
    let folders = ["benches", "fuzz", "src", "tests", "xtask"];
    let texts = folders.into_iter().flat_map(|folder| files(folder, ".rs"));
    let mut found: Vec<_> = texts.map(|(path, text)| (PathBuf::from(path), text)).collect();
    assert!(found.len() > 500, "only {} files", found.len());
    found.sort();
    found
}

/// The unfinished macros that are invoked, with their lines.
fn unfinished(tokens: TokenStream) -> Vec<(usize, String)> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => found.extend(unfinished(group.stream())),
            TokenTree::Ident(name)
                if UNFINISHED.iter().any(|macro_name| name == macro_name)
                    && matches!(tokens.get(at + 1), Some(TokenTree::Punct(mark)) if mark.as_char() == '!') =>
            {
                found.push((name.span().start().line, format!("{name}!")));
            }
            _ => {}
        }
    }
    found
}

/// What is wrong with the lengths of files.
fn wrong_lengths<'a>(files: impl Iterator<Item = (&'a Path, usize)>, longer: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut listed = longer.to_vec();
    for (file, lines) in files {
        let is_listed = listed.iter().position(|listed| file == Path::new(listed));
        match (lines > LONGEST, is_listed.map(|at| listed.swap_remove(at))) {
            (true, None) => wrong.push(format!("{} has {lines} lines, more than {LONGEST}", file.display())),
            (false, Some(_)) => wrong.push(format!("{} is short enough to be unlisted", file.display())),
            _ => {}
        }
    }
    wrong.extend(listed.iter().map(|file| format!("{file} is listed and not there")));
    wrong
}

#[test]
fn no_file_has_unfinished_code() {
    let mut found = Vec::new();
    for (file, text) in all() {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let places = unfinished(tokens);
        found.extend(places.into_iter().map(|(line, what)| format!("{}:{line}: {what}", file.display())));
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn no_file_is_longer_than_it_may_be() {
    let files = all();
    let lengths = files.iter().map(|(file, text)| (&**file, text.lines().count()));
    assert_eq!(wrong_lengths(lengths, &LONGER), [""; 0]);
}

#[test]
fn unfinished_code_is_found() {
    let text = "fn a() { if true { todo!() } }\n// todo!\nfn b() { vec![dbg!(1), unimplemented!(\"todo!\")]; todo(); }";
    let found = unfinished(text.parse().expect("tokens"));
    let expected = [(1, "todo!"), (3, "dbg!"), (3, "unimplemented!")];
    assert_eq!(found, expected.map(|(line, what)| (line, what.to_owned())));
}

#[test]
fn a_wrong_length_is_found() {
    let files = [("new.rs", 401), ("short.rs", 400), ("old.rs", 900), ("better.rs", 400)];
    let files = files.iter().map(|(file, lines)| (Path::new(*file), *lines));
    assert_eq!(
        wrong_lengths(files, &["old.rs", "better.rs", "gone.rs"]),
        [
            "new.rs has 401 lines, more than 400",
            "better.rs is short enough to be unlisted",
            "gone.rs is listed and not there",
        ]
    );
}
