//! The layers of the application: which room may know which, and what a room may take from outside.

use std::collections::BTreeSet;

use crate::{APP, House, sample};

/// A room: a file or a folder below `src`.
struct Room {
    name: &'static str,
    /// The rooms that it may know. All of them stand before it.
    knows: &'static [&'static str],
    /// Whether it must do without a browser, a clock and randomness.
    is_pure: bool,
}

const fn pure(name: &'static str, knows: &'static [&'static str]) -> Room {
    Room { name, knows, is_pure: true }
}

const fn browser(name: &'static str, knows: &'static [&'static str]) -> Room {
    Room { name, knows, is_pure: false }
}

/// From the ground up. `ARCHITECTURE.md` says what is in each. `lib` is `lib.rs` itself, `bin` the binaries.
#[rustfmt::skip]
const ROOMS: &[Room] = &[
    pure("lib", &[]),
    pure("json", &[]),
    pure("record", &["json"]),
    pure("time", &[]),
    pure("nonce", &[]),
    pure("keyboard", &[]),
    pure("oauth", &["json", "record", "time", "nonce"]),
    pure("procore", &["json", "record", "time", "oauth"]),
    pure("share", &["json", "record", "time", "nonce", "oauth", "procore"]),
    pure("catalogue", &["oauth", "procore", "share"]),
    pure("engine", &["json", "procore"]),
    pure("filter", &["json"]),
    pure("console", &["lib", "json", "record", "time", "nonce", "oauth", "procore", "share", "catalogue", "engine", "keyboard"]),
    browser("wire", &["procore"]),
    browser("worker", &["lib", "json", "time", "oauth", "procore", "catalogue", "engine", "filter", "wire"]),
    browser("browser", &["lib", "json", "record", "time", "nonce", "oauth", "procore", "share", "catalogue", "engine", "console", "wire", "keyboard"]),
    browser("viewer", &["json", "procore", "share", "engine", "filter", "wire", "browser"]),
    browser("ui", &["lib", "json", "time", "nonce", "oauth", "procore", "share", "catalogue", "engine", "console", "wire", "browser", "viewer"]),
    browser("bin", &["worker", "browser", "ui"]),
];

/// Crates that only a browser has.
const BROWSER: &[&str] = &[
    "gloo_net",
    "gloo_timers",
    "idb",
    "js_sys",
    "leptos",
    "leptos_router",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

/// What a browser does not have. It compiles for wasm32, and fails there.
const HOST: &[&str] = &[
    "std::env",
    "std::fs",
    "std::io::stdin",
    "std::io::stdout",
    "std::net::TcpListener",
    "std::net::TcpStream",
    "std::net::ToSocketAddrs",
    "std::net::UdpSocket",
    "std::os",
    "std::process::Command",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
];

/// What makes a result depend on more than its arguments.
const AMBIENT: &[&str] =
    &["getrandom", "rand", "std::hash::RandomState", "std::thread_local", "thread_local"];

/// The room that a file is of.
fn room(path: &str) -> &str {
    let below = path.strip_prefix("src/").expect("every file is below src");
    match below.split_once('/') {
        Some((folder, _)) => folder,
        None if below == "main.rs" => "bin",
        None => below.strip_suffix(".rs").expect("a Rust file"),
    }
}

/// Imports of rooms that the importing room may not know.
fn wrong_imports(house: &House) -> Vec<String> {
    let edges = house.imports.uses.iter().chain(&house.imports.handed_on);
    let wrong = edges.filter_map(|((from, to), place)| {
        let (from, to) = (house.path(*from), house.path(*to));
        let knows = ROOMS.iter().find(|of| of.name == room(from)).map_or(&[][..], |of| of.knows);
        let is_allowed = room(from) == room(to) || knows.contains(&room(to));
        let what = format!("{from}:{}: {} may not know {} ({to})", place.line, room(from), room(to));
        (!is_allowed).then_some(what)
    });
    wrong.collect()
}

/// What is taken from outside, and may not be there.
fn wrong_outside(house: &House) -> Vec<String> {
    let is_of = |path: &str, list: &[&str]| {
        let starts = |start: &str| {
            path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        list.iter().any(|start| starts(start))
    };
    let wrong = house.imports.foreign.iter().filter_map(|(file, place)| {
        let file = house.path(*file);
        let is_pure = ROOMS.iter().any(|of| of.name == room(file) && of.is_pure);
        let is_wrong = is_of(&place.path, HOST)
            || is_pure && (is_of(&place.path, BROWSER) || is_of(&place.path, AMBIENT));
        is_wrong.then(|| format!("{file}:{}: {}", place.line, place.path))
    });
    wrong.collect()
}

#[test]
fn every_room_is_in_the_table_and_knows_only_rooms_below_it() {
    let known: BTreeSet<&str> = ROOMS.iter().map(|room| room.name).collect();
    let found: BTreeSet<&str> = APP.files.iter().filter_map(|path| path.to_str()).map(room).collect();
    assert_eq!(known, found);
    for (at, room) in ROOMS.iter().enumerate() {
        for known in room.knows {
            assert!(ROOMS[..at].iter().any(|below| below.name == *known), "{} knows {known}", room.name);
        }
    }
}

#[test]
fn rooms_know_only_what_they_may() {
    assert_eq!(wrong_imports(&APP), [""; 0]);
}

#[test]
fn nothing_of_the_host_is_used_in_a_browser_and_pure_rooms_have_neither() {
    assert_eq!(wrong_outside(&APP), [""; 0]);
}

#[test]
fn an_import_upwards_is_found() {
    let house = sample(&[
        ("src/lib.rs", "pub mod json; pub mod oauth; pub mod procore; pub mod wire; pub mod ui;"),
        ("src/json.rs", "fn write() { matches!(0, crate::oauth::TOKEN); }"),
        ("src/oauth.rs", "pub const TOKEN: u8 = 0; pub use crate::procore::Request;"),
        ("src/procore.rs", "use crate::json; use super::oauth::TOKEN; pub struct Request(u8);"),
        ("src/wire.rs", "use crate::procore::Request; #[cfg(test)] use crate::ui::View;"),
        ("src/ui.rs", "use crate::{procore::{self, Request}, json}; pub struct View;"),
    ]);
    assert_eq!(
        wrong_imports(&house),
        [
            "src/json.rs:1: json may not know oauth (src/oauth.rs)",
            "src/oauth.rs:1: oauth may not know procore (src/procore.rs)",
        ]
    );
}

#[test]
fn what_is_taken_from_outside_is_found_however_it_is_named() {
    let lib = "pub mod json; pub mod wire;";
    for (text, json, wire) in [
        ("fn f() { std::fs::read(\"\"); }", 1, 1),
        ("use std::{fmt, time::{Duration, Instant}};", 1, 1),
        ("use std::time; fn f() { time::SystemTime::now(); }", 1, 1),
        ("fn f() { format!(\"{:?}\", std::thread::current()); }", 1, 1),
        ("use web_sys::Window;", 1, 0),
        ("fn f(of: &wasm_bindgen::JsValue) {}", 1, 0),
        ("thread_local! { static OPEN: u8 = 0; }", 1, 0),
        ("use std::time::Duration; use std::fs_of_mine;", 0, 0),
        ("#[cfg(test)] mod tests { use std::fs; }", 0, 0),
    ] {
        let count = |files: &[(&str, &str)]| wrong_outside(&sample(files)).len();
        assert_eq!(count(&[("src/lib.rs", lib), ("src/json.rs", text), ("src/wire.rs", "")]), json, "{text}");
        assert_eq!(count(&[("src/lib.rs", lib), ("src/json.rs", ""), ("src/wire.rs", text)]), wire, "{text}");
    }
}
