//! What Trunk runs before and after a build (Trunk.toml), and what makes its output the site.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use procore_console::console::Route;
use procore_console::oauth::grant::markup;
use procore_console::procore::Environments;
use sha2::{Digest, Sha384};
use xtask::{files, headers};

use crate::page::{self, Module};
use crate::run::root;
use crate::{config, licenses};

/// Where the copied sheets are, which are loaded later by name.
const LATER: &str = "engine";

/// Builds what index.html asks for, the binaries of one kind by one call of cargo: Trunk calls it for each, one after the
/// other, and finds them built.
pub fn pre_build() -> Result<()> {
    let source = fs::read_to_string(root().join("index.html")).context("cannot read index.html")?;
    let is_release = is_release()?;
    let mut folders: Vec<(Option<String>, Vec<Command>)> = Vec::new();
    for kind in kinds(page::modules(&source)?, is_release) {
        let folder = profile(&kind[0], is_release).cloned();
        let cargo = build(&kind, is_release);
        match folders.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, commands)) => commands.push(cargo),
            None => folders.push((folder, vec![cargo])),
        }
    }
    // Cargo locks the folder of a profile, so calls for different ones run side by side.
    thread::scope(|scope| {
        let threads: Vec<_> = folders
            .into_iter()
            .map(|(_, commands)| scope.spawn(|| commands.into_iter().try_for_each(run)))
            .collect();
        threads.into_iter().try_for_each(|thread| match thread.join() {
            Ok(result) => result,
            Err(_) => bail!("a build panicked"),
        })
    })
}

/// The modules in groups that are compiled alike.
fn kinds(modules: Vec<Module>, is_release: bool) -> Vec<Vec<Module>> {
    let is_alike = |a: &Module, b: &Module| {
        profile(a, is_release) == profile(b, is_release)
            && (a.no_default_features, &a.features) == (b.no_default_features, &b.features)
    };
    let mut kinds: Vec<Vec<Module>> = Vec::new();
    for module in modules {
        match kinds.iter_mut().find(|kind| is_alike(&kind[0], &module)) {
            Some(kind) => kind.push(module),
            None => kinds.push(vec![module]),
        }
    }
    kinds
}

fn profile(module: &Module, is_release: bool) -> Option<&String> {
    if is_release { module.release_profile.as_ref() } else { module.dev_profile.as_ref() }
}

/// The call of cargo that Trunk makes for a module, for all of one kind.
fn build(kind: &[Module], is_release: bool) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root()).args(["build", "--locked", "--target", "wasm32-unknown-unknown"]);
    match profile(&kind[0], is_release) {
        Some(profile) => drop(cargo.args(["--profile", profile])),
        None if is_release => drop(cargo.arg("--release")),
        None => {}
    }
    if kind[0].no_default_features {
        cargo.arg("--no-default-features");
    }
    if let Some(features) = &kind[0].features {
        cargo.args(["--features", features]);
    }
    for module in kind {
        cargo.args(["--bin", &module.bin]);
    }
    cargo
}

fn run(mut cargo: Command) -> Result<()> {
    let status = cargo.status().context("cannot run cargo")?;
    ensure!(status.success(), "cargo failed ({status})");
    Ok(())
}

/// Makes Trunk's output the site: minified sheets, the integrity of wasm files, a file for each route, the guide to the
/// grants, the licenses of what is shipped, and the headers. A debug build offers the stand-in too, and is not minified.
pub fn post_build() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context("Trunk calls this")?;
    let is_release = is_release()?;
    let mut page =
        fs::read_to_string(staging.join("index.html")).context("Trunk left no index.html to read")?;
    licenses::write(&staging)?;
    let environments = if is_release { Environments::builtin() } else { config::for_development()? };
    if is_release {
        page = page::with_sheets(&page, |name| minify_hashed(&staging, name))?;
        minify_copied(&staging.join(LATER))?;
        page = page::with_integrity(&page, |name| {
            let bytes = fs::read(staging.join(name)).with_context(|| format!("Trunk left no {name}"))?;
            Ok(integrity(&bytes))
        })?;
        write(&staging.join("index.html"), &page)?;
    } else {
        write(&staging.join("config.json"), &config::to_json(&environments))?;
    }
    for route in Route::ALL {
        let depth = route.path().matches('/').count();
        if depth > 0 {
            write(&staging.join(route.path()).join("index.html"), &page::at_depth(&page, depth)?)?;
        }
    }
    write(&staging.join(markup::FILE), &markup::guide())?;
    write(&staging.join("_headers"), &headers::render(&environments, false))
}

