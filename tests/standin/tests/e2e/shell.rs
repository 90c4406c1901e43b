//! Commands that the page makes, really run.

use std::process::Command;

use crate::waiting::Result;

/// Runs a command in bash as a person would, with these variables, and returns what it prints. On a thread of its own: the
/// stand-in that it calls lives on this one.
pub(crate) async fn in_bash(command: &str, variables: &[(&str, &str)]) -> Result<String> {
    let mut bash = Command::new("bash");
    bash.args(["-c", command]).envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || bash.output()).await??;
    let printed = String::from_utf8(output.stdout)?;
    if output.status.success() && output.stderr.is_empty() {
        Ok(printed)
    } else {
        Err(format!("bash says {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}
