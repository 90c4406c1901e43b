//! Pages of a collection: `page` and `per_page` in, `Link`, `Total` and `Per-Page` out.
//!
//! `Link` holds first, prev, next and last in that order; page 1 has neither first nor prev, the last page no next.

use axum::http::HeaderName;
use axum::http::header::LINK;
use axum::response::Response;

use crate::answer;
use crate::fields::Fields;
use crate::options::Options;

const TOTAL: HeaderName = HeaderName::from_static("total");
const PER_PAGE: HeaderName = HeaderName::from_static("per-page");

/// The page that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    number: usize,
    per_page: usize,
}

impl Page {
    /// Reads the query. What is not a number above zero counts as absent; `per_page` is capped.
    pub(crate) fn of(query: &Fields, options: &Options) -> Self {
        Self::within(query, options.default_per_page, options.max_per_page)
    }

    /// The same with other sizes: `usual` if nothing is said, and at most `most`.
    pub(crate) fn within(query: &Fields, usual: usize, most: usize) -> Self {
        let number = |name| query.get(name).and_then(|text| text.parse().ok()).filter(|number| *number > 0);
        Self {
            number: number("page").unwrap_or(1),
            per_page: number("per_page").unwrap_or(usual).min(most).max(1),
        }
    }

    /// Whether it is the first one.
    pub(crate) fn is_first(self) -> bool {
        self.number == 1
    }

    /// What a path answers of these rows, and whether it says so in headers: this page, unless the options have the path
    /// ignore pages.
    pub(crate) fn of_rows<T>(self, rows: Vec<T>, path: &str, options: &Options) -> (Vec<T>, bool) {
        let is_named = |paths: &[String]| paths.iter().any(|start| path.starts_with(start.as_str()));
        if is_named(&options.unpaged_paths) {
            return (rows, false);
        }
        if is_named(&options.stuck_paths) {
            return (Self { number: 1, ..self }.slice(rows), false);
        }
        (self.slice(rows), options.paging_headers)
    }

    fn slice<T>(self, rows: Vec<T>) -> Vec<T> {
        rows.into_iter().skip((self.number - 1).saturating_mul(self.per_page)).take(self.per_page).collect()
    }

    /// The response with the paging headers. `url` has no query; the other parameters of `query` stay in the links.
    pub(crate) fn on(self, response: Response, url: &str, query: &Fields, total: usize) -> Response {
        let link = self.link(url, query, total);
        answer::with(
            response,
            &[(LINK, &link), (TOTAL, &total.to_string()), (PER_PAGE, &self.per_page.to_string())],
        )
    }

    fn link(self, url: &str, query: &Fields, total: usize) -> String {
        let last = total.div_ceil(self.per_page).max(1);
        let mut targets = Vec::new();
        if self.number > 1 {
            targets.push(("first", 1));
            targets.push(("prev", self.number - 1));
        }
        if self.number < last {
            targets.push(("next", self.number + 1));
        }
        targets.push(("last", last));
        let links: Vec<_> = targets
            .into_iter()
            .map(|(rel, page)| format!(r#"<{url}?{}>; rel="{rel}""#, self.query(query, page)))
            .collect();
        links.join(", ")
    }

    fn query(self, query: &Fields, page: usize) -> String {
        let others = query.iter().filter(|(name, _)| !matches!(*name, "page" | "per_page"));
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(others)
            .append_pair("page", &page.to_string())
            .append_pair("per_page", &self.per_page.to_string())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(query: &str, total: usize) -> String {
        let query = Fields::from_query(Some(query));
        Page::of(&query, &Options::default()).link("/x", &query, total)
    }

    #[test]
    fn links_in_order() {
        assert_eq!(
            link("page=2&per_page=10&company_id=7", 45),
            "</x?company_id=7&page=1&per_page=10>; rel=\"first\", </x?company_id=7&page=1&per_page=10>; rel=\"prev\", \
             </x?company_id=7&page=3&per_page=10>; rel=\"next\", </x?company_id=7&page=5&per_page=10>; rel=\"last\""
        );
        assert_eq!(
            link("page=5&per_page=10", 45),
            "</x?page=1&per_page=10>; rel=\"first\", </x?page=4&per_page=10>; rel=\"prev\", </x?page=5&per_page=10>; rel=\"last\""
        );
        assert_eq!(link("page=0&per_page=x", 0), "</x?page=1&per_page=100>; rel=\"last\"");
    }
}
