//! Whether one answer is a part of a list, as far as it says so: a file of it must not look like the whole.

use serde::{Deserialize, Serialize};

use super::links::Links;
use super::plan::per_page;
use crate::procore::headers::{count, header};
use crate::procore::{Method, Outgoing, Target};

/// The rows of a page if nobody asks for a number: Procore's "Pagination" page has 100 for version 1, "REST v2" 10.
const USUAL: [u32; 2] = [100, 10];
/// A limit that servers set to what is asked for, whatever that is.
const USUAL_LIMIT: u64 = 100;

/// Which page of a list a call asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedPage {
    /// The most rows it may have, by what was asked or is usual.
    pub rows: u32,
    /// Its number, from 1.
    pub number: u32,
}

impl AskedPage {
    /// The page that this call asks for; `None` if it is a write.
    pub fn of(asked: &Outgoing) -> Option<Self> {
        if asked.method != Method::Get {
            return None;
        }
        let target = Target::of_sent(&asked.target);
        let pairs = target.pairs();
        let given = |name: &str| {
            let value = pairs.iter().rev().find(|(given, _)| given == name).map(|(_, value)| value);
            value.and_then(|value| value.parse::<u32>().ok()).filter(|number| *number > 0)
        };
        let [usual, usual_of_second] = USUAL;
        let usual = if target.path().starts_with("/rest/v2") { usual_of_second } else { usual };
        let rows = given("per_page").map_or(usual, |_| per_page(&target));
        Some(Self { rows, number: given("page").unwrap_or(1) })
    }
}

/// What is known of a document that is not all there is, or may not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// So many rows of so many.
    Of {
        /// The rows that came.
        rows: u64,
        /// The rows that there are.
        total: u64,
    },
    /// So many rows, and there are more.
    More(u64),
    /// So many rows: a full page, after which nobody knows whether there is another.
    Unknown(u64),
    /// It was stopped, or broke off.
    BrokenOff,
}

impl Part {
    /// What an answer of so many rows is a part of; `None` if it is all, as far as it says.
    pub fn of(asked: AskedPage, headers: &[(String, String)], rows: u64) -> Option<Self> {
        let total = count(headers, "total");
        let links = header(headers, "link").and_then(Links::read);
        let is_one_of_several =
            asked.number > 1 || links.is_some_and(|links| links.has_next || links.has_previous);
        match total {
            Some(total) if rows < total => Some(Self::Of { rows, total }),
            _ if is_one_of_several => Some(Self::More(rows)),
            Some(_) => None,
            // What names other pages, and no next one, is the only page.
            None if links.is_some() => None,
            None => {
                let size = count(headers, "per-page").filter(|size| *size > 0);
                let is_full = match size {
                    Some(size) => rows >= size,
                    // Whoever gives more than was asked for gives all of it.
                    None => {
                        let asked = u64::from(asked.rows);
                        rows == asked || (asked > USUAL_LIMIT && rows == USUAL_LIMIT)
                    }
                };
                is_full.then_some(Self::Unknown(rows))
            }
        }
    }

    /// In words, after "Download" and "Saved".
    pub fn words(self) -> String {
        match self {
            Self::Of { rows, total } => format!("{rows} of {total} rows"),
            Self::More(rows) => format!("{rows} rows of more"),
            Self::Unknown(rows) => format!("{rows} rows, maybe not all"),
            Self::BrokenOff => "incomplete".to_owned(),
        }
    }

