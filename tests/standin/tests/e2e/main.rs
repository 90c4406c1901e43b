//! The app in real browsers: the release build, under the production headers, against the stand-in of Procore.
//!
//! Run it with `cargo xtask test e2e`, which builds the app first, or with `DIST` naming a built site (without it, `dist/`):
//!
//! ```sh
//! cargo test --package standin --test e2e -- chromium_at_root::allow
//! ```
//!
//! [`plan`] says what else it understands. For Firefox, geckodriver must be on the `PATH`, or `GECKODRIVER` must name it: it is
//! among the tools that `cargo xtask setup` installs.
//!
//! Every scenario has a stand-in and a site of its own and a browser that knows nothing (the [`pool`] sees to that). It runs in
//! Chromium with the app at `/`, and in the other two places where those can tell more: it says so itself, see
//! [`scenarios`]. With `--all-places` it runs wherever it can. After each, [`trace`] looks for the token in every place where it
//! must not be.
//!
//! A trial that fails is tried once more in a fresh browser ([`verdict`]). What can be known of each failure is kept below
//! `target/e2e`.

mod all_pages;
mod back;
mod browser;
mod bytes;
mod chromium;
mod clock;
mod config;
mod denied;
mod doctor;
mod documents;
mod driver;
mod endpoints;
mod failures;
mod firefox;
mod forged;
mod grants;
mod history;
mod hosts;
mod jq;
mod keyboard;
mod layout;
mod links;
mod login;
mod odd;
mod opened;
mod page;
mod palette;
mod partial;
mod people;
mod plan;
mod pool;
mod renewal;
mod requests;
mod response;
mod routes;
mod runner;
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
mod verdict;
mod view;
mod waiting;
mod world;

use std::process::ExitCode;

use browser::Engine;
use hosts::Hosts;
use plan::Plan;
use pool::Pool;
use runner::Trial;
use scenario::Scenario;
use world::Place;

/// Where the scenarios run: which browser, and where the app lies on its host.
const PLACES: [(&str, Place); 3] = [
    ("chromium_at_root", Place { engine: Engine::Chromium, mount: "/" }),
    ("chromium_at_a_b", Place { engine: Engine::Chromium, mount: "/a/b/" }),
    ("firefox_at_root", Place { engine: Engine::Firefox, mount: "/" }),
];

fn main() -> ExitCode {
    let plan = match Plan::parse(std::env::args_os().skip(1)) {
        Ok(Some(plan)) => plan,
        Ok(None) => return complain(plan::USAGE),
        Err(error) => return complain(&format!("{error}\n\n{}", plan::USAGE)),
    };
    let trials = trials(plan.all_places);
    if plan.list {
        runner::list(&plan, &trials);
        return ExitCode::SUCCESS;
    }
    match Hosts::find().and_then(|hosts| Pool::new(hosts).map_err(|error| error.to_string())) {
        Ok(pool) => runner::run(&plan, &trials, &pool),
        Err(sentence) => complain(&sentence),
    }
}

fn complain(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}

/// Every scenario where it is chosen, or everywhere that it can run.
fn trials(all_places: bool) -> Vec<Trial> {
    let at = |(prefix, place): (&str, Place)| {
        let runs = |scenario: &Scenario| {
            if all_places { scenario.can_run_at(place) } else { scenario.is_chosen_at(place) }
        };
        let trial =
            |scenario: Scenario| Trial { name: format!("{prefix}::{}", scenario.name), place, scenario };
        scenarios().into_iter().filter(runs).map(trial).collect::<Vec<_>>()
    };
    PLACES.into_iter().flat_map(at).collect()
}

/// All of them.
fn scenarios() -> Vec<Scenario> {
    [
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
        odd::scenarios(),
        documents::scenarios(),
        tree::scenarios(),
        jq::scenarios(),
        take_away::scenarios(),
        requests::scenarios(),
        bytes::scenarios(),
        history::scenarios(),
        endpoints::scenarios(),
        all_pages::scenarios(),
        opened::scenarios(),
        palette::scenarios(),
        partial::scenarios(),
        clock::scenarios(),
    ]
    .concat()
}