fn is_release() -> Result<bool> {
    match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Ok(true),
        Ok("debug") => Ok(false),
        _ => bail!("TRUNK_PROFILE is neither debug nor release: Trunk calls this"),
    }
}

fn write(file: &Path, text: &str) -> Result<()> {
    let write = || {
        file.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(file, text)
    };
    write().with_context(|| format!("cannot write {}", file.display()))
}

/// Minifies a sheet whose name has a digest of its content. Returns its new name and its integrity.
fn minify_hashed(staging: &Path, name: &str) -> Result<(String, String)> {
    let file = staging.join(name);
    let css = fs::read_to_string(&file).with_context(|| format!("Trunk left no {name}"))?;
    let minified = minify(&css).with_context(|| format!("{name} cannot be minified"))?;
    let renamed = renamed(name, &digest_name(minified.as_bytes()));
    fs::remove_file(&file).with_context(|| format!("cannot remove {name}"))?;
    write(&staging.join(&renamed), &minified)?;
    Ok((renamed, integrity(minified.as_bytes())))
}

/// Minifies the sheets in `folder`, which are known by their names and keep them.
fn minify_copied(folder: &Path) -> Result<()> {
    let files = files::below(folder, folder)?;
    for name in files.iter().filter(|name| name.extension().is_some_and(|extension| extension == "css")) {
        let file = folder.join(name);
        let css = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        write(&file, &minify(&css).with_context(|| format!("{} cannot be minified", name.display()))?)?;
    }
    Ok(())
}

fn minify(css: &str) -> Result<String> {
    // The errors hold parts of the text.
    let owned = |error: &dyn ToString| anyhow::anyhow!(error.to_string());
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|error| owned(&error))?;
    sheet.minify(MinifyOptions::default()).map_err(|error| owned(&error))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    Ok(sheet.to_css(options).map_err(|error| owned(&error))?.code)
}

/// `assets/base-0123.css` with another digest.
fn renamed(name: &str, digest: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "css"));
    let (stem, _) = stem.rsplit_once('-').unwrap_or((stem, ""));
    format!("{stem}-{digest}.{extension}")
}

fn digest_name(bytes: &[u8]) -> String {
    Sha384::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(bin: &str, release_profile: Option<&str>, features: Option<&str>) -> Module {
        Module {
            bin: bin.into(),
            release_profile: release_profile.map(str::to_owned),
            features: features.map(str::to_owned),
            ..Module::default()
        }
    }

    #[test]
    fn binaries_of_one_kind_are_built_by_one_call() {
        let modules = || {
            vec![
                module("page", None, None),
                module("fast", Some("fast"), None),
                module("view", None, None),
                module("jq", None, Some("jq")),
            ]
        };
        let bins = |is_release| {
            let kinds = kinds(modules(), is_release);
            kinds
                .iter()
                .map(|kind| kind.iter().map(|module| module.bin.clone()).collect())
                .collect::<Vec<Vec<_>>>()
        };
        assert_eq!(bins(true), [vec!["page", "view"], vec!["fast"], vec!["jq"]]);
        assert_eq!(bins(false), [vec!["page", "fast", "view"], vec!["jq"]]);
        let arguments = |is_release| {
            let kinds = kinds(modules(), is_release);
            let cargo = build(&kinds[0], is_release);
            cargo.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        let common = ["build", "--locked", "--target", "wasm32-unknown-unknown"];
        assert_eq!(arguments(true), [&common[..], &["--release", "--bin", "page", "--bin", "view"]].concat());
        assert!(!arguments(false).contains(&"--release".to_owned()));
    }

    #[test]
    fn a_sheet_is_minified_and_means_the_same() {
        let css = "/* why */\n@layer a {\n  .b > .c:hover {\n    color: var(--ink);\n    margin: 0px 0px;\n  }\n}\n";
        assert_eq!(minify(css).expect("a sheet"), "@layer a{.b>.c:hover{color:var(--ink);margin:0}}");
        assert!(minify("a { color: }}}").is_err());
    }

    #[test]
    fn a_sheet_is_named_by_what_is_in_it() {
        assert_eq!(renamed("assets/base-0123.css", "ab"), "assets/base-ab.css");
        assert_eq!(digest_name(b"a").len(), 16);
        assert_ne!(digest_name(b"a"), digest_name(b"b"));
    }
}
