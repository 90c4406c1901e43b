//! The app in a real browser: the release build, under the production headers, against the stand-in of Procore.
//!
//! Run it with `cargo xtask test`, which builds the app first. A part of a name runs only the tests that have it:
//! `DIST=dist XTASK=target/debug/xtask cargo test --package standin --test e2e -- at_root::allow`.
//!
//! Every scenario has a stand-in, a site, a folder and a browser of its own, and runs twice: with the app at `/` and
//! at `/a/b/`. After each, [`trace`] looks for the token in every place where it must not be.

mod back;
mod browser;
mod config;
mod denied;
mod driver;
mod failures;
mod forged;
mod hosts;
mod keyboard;
mod page;
mod response;
mod routes;
mod scenario;
mod session;
mod sign_in;
mod start_up;
mod tabs;
mod trace;
mod unsupported;
mod waiting;
mod world;

use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};

use driver::Driver;
use hosts::Hosts;
use scenario::Scenario;

/// Where the app lies on its host.
const MOUNTS: [(&str, &str); 2] = [("at_root", "/"), ("at_a_b", "/a/b/")];

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(2);
    if arguments.list {
        return libtest_mimic::run(&arguments, trials(None)).exit_code();
    }
    let hosts = match Hosts::find() {
        Ok(hosts) => hosts,
        Err(sentence) => return refuse(&sentence),
    };
    let driver = match Driver::start(&hosts) {
        Ok(driver) => driver,
        Err(sentence) => return refuse(&sentence),
    };
    let ground = Arc::new(world::Ground { driver_url: driver.url(), hosts });
    let conclusion = libtest_mimic::run(&arguments, trials(Some(&ground)));
    driver.stop();
    conclusion.exit_code()
}

/// Ends before any test, in plain words.
fn refuse(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}

/// Every scenario at every mount. Without a ground they can only be listed.
fn trials(ground: Option<&Arc<world::Ground>>) -> Vec<Trial> {
    let mut trials = Vec::new();
    for (prefix, mount) in MOUNTS {
        for scenario in scenarios() {
            let ground = ground.cloned();
            trials.push(Trial::test(format!("{prefix}::{}", scenario.name), move || {
                let ground = ground.ok_or("nothing to run it on")?;
                world::run(&ground, mount, &scenario)
            }));
        }
    }
    trials
}

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
        failures::scenarios(),
        start_up::scenarios(),
        config::scenarios(),
        unsupported::scenarios(),
        keyboard::scenarios(),
    ]
    .concat()
}
