//! The crates that the project is made of, as Cargo knows them.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use cargo_metadata::{MetadataCommand, Package};
use spdx::{Expression, LicenseReq, Licensee, ParseMode};

use crate::run::root;

/// The licenses that a crate may be used under. Where it offers several, the first of this list is taken.
/// `deny.toml` has the same list.
const ACCEPTED: [&str; 11] = [
    "MIT",
    "Zlib",
    "BSL-1.0",
    "0BSD",
    "Unicode-3.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "Unlicense",
    "Apache-2.0",
    // File by file: a crate may be used as it is. Only the end-to-end tests have one.
    "MPL-2.0",
];

/// What the shipped modules are built for, and with.
const SHIPPED: [&str; 11] = [
    "tree",
    "--locked",
    "--target",
    "wasm32-unknown-unknown",
    "--edges",
    "normal,no-proc-macro",
    "--features",
    "filter",
    "--prefix",
    "none",
    "--package=procore-console",
];

/// Every crate of the workspace and its dependencies, on all platforms.
pub fn all() -> Result<Vec<Package>> {
    let mut command = MetadataCommand::new();
    command.manifest_path(root().join("Cargo.toml")).other_options(["--locked".to_owned()]);
    Ok(command.exec().context("cannot read the dependencies")?.packages)
}

/// Those of `all` that are linked into the shipped modules, in the order of their names. What only runs while they are
/// built is not among them.
pub fn shipped(all: Vec<Package>) -> Result<Vec<Package>> {
    // Cargo's metadata has the features of the whole workspace together; the tree has those of the app alone.
    let output =
        Command::new("cargo").args(SHIPPED).current_dir(root()).output().context("cannot run cargo tree")?;
    ensure!(output.status.success(), "cargo tree failed: {}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8_lossy(&output.stdout);
    let names: BTreeSet<String> =
        tree.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    let mut linked: Vec<Package> = all;
    linked.retain(|package| names.contains(&format!("{} v{}", package.name, package.version)));
    ensure!(linked.len() == names.len(), "cargo tree and cargo metadata do not name the same crates");
    linked.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(linked)
}

/// What a crate's license is, in terms that the project accepts.
pub fn license(package: &Package) -> Result<Vec<LicenseReq>> {
    let what = || format!("{} {}", package.name, package.version);
    let expression = package.license.as_deref().with_context(|| format!("{} names no license", what()))?;
    elected(expression).with_context(|| format!("{} is licensed under {expression}", what()))
}

fn elected(expression: &str) -> Result<Vec<LicenseReq>> {
    let accepted = ACCEPTED.iter().map(|name| Licensee::parse(name)).collect::<Result<Vec<_>, _>>()?;
    let expression = Expression::parse_mode(expression, ParseMode::LAX)?;
    Ok(expression.minimized_requirements(&accepted)?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Crates that are shipped in two versions, because leptos links both, or jaq-json the older one. The list only gets
    /// shorter.
    const TWICE: [&str; 2] = ["foldhash", "thiserror"];

    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

    /// What cannot be used: its license, or where it is from.
    fn refused(packages: &[Package]) -> Vec<String> {
        let mut refused = Vec::new();
        for package in packages {
            if let Err(error) = license(package) {
                refused.push(format!("{error:#}"));
            }
            let is_ours = package.source.is_none()
                && package.manifest_path.starts_with(root().to_str().unwrap_or_default());
            if !is_ours && package.source.as_ref().is_none_or(|source| source.repr != CRATES_IO) {
                refused.push(format!("{} {} is not of crates.io", package.name, package.version));
            }
        }
        refused
    }

    fn twice(packages: &[Package]) -> BTreeSet<&str> {
        let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
        for package in packages {
            *versions.entry(&package.name).or_default() += 1;
        }
        versions.into_iter().filter(|(_, versions)| *versions > 1).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_crate_has_a_license_and_a_source_that_are_accepted() {
        assert_eq!(refused(&all().expect("the metadata")), [""; 0]);
    }

    #[test]
    fn nothing_is_shipped_twice() {
        let shipped = shipped(all().expect("the metadata")).expect("the tree");
        assert_eq!(twice(&shipped), TWICE.into());
        for heavy in
            ["leptos", "gloo-net", "wasm-bindgen", "web-sys", "js-sys", "base64", "postcard", "memchr"]
        {
            assert!(shipped.iter().any(|package| *package.name == heavy), "{heavy} is not shipped any more");
        }
        for apart in ["leptos_macro", "serde_derive", "axum", "criterion", "xtask"] {
            assert!(shipped.iter().all(|package| *package.name != apart), "{apart} is shipped");
        }
    }

    #[test]
    fn what_is_not_accepted_is_refused() {
        let mut packages = all().expect("the metadata");
        packages.retain(|package| *package.name == "base64");
        assert_eq!(twice(&packages), ["base64"].into());
        assert_eq!(refused(&packages), [""; 0]);
        packages.truncate(1);
        for license in [None, Some("GPL-3.0-only"), Some("MIT AND SSPL-1.0"), Some("My own")] {
            packages[0].license = license.map(str::to_owned);
            assert_eq!(refused(&packages).len(), 1, "{license:?}");
        }
        packages[0].license = Some("MIT".to_owned());
        packages[0].source = None;
        assert_eq!(refused(&packages).len(), 1, "a folder elsewhere");
        packages[0].source = serde_json::from_str("\"git+https://example.com/base64\"").ok();
        assert_eq!(refused(&packages).len(), 1, "a repository");
    }

    #[test]
    fn the_license_that_asks_least_is_taken() {
        let names = |expression| -> String {
            let all = elected(expression).expect("an accepted license");
            all.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(names("Apache-2.0 OR MIT"), "MIT");
        assert_eq!(names("MIT/Apache-2.0"), "MIT");
        assert_eq!(names("Apache-2.0 OR GPL-2.0-only"), "Apache-2.0");
        assert_eq!(names("(MIT OR Apache-2.0) AND Unicode-3.0"), "MIT Unicode-3.0");
    }

    #[test]
    fn the_workflow_accepts_the_same_licenses() {
        let deny = include_str!("../../deny.toml");
        let (_, list) = deny.split_once("allow = [").expect("a list");
        let (list, _) = list.split_once(']').expect("its end");
        let listed: BTreeSet<&str> = list.split('"').skip(1).step_by(2).collect();
        assert_eq!(listed, ACCEPTED.into());
    }
}
