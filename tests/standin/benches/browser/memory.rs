//! The memory of the page's process, by what Linux tells of it: resident bytes now, and their peak since the last reset.
//!
//! The page's process holds the workers of the page too, with their wasm memories. Where there is no `/proc`, there are
//! no numbers.

use std::collections::HashMap;
use std::fs;
use std::process;

/// Forgets the peaks so far (see `proc_pid_clear_refs(5)`).
pub(crate) fn forget_peaks() {
    for pid in renderers() {
        // Without it the peak is that of the whole life, which is none too small.
        let _ = fs::write(format!("/proc/{pid}/clear_refs"), "5");
    }
}

/// The most that a page's process has had resident since, in bytes.
pub(crate) fn peak() -> Option<f64> {
    largest("VmHWM:")
}

/// What the largest page's process has resident now, in bytes.
pub(crate) fn resident() -> Option<f64> {
    largest("VmRSS:")
}

fn largest(field: &str) -> Option<f64> {
    renderers().into_iter().filter_map(|pid| read(pid, field)).reduce(f64::max)
}

/// A field of `/proc/PID/status`, which are in kB.
fn read(pid: u32, field: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kilobytes| kilobytes * 1024.0)
}

/// The processes below this one that are a browser's for pages. Only one browser runs at a time.
fn renderers() -> Vec<u32> {
    let mut parents = HashMap::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        // The name before it may have spaces and brackets.
        let parent = stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        parents.extend(parent.map(|parent: u32| (pid, parent)));
    }
    let is_ours = |pid: u32| {
        let mut at = pid;
        while let Some(parent) = parents.get(&at) {
            if *parent == process::id() {
                return true;
            }
            at = *parent;
        }
        false
    };
    let is_renderer = |pid: &u32| {
        let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&command).contains("--type=renderer")
    };
    parents.keys().copied().filter(|pid| is_ours(*pid)).filter(is_renderer).collect()
}
