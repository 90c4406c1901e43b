//! The app in Chromium beside a yardstick, in speed and memory: `cargo xtask bench` builds what this needs and runs it.
//!
//! `--start` measures the start on slow networks only, `--quick` takes fewer sizes, `--out FILE` names the file for the tables, `--native FILE` what the native benchmarks
//! said. It uses the browser as the end-to-end tests do, with the same code. Everything that differs from page to page is
//! in [`names`]; what cannot be measured, because the page does not have it, is said to be so.

#[path = "../../tests/e2e/browser.rs"]
#[expect(dead_code, reason = "the end-to-end tests need more")]
mod browser;
#[path = "../../tests/e2e/chromium.rs"]
mod chromium;
#[path = "../../tests/e2e/driver.rs"]
mod driver;
#[path = "../../tests/e2e/firefox.rs"]
mod firefox;
#[path = "../../tests/e2e/hosts.rs"]
mod hosts;
#[path = "../../tests/e2e/login.rs"]
#[expect(dead_code, reason = "the end-to-end tests need more")]
mod login;
mod measure;
mod memory;
mod names;
#[path = "../../tests/e2e/page.rs"]
#[expect(dead_code, reason = "the end-to-end tests need more")]
mod page;
mod report;
mod samples;
mod start;
#[path = "../../tests/e2e/waiting.rs"]
#[expect(dead_code, reason = "the end-to-end tests need more")]
mod waiting;
mod world;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::thread;
use std::time::Duration;

use hosts::Hosts;
use report::{Loaded, Report};
use start::PROMISES;
use waiting::Result;
use world::Stage;

const MB: usize = 1_000_000;
const SIZES: [usize; 6] = [MB / 10, MB, 10 * MB, 50 * MB, 100 * MB, 250 * MB];
const QUICK: [usize; 3] = [MB / 10, 10 * MB, 100 * MB];
/// A document is used in the smallest size and in this one.
const LARGE: usize = 100 * MB;
const ROWS: usize = 200_000;
/// The rows of a collection that is got page by page.
pub(crate) const PAGED_ROWS: usize = 10_000;
/// How long each of its pages takes, in ms: as long as this machine needs, and more nearly as a server far away.
const PAGE_DELAYS: [u64; 2] = [0, 20];

/// As many as a person may save.
pub(crate) const SAVED_REQUESTS: usize = 5_000;

/// What the command line says.
#[derive(Default)]
struct Arguments {
    start: bool,
    quick: bool,
    out: Option<PathBuf>,
    native: Option<PathBuf>,
}

fn arguments() -> std::result::Result<Arguments, lexopt::Error> {
    use lexopt::prelude::{Long, ValueExt as _};
    let mut arguments = Arguments::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("start") => arguments.start = true,
            Long("quick") => arguments.quick = true,
            Long("out") => arguments.out = Some(parser.value()?.into()),
            Long("native") => arguments.native = Some(parser.value()?.parse()?),
            // From cargo.
            Long("bench") => {}
            other => return Err(other.unexpected()),
        }
    }
    Ok(arguments)
}

