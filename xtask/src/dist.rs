//! Building the site, unless it is there already.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha384};
use xtask::files;

use crate::run::{command, output, root, run, say, timed};
use crate::{setup, sizes};

/// What the site is made from, and by what: files and folders of the project.
const INPUTS: [&str; 12] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build",
    "build.rs",
    "index.html",
    "public",
    "src",
    "style",
    "xtask/Cargo.toml",
    "xtask/src",
];

/// `cargo xtask dist`.
pub fn dist() -> Result<()> {
    build(&setup::for_building()?)?;
    sizes::report(&folder())
}

/// Builds the site if need be, and checks the weight of what was built.
pub fn build_and_weigh(tools: &[PathBuf]) -> Result<()> {
    if !build(tools)? {
        return Ok(());
    }
    let weighed = timed("weighing the site", || Ok((sizes::report(&folder()), None)));
    if weighed.is_err() {
        // Or the next run would take it for fine.
        let _gone = fs::remove_file(stamp());
    }
    weighed
}

/// Where the site is built.
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Builds the site into `dist/` by Trunk, if its inputs or `dist/` have changed since. Returns whether they had.
pub fn build(tools: &[PathBuf]) -> Result<bool> {
    let made_from = made_from()?;
    if fs::read_to_string(stamp()).is_ok_and(|stamp| Some(stamp) == stamp_of(&made_from)) {
        say("the site is built already");
        return Ok(false);
    }
    let mut trunk = command("trunk", &["build", "--release", "--locked", "--log", "warn"], tools);
    // Trunk reads NO_COLOR as true or false and stops at what others set, such as 1.
    trunk.env_remove("NO_COLOR");
    run("building the site", &mut trunk)?;
    let stamp = stamp();
    let write = || {
        stamp.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(&stamp, stamp_of(&made_from).unwrap_or_default())
    };
    write().with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(true)
}

/// The file that tells what `dist/` was built from, and what was in it then.
fn stamp() -> PathBuf {
    root().join("target/xtask/dist")
}

/// The text of that file as it should be; `None` if nothing is built.
fn stamp_of(made_from: &str) -> Option<String> {
    let built = digest(&folder(), &[Path::new("")]).ok()?;
    folder().join("index.html").is_file().then(|| format!("{made_from}\n{built}\n"))
}

/// A digest of the inputs and of the compiler's version.
fn made_from() -> Result<String> {
    let inputs: Vec<&Path> = INPUTS.iter().map(Path::new).collect();
    let compiler = output(Path::new("rustc"), &["-vV"]).unwrap_or_default();
    let digest = digest(root(), &inputs)?;
    Ok(hex(&Sha384::digest(format!("{digest}{compiler}"))))
}

/// A digest of the names and contents of files, and of all files below folders. What is not there has none.
fn digest(base: &Path, names: &[&Path]) -> Result<String> {
    let mut files = Vec::new();
    for name in names {
        let path = base.join(name);
        if path.is_dir() {
            files.extend(files::below(base, &path)?);
        } else if path.is_file() {
            files.push(name.to_path_buf());
        }
    }
    files.sort();
    let mut hash = Sha384::new();
    for name in files {
        let bytes = fs::read(base.join(&name)).with_context(|| format!("cannot read {}", name.display()))?;
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
    }
    Ok(hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_changes_with_any_file_and_with_nothing_else() {
        let folder = root().join("target/xtask/digest-test");
        let write = |name: &str, text: &str| {
            let file = folder.join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        };
        let digest = || digest(&folder, &["a", "b", "missing"].map(Path::new)).expect("a digest");
        write("a", "1");
        write("b/c", "2");
        let first = digest();
        write("not-an-input", "3");
        write("a", "1");
        assert_eq!(digest(), first);
        write("b/c", "4");
        let changed = digest();
        assert_ne!(changed, first);
        write("b/d", "");
        assert_ne!(digest(), changed);
        fs::remove_dir_all(folder).expect("the folder goes");
    }

    #[test]
    fn the_inputs_are_there() {
        for input in INPUTS {
            assert!(root().join(input).exists(), "{input}");
        }
    }
}
