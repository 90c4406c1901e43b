//! The app in real browsers: the release build, under the production headers, against the stand-in of Procore.
//!
//! Run it with `cargo xtask test`, which builds the app first. A part of a name runs only the tests that have it:
//!
//! ```sh
//! export DIST=$PWD/dist XTASK=$PWD/target/debug/xtask
//! cargo test --package standin --test e2e -- chromium_at_root::allow
//! ```
//!
//! For Firefox, geckodriver must be on the `PATH`, or `GECKODRIVER` must name it: it is among the tools that
//! `cargo xtask setup` installs.
//!
//! Every scenario has a stand-in, a site and a folder of its own and a browser that knows nothing (the [`pool`] sees to
//! that), and runs in Chromium and in Firefox with the app at `/`; those to which it may matter where the app lies, in
//! Chromium also with the app at `/a/b/`. One that needs what only Chromium has is marked
//! [`chromium_only`](scenario::Scenario::chromium_only). After each, [`trace`] looks for the token in every place where it
//! must not be.

mod all_pages;
mod back;
mod browser;
mod chromium;
mod clock;
mod config;
mod denied;
mod doctor;
mod documents;
mod driver;
mod endpoints;
mod failures;
mod find;
mod firefox;
mod forged;
mod grants;
mod history;
mod hosts;
mod jq;
mod keyboard;
mod layout;
mod links;
mod odd;
mod opened;
mod page;
mod palette;
mod people;
mod pool;
mod renewal;
mod requests;
mod response;
mod routes;
mod scenario;
mod session;
mod shell;
mod sign_in;
mod start_up;
mod tabs;
mod take_away;
mod token;
mod trace;
mod tree;
mod unsupported;
mod view;
mod waiting;
mod world;

use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};

use browser::Engine;
use hosts::Hosts;
use pool::Pool;
use scenario::Scenario;
use world::Place;

/// Where the scenarios run: which browser, and where the app lies on its host.
const PLACES: [(&str, Place); 3] = [
    ("chromium_at_root", Place { engine: Engine::Chromium, mount: "/" }),
    ("chromium_at_a_b", Place { engine: Engine::Chromium, mount: "/a/b/" }),
    ("firefox_at_root", Place { engine: Engine::Firefox, mount: "/" }),
];

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(2);
    if arguments.list {
        return libtest_mimic::run(&arguments, trials(None)).exit_code();
    }
    let pool = Hosts::find().and_then(|hosts| Pool::new(hosts).map_err(|error| error.to_string()));
    match pool.map(Arc::new) {
        Ok(pool) => libtest_mimic::run(&arguments, trials(Some(&pool))).exit_code(),
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Every scenario in every place that it can run in. Without browsers they can only be listed.
fn trials(pool: Option<&Arc<Pool>>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for (prefix, place) in PLACES {
        for scenario in scenarios().into_iter().filter(|scenario| scenario.runs_at(place)) {
            let pool = pool.cloned();
            trials.push(Trial::test(format!("{prefix}::{}", scenario.name), move || {
                let pool = pool.ok_or("nothing to run it on")?;
                world::run(&pool, place, &scenario)
            }));
        }
    }
    trials
}

/// Those to which it may matter where the app lies, and those that begin where that is past: with somebody who is signed in.
fn scenarios() -> Vec<Scenario> {
    let everywhere = [
        sign_in::scenarios(),
        denied::scenarios(),
        forged::scenarios(),
        response::scenarios(),
        routes::scenarios(),
        back::scenarios(),
        tabs::scenarios(),
        session::scenarios(),
        renewal::scenarios(),
        people::scenarios(),
        token::scenarios(),
        doctor::scenarios(),
        failures::scenarios(),
        start_up::scenarios(),
        config::scenarios(),
        unsupported::scenarios(),
        keyboard::scenarios(),
        layout::scenarios(),
        links::scenarios(),
        grants::scenarios(),
    ];
    let at_root = [
        odd::scenarios(),
        documents::scenarios(),
        tree::scenarios(),
        find::scenarios(),
        jq::scenarios(),
        take_away::scenarios(),
        requests::scenarios(),
        history::scenarios(),
        endpoints::scenarios(),
        all_pages::scenarios(),
        opened::scenarios(),
        palette::scenarios(),
        clock::scenarios(),
    ];
    let at_root = at_root.concat().into_iter().map(Scenario::at_root);
    everywhere.concat().into_iter().chain(at_root).collect()
}
