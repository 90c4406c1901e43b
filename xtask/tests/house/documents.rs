//! Rules for the documents: what they name exists, and what they promise is what the code does.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use procore_console::console::Route;

use crate::{files, read, root};

/// What ARCHITECTURE.md may have, in lines and in columns: it is read in one sitting.
const LONGEST: (usize, usize) = (150, 120);

fn document(name: &str) -> String {
    read(Path::new(name)).unwrap_or_else(|| panic!("there is no {name}"))
}

/// The documents of the repository, by their paths from its root.
fn documents() -> Vec<(String, String)> {
    let at_root =
        ["ARCHITECTURE.md", "BENCHMARKS.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"];
    let at_root = at_root.into_iter().map(|name| (name.to_owned(), document(name)));
    at_root.chain(files("docs", ".md")).collect()
}

/// The parts of `text` between `open` and `close`, within one line.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once(open) {
            let Some((part, after)) = after.split_once(close) else { break };
            found.push(part);
            rest = after;
        }
    }
    found
}

/// The part of a document under a heading, up to the next one of that level.
fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let start = text.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
    let part = &text[start + 4..];
    &part[..part.find("\n## ").unwrap_or(part.len())]
}

fn set<'t>(names: impl IntoIterator<Item = &'t str>) -> BTreeSet<&'t str> {
    names.into_iter().collect()
}

/// Where a link of a document leads, from the root of the repository; none if it leaves the repository or its page.
fn target(document: &str, link: &str) -> Option<PathBuf> {
    let path = link.split('#').next().filter(|path| !path.is_empty() && !path.contains(':'))?;
    let mut target = PathBuf::new();
    for part in Path::new(document).parent()?.join(path).components() {
        match part {
            Component::ParentDir => drop(target.pop()),
            part => target.push(part),
        }
    }
    Some(target)
}

/// Whether a text in code style is the path of a source file or folder.
fn is_source_path(text: &str) -> bool {
    let roots = ["src/", "style/", "tests/", "xtask/", "docs/", "benches/", "fuzz/", "build/"];
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "/._-".contains(character);
    roots.iter().any(|root| text.starts_with(root)) && text.chars().all(is_plain)
}

#[test]
fn where_links_lead() {
    for (document, link, expected) in [
        ("README.md", "docs/contract.md", Some("docs/contract.md")),
        ("docs/contract.md", "../CHANGELOG.md#unreleased", Some("CHANGELOG.md")),
        ("docs/decisions/0001-a.md", "../../src/lib.rs", Some("src/lib.rs")),
        ("README.md", "https://example.com/", None),
        ("README.md", "#hosting-it", None),
    ] {
        assert_eq!(target(document, link), expected.map(PathBuf::from), "{link}");
    }
}

#[test]
fn what_documents_name_exists() {
    let mut missing = Vec::new();
    let mut count = 0;
    for (document, text) in documents() {
        let links = between(&text, "](", ")").into_iter().filter_map(|link| target(&document, link));
        let named =
            between(&text, "`", "`").into_iter().filter(|name| is_source_path(name)).map(PathBuf::from);
        for path in links.chain(named) {
            count += 1;
            if !root().join(&path).exists() {
                missing.push(format!("{document}: {}", path.display()));
            }
        }
    }
    assert!(count > 50, "only {count} names");
    assert!(missing.is_empty(), "{missing:#?}");
}

/// A measure whose test is gone is a promise only.
#[test]
fn the_tests_that_the_security_page_names_exist() {
    let security = document("SECURITY.md");
    let table = section(&security, "Threats, measures and tests");
    let cells = table.lines().filter(|line| line.starts_with("| ")).filter_map(|line| line.split('|').nth(3));
    let names: Vec<&str> = cells
        .flat_map(|cell| between(cell, "`", "`"))
        .map(|name| name.rsplit("::").next().unwrap_or(name))
        .filter(|name| !name.contains('/'))
        .collect();
    assert!(names.len() > 8, "{names:?}");
    let sources: Vec<String> =
        ["src", "tests", "xtask"].into_iter().flat_map(|folder| files(folder, ".rs").into_values()).collect();
    let is_gone = |name: &&&str| !sources.iter().any(|source| source.contains(&format!("fn {name}(")));
    let gone: Vec<&&str> = names.iter().filter(is_gone).collect();
    assert!(gone.is_empty(), "{gone:#?}");
}

