//! Running other programs, with a word about it first.

use std::env;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::report::{self, Step};
use crate::tally::{Counts, Tally};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Says what is being done.
pub fn say(what: &str) {
    eprintln!("xtask: {what}");
}

/// Prints what programs may read; nobody hears if it cannot be.
pub fn print(text: &str) {
    let mut out = io::stdout();
    let _printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// A command whose `PATH` begins with the folders of `tools`.
pub fn command(program: &str, arguments: &[&str], tools: &[PathBuf]) -> Command {
    let rest = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(tools.iter().cloned().chain(env::split_paths(&rest))).unwrap_or(rest);
    let mut command = Command::new(program);
    command.args(arguments).env("PATH", path).current_dir(root());
    command
}

/// Says what `command` is for, runs it, says how long it took, and fails if it does.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    timed(what, || Ok((status(what, command)?, None)))
}

/// The same for commands of which the first that succeeds is enough: one step, which fails if all of them do.
pub fn run_any(what: &str, commands: &mut [Command]) -> Result<()> {
    timed(what, || Ok((any(what, commands), None)))
}

fn any(what: &str, commands: &mut [Command]) -> Result<()> {
    let mut result = Ok(());
    for command in commands {
        result = status(what, command)?;
        if result.is_ok() {
            break;
        }
    }
    result
}

/// The same for a command that runs tests: they are counted by what it prints.
pub fn run_tests(what: &str, command: &mut Command) -> Result<()> {
    timed(what, || {
        let (status, counts) = counted(command).with_context(|| format!("{what}: cannot run it"))?;
        Ok((finished(what, command, status), Some(counts)))
    })
}

/// Runs `step`, and says and records how long it took. It answers with what became of it, and of its tests.
pub fn timed(what: &str, step: impl FnOnce() -> Result<(Result<()>, Option<Counts>)>) -> Result<()> {
    say(what);
    let began = Instant::now();
    let (result, counts) = step().unwrap_or_else(|error| (Err(error), None));
    let took = began.elapsed();
    report::record(Step { what: what.to_owned(), took, counts, has_failed: result.is_err() });
    if result.is_ok() {
        say(&format!("{what}: {} s", took.as_secs()));
    }
    result
}

fn status(what: &str, command: &mut Command) -> Result<Result<()>> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{what}: cannot run {program}"))?;
    Ok(finished(what, command, status))
}

fn finished(what: &str, command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("{what}: {} failed ({status})", command.get_program().to_string_lossy());
    }
    Ok(())
}

/// Passes on what `command` prints, and counts the tests in it.
fn counted(command: &mut Command) -> io::Result<(ExitStatus, Counts)> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut tally = Tally::default();
    if let Some(mut output) = child.stdout.take() {
        let mut bytes = [0; 8192];
        loop {
            let count = output.read(&mut bytes)?;
            if count == 0 {
                break;
            }
            tally.feed(&bytes[..count]);
            let mut screen = io::stdout();
            screen.write_all(&bytes[..count])?;
            screen.flush()?;
        }
    }
    Ok((child.wait()?, tally.finish()))
}

/// What `program` prints with `arguments`; `None` if it cannot be run or fails.
pub fn output(program: &Path, arguments: &[&str]) -> Option<String> {
    let output =
        Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The file that `program` names in the folders of `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The programs are rustc's: it is wherever this is.
    #[test]
    fn the_first_that_succeeds_is_enough() {
        let (good, bad) = ("--version", "--no-such-flag");
        for (arguments, succeeds) in
            [(vec![good], true), (vec![bad, good], true), (vec![good, bad], true), (vec![bad, bad], false)]
        {
            let rustc = |argument: &&str| {
                let mut rustc = command("rustc", &[argument], &[]);
                rustc.stdout(Stdio::null()).stderr(Stdio::null());
                rustc
            };
            let mut commands: Vec<Command> = arguments.iter().map(rustc).collect();
            assert_eq!(any("trying", &mut commands).is_ok(), succeeds, "{arguments:?}");
        }
    }
}
