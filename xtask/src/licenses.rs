//! The licenses of the crates that are shipped, as a page of the site.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use cargo_metadata::Package;
use spdx::LicenseReq;

use crate::dependencies;
use crate::run::say;

/// The page, below the root of the site. The footer of the app links to it.
const FILE: &str = "licenses.html";
/// Its style sheet, beside the other files that are not named by their hash.
const SHEET: &str = "engine/licenses.css";
const STYLE: &str = include_str!("../../style/licenses.css");

/// Files of a crate that say what its license is, by how their names begin.
const LEGAL: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"];
/// Those of them that go along whatever the license is.
const NOTICES: [&str; 2] = ["COPYRIGHT", "NOTICE"];

/// The words that a license's text is known by, spaces and lines apart.
const WORDS: [(&str, &str); 8] = [
    ("MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"),
    ("Zlib", "This software is provided 'as-is', without any express or implied warranty"),
    ("BSL-1.0", "Boost Software License"),
    ("0BSD", "Permission to use, copy, modify, and/or distribute this software for any purpose"),
    ("Unicode-3.0", "UNICODE LICENSE V3"),
    ("BSD-2-Clause", "Redistribution and use in source and binary forms"),
    ("BSD-3-Clause", "Redistribution and use in source and binary forms"),
    ("Apache-2.0", "Apache License"),
];

/// Rust's own library is linked into every module, and is no package.
const STANDARD_LIBRARY: (&str, &str) = ("The Rust standard library", "The Rust Project Developers");

/// One entry of the page.
struct Entry {
    name: String,
    /// The license that is taken, in SPDX's terms.
    license: String,
    authors: String,
    texts: Vec<String>,
}

/// Writes the page and its style sheet into `dist`.
pub fn write(dist: &Path) -> Result<()> {
    let shipped = dependencies::shipped(dependencies::all()?)?;
    let mut entries = vec![Entry {
        name: STANDARD_LIBRARY.0.to_owned(),
        license: "MIT".to_owned(),
        authors: STANDARD_LIBRARY.1.to_owned(),
        texts: vec![of_authors(spdx_text("MIT")?, STANDARD_LIBRARY.1)],
    }];
    // What has no source is ours.
    for package in shipped.iter().filter(|package| package.source.is_some()) {
        entries.push(entry(package)?);
    }
    for (file, text) in [(FILE, &*page(&entries)), (SHEET, STYLE)] {
        let file = dist.join(file);
        let folder = file.parent().unwrap_or(dist);
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    say(&format!("wrote {FILE}: the licenses of {} crates", entries.len()));
    Ok(())
}

fn entry(package: &Package) -> Result<Entry> {
    let folder = package.manifest_path.parent().context("a manifest is in a folder")?;
    let license = dependencies::license(package)?;
    let files = legal_files(folder.as_std_path())?;
    let texts = texts(&license, &files).with_context(|| format!("{} {}", package.name, package.version))?;
    let authors = package.authors.join(", ");
    Ok(Entry {
        name: format!("{} {}", package.name, package.version),
        license: license.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and "),
        texts: texts.iter().map(|text| of_authors(text, &authors)).collect(),
        authors,
    })
}

/// SPDX's text of the MIT license with the authors in the place that is left for them.
fn of_authors(text: &str, authors: &str) -> String {
    let authors = if authors.is_empty() { "the authors" } else { authors };
    text.replace("<year> <copyright holders>", authors)
}

/// The texts that a crate has about its license, by the names of their files.
fn legal_files(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if LEGAL.iter().any(|start| name.starts_with(start)) && entry.file_type()?.is_file() {
            let text = fs::read(entry.path()).with_context(|| format!("cannot read {name}"))?;
            files.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
    }
    files.sort();
    Ok(files)
}

/// The texts of the licenses that are taken: those of the crate, or where it has none, SPDX's. Its notices follow.
fn texts(license: &[LicenseReq], files: &[(String, String)]) -> Result<Vec<String>> {
    let mut texts: Vec<String> = Vec::new();
    for requirement in license {
        let id = requirement.license.id().context("a license that SPDX does not know")?.name;
        let (_, words) = WORDS
            .iter()
            .find(|(name, _)| *name == id)
            .with_context(|| format!("xtask/src/licenses.rs has no words that {id} is known by"))?;
        let of_crate = files.iter().filter(|(_, text)| {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            text.to_lowercase().contains(&words.to_lowercase())
        });
        let of_crate: Vec<_> = of_crate.map(|(_, text)| text.clone()).collect();
        if of_crate.is_empty() {
            texts.push(spdx_text(id)?.to_owned());
        }
        texts.extend(of_crate);
    }
    let notices = files.iter().filter(|(name, _)| NOTICES.iter().any(|start| name.starts_with(start)));
    texts.extend(notices.map(|(_, text)| text.clone()));
    let mut seen = Vec::new();
    texts.retain(|text| {
        let is_new = !seen.contains(text);
        seen.push(text.clone());
        is_new
    });
    Ok(texts)
}

fn spdx_text(id: &str) -> Result<&'static str> {
    Ok(spdx::license_id(id).with_context(|| format!("SPDX knows no license {id}"))?.text())
}

