//! What the site adds to the page that Trunk made.

use anyhow::{Context, Result, anyhow, ensure};
use lol_html::html_content::Element;
use lol_html::{HandlerResult, RewriteStrSettings, element, rewrite_str};

/// A module of the app as index.html asks Trunk for it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// The binary's name.
    pub bin: String,
    /// The profile of a release build, if it is not `release`.
    pub release_profile: Option<String>,
    /// The profile of a debug build, if it is not `dev`.
    pub dev_profile: Option<String>,
    /// Whether it is built without the default features.
    pub no_default_features: bool,
    /// The features that it is built with.
    pub features: Option<String>,
}

/// The modules that index.html asks for, in their order.
pub fn modules(source: &str) -> Result<Vec<Module>> {
    let mut modules = Vec::new();
    let handler = |link: &mut Element| {
        modules.push(Module {
            bin: link.get_attribute("data-bin").ok_or("a module without data-bin")?,
            release_profile: link.get_attribute("data-cargo-profile-release"),
            dev_profile: link.get_attribute("data-cargo-profile-dev"),
            no_default_features: link.has_attribute("data-cargo-no-default-features"),
            features: link.get_attribute("data-cargo-features"),
        });
        Ok(())
    };
    rewrite(source, "link[data-trunk][rel=rust]", handler)?;
    Ok(modules)
}

/// Gives each element that names a wasm file or a style sheet that is loaded later the integrity that `digest` finds for it.
pub fn with_integrity(page: &str, mut digest: impl FnMut(&str) -> Result<String>) -> Result<String> {
    let mut count = 0;
    let handler = |part: &mut Element| {
        let file = ["data-wasm", "data-sheet"].iter().find_map(|name| part.get_attribute(name));
        let file = file.unwrap_or_default();
        part.set_attribute("data-integrity", &digest(&file)?)?;
        count += 1;
        Ok(())
    };
    let page = rewrite(page, "meta[data-wasm], meta[data-sheet]", handler)?;
    ensure!(count > 0, "the page names no part");
    Ok(page)
}

/// Gives each style sheet the address and the integrity that `minify` answers with.
pub fn with_sheets(page: &str, mut minify: impl FnMut(&str) -> Result<(String, String)>) -> Result<String> {
    let mut count = 0;
    let handler = |sheet: &mut Element| {
        let (file, integrity) = minify(&sheet.get_attribute("href").unwrap_or_default())?;
        sheet.set_attribute("href", &file)?;
        sheet.set_attribute("integrity", &integrity)?;
        count += 1;
        Ok(())
    };
    let page = rewrite(page, "link[rel=stylesheet]", handler)?;
    ensure!(count > 0, "the page has no style sheets");
    Ok(page)
}

/// The page with a `<base>` that leads to the root from `depth` folders below it.
pub fn at_depth(page: &str, depth: usize) -> Result<String> {
    let mut count = 0;
    let handler = |base: &mut Element| {
        base.set_attribute("href", &"../".repeat(depth))?;
        count += 1;
        Ok(())
    };
    let page = rewrite(page, "base[href='./']", handler)?;
    ensure!(count == 1, "the page must have <base href=\"./\"> once, not {count} times");
    Ok(page)
}

/// Hands each element that `selector` finds to `handler`, which may change it.
fn rewrite(page: &str, selector: &str, handler: impl FnMut(&mut Element) -> HandlerResult) -> Result<String> {
    let settings = RewriteStrSettings::new().append_element_content_handler(element!(selector, handler));
    rewrite_str(page, settings).map_err(|error| anyhow!("{error}")).context("the page cannot be rewritten")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_what_its_link_says() {
        let source = r#"<link data-trunk rel="rust" data-bin="page">
            <link data-trunk rel="css" href="a.css"><link rel="rust" data-bin="not for Trunk">
            <link data-bin='worker' data-cargo-features="jq" data-cargo-no-default-features data-trunk
              data-cargo-profile-release="fast" data-cargo-profile-dev="small" rel="rust">"#;
        let page = Module { bin: "page".into(), ..Module::default() };
        let worker = Module {
            bin: "worker".into(),
            release_profile: Some("fast".into()),
            dev_profile: Some("small".into()),
            no_default_features: true,
            features: Some("jq".into()),
        };
        assert_eq!(modules(source).expect("a page"), [page, worker]);
        assert!(modules(r#"<link data-trunk rel="rust">"#).is_err());
    }

    #[test]
    fn every_file_of_a_part_gets_the_integrity_of_its_own() {
        let page = "<meta name=a data-wasm='x.wasm'><!-- <meta data-wasm=no> --><meta name=a-sheet data-sheet=\"y.css\">";
        let digest = |file: &str| Ok(format!("sha-of-{file}"));
        let made = with_integrity(page, digest).expect("a page");
        assert!(made.contains("x.wasm") && made.contains(r#"data-integrity="sha-of-x.wasm""#), "{made}");
        assert!(made.contains(r#"data-integrity="sha-of-y.css""#), "{made}");
        assert_eq!(made.matches("data-integrity").count(), 2, "{made}");
        assert!(with_integrity("<p>", digest).is_err());
        assert!(with_integrity(page, |_| anyhow::bail!("no such file")).is_err());
    }

    #[test]
    fn a_sheet_gets_its_new_address_and_integrity() {
        let page = r#"<link href="a.css" integrity="old" rel="stylesheet"/><link rel="icon" href="i.svg">"#;
        let minify = |file: &str| Ok((format!("min-{file}"), "new".to_owned()));
        let made = with_sheets(page, minify).expect("a page");
        assert!(made.contains(r#"href="min-a.css""#) && made.contains(r#"integrity="new""#), "{made}");
        assert!(!made.contains("old") && made.contains(r#"href="i.svg""#), "{made}");
        assert!(with_sheets("<p>", minify).is_err());
    }

    #[test]
    fn a_route_has_a_base_that_leads_to_the_root() {
        let page = "<head>\n  <base href=\"./\">\n  <a href=\"./\">root</a>";
        let made = at_depth(page, 2).expect("a page");
        assert!(made.contains(r#"<base href="../../">"#) && made.contains(r#"<a href="./">"#), "{made}");
        assert!(at_depth("<head>", 1).is_err());
        assert!(at_depth("<base href='./'><base href='./'>", 1).is_err());
    }
}
