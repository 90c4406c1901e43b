//! Building the site.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use procore_console::console::Route;
use procore_console::oauth::grant::markup;
use procore_console::procore::Environments;

use crate::run::{command, root, run};
use crate::{headers, setup, sizes};

/// `cargo xtask dist`.
pub fn dist() -> Result<()> {
    build(&setup::for_building()?)?;
    sizes::report(&root().join("dist"))
}

/// Builds the site into `dist/`: trunk's output, a file for each route, the guide to the grants, and the headers.
pub fn build(tools: &[PathBuf]) -> Result<()> {
    let mut trunk = command("trunk", &["build", "--release", "--locked", "--log", "warn"], tools);
    // Trunk reads NO_COLOR as true or false and stops at what others set, such as 1.
    run("building the site", trunk.env_remove("NO_COLOR"))?;
    let dist = root().join("dist");
    wasm_integrity(&dist)?;
    routes(&dist)?;
    fs::write(dist.join(markup::FILE), markup::guide()).context("cannot write the guide to the grants")?;
    headers::write(&dist, &Environments::builtin(), false)
}

/// Browsers warn of `integrity` on a preload of data and ignore it, so the loader (src/boot.mjs) takes it from here
/// and gives it to `fetch`, where it is enforced.
fn wasm_integrity(dist: &Path) -> Result<()> {
    let file = dist.join("index.html");
    let index = fs::read_to_string(&file).context("trunk left no index.html")?;
    let (before, preload) =
        index.split_once("<link rel=\"preload\"").context("index.html must preload the wasm file")?;
    ensure!(preload.contains(" integrity=\"sha384-"), "the preload of the wasm file must have an integrity");
    let preload = preload.replacen(" integrity=", " data-integrity=", 1);
    fs::write(&file, format!("{before}<link rel=\"preload\"{preload}")).context("cannot write index.html")
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
