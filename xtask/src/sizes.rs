//! The weight of the site: what each file has, raw and by brotli, and what the first page may have.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// What the sign-in page may load before its button can be pressed, in bytes by brotli: a second on a slow mobile network
/// (2 Mbit/s), since all pages of the app are in one binary.
const BUDGET: usize = 215_000;

/// What a document's worker may have: its module and the scripts that start it.
const WORKER_BUDGET: usize = 150_000;

/// Prints each file's size, and fails if the sign-in page or the worker is over its budget.
pub fn report(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    collect(dist, dist, &mut files)?;
    files.sort();
    let (mut first_page, mut worker) = (0, 0);
    eprintln!("{:>10} {:>10}", "raw", "brotli");
    for name in &files {
        let bytes = fs::read(dist.join(name)).with_context(|| format!("cannot read {}", name.display()))?;
        let compressed = brotli_size(&bytes)?;
        // Everything in assets is loaded by index.html; the other pages are index.html once more.
        let is_of_first_page = name == Path::new("index.html") || name.starts_with("assets");
        if is_of_first_page {
            first_page += compressed;
        }
        let stem = name.file_stem().unwrap_or_default();
        let is_of_worker = name.starts_with("engine")
            && ["worker", "document", "document_bg"].iter().any(|part| stem == *part);
        if is_of_worker {
            worker += compressed;
        }
        let mark = match (is_of_first_page, is_of_worker) {
            (true, _) => "*",
            (_, true) => "+",
            _ => " ",
        };
        eprintln!("{:>10} {:>10} {mark} {}", bytes.len(), compressed, name.display());
    }
    eprintln!("{:>10} {first_page:>10} * what the sign-in page loads; it may have {BUDGET}", "");
    eprintln!("{:>10} {worker:>10} + what a document's worker is; it may have {WORKER_BUDGET}", "");
    if worker > WORKER_BUDGET {
        bail!("the document's worker is {} bytes over its budget", worker - WORKER_BUDGET);
    }
    if first_page > BUDGET {
        bail!("the sign-in page is {} bytes over its budget", first_page - BUDGET);
    }
    Ok(())
}

pub fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.push(name.to_owned());
        }
    }
    Ok(())
}

/// The size that a static host would send: brotli at its best quality.
fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters).context("cannot compress")?;
    Ok(compressed.len())
}
