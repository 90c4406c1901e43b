//! The `_headers` file of static hosts (Netlify, Cloudflare): a pattern on a line, its headers indented below.
//!
//! All matching rules apply, in order. The first value of a name replaces the host's own, later ones are joined with a
//! comma; `! Name` takes away what earlier rules and the host have set. `*` stands for anything, `:name` for one segment.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// A pattern with what it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Rule {
    pattern: String,
    set: Vec<(String, String)>,
    detach: Vec<String>,
}

/// The rules of a file, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HeaderRules(Vec<Rule>);

impl HeaderRules {
    /// Reads the file's text. Lines that make no sense are passed over, as the hosts do.
    pub(crate) fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        for line in text.lines() {
            let content = line.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                rules.push(Rule { pattern: content.to_owned(), ..Rule::default() });
                continue;
            }
            let Some(rule) = rules.last_mut() else { continue };
            if let Some(name) = content.strip_prefix('!') {
                rule.detach.push(name.trim().to_ascii_lowercase());
            } else if let Some((name, value)) = content.split_once(':') {
                rule.set.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(rules)
    }

    /// Changes the headers of the answer for a path, which begins with `/` and is relative to the mount.
    pub(crate) fn apply(&self, path: &str, headers: &mut HeaderMap) {
        let mut set = Vec::new();
        for rule in self.0.iter().filter(|rule| matches(&rule.pattern, path)) {
            for name in &rule.detach {
                headers.remove(name);
                set.retain(|other| other != name);
            }
            for (name, value) in &rule.set {
                let joined = match headers.get(name).and_then(|old| old.to_str().ok()) {
                    Some(old) if set.contains(name) => format!("{old}, {value}"),
                    _ => value.clone(),
                };
                let parsed = (HeaderName::try_from(name), HeaderValue::try_from(joined));
                if let (Ok(header), Ok(value)) = parsed {
                    headers.insert(header, value);
                    set.push(name.clone());
                }
            }
        }
    }
}

/// Whether a path fits a pattern: `*` takes anything, `:name` takes up to the next slash.
fn matches(pattern: &str, path: &str) -> bool {
    let Some(first) = pattern.chars().next() else { return path.is_empty() };
    match first {
        '*' => (0..=path.len())
            .filter(|at| path.is_char_boundary(*at))
            .any(|at| matches(&pattern[1..], &path[at..])),
        ':' if pattern[1..].starts_with(|next: char| next.is_ascii_alphabetic()) => {
            let name = pattern[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            let segment = path.find('/').unwrap_or(path.len());
            segment > 0 && matches(&pattern[name.map_or(pattern.len(), |at| at + 1)..], &path[segment..])
        }
        _ => path.strip_prefix(first).is_some_and(|path| matches(&pattern[first.len_utf8()..], path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        assert!(matches("/*", "/") && matches("/*", "/a/b.js"));
        assert!(matches("/*.wasm", "/x/y.wasm") && !matches("/*.wasm", "/x/y.js"));
        assert!(matches("/", "/") && !matches("/", "/a"));
        assert!(matches("/p/:id/x", "/p/7/x") && !matches("/p/:id/x", "/p/7/8/x"));
        assert!(!matches("https://example.com/*", "/a"));
    }

    #[test]
    fn rules_join_replace_and_detach() {
        let rules = HeaderRules::parse(
            "# all\n/*\n  Cache-Control: no-cache\n  X-Frame-Options: DENY\n  Link: a\n  Link: b\n\n\
             /assets/*\n\t! X-Frame-Options\n\tcache-control: immutable\n  ! content-type\n",
        );
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static("text/css"));
        headers.insert("cache-control", HeaderValue::from_static("of the host"));
        let mut root = headers.clone();
        rules.apply("/", &mut root);
        assert_eq!(root["cache-control"], "no-cache");
        assert_eq!(root["link"], "a, b");
        assert_eq!(root["x-frame-options"], "DENY");
        rules.apply("/assets/x.css", &mut headers);
        assert_eq!(headers["cache-control"], "no-cache, immutable");
        assert!(!headers.contains_key("x-frame-options") && !headers.contains_key("content-type"));
    }
}
