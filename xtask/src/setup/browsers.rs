//! The browsers that the tests drive: Chromium with its driver, and Firefox. (Firefox's driver is a cargo tool.)
//!
//! On Debian as root, what is missing is installed; elsewhere the words of the error say what to install.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::run::{command, find, output, run, say};

/// Where Chromium and its kin are found: by name on the `PATH`, on macOS by their file.
const CHROMIUMS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Where Firefox is found, in the same way.
const FIREFOXES: [&str; 3] = ["firefox", "firefox-esr", "/Applications/Firefox.app/Contents/MacOS/firefox"];

/// Both browsers, and a driver that fits Chromium.
pub(super) fn set_up() -> Result<()> {
    set_up_those(true)
}

/// Chromium alone, with its driver.
pub(super) fn set_up_chromium() -> Result<()> {
    set_up_those(false)
}

fn set_up_those(with_firefox: bool) -> Result<()> {
    let no_chromium = chromium().is_none() || chromedriver().is_none();
    let no_firefox = with_firefox && firefox().is_none();
    if (no_chromium || no_firefox) && is_debian_root() {
        let mut wanted = Vec::new();
        if no_chromium {
            wanted.push(("Chromium and its driver", &["chromium", "chromium-driver"][..]));
        }
        if no_firefox {
            wanted.push(("Firefox", &["firefox-esr"][..]));
        }
        install(&wanted);
    }
    check_chromium()?;
    if with_firefox { check_firefox() } else { Ok(()) }
}

fn chromium() -> Option<PathBuf> {
    CHROMIUMS.iter().find_map(|name| find(name))
}

fn chromedriver() -> Option<PathBuf> {
    find("chromedriver")
}

fn firefox() -> Option<PathBuf> {
    FIREFOXES.iter().find_map(|name| find(name))
}

/// Installs Debian packages. Debian's kin name some of them otherwise, so one that fails does not stop the next, and
/// whoever checks afterwards says what is still needed.
fn install(wanted: &[(&str, &[&str])]) {
    let apt = |what: &str, arguments: &[&str]| {
        let done = run(what, command("apt-get", arguments, &[]).env("DEBIAN_FRONTEND", "noninteractive"));
        if let Err(error) = &done {
            say(&format!("{error:#}"));
        }
        done.is_ok()
    };
    if !apt("reading the package lists", &["update", "-qq"]) {
        return;
    }
    for (name, packages) in wanted {
        let arguments = [&["install", "-y", "-qq", "--no-install-recommends"], *packages].concat();
        apt(&format!("installing {name}"), &arguments);
    }
}

fn check_chromium() -> Result<()> {
    let (Some(browser), Some(driver)) = (chromium(), chromedriver()) else {
        bail!(
            "the browser tests need Chromium or Chrome, and chromedriver of the same version on the PATH.\n  \
             Debian:    apt-get install chromium chromium-driver\n  \
             Fedora:    dnf install chromium chromedriver\n  \
             macOS:     brew install --cask google-chrome chromedriver\n  \
             elsewhere: both from https://googlechromelabs.github.io/chrome-for-testing/"
        );
    };
    let version = |program: &Path| {
        major_version(program).with_context(|| format!("{} does not tell its version", program.display()))
    };
    let (browser_version, driver_version) = (version(&browser)?, version(&driver)?);
    ensure!(
        browser_version == driver_version,
        "{} is of version {browser_version}, but {} is of version {driver_version}: both must be of the same",
        browser.display(),
        driver.display(),
    );
    Ok(())
}

fn check_firefox() -> Result<()> {
    if firefox().is_none() {
        bail!(
            "the browser tests need Firefox, too, as firefox or firefox-esr on the PATH.\n  \
             Debian:    apt-get install firefox-esr\n  \
             Fedora:    dnf install firefox\n  \
             macOS:     brew install --cask firefox\n  \
             elsewhere: https://www.mozilla.org/firefox/"
        );
    }
    Ok(())
}

/// The first number with a dot after it in what the program says of its version.
fn major_version(program: &Path) -> Option<String> {
    let says = output(program, &["--version"])?;
    let version = says.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    version.split('.').next().map(str::to_owned)
}

fn is_debian_root() -> bool {
    Path::new("/etc/debian_version").exists() && output(Path::new("id"), &["-u"]).as_deref() == Some("0")
}
