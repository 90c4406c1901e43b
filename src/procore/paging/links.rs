//! The header `Link` (RFC 8288 section 3), as far as pages go. The addresses in it are not followed: only the number of
//! the last page is taken from them.

/// What a `Link` header says of other pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Whether there is a next page.
    pub has_next: bool,
    /// Whether there is a page before.
    pub has_previous: bool,
    /// The number of the last page.
    pub last: Option<u32>,
}

impl Links {
    /// Reads the value of the header, such as `<address>; rel="next", <address>; rel="last"`. `None` if it is not about
    /// pages, and if what of it can be read names no next page: the rest may have.
    pub fn read(value: &str) -> Option<Self> {
        let (mut links, mut is_about_pages) = (Self::default(), false);
        let mut reader = Reader(value);
        while let Some(link) = reader.link() {
            // A link with an anchor is one of another resource (section 3.2).
            if link.anchor.is_some_and(|anchor| !anchor.is_empty()) {
                continue;
            }
            for relation in link.rel.unwrap_or_default().to_ascii_lowercase().split_ascii_whitespace() {
                is_about_pages |= matches!(relation, "first" | "prev" | "next" | "last");
                match relation {
                    "next" => links.has_next = true,
                    "prev" => links.has_previous = true,
                    "last" => links.last = links.last.or_else(|| page(link.address)),
                    _ => {}
                }
            }
        }
        let is_read = reader.0.is_empty() || links.has_next;
        (is_about_pages && is_read).then_some(links)
    }
}

/// One link of the header.
struct Link<'h> {
    address: &'h str,
    /// The first `rel`; others count for nothing (section 3.3).
    rel: Option<String>,
    /// The first `anchor`.
    anchor: Option<String>,
}

/// What is left of the header, read by the algorithm of RFC 8288 appendix B.2.
struct Reader<'h>(&'h str);

impl<'h> Reader<'h> {
    /// The next link; `None` at the end, and before anything that is none.
    fn link(&mut self) -> Option<Link<'h>> {
        // Elements of a list may be empty (RFC 9110 section 5.6.1).
        self.0 = self.0.trim_start_matches([' ', '\t', ',']);
        let (address, rest) = self.0.strip_prefix('<')?.split_once('>')?;
        let before = std::mem::replace(&mut self.0, rest);
        let mut link = Link { address, rel: None, anchor: None };
        while self.takes(';') {
            let (name, value) = self.parameter();
            let known = match &*name.to_ascii_lowercase() {
                "rel" => &mut link.rel,
                "anchor" => &mut link.anchor,
                _ => continue,
            };
            known.get_or_insert(value);
        }
        if self.0.is_empty() || self.0.starts_with(',') {
            return Some(link);
        }
        self.0 = before;
        None
    }

    /// Takes this character and the white space around it, if it comes next.
    fn takes(&mut self, character: char) -> bool {
        self.skip_spaces();
        let rest = self.0.strip_prefix(character);
        self.0 = rest.unwrap_or(self.0);
        self.skip_spaces();
        rest.is_some()
    }

    fn skip_spaces(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    /// The characters before the first of these.
    fn until(&mut self, ends: &[char]) -> &'h str {
        let (taken, rest) = self.0.split_at(self.0.find(ends).unwrap_or(self.0.len()));
        self.0 = rest;
        taken
    }

    /// A parameter: its name, and its value without quotes. One without a value has an empty one.
    fn parameter(&mut self) -> (&'h str, String) {
        let name = self.until(&[' ', '\t', '=', ';', ',']);
        if !self.takes('=') {
            return (name, String::new());
        }
        match self.0.strip_prefix('"') {
            Some(quoted) => (name, self.quoted(quoted)),
            None => (name, self.until(&[';', ',']).trim_end_matches([' ', '\t']).to_owned()),
        }
    }

    /// The rest of a quoted text (RFC 9110 section 5.6.4), where a backslash stands for the character after it.
    fn quoted(&mut self, rest: &'h str) -> String {
        let (mut text, mut characters) = (String::new(), rest.chars());
        loop {
            match characters.next() {
                Some('\\') => text.extend(characters.next()),
                Some('"') | None => break,
                Some(character) => text.push(character),
            }
        }
        self.0 = characters.as_str();
        self.skip_spaces();
        text
    }
}

