//! Every test, the quick ones first; or a part of them.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::Parser;
use lexopt::prelude::{Long, Value, ValueExt as _};

use crate::run::{command, print, root, run, run_tests};
use crate::{dist, report, setup};

/// What can be run by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Format, lints, and the tests on the host.
    Unit,
    /// The tests by wasm-pack in both browsers.
    Web,
    /// The tests of the built site.
    EndToEnd,
}

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Arguments {
    /// None stands for all of them.
    part: Option<Part>,
    /// Parts of the names of tests.
    filters: Vec<String>,
    /// What only the end-to-end tests know, as it is passed on to them.
    end_to_end: Vec<String>,
}

/// `cargo xtask test`. Prints what ran, and on the last line how many tests passed. Returns whether all did.
pub fn test(arguments: Parser) -> Result<bool> {
    let arguments = parse(arguments)?;
    if let Err(error) = run_parts(&arguments) {
        eprintln!("xtask: {error:#}");
        if report::steps().iter().all(|step| !step.has_failed) {
            report::record(report::Step::failed("setting up"));
        }
    }
    let steps = report::steps();
    let counts = report::sum(&steps);
    print(&format!("\n{}\n{counts}\n", report::table(&steps)));
    Ok(counts.failed == 0)
}

fn parse(mut parser: Parser) -> Result<Arguments> {
    let mut parsed = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(part) if parsed.part.is_none() => {
                parsed.part = Some(match part.to_string_lossy().as_ref() {
                    "unit" => Part::Unit,
                    "web" => Part::Web,
                    "e2e" => Part::EndToEnd,
                    other => bail!("test knows unit, web and e2e, not “{other}”"),
                });
            }
            Value(filter) => parsed.filters.push(filter.string()?),
            Long("shard") => {
                let shard = parser.value()?.string()?;
                if !is_shard(&shard) {
                    bail!("--shard is a number and how many there are, such as 1/3, not “{shard}”");
                }
                parsed.end_to_end.extend(["--shard".into(), shard]);
            }
            Long("repeat") => {
                let times: u32 = parser.value()?.parse()?;
                parsed.end_to_end.extend(["--repeat".into(), times.to_string()]);
            }
            Long("all-places") => parsed.end_to_end.push("--all-places".into()),
            other => return Err(other.unexpected().into()),
        }
    }
    if !parsed.end_to_end.is_empty() && parsed.part.is_some_and(|part| part != Part::EndToEnd) {
        bail!("--shard, --repeat and --all-places are for the end-to-end tests");
    }
    Ok(parsed)
}

/// Whether it is `I/N` with I from 1 to N.
fn is_shard(text: &str) -> bool {
    let numbers = text.split_once('/').and_then(|(index, count)| index.parse().ok().zip(count.parse().ok()));
    numbers.is_some_and(|(index, count): (u32, u32)| (1..=count).contains(&index))
}

fn run_parts(arguments: &Arguments) -> Result<()> {
    let is_wanted = |part| arguments.part.is_none_or(|wanted| wanted == part);
    let tools = match arguments.part {
        None => setup::everything()?,
        Some(Part::Unit) => setup::for_unit_tests()?,
        Some(Part::Web) => setup::for_web_tests()?,
        Some(Part::EndToEnd) => setup::for_end_to_end_tests()?,
    };
    if is_wanted(Part::Unit) {
        unit(&arguments.filters)?;
    }
    if is_wanted(Part::Web) {
        web(&arguments.filters, &tools)?;
    }
    if is_wanted(Part::EndToEnd) {
        dist::build_and_weigh(&tools)?;
        end_to_end(arguments, &tools)?;
    }
    Ok(())
}

/// Format, lints, and the tests on the host; with filters, those tests alone.
///
/// All of it is built for the whole workspace: for one package, cargo would choose other features of what is shared and
/// compile that once more.
fn unit(filters: &[String]) -> Result<()> {
    let cargo = |arguments: &[&str]| command("cargo", arguments, &[]);
    if filters.is_empty() {
        run("checking the format", &mut cargo(&["fmt", "--all", "--check"]))?;
        let lint = |what: &str, targets: &[&str]| {
            run(what, cargo(&["clippy", "--locked"]).args(targets).args(["--", "-D", "warnings"]))
        };
        lint("linting what runs on the host", &["--workspace", "--all-targets"])?;
        // Kept out of a bare `cargo test`, and so out of --all-targets.
        lint("linting the end-to-end tests", &["--workspace", "--test", "e2e"])?;
        lint("linting what runs in the browser", &["--target", "wasm32-unknown-unknown", "--all-targets"])?;
    }
    run_tests("testing on the host", cargo(&["test", "--locked", "--workspace", "--"]).args(filters))
}

/// The tests by wasm-pack, in both browsers.
fn web(filters: &[String], tools: &[PathBuf]) -> Result<()> {
    let in_browser = |flag| {
        let mut tests = command("wasm-pack", &["test", "--headless", flag], tools);
        if !filters.is_empty() {
            tests.args(["--", "--"]).args(filters);
        }
        // Seconds, for all of them and for the driver's start: more than the 20 and 5 that a busy machine may exceed.
        tests.env("WASM_BINDGEN_TEST_TIMEOUT", "180").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
        tests
    };
    run_tests("testing in Chromium", &mut in_browser("--chrome"))?;
    let loopback_only = root().join("tests/firefox.json");
    run_tests(
        "testing in Firefox",
        in_browser("--firefox").env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", loopback_only),
    )
}

/// The release build, under the production headers, in real browsers, against the stand-in.
fn end_to_end(arguments: &Arguments, tools: &[PathBuf]) -> Result<()> {
    let mut tests = command("cargo", &["test", "--locked", "--workspace", "--test", "e2e", "--"], tools);
    tests.args(&arguments.filters).args(&arguments.end_to_end);
    run_tests("testing end to end", tests.env("DIST", dist::folder()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line() {
        let parser = |line: &'static str| Parser::from_args(line.split_whitespace());
        let texts = |texts: &[&str]| texts.iter().copied().map(String::from).collect::<Vec<_>>();
        let of = |part, filters: &[&str], end_to_end: &[&str]| Arguments {
            part,
            filters: texts(filters),
            end_to_end: texts(end_to_end),
        };
        for (line, expected) in [
            ("", of(None, &[], &[])),
            ("unit", of(Some(Part::Unit), &[], &[])),
            ("web channel", of(Some(Part::Web), &["channel"], &[])),
            ("e2e sign_in token", of(Some(Part::EndToEnd), &["sign_in", "token"], &[])),
            (
                "e2e --shard=2/3 a --repeat 10 --all-places",
                of(Some(Part::EndToEnd), &["a"], &["--shard", "2/3", "--repeat", "10", "--all-places"]),
            ),
            ("--shard 1/2", of(None, &[], &["--shard", "1/2"])),
        ] {
            assert_eq!(parse(parser(line)).expect(line), expected, "{line}");
        }
        for line in [
            "end",
            "unit --repeat 2",
            "web --all-places",
            "e2e --shard 0/2",
            "e2e --shard 3/2",
            "e2e --repeat x",
            "-v",
        ] {
            assert!(parse(parser(line)).is_err(), "{line}");
        }
    }
}