    /// In the name of a file, before its ending.
    pub fn suffix(self) -> String {
        match self {
            Self::Of { rows, total } => format!("-{rows}-of-{total}"),
            Self::More(rows) => format!("-{rows}-of-more"),
            Self::Unknown(rows) => format!("-{rows}-maybe-not-all"),
            Self::BrokenOff => "-incomplete".to_owned(),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn asked(target: &str) -> AskedPage {
        AskedPage::of(&Outgoing { target: target.into(), ..Outgoing::default() }).expect("a GET")
    }

    #[test]
    fn which_page_was_asked_for() {
        for (target, rows, number) in [
            ("/rest/v1.0/rfis", 100, 1),
            ("/rest/v1.0/rfis?page=2&per_page=20", 20, 2),
            ("/rest/v1.0/rfis?per_page=500", 500, 1),
            ("/rest/v1.0/rfis?per_page=0&page=0", 100, 1),
            ("/rest/v1.0/rfis?per_page=x&page=x", 100, 1),
            ("/rest/v2.0/companies/1/hooks", 10, 1),
            ("/rest/v2.0/companies/1/hooks?per_page=500", 100, 1),
        ] {
            assert_eq!(asked(target), AskedPage { rows, number }, "{target}");
        }
        let write =
            Outgoing { method: Method::Post, target: "/rest/v1.0/rfis".into(), ..Outgoing::default() };
        assert_eq!(AskedPage::of(&write), None);
    }

    /// Procore's "Pagination" page: `Total`, `Per-Page` and `Link`, which a browser may hide.
    #[test]
    fn a_part_of_a_list_is_known_for_one() {
        let of = |rows, total| Some(Part::Of { rows, total });
        let (more, unknown) = (|rows| Some(Part::More(rows)), |rows| Some(Part::Unknown(rows)));
        let next = r#"</r?page=2>; rel="Next""#;
        let previous = r#"</r?page=1>; rel="prev", </r?page=1>; rel="first""#;
        for (query, headers, rows, part) in [
            // The number of rows is known.
            ("", &[("Total", "159")][..], 100, of(100, 159)),
            ("?page=2", &[("total", "159")], 59, of(59, 159)),
            ("", &[("total", "159"), ("link", next)], 100, of(100, 159)),
            ("", &[("total", "159")], 159, None),
            ("", &[("total", "100"), ("per-page", "100")], 100, None),
            ("", &[("total", "0")], 0, None),
            ("?page=7", &[("total", "0")], 0, more(0)),
            // Total and Link disagree.
            ("", &[("total", "7"), ("link", next)], 7, more(7)),
            // There is another page, before or after.
            ("", &[("link", next)], 7, more(7)),
            ("", &[("link", previous)], 7, more(7)),
            ("?page=2", &[], 7, more(7)),
            ("", &[("link", r#"</r?page=1>; rel="last""#)], 100, None),
            // A full page of nobody knows how many.
            ("", &[], 100, unknown(100)),
            ("", &[("total", "many")], 100, unknown(100)),
            ("", &[("link", "</a.css>; rel=preload")], 100, unknown(100)),
            ("?per_page=20", &[], 20, unknown(20)),
            ("?per_page=500", &[], 500, unknown(500)),
            ("?per_page=500", &[], 100, unknown(100)),
            ("", &[("per-page", "50")], 50, unknown(50)),
            ("", &[("per-page", "0")], 100, unknown(100)),
            // A page with room left, and more than was asked for.
            ("", &[], 99, None),
            ("", &[], 0, None),
            ("", &[], 400, None),
            ("?per_page=20", &[], 19, None),
            ("", &[("per-page", "50")], 49, None),
        ] {
            let headers: Vec<_> =
                headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            let found = Part::of(asked(&format!("/rest/v1.0/rfis{query}")), &headers, rows);
            assert_eq!(found, part, "{query} {headers:?} {rows}");
        }
    }

    #[test]
    fn a_part_says_so_in_words_and_in_names_of_files() {
        for (part, words, suffix) in [
            (Part::Of { rows: 100, total: 159 }, "100 of 159 rows", "-100-of-159"),
            (Part::Of { rows: 0, total: 159 }, "0 of 159 rows", "-0-of-159"),
            (Part::More(7), "7 rows of more", "-7-of-more"),
            (Part::Unknown(100), "100 rows, maybe not all", "-100-maybe-not-all"),
            (Part::BrokenOff, "incomplete", "-incomplete"),
        ] {
            assert_eq!((part.words().as_str(), part.suffix().as_str()), (words, suffix));
        }
    }
}
