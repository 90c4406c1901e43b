//! Running trials: some at the same time, a failed one once more, and at the end what came of all of them.

use std::any::Any;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::plan::Plan;
use crate::pool::Pool;
use crate::scenario::Scenario;
use crate::trace;
use crate::verdict::{Attempt, Outcome, Verdict, is_tried_again, verdict};
use crate::waiting::{Kind, Problem};
use crate::world::{Place, World};

/// Setting up takes no longer than this.
const LIMIT: Duration = Duration::from_secs(60);
/// To look at a browser in which something failed takes no longer than this.
const LAST_LOOK: Duration = Duration::from_secs(20);
/// So many lines of a console are printed.
const MOST_LINES: usize = 20;
/// So many of the slowest trials are named.
const MOST_SLOW: usize = 10;

/// A scenario in a place.
#[derive(Clone)]
pub(crate) struct Trial {
    /// Place and scenario.
    pub(crate) name: String,
    /// Where.
    pub(crate) place: Place,
    /// What.
    pub(crate) scenario: Scenario,
}

/// What a trial took, by what it was spent on.
#[derive(Clone, Copy, Default)]
struct Times {
    set_up: Duration,
    steps: Duration,
    search: Duration,
    clear_up: Duration,
}

impl Times {
    fn sum(self) -> Duration {
        self.set_up + self.steps + self.search + self.clear_up
    }

    fn plus(self, other: Self) -> Self {
        Self {
            set_up: self.set_up + other.set_up,
            steps: self.steps + other.steps,
            search: self.search + other.search,
            clear_up: self.clear_up + other.clear_up,
        }
    }
}

/// What came of a trial.
struct Report {
    name: String,
    verdict: Verdict,
    /// Why attempts failed, one text each.
    failures: Vec<String>,
    times: Times,
}

/// Runs what the plan says of `trials`, and tells what came of it.
pub(crate) fn run(plan: &Plan, trials: &[Trial], pool: &Pool) -> ExitCode {
    let names: Vec<&str> = trials.iter().map(|trial| trial.name.as_str()).collect();
    let chosen = plan.select(&names);
    let skipped = trials.len() - chosen.len();
    let runs = (1..=plan.repeat).flat_map(|round| chosen.iter().map(move |place| (round, &trials[*place])));
    let queue: Mutex<VecDeque<(usize, &Trial)>> = Mutex::new(runs.collect());
    let reports = Mutex::new(Vec::new());
    // What failed in an earlier run is not to be taken for what failed in this one.
    let _ = fs::remove_dir_all(kept());
    panic::set_hook(Box::new(note_panic));
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..plan.threads {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some((round, trial)) = next else { break };
                    let name = if plan.repeat > 1 {
                        format!("{} ({round})", trial.name)
                    } else {
                        trial.name.clone()
                    };
                    let report = judge(pool, trial, round, name);
                    tell(&report);
                    reports.lock().unwrap_or_else(PoisonError::into_inner).push(report);
                }
            });
        }
    });
    let reports = reports.into_inner().unwrap_or_else(PoisonError::into_inner);
    conclude(reports, skipped, began.elapsed())
}

/// Prints the names of what the plan chooses, one a line.
pub(crate) fn list(plan: &Plan, trials: &[Trial]) {
    let names: Vec<&str> = trials.iter().map(|trial| trial.name.as_str()).collect();
    for place in plan.select(&names) {
        say(names[place]);
    }
}

/// Tries a trial, and once more if that may help.
fn judge(pool: &Pool, trial: &Trial, round: usize, name: String) -> Report {
    let (mut attempts, mut failures, mut times) = (Vec::new(), Vec::new(), Times::default());
    loop {
        let folder = kept()
            .join(trial.name.replace("::", "/"))
            .join(format!("run-{round}-attempt-{}", attempts.len() + 1));
        let is_fresh = !attempts.is_empty();
        let (failure, took) = attempt(pool, trial, is_fresh, &folder);
        times = times.plus(took);
        attempts.push(match &failure {
            None => Attempt::Passed,
            Some((Kind::Forbidden, _)) => Attempt::Forbidden,
            Some(_) => Attempt::Failed,
        });
        failures.extend(failure.map(|(_, words)| words));
        if !is_tried_again(&attempts) {
            return Report { name, verdict: verdict(&attempts), failures, times };
        }
    }
}

