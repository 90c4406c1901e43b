//! The app beside a yardstick in Chromium, and the index beside other readers.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use lexopt::Parser;
use lexopt::prelude::Long;

use crate::run::{command, root, run, say};
use crate::{dist, setup};

/// Where the tables are kept.
const FILE: &str = "BENCHMARKS.md";

/// `cargo xtask bench`.
pub fn bench(mut arguments: Parser) -> Result<()> {
    let (mut start, mut quick, mut native) = (false, false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("start") => start = true,
            Long("quick") => quick = true,
            Long("native") => native = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let tools = setup::for_benchmarks()?;
    dist::build(&tools)?;
    let native = if native { Some(native_benchmarks()?) } else { None };
    // As the end-to-end tests are built: the bytes are ready before they are asked for, and sending them is the system's
    // work. Measured, an optimised stand-in sends them no faster.
    let arguments =
        ["bench", "--locked", "--profile", "dev", "--package", "standin", "--bench", "browser", "--"];
    let mut cargo = command("cargo", &arguments, &tools);
    cargo.env("DIST", root().join("dist")).arg("--out").arg(root().join(FILE));
    for (is_asked, flag) in [(start, "--start"), (quick, "--quick")] {
        if is_asked {
            cargo.arg(flag);
        }
    }
    if let Some(file) = native {
        cargo.arg("--native").arg(file);
    }
    run("measuring in Chromium", &mut cargo)
}

/// Runs the native benchmarks and leaves their numbers as Markdown in the file that it returns.
fn native_benchmarks() -> Result<PathBuf> {
    let speed = printed("json_index", &["--noplot"])?;
    let memory = printed("json_memory", &[])?;
    let rows = speeds(&speed);
    ensure!(!rows.is_empty(), "criterion printed no times");
    let mut text = "Speed by `cargo bench --bench json_index`, megabytes of JSON in a second:\n\n".to_owned();
    text += "| text | reader | MB/s |\n|---|---|---|\n";
    for (name, reader, megabytes) in rows {
        text += &format!("| {name} | {reader} | {megabytes:.0} |\n");
    }
    text += "\nMemory by `cargo bench --bench json_memory`:\n\n```\n";
    text += memory.trim_end();
    text += "\n```\n";
    let file = root().join("target/bench-native.md");
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

/// What a native benchmark prints; its errors and its progress go on to the screen.
fn printed(name: &str, arguments: &[&str]) -> Result<String> {
    say(&format!("measuring natively: {name}"));
    let mut cargo = command("cargo", &["bench", "--locked", "--bench", name, "--"], &[]);
    let output =
        cargo.args(arguments).stderr(std::process::Stdio::inherit()).output().context("cannot run cargo")?;
    ensure!(output.status.success(), "the benchmark {name} failed ({})", output.status);
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Text, reader and MB/s of each benchmark in what criterion prints: a name, then `thrpt:` with three numbers, of which
/// the middle one is the estimate.
fn speeds(printed: &str) -> Vec<(String, String, f64)> {
    let (mut rows, mut name) = (Vec::new(), String::new());
    for line in printed.lines() {
        if let Some((before, _)) = line.split_once(" time:").filter(|(before, _)| !before.trim().is_empty()) {
            name = before.trim().to_owned();
        } else if !line.starts_with(' ') && line.contains('/') {
            // Too long for one line: the times are on the next one.
            name = line.trim().to_owned();
        } else if let Some((_, numbers)) = line.split_once("thrpt:") {
            let words: Vec<&str> = numbers.trim().trim_matches(['[', ']']).split_whitespace().collect();
            let speed = words.get(2).and_then(|number| number.parse::<f64>().ok());
            let unit = words.get(3).and_then(|unit| match *unit {
                "KiB/s" => Some(1024.0 / 1e6),
                "MiB/s" => Some(1024.0 * 1024.0 / 1e6),
                "GiB/s" => Some(1024.0 * 1024.0 * 1024.0 / 1e6),
                _ => None,
            });
            // Criterion prints the throughput a second time beside a change since the last run, in per cent.
            if let (Some(speed), Some(unit), Some((text, reader))) = (speed, unit, name.split_once('/')) {
                rows.push((text.to_owned(), reader.to_owned(), speed * unit));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_of_criterion() {
        let printed = "records/index           time:   [5.9 ms 6.0 ms 6.1 ms]\n\
                       \x20                       thrpt:  [1.50 GiB/s 1.53 GiB/s 1.55 GiB/s]\n\
                       \x20                change:\n\
                       \x20                       time:   [-1.0% -0.5% +0.1%] (p = 0.1 > 0.05)\n\
                       \x20                       thrpt:  [-0.1% +0.5% +1.0%]\n\
                       records, indented/serde_json to IgnoredAny\n\
                       \x20                       time:   [5.9 ms 6.0 ms 6.1 ms]\n\
                       \x20                       thrpt:  [299.0 MiB/s 300.0 MiB/s 301.0 MiB/s]\n";
        let rows = speeds(printed);
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].0.as_str(), rows[0].1.as_str(), rows[0].2.round()), ("records", "index", 1643.0));
        assert_eq!((rows[1].1.as_str(), rows[1].2.round()), ("serde_json to IgnoredAny", 315.0));
    }
}