#[test]
fn the_architecture_is_read_in_one_sitting() {
    let text = document("ARCHITECTURE.md");
    let (lines, columns) = LONGEST;
    assert!(text.lines().count() <= lines, "{} lines", text.lines().count());
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > columns).collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// The first word of each `cargo xtask` command in a text.
fn commands(text: &str) -> BTreeSet<&str> {
    let word = |part: &'_ str| part.find(|end: char| !end.is_ascii_lowercase()).unwrap_or(part.len());
    text.split("cargo xtask ")
        .skip(1)
        .map(|part| &part[..word(part)])
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn the_commands_are_those_of_the_help() {
    let main = document("xtask/src/main.rs");
    let help = main.split_once("const HELP: &str = \"").expect("the help").1;
    let help = help.split_once("\";").expect("its end").0;
    let contract = document("docs/contract.md");
    assert_eq!(commands(section(&contract, "Commands")), commands(help));
}

#[test]
fn the_routes_are_those_of_the_app() {
    let contract = document("docs/contract.md");
    let routes = contract.split_once("Routes: ").expect("routes").1;
    let routes = between(routes.split_once(". ").expect("their end").0, "`", "`");
    let known: Vec<String> = Route::ALL.into_iter().map(|route| format!("/{}", route.path())).collect();
    assert_eq!(set(routes), set(known.iter().map(String::as_str)));
}

#[test]
fn the_storage_is_that_of_the_app() {
    let contract = document("docs/contract.md");
    let storage = section(&contract, "Storage");
    let keys: Vec<&str> = storage
        .lines()
        .filter(|line| line.starts_with("| session storage") || line.starts_with("| local storage"))
        .map(|line| between(line, "`", "`")[0].split(':').next().unwrap_or_default())
        .collect();
    let source = document("src/browser/storage.rs");
    let used = between(&source, "format!(\"{}", "\"")
        .into_iter()
        .map(|key| key.split(':').next().unwrap_or_default());
    assert_eq!(set(keys), set(used), "the keys");

    let stores: Vec<&str> = storage
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| between(line, "`", "`")[0])
        .collect();
    let source = document("src/browser/database/mod.rs");
    let used: Vec<&str> = source
        .lines()
        .filter(|line| line.starts_with("const ") && line.contains("&str") && !line.contains("BY_"))
        .map(|line| between(line, "\"", "\"")[0])
        .collect();
    assert_eq!(set(stores), set(used), "the object stores");
}

/// The parts of a channel's name stand in braces in the source, in capitals in the contract.
#[test]
fn the_channel_is_that_of_the_app() {
    let contract = document("docs/contract.md");
    let named = between(section(&contract, "Storage"), "called `", "`");
    let source = document("src/console/tabs.rs");
    let used = between(&source, "format!(\"procore-console:", "\"");
    let shape = |name: &str| name.split(':').count();
    assert_eq!((named.len(), used.len()), (1, 1));
    assert!(named[0].starts_with("procore-console:"), "{named:?}");
    assert_eq!(shape(named[0]), 1 + shape(used[0]), "{named:?} {used:?}");
}

/// Marks are words with a colon between them, in quotes, as `performance.mark` takes them.
#[test]
fn the_marks_are_those_of_the_viewer() {
    let contract = document("docs/contract.md");
    let page = section(&contract, "The page");
    let is_mark = |name: &&str| {
        let mut words = name.split(':');
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        };
        name.contains(':') && words.all(is_word)
    };
    let sources = files("src/viewer", ".rs");
    let literals = sources.values().flat_map(|source| between(source, "\"", "\""));
    let used: BTreeSet<&str> = literals.filter(is_mark).collect();
    assert_eq!(set(between(page, "`", "`").into_iter().filter(is_mark)), used);
}

/// Names that stand in no literal: they are made of a name, or of a count.
const MADE: [&str; 2] = ["Continue as NAME", "Unlock for 10 minutes"];

#[test]
fn the_accessible_names_are_on_the_page() {
    let contract = document("docs/contract.md");
    let table = section(&contract, "The page");
    let rows = table.lines().filter(|line| line.starts_with("| ") && line.contains('"'));
    let names: Vec<&str> =
        rows.flat_map(|row| between(row, "\"", "\"")).filter(|name| !MADE.contains(name)).collect();
    assert!(names.len() > 50, "{names:?}");
    let mut sources: Vec<String> = Vec::new();
    for folder in ["src/ui", "src/viewer", "src/console"] {
        sources.extend(files(folder, ".rs").into_values());
    }
    let is_there = |name: &&&str| !sources.iter().any(|source| source.contains(**name));
    let missing: Vec<&&str> = names.iter().filter(is_there).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// One line of JSON for each field, in the manner of the example of README.md.
#[test]
fn the_fields_of_the_configuration_are_those_that_are_read() {
    let contract = document("docs/contract.md");
    let site = section(&contract, "The site");
    let fields = site.lines().filter(|line| line.starts_with("| `")).flat_map(|line| {
        let cells: Vec<&str> = line.split('|').collect();
        between(cells[1], "`", "`")
    });
    let value = |field: &str| match field {
        "login_url" | "api_url" => "\"https://procore.example\"",
        "kind" => "\"test\"",
        "read_only" => "true",
        _ => "\"x\"",
    };
    let members: Vec<String> = fields.map(|field| format!("\"{field}\": {}", value(field))).collect();
    let parse = |members: &[String]| {
        let text = format!("{{\"environments\": [{{{}}}]}}", members.join(","));
        procore_console::procore::Environments::parse(text.as_bytes())
    };
    assert!(parse(&members).is_ok(), "{:?}", parse(&members).err());
    let more = [members, vec!["\"more\": 1".to_owned()]].concat();
    assert!(parse(&more).is_err(), "another field is refused");
}
