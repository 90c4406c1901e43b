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
use std::process::{self, Command};

use anyhow::{Context, Result, bail};

use crate::run::{command, find, output, print, root, run, run_any, say};

const BINARYEN: &str = "132.0.0";

/// A program from a crate.
struct Tool {
    package: &'static str,
    program: &'static str,
    /// None stands for the version in Cargo.lock.
    version: Option<&'static str>,
    /// What `cargo install` is told besides.
    settings: &'static [&'static str],
}

const TRUNK: Tool = Tool { package: "trunk", program: "trunk", version: Some("0.21.14"), settings: &[] };
const WASM_PACK: Tool =
    Tool { package: "wasm-pack", program: "wasm-pack", version: Some("0.15.1"), settings: &[] };
const GECKODRIVER: Tool =
    Tool { package: "geckodriver", program: "geckodriver", version: Some("0.37.1"), settings: &[] };
/// It rewrites modules of some megabytes: what does that is optimised. It must be of the version of the crate.
const WASM_BINDGEN: Tool = Tool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: None,
    settings: &[
        "--config=profile.dev.package.walrus.opt-level=2",
        "--config=profile.dev.package.wasmparser.opt-level=2",
        "--config=profile.dev.package.wasm-encoder.opt-level=2",
        "--config=profile.dev.package.wasm-bindgen-cli-support.opt-level=2",
        "--config=profile.dev.package.leb128fmt.opt-level=2",
        "--config=profile.dev.package.rustc-demangle.opt-level=2",
    ],
};
const CARGO_DENY: Tool =
    Tool { package: "cargo-deny", program: "cargo-deny", version: Some("0.20.2"), settings: &[] };

/// What building the site needs: the folders to look for programs in, before those of the `PATH`.
pub fn for_building() -> Result<Vec<PathBuf>> {
    wasm32_target()?;
    let mut folders = cargo_tools(&[TRUNK, WASM_BINDGEN])?;
    folders.extend(wasm_opt()?);
    Ok(folders)
}

/// What measuring in Chromium needs, too.
pub fn for_benchmarks() -> Result<Vec<PathBuf>> {
    browsers::set_up_chromium()?;
    for_building()
}

/// What the tests on the host need, and the lints.
pub fn for_unit_tests() -> Result<Vec<PathBuf>> {
    component("rustfmt", "fmt")?;
    component("clippy", "clippy")?;
    wasm32_target()?;
    Ok(Vec::new())
}

/// What the tests by wasm-pack need.
pub fn for_web_tests() -> Result<Vec<PathBuf>> {
    browsers::set_up()?;
    wasm32_target()?;
    cargo_tools(&[WASM_BINDGEN, WASM_PACK, GECKODRIVER])
}

/// What the end-to-end tests need, and the site that they look at.
pub fn for_end_to_end_tests() -> Result<Vec<PathBuf>> {
    browsers::set_up()?;
    let mut folders = for_building()?;
    folders.extend(cargo_tools(&[GECKODRIVER])?);
    Ok(folders)
}

/// What all tests need.
pub fn everything() -> Result<Vec<PathBuf>> {
    // What only a person can install comes first: nobody shall wait for a build to learn of it.
    browsers::set_up()?;
    for_unit_tests()?;
    let mut folders = cargo_tools(&[TRUNK, WASM_BINDGEN, WASM_PACK, GECKODRIVER])?;
    folders.extend(wasm_opt()?);
    Ok(folders)
}

/// `cargo xtask env`: a line for a shell that puts the tools before what is on its `PATH`.
pub fn print_path() -> Result<()> {
    let folders = everything()?;
    let path = command("true", &[], &folders)
        .get_envs()
        .find_map(|(name, value)| (name == "PATH").then_some(value?.to_string_lossy().into_owned()))
        .unwrap_or_default();
    print(&format!("export PATH=\"{path}\"\n"));
    Ok(())
}

/// The folder of cargo-deny, which only the check for advisories needs; none if it is on the `PATH`.
pub fn cargo_deny() -> Result<Vec<PathBuf>> {
    cargo_tools(&[CARGO_DENY])
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

/// The folders of the tools that are not on the `PATH` in exactly their versions. What is missing is installed, into one
/// target folder, so that what they share is compiled once.
///
/// They are built for debugging without debug information: they mostly call others, and are there much sooner.
fn cargo_tools(tools: &[Tool]) -> Result<Vec<PathBuf>> {
    let mut folders = Vec::new();
    // Of this process alone: another may install at the same time.
    let target = cache()?.join(format!("target-{}", process::id()));
    for tool in tools {
        let version = match tool.version {
            Some(version) => version.to_owned(),
            None => locked_version("wasm-bindgen")?,
        };
        let is_right = |program: &Path| {
            output(program, &["--version"])
                .is_some_and(|says| says.split_whitespace().nth(1) == Some(version.as_str()))
        };
        if find(tool.program).is_some_and(|program| is_right(&program)) {
            continue;
        }
        let home = cache()?.join(format!("{}-{version}", tool.package));
        let folder = home.join("bin");
        if !is_right(&folder.join(tool.program)) {
            install(tool, &version, &home, &target)?;
        }
        folders.push(folder);
    }
    if target.exists() {
        fs::remove_dir_all(&target).with_context(|| format!("cannot remove {}", target.display()))?;
    }
    Ok(folders)
}

fn install(tool: &Tool, version: &str, home: &Path, target: &Path) -> Result<()> {
    // Settings meant for the project must not reach it.
    const SETTINGS: [&str; 3] = ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"];
    let install = |is_locked: bool| {
        let mut cargo = command("cargo", &["install", "--debug", "--config=profile.dev.debug=0"], &[]);
        cargo.args(is_locked.then_some("--locked")).args(tool.settings).arg("--root").arg(home);
        cargo.arg(format!("{}@{version}", tool.package)).env("CARGO_TARGET_DIR", target);
        for setting in SETTINGS {
            cargo.env_remove(setting);
        }
        cargo.current_dir(env::temp_dir());
        cargo
    };
    // A published lock file may name versions that were withdrawn since, or that a registry does not have yet.
    run_any(
        &format!("installing {} {version} (once; this takes some minutes)", tool.package),
        &mut [install(true), install(false)],
    )
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
