//! Running other programs, with a word about it first.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Says what is being done.
pub fn say(what: &str) {
    eprintln!("xtask: {what}");
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
    say(what);
    let began = Instant::now();
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{what}: cannot run {program}"))?;
    if !status.success() {
        bail!("{what}: {program} failed ({status})");
    }
    say(&format!("{what}: {} s", began.elapsed().as_secs()));
    Ok(())
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
