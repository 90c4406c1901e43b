//! The weight of the site: what each file has, raw and by brotli, and what is loaded together may have.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use xtask::files;

/// What is loaded together.
struct Part {
    /// Stands beside its files in the report.
    mark: char,
    what: &'static str,
    /// What it may have, in bytes by brotli.
    budget: usize,
    has: fn(&Path) -> bool,
}

const PARTS: [Part; 5] = [
    // Before its button can be pressed. Everything in assets is loaded by index.html.
    Part {
        mark: '*',
        what: "what the sign-in page loads",
        budget: 146_000,
        has: |file| file == Path::new("index.html") || file.starts_with("assets"),
    },
    // What is loaded once there is a session, the view of documents included: a module of its own, fetched ahead while the first
    // page is looked at. docs/decisions/0044-weights.md has what it is made of.
    Part { mark: '#', what: "what the console is", budget: 560_000, has: is_of_console },
    // What a page loads that comes back from Procore: index.html and its assets without the module of the sign-in page, the
    // console, the worker of a document and that of the catalogue. The worker for jq programs is loaded on demand.
    Part {
        mark: '=',
        what: "what is loaded up to the first JSON",
        budget: 965_000,
        has: |file| {
            let is_of_page = file == Path::new("index.html") || file.starts_with("assets");
            is_of_page && !is_of_sign_in_page(file)
                || is_of_console(file)
                || ["document", "catalogue"].iter().any(|name| is_of_worker(file, name))
        },
    },
    // Its module and the scripts that start it. The automata of regex-automata took it beyond 160 kB: see
    // docs/decisions/0044-weights.md.
    Part {
        mark: '+',
        what: "what a document's worker is",
        budget: 272_000,
        has: |file| is_of_worker(file, "document"),
    },
    // The same. It is built for size: built for speed, its module was 25 kB heavier. It is loaded on demand.
    Part {
        mark: '-',
        what: "what the catalogue's worker is",
        budget: 127_000,
        has: |file| is_of_worker(file, "catalogue"),
    },
];

/// Whether it is the module of the sign-in page, or the script that starts it.
fn is_of_sign_in_page(file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("procore-console-"))
}

/// Whether it is the module of the console, a script that starts it, or one of its style sheets.
fn is_of_console(file: &Path) -> bool {
    is_of_worker(file, "console")
        || file.starts_with("engine") && file.extension().is_some_and(|extension| extension == "css")
}

fn is_of_worker(file: &Path, name: &str) -> bool {
    let names = ["worker.mjs", &format!("{name}.js"), &format!("{name}_bg.wasm")];
    names.iter().any(|name| file == Path::new("engine").join(name))
}

/// Prints each file's size, and fails if a part is over its budget.
pub fn report(dist: &Path) -> Result<()> {
    let files = files::below(dist, dist)?;
    let weights = weigh(dist, &files)?;
    let mut sizes = [0; PARTS.len()];
    eprintln!("{:>10} {:>10}", "raw", "brotli");
    for (name, (raw, compressed)) in files.iter().zip(weights) {
        let mut marks = String::new();
        for (part, size) in PARTS.iter().zip(&mut sizes) {
            if (part.has)(name) {
                *size += compressed;
                marks.push(part.mark);
            }
        }
        eprintln!("{raw:>10} {compressed:>10} {marks:<3} {}", name.display());
    }
    for (Part { mark, what, budget, .. }, size) in PARTS.iter().zip(sizes) {
        eprintln!("{:>10} {size:>10} {mark:<3} {what}; it may have {budget}", "");
    }
    for (Part { what, budget, .. }, size) in PARTS.iter().zip(sizes) {
        if size > *budget {
            bail!("{what} is {} bytes over its budget", size - budget);
        }
    }
    Ok(())
}

/// The sizes of files, raw and by brotli.
fn weigh(dist: &Path, files: &[PathBuf]) -> Result<Vec<(usize, usize)>> {
    let sizes = |name: &PathBuf| {
        let bytes = fs::read(dist.join(name)).with_context(|| format!("cannot read {}", name.display()))?;
        Ok((bytes.len(), files::compress(&bytes)?.len()))
    };
    // The best quality is slow.
    files.par_iter().map(sizes).collect()
}
