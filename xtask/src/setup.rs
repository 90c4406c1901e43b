//! Setting up what is missing, once: the wasm32 target, trunk, wasm-bindgen, wasm-pack, wasm-opt, and the browsers
//! with their drivers.
//!
//! Tools of the right version on the `PATH` are used as they are. What is missing goes into a folder of its own
//! in the user's cache, named by tool and version, so that nothing of the user's is replaced and every clone
//! finds it.

mod browsers;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{command, find, output, root, run, say};

const TRUNK: &str = "0.21.14";
const WASM_PACK: &str = "0.15.1";
const BINARYEN: &str = "132.0.0";
const GECKODRIVER: &str = "0.37.1";
const CARGO_DENY: &str = "0.20.2";

/// What building the site needs: the folders to look for programs in, before those of the `PATH`.
pub fn for_building() -> Result<Vec<PathBuf>> {
    wasm32_target()?;
    let mut folders = vec![
        cargo_tool("trunk", "trunk", TRUNK, &["--debug"])?,
        cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &locked_version("wasm-bindgen")?, &[])?,
    ];
    folders.extend(wasm_opt()?);
    Ok(folders.into_iter().filter(|folder| !folder.as_os_str().is_empty()).collect())
}

/// What measuring in Chromium needs, too.
pub fn for_benchmarks() -> Result<Vec<PathBuf>> {
    browsers::set_up_chromium()?;
    for_building()
}

/// What the tests need, too.
pub fn everything() -> Result<Vec<PathBuf>> {
    // What only a person can install comes first: nobody shall wait for a build to learn of it.
    browsers::set_up()?;
    component("rustfmt", "fmt")?;
    component("clippy", "clippy")?;
    let mut folders = for_building()?;
    let more = [
        cargo_tool("wasm-pack", "wasm-pack", WASM_PACK, &["--debug"])?,
        cargo_tool("geckodriver", "geckodriver", GECKODRIVER, &["--debug"])?,
    ];
    folders.extend(more.into_iter().filter(|folder| !folder.as_os_str().is_empty()));
    Ok(folders)
}

/// The folder of cargo-deny, which only the check for advisories needs; empty if it is on the `PATH`.
pub fn cargo_deny() -> Result<PathBuf> {
    cargo_tool("cargo-deny", "cargo-deny", CARGO_DENY, &["--debug"])
}

/// The version of `package` in Cargo.lock: wasm-bindgen and its command-line tool must be the same.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let entry = format!("name = \"{package}\"\nversion = \"");
    let version = lock.split_once(&entry).and_then(|(_, rest)| rest.split('"').next());
    version.map(str::to_owned).with_context(|| format!("Cargo.lock has no {package}"))
}

fn wasm32_target() -> Result<()> {
    let sysroot = output(Path::new("rustc"), &["--print", "sysroot"])
        .context("rustc is not there: see https://rustup.rs")?;
    if Path::new(&sysroot).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!("the Rust target wasm32-unknown-unknown is missing, and rustup is not there to add it");
    }
    run(
        "adding the Rust target wasm32-unknown-unknown",
        Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]),
    )
}

/// A component of the Rust toolchain, known by the cargo command that it brings.
fn component(name: &str, subcommand: &str) -> Result<()> {
    if output(Path::new("cargo"), &[subcommand, "--version"]).is_some() {
        return Ok(());
    }
    run(&format!("adding the Rust component {name}"), Command::new("rustup").args(["component", "add", name]))
}

/// The folder of `program` from the crate `name`, in exactly this version; empty if it is on the `PATH`.
///
/// `profile` is `--debug` for those that only call others: not optimised, they are as good and there much sooner.
fn cargo_tool(name: &str, program: &str, version: &str, profile: &[&str]) -> Result<PathBuf> {
    let is_right = |program: &Path| {
        output(program, &["--version"]).is_some_and(|says| says.split_whitespace().nth(1) == Some(version))
    };
    if find(program).is_some_and(|program| is_right(&program)) {
        return Ok(PathBuf::new());
    }
    let home = cache()?.join(format!("{name}-{version}"));
    let folder = home.join("bin");
    if is_right(&folder.join(program)) {
        return Ok(folder);
    }
    let crate_version = format!("{name}@{version}");
    let home = home.to_string_lossy();
    let what = format!("installing {name} {version} (once; this takes some minutes)");
    let install = |extra: &[&str]| {
        let mut arguments = vec!["install", &crate_version, "--root", &home];
        arguments.extend(profile);
        arguments.extend(extra);
        // A build of its own: settings meant for the project must not reach it.
        const SETTINGS: [&str; 4] =
            ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_TARGET_DIR"];
        let mut cargo = command("cargo", &arguments, &[]);
        for setting in SETTINGS {
            cargo.env_remove(setting);
        }
        run(&what, cargo.current_dir(env::temp_dir()))
    };
    // A published lock file may name versions that were withdrawn since.
    install(&["--locked"]).or_else(|_| install(&[]))?;
    Ok(folder)
}

/// The folder of wasm-opt, from the npm package `binaryen`. Without npm it is left to trunk, which downloads it.
fn wasm_opt() -> Result<Option<PathBuf>> {
    let release = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    let is_right = |program: &Path| {
        output(program, &["--version"]).is_some_and(|says| says.contains(&format!("version {release}")))
    };
    if find("wasm-opt").is_some_and(|program| is_right(&program)) {
        return Ok(None);
    }
    let home = cache()?.join(format!("binaryen-{BINARYEN}"));
    let folder = home.join("node_modules/.bin");
    if is_right(&folder.join("wasm-opt")) {
        return Ok(Some(folder));
    }
    if find("npm").is_none() {
        say(
            "npm is not there: trunk will download wasm-opt by itself. Where it cannot, put version 132 on the PATH",
        );
        return Ok(None);
    }
    fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    let package = format!("binaryen@{BINARYEN}");
    let arguments = [
        "install",
        "--no-audit",
        "--no-fund",
        "--loglevel",
        "error",
        "--prefix",
        &home.to_string_lossy(),
        &package,
    ];
    run(&format!("installing wasm-opt {release}"), &mut command("npm", &arguments, &[]))?;
    Ok(Some(folder))
}

/// Where tools are kept from clone to clone.
fn cache() -> Result<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || folder("HOME").or_else(|| folder("USERPROFILE"));
    let cache = folder("XDG_CACHE_HOME").or_else(|| home().map(|home| home.join(".cache")));
    Ok(cache.context("neither XDG_CACHE_HOME nor HOME names a folder")?.join("procore-console/tools"))
}
