//! What the project needs done, with nothing but cargo: `cargo xtask` lists it.

mod archive;
mod bench;
mod check;
mod config;
mod dependencies;
mod dist;
mod hooks;
mod licenses;
mod page;
mod report;
mod run;
mod serve;
mod setup;
mod sizes;
mod tally;
mod test;
mod write_headers;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::Parser;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

const HELP: &str = "\
cargo xtask serve [--port N]    set up, build, and serve the app on http://localhost:8080
                                with a stand-in of Procore beside it (ports N, N+1, N+2)
cargo xtask test                set up and run every test
cargo xtask test unit|web|e2e [FILTER...] [--shard I/N] [--repeat N] [--all-places]
                                run a part of them: on the host, by wasm-pack in
                                browsers, or end to end, to which the options belong
cargo xtask dist                set up, build the site into dist/, print and check its sizes
cargo xtask bench [--start | --quick] [--native]
                                set up, build, measure the app in Chromium beside a
                                yardstick, and write BENCHMARKS.md
cargo xtask headers [--config FILE] [--dist DIR] [--hsts]
                                rewrite DIR/_headers (dist/_headers) for the environments
                                of FILE, a config.json; without it, for Procore's own
cargo xtask archive             pack dist/ for a release, with its checksum
cargo xtask check advisories|msrv
                                what needs the network: known faults of crates, and
                                whether the oldest promised Rust compiles everything
cargo xtask setup               install what is missing, and nothing else
cargo xtask env                 print the PATH with what is installed, for a shell:
                                eval \"$(cargo xtask env)\"

Trunk runs pre-build and post-build (Trunk.toml).";

fn main() -> ExitCode {
    match dispatch(Parser::from_env()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does what is asked for. Returns whether that is a success; a failure that is none of the tests' is an error.
fn dispatch(mut arguments: Parser) -> Result<bool> {
    let command = match arguments.next()? {
        None | Some(Short('h') | Long("help")) => "help".to_owned(),
        Some(Value(command)) => command.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "test" => return test::test(arguments),
        "serve" => serve::serve(arguments),
        "bench" => bench::bench(arguments),
        "headers" => write_headers::headers(arguments),
        "check" => check::check(arguments),
        "dist" => alone(arguments).and_then(|()| dist::dist()),
        "archive" => alone(arguments).and_then(|()| archive::archive()),
        "setup" => alone(arguments).and_then(|()| setup::everything()).map(drop),
        "env" => alone(arguments).and_then(|()| setup::print_path()),
        "pre-build" => alone(arguments).and_then(|()| hooks::pre_build()),
        "post-build" => alone(arguments).and_then(|()| hooks::post_build()),
        "help" => {
            eprintln!("{HELP}");
            Ok(())
        }
        other => bail!("“{other}” is not one of these:\n{HELP}"),
    }?;
    Ok(true)
}

/// Refuses arguments of a command that has none.
fn alone(mut arguments: Parser) -> Result<()> {
    match arguments.next()? {
        None => Ok(()),
        Some(other) => Err(other.unexpected().into()),
    }
}
