//! What narrows and orders a list, after Procore's "Filtering on List Actions" and "Pagination" pages: `filters[name]=v`,
//! `filters[name][]=v` for each of several, `filters[name]=A...B` for a span of time, `sort=-name`, `view`, `per_page`.

use super::calendar::{iso_utc, parse_iso_utc};
use crate::time::UnixTime;

/// The delimiter of a span.
const TO: &str = "...";

/// The query of a list, as a form shows it. Reading and writing change no pair, but put those of one kind together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The filters, by name. All of them hold at once.
    pub filters: Vec<(String, Wanted)>,
    /// What the rows are sorted by, the most important first.
    pub sort: Vec<Sort>,
    /// How much of each row is shown, such as `compact`.
    pub view: Option<String>,
    /// How many rows to a page.
    pub per_page: Option<u32>,
    /// All other pairs, in their order.
    pub rest: Vec<(String, String)>,
}

/// What a filter wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// This value.
    Is(String),
    /// Any of these values.
    AnyOf(Vec<String>),
    /// A day or an instant from the first to the second: `YYYY-MM-DD`, or ISO 8601 in UTC.
    Between(String, String),
}

impl Wanted {
    /// The instants from one to the other, to the second.
    pub fn between(from: UnixTime, to: UnixTime) -> Self {
        Self::Between(iso_utc(from), iso_utc(to))
    }
}

/// One name that rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The name of the attribute.
    pub by: String,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

impl Listing {
    /// The form of these pairs. What is spelled in another way than a form would spell it stays in the rest.
    pub fn read(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut listing = Self::default();
        for (name, value) in pairs {
            if let Some((attribute, is_array)) = attribute(&name) {
                listing.filter(attribute, is_array, value);
                continue;
            }
            // Of several with one name the first is the form's, and what is not taken keeps its place among them.
            let is_first = listing.rest.iter().all(|(other, _)| *other != name);
            match name.as_str() {
                "sort" if is_first && listing.sort.is_empty() && sort(&value).is_some() => {
                    listing.sort = sort(&value).unwrap_or_default();
                }
                "view" if is_first && listing.view.is_none() && !value.is_empty() => {
                    listing.view = Some(value);
                }
                "per_page" if is_first && listing.per_page.is_none() && rows(&value).is_some() => {
                    listing.per_page = rows(&value);
                }
                _ => listing.rest.push((name, value)),
            }
        }
        listing
    }

    fn filter(&mut self, attribute: &str, is_array: bool, value: String) {
        let known = self.filters.iter_mut().find_map(|(name, wanted)| match wanted {
            Wanted::AnyOf(values) if is_array && name == attribute => Some(values),
            _ => None,
        });
        let wanted = match (known, span(&value)) {
            (Some(values), _) => return values.push(value),
            (None, _) if is_array => Wanted::AnyOf(vec![value]),
            (None, Some((from, to))) => Wanted::Between(from.to_owned(), to.to_owned()),
            (None, None) => Wanted::Is(value),
        };
        self.filters.push((attribute.to_owned(), wanted));
    }

    /// The pairs of this form. A filter for any of no values is none.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (name, wanted) in &self.filters {
            match wanted {
                Wanted::Is(value) => pairs.push((format!("filters[{name}]"), value.clone())),
                Wanted::AnyOf(values) => {
                    pairs.extend(values.iter().map(|value| (format!("filters[{name}][]"), value.clone())));
                }
                Wanted::Between(from, to) => {
                    pairs.push((format!("filters[{name}]"), format!("{from}{TO}{to}")));
                }
            }
        }
        if !self.sort.is_empty() {
            let sort =
                self.sort.iter().map(|sort| [if sort.is_descending { "-" } else { "" }, &sort.by].concat());
            pairs.push(("sort".to_owned(), sort.collect::<Vec<_>>().join(",")));
        }
        pairs.extend(self.view.iter().map(|view| ("view".to_owned(), view.clone())));
        pairs.extend(self.per_page.map(|rows| ("per_page".to_owned(), rows.to_string())));
        pairs.extend(self.rest.iter().cloned());
        pairs
    }
}

/// The attribute of `filters[attribute]` or `filters[attribute][]`, and whether it is the latter.
fn attribute(name: &str) -> Option<(&str, bool)> {
    let inner = name.strip_prefix("filters[")?;
    let (attribute, is_array) = match inner.strip_suffix("][]") {
        Some(attribute) => (attribute, true),
        None => (inner.strip_suffix(']')?, false),
    };
    (!attribute.is_empty() && !attribute.contains(['[', ']'])).then_some((attribute, is_array))
}

