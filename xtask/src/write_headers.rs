//! The command that writes `_headers`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use lexopt::Parser;
use lexopt::prelude::Long;
use procore_console::procore::Environments;
use xtask::headers::render;

use crate::run::{root, say};

/// `cargo xtask headers`. Files are named as seen from where it was called.
pub fn headers(mut arguments: Parser) -> Result<()> {
    let (mut config, mut dist, mut hsts) = (None, root().join("dist"), false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("config") => config = Some(PathBuf::from(arguments.value()?)),
            Long("dist") => dist = arguments.value()?.into(),
            Long("hsts") => hsts = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let environments = match config {
        None => Environments::builtin(),
        Some(file) => {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            Environments::parse(&bytes).with_context(|| format!("{} cannot be used", file.display()))?
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
