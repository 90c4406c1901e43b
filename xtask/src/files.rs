//! The files of the site, and how a static host sends them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The paths of all files below `folder`, relative to `base` and sorted.
///
/// # Errors
/// If a folder cannot be read.
pub fn below(base: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    fn collect(base: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
        let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                collect(base, &path, files)?;
            } else if let Ok(name) = path.strip_prefix(base) {
                files.push(name.to_owned());
            }
        }
        Ok(())
    }
    let mut files = Vec::new();
    collect(base, folder, &mut files)?;
    files.sort();
    Ok(files)
}

/// The bytes as a static host sends them to a browser: brotli at its best quality.
///
/// # Errors
/// If the bytes cannot be compressed.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters).context("cannot compress")?;
    Ok(compressed)
}