fn page(address: &str) -> Option<u32> {
    let (address, _) = address.split_once('#').unwrap_or((address, ""));
    let (_, query) = address.split_once('?')?;
    let page = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "page")?.1.parse().ok()?;
    (page > 0).then_some(page)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// RFC 8288 sections 3, 3.2 and 3.3 and appendix B.2; RFC 9110 sections 5.6.1 and 5.6.4 for lists and quoted text.
    #[test]
    fn relations_are_read() {
        let of = |has_next, last| Some(Links { has_next, has_previous: false, last });
        for (value, links) in [
            ("", None),
            (r#"</style.css>; rel=preload, </help>; rel="help""#, None),
            (
                r#"<https://a.example/r?page=2&per_page=1>; rel="next", <https://a.example/r?page=9>; rel="last""#,
                of(true, Some(9)),
            ),
            (
                r#"<https://a.example/r?page=1>; rel="first", <https://a.example/r?page=8>; rel="prev""#,
                of(false, None),
            ),
            // Relation types and names of parameters compare without case (sections 2.1.1 and 3).
            (r#"</r?page=2>; rel="Next""#, of(true, None)),
            ("</r?page=2>; REL=NEXT, </r?page=9>; Rel=\"LAST\"", of(true, Some(9))),
            // Quoted or not, with white space or not, in any order, with and without a value.
            (r#"</r?a=1,2;3&page=4>;title="x";rel=last"#, of(false, Some(4))),
            ("</r?page=2>;rel=next;title=x,</r?page=9>;rel=last", of(true, Some(9))),
            ("</r?page=2>\t ; \t rel \t = \t \"next\" ; x", of(true, None)),
            ("</r?page=2>; rel = next , </r?page=9> ; rel = last ", of(true, Some(9))),
            ("</r?page=2>; x; y=; rel=next", of(true, None)),
            ("</r?page=2>; rel=next;", of(true, None)),
            ("</r?page=2>; ; ;rel=next", of(true, None)),
            // Several relation types in one value, and only the first `rel`.
            (r#"</r?page=4>; rel="last next""#, of(true, Some(4))),
            ("</r?page=4>; rel=\"  prev \t next  \"", of(true, None)),
            (r#"</r?page=4>; rel="prev"; rel="next""#, of(false, None)),
            (r#"</r?page=4>; rel; rel="next""#, None),
            // Quoted text may hold anything.
            (r#"</r?page=2>; title="a, b; rel=last"; rel="next""#, of(true, None)),
            (r#"</r?page=2>; title="; rel=\"prev\", <"; rel="next""#, of(true, None)),
            (r#"</r?page=2>; title="<x>; rel=next"; rel="prev""#, of(false, None)),
            (r#"</r?page=2>; title="\\"; rel="next""#, of(true, None)),
            (r#"</r?page=2>; rel="\n\ext""#, of(true, None)),
            ("</r?page=2>; title*=UTF-8'de'n%c3%a4chste; rel=next", of(true, None)),
            // A link of another resource, and of this one.
            (r#"</r?page=2>; rel="next"; anchor="/other", </r?page=1>; rel="prev""#, of(false, None)),
            ("</r?page=2>; anchor=#part; rel=next", None),
            (r#"</r?page=2>; anchor=""; rel="next""#, of(true, None)),
            // Other relations that have these words in them.
            ("</r?page=2>; rev=next", None),
            (r#"</r?page=2>; rel="https://a.example/next""#, None),
            (r#"</r?page=2>; rel="next-archive nextpage""#, None),
            ("</r?page=2>; rel*=UTF-8''next", None),
            ("</next>; title=next", None),
            // A parameter whose name ends like this one, and a next page behind a valueless `rel` of another link.
            ("</r?page=2>; xrel=next; data-rel=next", None),
            ("</a>; rel, </r?page=2>; rel=next", of(true, None)),
            // Empty elements, and several headers that a browser has joined.
            (r#", ,</r?page=2>; rel="next",, </r?page=9>; rel="last", "#, of(true, Some(9))),
            (r#"</a.css>; rel=preload, <https://a.example/r?page=2>; rel="next""#, of(true, None)),
            // The number of the last page.
            (r#"<?page=9>; rel="last""#, of(false, Some(9))),
            (r#"<//a.example/r?per_page=5&page=9#end>; rel="last""#, of(false, Some(9))),
            (r#"</r?p%61ge=%39>; rel="last""#, of(false, Some(9))),
            (r#"</r?page=4>; rel="last", </r?page=5>; rel="last""#, of(false, Some(4))),
            (r#"</r?page=0>; rel="last""#, of(false, None)),
            (r#"</r?page=x>; rel="last""#, of(false, None)),
            (r#"</r?page=99999999999>; rel="last""#, of(false, None)),
            (r#"</r#?page=9>; rel="last""#, of(false, None)),
            (r#"</r>; rel="last""#, of(false, None)),
            // Another host: that there is a next page counts, the address is not followed.
            (r#"<https://elsewhere.example/?page=2>; rel="next""#, of(true, None)),
            // What cannot be read to its end does not say that there is no next page.
            (r#"</r?page=4; rel="last""#, None),
            (r#"</r?page=1>; rel="prev", /r?page=3; rel="next""#, None),
            (r#"</r?page=1>; rel="prev" x, </r?page=3>; rel="next""#, None),
            (r#"</r?page=3>; rel="next", junk"#, of(true, None)),
            ("next, last", None),
        ] {
            let read = Links::read(value).map(|links| Links { has_previous: false, ..links });
            assert_eq!(read, links, "{value}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(value in "[<>;,=\"\\\\?& page1relnxtls]{0,60}|\\PC{0,40}") {
            prop_assert!(Links::read(&value).is_none_or(|links| links.last != Some(0)));
        }
    }
}