fn main() -> ExitCode {
    let ended = arguments().map_err(|error| error.to_string()).and_then(|arguments| {
        let hosts = Hosts::find().map_err(|sentence| sentence.replace("xtask test", "xtask bench"))?;
        // The stand-in serves from threads that the measurements do not wait on.
        let runtime = tokio::runtime::Runtime::new().map_err(|error| error.to_string())?;
        runtime.block_on(run(&arguments, hosts)).map_err(|problem| problem.text().to_owned())
    });
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments, hosts: Hosts) -> Result {
    let stage = Stage::start(hosts).await?;
    let sizes: &[usize] = if arguments.quick { &QUICK } else { &SIZES };
    let mut report = Report { circumstances: circumstances(&stage)?, ..Report::default() };
    let say = |what: String| eprintln!("bench: {what}");
    let read = |file: &PathBuf| fs::read_to_string(file).unwrap_or_default();
    let before = arguments.out.as_ref().map(read).unwrap_or_default();
    say("compressing the site".to_owned());
    stage.compress()?;
    for promise in PROMISES {
        say(format!("{} at {}", promise.what, promise.network));
        report.starts.push((promise, start::measure(&stage, promise, 5).await));
    }
    if arguments.start {
        return write(arguments, &report.with_starts(&before));
    }
    say("the start of the page".to_owned());
    report.start_up = measure::start_up(&stage, 5).await;
    for bytes in sizes.iter().copied() {
        let runs = if bytes < 10 * MB { 5 } else { 3 };
        say(format!("loading {}", samples::size(Some(bytes as f64))));
        report.loads.push(Loaded {
            bytes,
            bytes_alone: measure::yardstick(&stage, bytes, runs, false).await,
            yardstick: measure::yardstick(&stage, bytes, runs, true).await,
            app: measure::load(&stage, bytes, runs).await,
        });
    }
    for bytes in [SIZES[0], LARGE] {
        say(format!("using {}", samples::size(Some(bytes as f64))));
        report.uses.push((bytes, measure::use_document(&stage, bytes, 3).await));
    }
    say(format!("all pages of {PAGED_ROWS} rows"));
    for delay in PAGE_DELAYS {
        report.pages.push((delay, measure::all_pages(&stage, PAGED_ROWS, delay, 5).await));
    }
    say(format!("finding among {SAVED_REQUESTS} saved requests"));
    report.searches = measure::search(&stage, SAVED_REQUESTS, 5).await;
    say(format!("sorting {ROWS} rows"));
    report.sort = (ROWS, measure::sort(&stage, ROWS, 3).await);

    let text = report.markdown(&before, arguments.native.as_ref().map(read).as_deref());
    write(arguments, &text)
}

fn write(arguments: &Arguments, text: &str) -> Result {
    eprintln!("\n{text}");
    if let Some(file) = &arguments.out {
        fs::write(file, text)?;
    }
    Ok(())
}

/// When, where and by what it was measured, in words.
fn circumstances(stage: &Stage) -> Result<String> {
    let cores = thread::available_parallelism()?;
    let memory = fs::read_to_string("/proc/meminfo").ok().and_then(|text| {
        let kilobytes = text.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse::<u64>().ok()?;
        Some(format!(", {} GB of memory", kilobytes.div_ceil(1_000_000)))
    });
    let date = Command::new("date").arg("+%-d %B %Y").env("LC_ALL", "C").output();
    let date = date.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())?;
    // Numbers from a machine that had other work are worth little, and who reads them must know.
    let busy = busy(Duration::from_secs(2)).filter(|busy| *busy > 0.05).map(|busy| {
        format!("\n**The machine had other work: {:.0} % of its time, before it began.**", 100.0 * busy)
    });
    Ok(format!(
        "Measured on {date} in {}, headless and without a graphics processor, on\na machine with {cores} cores{}, \
         the hosts on the same machine.{}",
        stage.browser_version()?,
        memory.unwrap_or_default(),
        busy.unwrap_or_default()
    ))
}

/// The part of the processors' time that goes to work now, by `/proc/stat`.
fn busy(length: Duration) -> Option<f64> {
    let times = || {
        let text = fs::read_to_string("/proc/stat").ok()?;
        let numbers =
            text.lines().next()?.split_whitespace().skip(1).map_while(|word| word.parse::<u64>().ok());
        let numbers: Vec<u64> = numbers.collect();
        // Idle, and waiting for a disk.
        Some((numbers.iter().take(8).sum::<u64>(), numbers.get(3)? + numbers.get(4)?))
    };
    let before = times()?;
    thread::sleep(length);
    let after = times()?;
    let whole = after.0.checked_sub(before.0).filter(|whole| *whole > 0)?;
    Some(1.0 - after.1.saturating_sub(before.1) as f64 / whole as f64)
}
