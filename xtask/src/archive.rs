//! The site as one file, for a release: what is in it depends on `dist/` alone, so the same site gives the same bytes.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use tar::{Builder, Header, HeaderMode};
use xtask::files;

use crate::run::{root, say};

/// `cargo xtask archive`: puts `dist/` into `target/archive/`, with a list of checksums beside it.
pub fn archive() -> Result<()> {
    let folder = root().join("target/archive");
    let name = format!("procore-console-{}", env!("CARGO_PKG_VERSION"));
    let bytes = pack(&root().join("dist"), &name)?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (file, bytes) in
        [(format!("{name}.tar.gz"), &*bytes), ("SHA256SUMS".into(), checksum(&name, &bytes).as_bytes())]
    {
        let file = folder.join(file);
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        say(&format!("wrote {}", file.display()));
    }
    Ok(())
}

/// A line that `sha256sum --check` reads.
fn checksum(name: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hash}  {name}.tar.gz\n")
}

/// All files of `dist` below a folder `name`, without times and owners.
fn pack(dist: &Path, name: &str) -> Result<Vec<u8>> {
    let files = files::below(dist, dist).context("there is no site; run cargo xtask dist first")?;
    let mut archive = Builder::new(GzBuilder::new().write(Vec::new(), Compression::best()));
    archive.mode(HeaderMode::Deterministic);
    for file in files {
        let bytes = fs::read(dist.join(&file)).with_context(|| format!("cannot read {}", file.display()))?;
        let mut header = Header::new_gnu();
        header.set_size(bytes.len().try_into()?);
        header.set_mode(0o644);
        archive.append_data(&mut header, Path::new(name).join(&file), &*bytes)?;
    }
    Ok(archive.into_inner()?.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dist = tempfile::tempdir().expect("a folder");
        for (file, text) in files {
            let file = dist.path().join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        dist
    }

    #[test]
    fn the_archive_has_every_file_and_depends_on_nothing_else() {
        let files = [("index.html", "page"), ("_headers", "rules"), ("setup/index.html", "setup")];
        let packed = pack(site(&files).path(), "app").expect("an archive");
        let mut unpacked = Vec::new();
        for entry in tar::Archive::new(GzDecoder::new(&*packed)).entries().expect("entries") {
            let mut entry = entry.expect("an entry");
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            unpacked.push((entry.path().expect("a path").display().to_string(), text));
        }
        let expected =
            [("app/_headers", "rules"), ("app/index.html", "page"), ("app/setup/index.html", "setup")];
        assert_eq!(unpacked, expected.map(|(file, text)| (file.to_owned(), text.to_owned())));
        let others = [files[2], files[1], files[0]];
        assert_eq!(pack(site(&others).path(), "app").expect("an archive"), packed);
    }

    /// The hash is that of FIPS 180-2, appendix B.1.
    #[test]
    fn a_checksum_is_a_line_of_sha256sum() {
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(checksum("app", b"abc"), format!("{hash}  app.tar.gz\n"));
    }
}
