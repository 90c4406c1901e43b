//! Reads the endpoints of the catalogue, and names the build in `CONSOLE_BUILD`. Page and workers compare the name, because their
//! messages have no versions.

#[path = "build/endpoints.rs"]
mod endpoints;

use std::env;
use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// What no worker is compiled from. A debug build leaves it out of the name, so that a change of a view compiles no
/// worker again: a page fits the workers that were compiled from the same rest.
const PAGE_ONLY: [&str; 8] = [
    "index.html",
    "src/bin",
    "src/boot.mjs",
    "src/browser",
    "src/guard.js",
    "src/main.rs",
    "src/ui",
    "src/viewer",
];

/// The endpoints, one a line.
const ENDPOINTS: &str = "src/catalogue/endpoints.txt";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={ENDPOINTS}");
    let table =
        endpoints::table(&fs::read_to_string(ENDPOINTS)?).map_err(|fault| format!("{ENDPOINTS}, {fault}"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("endpoints.rs"), table)?;
    // Workers exist in browsers only.
    if env::var("CARGO_CFG_TARGET_ARCH").as_deref() != Ok("wasm32") {
        return Ok(());
    }
    // "release" also stands for the profiles that inherit it.
    let is_debug = env::var("PROFILE").as_deref() == Ok("debug");
    let mut inputs: Vec<PathBuf> =
        ["Cargo.lock", "Cargo.toml", "build", "index.html"].map(PathBuf::from).to_vec();
    inputs.extend(entries(Path::new("src")));
    inputs.retain(|input| !(is_debug && PAGE_ONLY.iter().any(|page_only| input == Path::new(page_only))));
    let mut hasher = DefaultHasher::new();
    for input in &inputs {
        // Cargo looks at everything below a folder.
        println!("cargo::rerun-if-changed={}", input.display());
        hash(input, &mut hasher);
    }
    println!("cargo::rustc-env=CONSOLE_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// The files and folders in `folder`, sorted.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

/// Adds the name and content of a file, or of every file below a folder.
fn hash(path: &Path, hasher: &mut DefaultHasher) {
    if path.is_dir() {
        entries(path).iter().for_each(|entry| hash(entry, hasher));
    } else if let Ok(bytes) = fs::read(path) {
        // The parts of a path, which are the same on every system.
        path.iter().for_each(|part| part.hash(hasher));
        bytes.hash(hasher);
    }
}
