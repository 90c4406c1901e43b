//! The header `Link` (RFC 8288 section 3), as far as pages go. The addresses in it are not followed: only the number of
//! the last page is taken from them.

/// What a `Link` header says of other pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Whether there is a next page.
    pub has_next: bool,
    /// The number of the last page.
    pub last: Option<u32>,
}

impl Links {
    /// Reads the value of the header: `<address>; rel="next", <address>; rel="last"`. `None` if it is not about pages.
    pub fn read(value: &str) -> Option<Self> {
        let (mut links, mut is_about_pages) = (Self::default(), false);
        // Each part begins after an address' opening bracket: commas and semicolons may stand in an address.
        for link in value.split('<').skip(1) {
            let Some((address, parameters)) = link.split_once('>') else { continue };
            let mut relations = parameters.split([';', ',']).filter_map(|parameter| {
                let (name, value) = parameter.split_once('=')?;
                name.trim().eq_ignore_ascii_case("rel").then(|| value.trim().trim_matches('"'))
            });
            let relations = relations.next().unwrap_or_default();
            for relation in relations.split_ascii_whitespace() {
                is_about_pages |= matches!(relation, "first" | "prev" | "next" | "last");
                match relation {
                    "next" => links.has_next = true,
                    "last" => links.last = links.last.or_else(|| page(address)),
                    _ => {}
                }
            }
        }
        is_about_pages.then_some(links)
    }
}

fn page(address: &str) -> Option<u32> {
    let (_, query) = address.split_once('?')?;
    let page = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "page")?.1.parse().ok()?;
    (page > 0).then_some(page)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn relations_are_read() {
        let of = |has_next, last| Some(Links { has_next, last });
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
            (r#"</r?a=1,2;3&page=4>;title="x";rel=last"#, of(false, Some(4))),
            (r#"</r?page=4>; rel="last next""#, of(true, Some(4))),
            (r#"</r?page=0>; rel="last""#, of(false, None)),
            (r#"</r?page=x>; rel="last""#, of(false, None)),
            (r#"</r>; rel="last""#, of(false, None)),
            (r#"</r?page=4; rel="last""#, None),
            ("next, last", None),
        ] {
            assert_eq!(Links::read(value), links, "{value}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(value in "[<>;,=\"?& page1relnxtls]{0,60}|\\PC{0,40}") {
            prop_assert!(Links::read(&value).is_none_or(|links| links.last != Some(0)));
        }
    }
}
