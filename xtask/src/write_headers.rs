//! The command that writes `_headers`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use procore_console::procore::Environments;
use xtask::headers::render;

use crate::run::{root, say};

/// `cargo xtask headers`. Files are named as seen from where it was called.
pub fn headers(options: &[&str]) -> Result<()> {
    let (mut config, mut dist, mut hsts) = (None, root().join("dist"), false);
    let mut rest = options;
    loop {
        rest = match rest {
            ["--config", file, rest @ ..] => {
                config = Some(*file);
                rest
            }
            ["--dist", named, rest @ ..] => {
                dist = PathBuf::from(named);
                rest
            }
            ["--hsts", rest @ ..] => {
                hsts = true;
                rest
            }
            [] => break,
            [other, ..] => bail!("headers knows --config FILE, --dist DIR and --hsts, not “{other}”"),
        };
    }
    let environments = match config {
        None => Environments::builtin(),
        Some(file) => {
            let bytes = fs::read(file).with_context(|| format!("cannot read {file}"))?;
            Environments::parse(&bytes).with_context(|| format!("{file} cannot be used"))?
        }
    };
    write(&dist, &environments, hsts)
}

/// Writes `_headers` into `dist`.
pub fn write(dist: &Path, environments: &Environments, hsts: bool) -> Result<()> {
    let file = dist.join("_headers");
    fs::write(&file, render(environments, hsts))
        .with_context(|| format!("cannot write {}", file.display()))?;
    say(&format!("wrote {}", file.display()));
    Ok(())
}