/// Runs a scenario from the first file to the last trace, and gives its browser back. Returns why it failed, if it did.
fn attempt(pool: &Pool, trial: &Trial, is_fresh: bool, folder: &Path) -> (Option<(Kind, String)>, Times) {
    let (scenario, runtime) = (&trial.scenario, &pool.runtime);
    let mut times = Times::default();
    let mut began = Instant::now();
    let mut lap = || std::mem::replace(&mut began, Instant::now()).elapsed();

    let started = guarded(|| {
        let start = World::start(pool, trial.place, scenario, is_fresh);
        runtime.block_on(async { tokio::time::timeout(LIMIT, start).await })
    });
    times.set_up = lap();
    let world = match started {
        Ok(Ok(Ok(world))) => world,
        Ok(Ok(Err(problem))) => return (Some(words(&problem.during("setting up"))), times),
        Ok(Err(_)) => return (Some((Kind::Lasting, "setting up took too long".to_owned())), times),
        Err(panic) => return (Some((Kind::Lasting, panic)), times),
    };
    let limited = |limit, steps| runtime.block_on(async { tokio::time::timeout(limit, steps).await });
    let mut failure = failure(scenario.limit, guarded(|| limited(scenario.limit, (scenario.steps)(&world))));
    times.steps = lap();
    if failure.is_none() {
        let search = guarded(|| {
            runtime.block_on(async { tokio::time::timeout(LIMIT, trace::leave_none(&world, scenario)).await })
        });
        failure =
            self::failure(LIMIT, search).map(|(kind, text)| (kind, format!("looking for traces: {text}")));
    }
    times.search = lap();
    let Some(found) = failure else {
        runtime.block_on(pool.give_back(world.browser));
        times.clear_up = lap();
        return (None, times);
    };
    let found = runtime.block_on(keep(&world, scenario, found, folder));
    runtime.block_on(pool.end(world.browser));
    times.clear_up = lap();
    (Some(found), times)
}

type Ended = Result<Result<crate::waiting::Result, tokio::time::error::Elapsed>, String>;

/// Why steps failed, if they did.
fn failure(limit: Duration, ended: Ended) -> Option<(Kind, String)> {
    match ended {
        Ok(Ok(Ok(()))) => None,
        Ok(Ok(Err(problem))) => Some(words(&problem)),
        Ok(Err(_)) => Some((Kind::Lasting, format!("took longer than {} s", limit.as_secs()))),
        Err(panic) => Some((Kind::Lasting, panic)),
    }
}

fn words(problem: &Problem) -> (Kind, String) {
    (problem.kind(), problem.text().to_owned())
}

/// Keeps what can be known of a failure in a folder, without tokens: its words, a picture, the page's text, the console and the log
/// of the driver. If the console tells of what must never be there, that is the failure.
async fn keep(
    world: &World,
    scenario: &Scenario,
    (mut kind, mut why): (Kind, String),
    folder: &Path,
) -> (Kind, String) {
    let _ = fs::create_dir_all(folder);
    let write = |name: &str, bytes: &[u8]| {
        let _ = fs::write(folder.join(name), bytes);
    };
    let look = async {
        let console = world.browser.console().await.unwrap_or_default();
        if let Err(problem) = trace::in_messages(world, scenario, &console) {
            kind = problem.kind();
            why = format!("{why}\n{}", problem.text());
        }
        let console = world.without_secrets(&console.join("\n"));
        write("console.txt", console.as_bytes());
        let page = world.described().await;
        write("page.txt", page.as_bytes());
        if let Ok(picture) = world.browser.client().screenshot().await {
            write("page.png", &picture);
        }
        // All of it is in the file.
        let lines: Vec<&str> = console.lines().collect();
        let end = lines[lines.len().saturating_sub(MOST_LINES)..].join("\n");
        format!("the page: {page}\nthe end of the console:\n{end}")
    };
    let seen = tokio::time::timeout(LAST_LOOK, look).await.unwrap_or_default();
    write("driver.log", world.without_secrets(&world.browser.driver_log()).as_bytes());
    let why = world.without_secrets(&why);
    write("failure.txt", why.as_bytes());
    (kind, format!("{why}\n{seen}\nkept in {}", folder.display()))
}

