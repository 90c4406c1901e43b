//! Every test, the quick ones first.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::run::{command, root, run};
use crate::{dist, setup, sizes};

/// `cargo xtask test`.
pub fn test() -> Result<()> {
    let tools = setup::everything()?;
    let cargo = |what: &str, arguments: &[&str]| run(what, &mut command("cargo", arguments, &[]));
    cargo("checking the format", &["fmt", "--all", "--check"])?;
    cargo(
        "linting what runs on the host",
        &["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"],
    )?;
    // Kept out of a bare `cargo test`, and so out of --all-targets.
    cargo(
        "linting the end-to-end tests",
        &["clippy", "--locked", "--package", "standin", "--test", "e2e", "--", "-D", "warnings"],
    )?;
    cargo(
        "linting what runs in the browser",
        &[
            "clippy",
            "--locked",
            "--target",
            "wasm32-unknown-unknown",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    )?;
    cargo("testing on the host", &["test", "--locked", "--workspace"])?;
    let in_browser = |flag| {
        let mut tests = command("wasm-pack", &["test", "--headless", flag], &tools);
        // Seconds, for all of them and for the driver's start: more than the 20 and 5 that a busy machine may exceed.
        tests.env("WASM_BINDGEN_TEST_TIMEOUT", "180").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
        tests
    };
    run("testing in Chromium", &mut in_browser("--chrome"))?;
    let loopback_only = root().join("tests/firefox.json");
    run(
        "testing in Firefox",
        in_browser("--firefox").env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", loopback_only),
    )?;
    dist::build(&tools)?;
    sizes::report(&root().join("dist"))?;
    end_to_end(&tools)
}

/// The release build, under the production headers, in real browsers, against the stand-in.
fn end_to_end(tools: &[PathBuf]) -> Result<()> {
    let xtask: PathBuf = env::current_exe().context("cannot find this program's own file")?;
    let arguments = ["test", "--locked", "--package", "standin", "--test", "e2e"];
    run(
        "testing end to end",
        command("cargo", &arguments, tools).env("XTASK", xtask).env("DIST", root().join("dist")),
    )
}
