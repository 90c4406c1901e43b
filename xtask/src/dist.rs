//! Building the site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use procore_console::console::Route;
use procore_console::oauth::grant::markup;
use procore_console::procore::Environments;

use sha2::{Digest, Sha384};

use crate::run::{command, root, run};
use crate::{licenses, setup, sizes, write_headers};

/// `cargo xtask dist`.
pub fn dist() -> Result<()> {
    build(&setup::for_building()?)?;
    sizes::report(&root().join("dist"))
}

/// Builds the site into `dist/`: trunk's output, a file for each route, the guide to the grants, the
/// headers, and the licenses of what is shipped.
pub fn build(tools: &[PathBuf]) -> Result<()> {
    let mut trunk = command("trunk", &["build", "--release", "--locked", "--log", "warn"], tools);
    // Trunk reads NO_COLOR as true or false and stops at what others set, such as 1.
    trunk.env_remove("NO_COLOR").env("CONSOLE_BUILD", build_id()?);
    run("building the site", &mut trunk)?;
    let dist = root().join("dist");
    no_preload(&dist)?;
    parts_integrity(&dist)?;
    routes(&dist)?;
    fs::write(dist.join(markup::FILE), markup::guide()).context("cannot write the guide to the grants")?;
    write_headers::write(&dist, &Environments::builtin(), false)?;
    licenses::write(&dist)
}

/// Which module is to be loaded is known only in the browser (src/guard.js), so none is fetched before.
fn no_preload(dist: &Path) -> Result<()> {
    let file = dist.join("index.html");
    let mut index = fs::read_to_string(&file).context("trunk left no index.html")?;
    for start in ["<link rel=\"preload\"", "<link rel=\"modulepreload\""] {
        let (before, rest) = index.split_once(start).with_context(|| format!("no {start} by trunk"))?;
        let (_, after) = rest.split_once('>').context("a link has no end")?;
        index = format!("{before}{after}");
    }
    fs::write(&file, index).context("cannot write index.html")
}

/// The app's modules are named by `<meta>` elements; their wasm files get an integrity there, which `fetch` is given.
fn parts_integrity(dist: &Path) -> Result<()> {
    const FILE: &str = " data-wasm=\"";
    let file = dist.join("index.html");
    let index = fs::read_to_string(&file).context("trunk left no index.html")?;
    let mut parts = index.split(FILE);
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, _) = part.split_once('"').context("data-wasm has no end")?;
        let bytes = fs::read(dist.join(name)).with_context(|| format!("trunk left no {name}"))?;
        let integrity = format!(" data-integrity=\"sha384-{}\"", BASE64.encode(Sha384::digest(bytes)));
        page = format!("{page}{integrity}{FILE}{part}");
    }
    fs::write(&file, page).context("cannot write index.html")
}

/// Names what the site is built from: page and workers compare it.
fn build_id() -> Result<String> {
    let mut files = vec!["Cargo.lock".into(), "Cargo.toml".into(), "index.html".into()];
    sizes::collect(root(), &root().join("src"), &mut files)?;
    files.sort();
    let mut hash = Sha384::new();
    for name in files {
        let bytes =
            fs::read(root().join(&name)).with_context(|| format!("cannot read {}", name.display()))?;
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(bytes);
    }
    Ok(BASE64.encode(&hash.finalize()[..12]))
}

/// Each route is a real file: the same document, with a `<base>` that leads to the root.
fn routes(dist: &Path) -> Result<()> {
    const ROOT_BASE: &str = "<base href=\"./\">";
    let index = fs::read_to_string(dist.join("index.html")).context("trunk left no index.html")?;
    ensure!(index.matches(ROOT_BASE).count() == 1, "index.html must have {ROOT_BASE} once");
    for route in Route::ALL {
        let depth = route.path().matches('/').count();
        if depth > 0 {
            let folder = dist.join(route.path());
            fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
            let page = index.replace(ROOT_BASE, &format!("<base href=\"{}\">", "../".repeat(depth)));
            fs::write(folder.join("index.html"), page)
                .with_context(|| format!("cannot write to {}", folder.display()))?;
        }
    }
    Ok(())
}