/// Where it is kept.
fn kept() -> PathBuf {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    temporary.parent().unwrap_or(temporary).join("e2e")
}

thread_local! {
    /// The words and the place of the last assertion that failed in this thread.
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn note_panic(info: &panic::PanicHookInfo) {
    PANIC.with_borrow_mut(|note| *note = Some(info.to_string()));
}

/// Runs something that may panic; a failed assertion becomes its words.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let noted = PANIC.with_borrow_mut(Option::take);
        noted.unwrap_or_else(|| text_of(payload.as_ref()))
    })
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("an assertion failed").to_owned()
}

/// One line for a trial that is over.
fn tell(report: &Report) {
    let verdict = match report.verdict {
        Verdict::Passed => "ok    ",
        Verdict::Flaky => "FLAKY ",
        Verdict::Failed => "FAILED",
    };
    say(&format!("{verdict} {:5.1} s  {}", report.times.sum().as_secs_f32(), report.name));
}

/// What came of all: the failures with their words, the slowest, where the time went, and the counts alone on the last line.
fn conclude(mut reports: Vec<Report>, skipped: usize, elapsed: Duration) -> ExitCode {
    reports.sort_by_key(|report| std::cmp::Reverse(report.times.sum()));
    for (verdict, title) in
        [(Verdict::Failed, "failed"), (Verdict::Flaky, "flaky: failed, then passed in a fresh browser")]
    {
        for report in reports.iter().filter(|report| report.verdict == verdict) {
            say(&format!("\n---- {} ({title})", report.name));
            for (number, words) in report.failures.iter().enumerate() {
                say(&format!("attempt {}: {words}", number + 1));
            }
            if verdict == Verdict::Flaky {
                say(&format!("attempt {}: passed", report.failures.len() + 1));
            }
        }
    }
    say("\nthe slowest:");
    for report in reports.iter().take(MOST_SLOW) {
        say(&format!("{:5.1} s  {}", report.times.sum().as_secs_f32(), report.name));
    }
    let sum = reports.iter().fold(Times::default(), |sum, report| sum.plus(report.times));
    say(&format!(
        "{} runs in {:.0} s; of {:.0} s in all browsers, set-up took {:.0}, steps {:.0}, search for traces {:.0}, clearing up {:.0}",
        reports.len(),
        elapsed.as_secs_f32(),
        sum.sum().as_secs_f32(),
        sum.set_up.as_secs_f32(),
        sum.steps.as_secs_f32(),
        sum.search.as_secs_f32(),
        sum.clear_up.as_secs_f32(),
    ));
    let verdicts: Vec<Verdict> = reports.iter().map(|report| report.verdict).collect();
    let outcome = Outcome::new(&verdicts, skipped);
    for report in reports.iter().filter(|report| report.verdict != Verdict::Passed) {
        let verdict = if report.verdict == Verdict::Flaky { "flaky" } else { "failed" };
        say(&format!("{verdict}: {}", report.name));
    }
    if outcome.is_too_flaky() {
        say(&format!("{} flaky trials are too many: they count as failed", outcome.flaky));
    }
    say(&outcome.line());
    if outcome.failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// One line on standard output.
#[expect(clippy::print_stdout, reason = "the report of a test run")]
fn say(line: &str) {
    println!("{line}");
}