/// Both ends of a span of time. Three points between anything else are only points.
fn span(value: &str) -> Option<(&str, &str)> {
    let (from, to) = value.split_once(TO)?;
    let is_time =
        |text: &str| parse_iso_utc(text).is_some() || parse_iso_utc(&format!("{text}T00:00:00Z")).is_some();
    (is_time(from) && is_time(to)).then_some((from, to))
}

/// The names of `a,-b`, if there is nothing else in it.
fn sort(value: &str) -> Option<Vec<Sort>> {
    let one = |part: &str| {
        let (by, is_descending) = part.strip_prefix('-').map_or((part, false), |by| (by, true));
        (!by.is_empty() && !by.starts_with('-')).then(|| Sort { by: by.to_owned(), is_descending })
    };
    value.split(',').map(one).collect()
}

/// A number of rows in its one spelling.
fn rows(value: &str) -> Option<u32> {
    value.parse().ok().filter(|rows: &u32| *rows > 0 && rows.to_string() == value)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::procore::Target;
    use proptest::prelude::*;

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_form_reads_back_from_the_address() {
        let listing = Listing {
            filters: vec![
                ("status".into(), Wanted::AnyOf(vec!["open".into(), "closed".into()])),
                (
                    "updated_at".into(),
                    Wanted::between(UnixTime(1_474_648_200_000), UnixTime(1_474_650_000_999)),
                ),
                ("created_at".into(), Wanted::Between("2024-01-01".into(), "2024-01-31".into())),
                ("id".into(), Wanted::Is("9007199254740993".into())),
            ],
            sort: vec![
                Sort { by: "created_at".into(), is_descending: true },
                Sort { by: "id".into(), is_descending: false },
            ],
            view: Some("compact".into()),
            per_page: Some(100),
            rest: owned(&[("page", "2")]),
        };
        let pairs = listing.pairs();
        let target = Target::of_sent("/rest")
            .with_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let target = target.expect("short enough");
        assert_eq!(
            target.to_string(),
            "/rest?filters[status][]=open&filters[status][]=closed&\
             filters[updated_at]=2016-09-23T16:30:00Z...2016-09-23T17:00:00Z&\
             filters[created_at]=2024-01-01...2024-01-31&filters[id]=9007199254740993&sort=-created_at,id&view=compact&\
             per_page=100&page=2"
        );
        assert_eq!(Listing::read(target.pairs()), listing);
    }

    #[test]
    fn what_is_spelled_otherwise_stays() {
        let pairs = owned(&[
            ("filters[a][b]", "1"),
            ("filters[]", "1"),
            ("filters[][]", "1"),
            ("filters", "1"),
            ("filters[a", "1"),
            ("sort[attribute]", "id"),
            ("sort", "a,,b"),
            ("sort", "--a"),
            ("view", ""),
            ("per_page", "007"),
            ("per_page", "0"),
        ]);
        let listing = Listing::read(pairs.clone());
        assert_eq!(listing, Listing { rest: pairs, ..Listing::default() });
        let twice = Listing::read(owned(&[("view", "a"), ("view", "b"), ("sort", "a"), ("sort", "b")]));
        assert_eq!(twice.rest, owned(&[("view", "b"), ("sort", "b")]));
        let points = Listing::read(owned(&[("filters[q]", "a...b"), ("filters[r]", "2024-01-01...")]));
        assert!(points.filters.iter().all(|(_, wanted)| matches!(wanted, Wanted::Is(_))), "{points:?}");
        let none = Listing { filters: vec![("a".into(), Wanted::AnyOf(vec![]))], ..Listing::default() };
        assert!(none.pairs().is_empty());
    }

    proptest! {
        /// No pair is lost, changed or made up, and those of one name stay in their order.
        #[test]
        fn pairs_stay_what_they_are(
            pairs in proptest::collection::vec(
                (
                    "filters\\[[ab]\\](\\[\\])?|sort|view|per_page|page|[filters\\[\\]]{0,9}",
                    "[-,a]{0,3}|[01]{1,2}|2024-0[1-3]-01(\\.\\.\\.2024-0[1-3]-01)?",
                ),
                0..9,
            ),
        ) {
            let mut written = Listing::read(pairs.clone()).pairs();
            let mut expected = pairs;
            written.sort_by(|(one, _), (other, _)| one.cmp(other));
            expected.sort_by(|(one, _), (other, _)| one.cmp(other));
            prop_assert_eq!(written, expected);
        }
    }
}
