//! The rules of the house, over all of the workspace's source: what may know what, what may not be written, what it is
//! made of. Each rule is also shown to catch what it is for.

mod circles;
mod documents;
mod files;
mod imports;
mod layers;
mod source;
mod styles;
mod workflows;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use source::Crate;

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is below the root")
}

/// All texts below `folder` whose file name ends so, by their paths from the root. What Cargo builds is none of them.
fn files(folder: &str, end: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root().join(&folder)).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{folder}/{name}");
            if entry.file_type().expect("a type").is_dir() {
                if name != "target" {
                    folders.push(path);
                }
            } else if path.ends_with(end) {
                found.insert(path, fs::read_to_string(entry.path()).expect("a text"));
            }
        }
    }
    assert!(!found.is_empty(), "no {end} below {folder}");
    found
}

/// Reads a file that is named from the root.
fn read(file: &Path) -> Option<String> {
    fs::read_to_string(root().join(file)).ok()
}

/// The application: what its files import, in plain data.
struct House {
    files: Vec<PathBuf>,
    imports: imports::Imports,
}

impl House {
    fn path(&self, file: source::FileId) -> &str {
        self.files[file.0].to_str().expect("names of files are text")
    }

    /// Of a library and its binaries.
    fn of(library: &str, name: &str, binaries: &[PathBuf], read: source::Read) -> Self {
        let mut all = Crate::default();
        let root = all.add_root(Path::new(library), read);
        all.library = Some((name.to_owned(), root));
        for binary in binaries {
            all.add_root(binary, read);
        }
        let imports = all.imports();
        Self { files: all.files.into_iter().map(|file| file.path).collect(), imports }
    }
}

/// Read once for all tests.
static APP: LazyLock<House> = LazyLock::new(|| {
    let mut binaries = vec![PathBuf::from("src/main.rs")];
    for entry in fs::read_dir(root().join("src/bin")).expect("src/bin is a folder") {
        binaries.push(Path::new("src/bin").join(entry.expect("it can be read").file_name()));
    }
    binaries.sort();
    House::of("src/lib.rs", "procore_console", &binaries, &read)
});

/// A library that is made up, to show that a rule catches what it is for.
fn sample(files: &[(&str, &str)]) -> House {
    let read = |file: &Path| {
        let (_, text) = files.iter().find(|(name, _)| Path::new(name) == file)?;
        Some((*text).to_owned())
    };
    House::of("src/lib.rs", "sample", &[], &read)
}

#[test]
fn every_path_leads_somewhere() {
    let lost: Vec<String> = APP
        .imports
        .lost
        .iter()
        .map(|(file, place)| format!("{}:{}: {}", APP.path(*file), place.line, place.path))
        .collect();
    assert!(lost.is_empty(), "the resolver does not find:\n{}", lost.join("\n"));
}
