//! What the machine must have: the built app, browsers and their drivers.

use std::env;
use std::path::{Path, PathBuf};

use crate::browser::Engine;

/// Names that Chromium and Chrome go by; on macOS its file.
const CHROMIUMS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// The same for Firefox.
const FIREFOXES: [&str; 3] = ["firefox", "firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/// Where everything is.
#[derive(Debug)]
pub(crate) struct Hosts {
    /// The built site.
    pub(crate) dist: PathBuf,
}

impl Hosts {
    /// Looks for what every scenario needs; if something is missing, a sentence says what to do.
    pub(crate) fn find() -> Result<Self, String> {
        let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist");
        let dist = env::var_os("DIST").map_or_else(built, PathBuf::from);
        if !dist.join("index.html").is_file() {
            return Err(format!("{} holds no built site: run `cargo xtask test`.", dist.display()));
        }
        Ok(Self { dist })
    }

    /// A browser and its driver. Looked for when a scenario needs them, so that those of one browser run without the
    /// other.
    pub(crate) fn programs(&self, engine: Engine) -> Result<(PathBuf, PathBuf), String> {
        Ok(match engine {
            Engine::Chromium => (program("CHROME", &CHROMIUMS)?, program("CHROMEDRIVER", &["chromedriver"])?),
            Engine::Firefox => (program("FIREFOX", &FIREFOXES)?, program("GECKODRIVER", &["geckodriver"])?),
        })
    }
}

/// The program that a variable names or, without it, the first of `names` on the path.
fn program(variable: &str, names: &[&str]) -> Result<PathBuf, String> {
    if let Some(path) = env::var_os(variable).map(PathBuf::from) {
        return if path.is_file() { Ok(path) } else { Err(format!("{variable} names no file.")) };
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let in_folders = |name: &&str| folders.iter().map(|folder| folder.join(name)).find(|path| path.is_file());
    names.iter().find_map(in_folders).ok_or_else(|| {
        format!("There is no {} on the path: run `cargo xtask test`, or set {variable}.", names.join(", "))
    })
}