fn page(entries: &[Entry]) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Third-party licenses · Procore Console</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <link rel=\"icon\" href=\"data:,\">\n         <link rel=\"stylesheet\" href=\"{SHEET}\">\n</head>\n<body>\n<main>\n\
         <p><a href=\"./\">Procore Console</a></p>\n<h1>Third-party licenses</h1>\n\
         <p>Procore Console contains the work of others. These are the {} packages in its WebAssembly modules, each with \
         the license that it is used under.</p>\n",
        entries.len()
    );
    for Entry { name, license, authors, texts } in entries {
        // Writing into a string cannot fail.
        let _ = write!(page, "<details>\n<summary>{} ({})</summary>\n", escaped(name), escaped(license));
        if !authors.is_empty() {
            let _ = writeln!(page, "<p>By {}</p>", escaped(authors));
        }
        for text in texts {
            let _ = writeln!(page, "<pre>{}</pre>", escaped(text.trim_matches('\n')));
        }
        page.push_str("</details>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requirements(ids: &[&str]) -> Vec<LicenseReq> {
        ids.iter().map(|id| spdx::license_id(id).expect("an id").into()).collect()
    }

    fn file(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    const MIT: &str = "Copyright (c) Ada\n\nPermission is hereby granted, free of charge, to any\n  person obtaining a copy of this software and…";

    #[test]
    fn the_page_has_every_shipped_crate_with_a_text() {
        let dist = tempfile::tempdir().expect("a folder");
        write(dist.path()).expect("the page");
        let page = fs::read_to_string(dist.path().join(FILE)).expect("the page");
        let shipped = dependencies::shipped(dependencies::all().expect("the metadata")).expect("the tree");
        let entries: Vec<&str> = page.split("<details>").skip(1).collect();
        let theirs = shipped.iter().filter(|package| package.source.is_some());
        assert_eq!(entries.len(), theirs.clone().count() + 1);
        for (package, entry) in theirs.zip(&entries[1..]) {
            assert!(entry.contains(&format!("<summary>{} {} (", package.name, package.version)), "{entry}");
        }
        for entry in entries {
            let (_, text) = entry.split_once("<pre>").unwrap_or_else(|| panic!("no text: {entry}"));
            assert!(text.len() > 400 && !text.contains("copyright holders&gt;"), "{entry}");
        }
        assert!(dist.path().join(SHEET).exists() && page.contains(&format!("href=\"{SHEET}\"")));
    }

    #[test]
    fn the_text_of_the_crate_comes_before_that_of_spdx() {
        let files = [file("LICENSE-APACHE", "Apache License, Version 2.0"), file("LICENSE-MIT", MIT)];
        assert_eq!(texts(&requirements(&["MIT"]), &files).expect("a text"), [MIT]);
        assert_eq!(texts(&requirements(&["Apache-2.0"]), &files).expect("a text"), [&*files[0].1]);
        let spdx = texts(&requirements(&["Zlib"]), &files).expect("a text");
        assert_eq!(spdx, [spdx_text("Zlib").expect("a text")]);
    }

    #[test]
    fn notices_go_along_and_nothing_is_repeated() {
        let notice = file("NOTICE", "By Bob");
        let both = file("LICENSE", &format!("{MIT}\nUnicode License v3"));
        let found = texts(&requirements(&["MIT", "Unicode-3.0"]), &[both.clone(), notice.clone()]);
        assert_eq!(found.expect("texts"), [both.1, notice.1]);
    }

    #[test]
    fn a_license_without_a_rule_is_named() {
        let error = texts(&requirements(&["MPL-2.0"]), &[]).expect_err("no words");
        assert!(error.to_string().contains("MPL-2.0"), "{error}");
    }

    #[test]
    fn what_stands_in_a_text_is_no_markup() {
        let texts = vec!["<b>&".to_owned()];
        let entry =
            Entry { name: "a".into(), license: "MIT".into(), authors: "A <a@example.com>".into(), texts };
        let page = page(&[entry]);
        assert!(page.contains("<pre>&lt;b&gt;&amp;</pre>") && page.contains("By A &lt;a@example.com&gt;"));
    }

    /// The link is made of text that the compiler does not compare.
    #[test]
    fn the_footer_links_to_the_page() {
        assert!(include_str!("../../src/ui/shell.rs").contains(&format!("\"{FILE}\"")));
    }
}
