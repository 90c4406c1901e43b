//! What needs the network, and so stands apart from the tests.

use anyhow::{Context, Result, bail};
use cargo_metadata::semver::Version;
use lexopt::Parser;
use lexopt::prelude::ValueExt as _;

use crate::run::{command, run};
use crate::{dependencies, setup};

/// `cargo xtask check`, with what to check.
pub fn check(mut arguments: Parser) -> Result<()> {
    let what = arguments.value()?.string()?;
    if let Some(other) = arguments.next()? {
        return Err(other.unexpected().into());
    }
    match what.as_str() {
        "advisories" => advisories(),
        "msrv" => msrv(),
        other => bail!("check knows advisories and msrv, not “{other}”"),
    }
}

/// `cargo xtask check advisories`: known faults of crates, by cargo-deny and `deny.toml`.
fn advisories() -> Result<()> {
    let tools = setup::cargo_deny()?;
    run(
        "looking for advisories",
        &mut command("cargo-deny", &["--all-features", "--locked", "check"], &tools),
    )
}

/// `cargo xtask check msrv`: the oldest Rust that Cargo.toml promises compiles everything.
fn msrv() -> Result<()> {
    let oldest = oldest()?;
    let toolchain = format!("{}.{}", oldest.major, oldest.minor);
    let rustup = |what: &str, arguments: &[&str]| run(what, &mut command("rustup", arguments, &[]));
    let install =
        ["toolchain", "install", &toolchain, "--profile", "minimal", "--target", "wasm32-unknown-unknown"];
    rustup(&format!("adding Rust {toolchain}"), &install)?;
    let check = ["run", &toolchain, "cargo", "check", "--locked"];
    rustup("compiling what runs on the host", &[&check[..], &["--workspace", "--all-targets"]].concat())?;
    rustup(
        "compiling what runs in the browser",
        &[&check[..], &["--target", "wasm32-unknown-unknown", "--features", "filter"]].concat(),
    )
}

/// The `rust-version` of the app.
fn oldest() -> Result<Version> {
    let all = dependencies::all()?;
    let app = all.into_iter().find(|package| *package.name == "procore-console");
    app.and_then(|app| app.rust_version).context("Cargo.toml names no rust-version")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_names_the_oldest_rust() {
        let oldest = oldest().expect("a version");
        let readme = include_str!("../../README.md");
        assert!(readme.contains(&format!("{}.{} or later", oldest.major, oldest.minor)));
    }
}
