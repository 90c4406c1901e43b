//! Headers of answers that matter, and what Procore says of them.

/// Headers that Procore's "Pagination" and "Rate Limiting" pages name, and what they tell. A browser hides all of them unless
/// the server exposes them (Fetch standard, "CORS-safelisted response-header name"); whether Procore does is not known.
pub const EXPECTED_HEADERS: [(&str, &str); 7] = [
    ("link", "the other pages of a list"),
    ("total", "how many entries a list has"),
    ("per-page", "how many entries a page has"),
    ("x-rate-limit-limit", "how many requests the limit that is nearer allows"),
    ("x-rate-limit-remaining", "how many of them are left"),
    ("x-rate-limit-reset", "when they are counted anew"),
    ("retry-after", "when to try again"),
];

/// The value of the first header with this name, without the white space around it.
pub(super) fn header<'h>(headers: &'h [(String, String)], name: &str) -> Option<&'h str> {
    headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// The whole number that a header tells, such as `Total`. The same number more than once, as from headers that a proxy doubled
/// and a browser joined, is that number: RFC 9110 section 8.6 allows it for `Content-Length`. Anything else is none.
pub fn count(headers: &[(String, String)], name: &str) -> Option<u64> {
    let mut members = header(headers, name)?.split(',').map(str::trim);
    let first = members.next()?;
    members.all(|member| member == first).then(|| digits(first))?
}

/// The number that digits and nothing else spell; the largest one there is if they are too many.
pub(super) fn digits(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// `Total`, `Per-Page`, `X-Rate-Limit-Limit` and `-Remaining`, as RFC 9110 section 8.6 defines `Content-Length`.
    #[test]
    fn counts_are_read() {
        for (value, count_read) in [
            ("159", Some(159)),
            (" 0 ", Some(0)),
            ("007", Some(7)),
            ("159, 159", Some(159)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("159, 160", None),
            ("159,", None),
            ("-1", None),
            ("+1", None),
            ("1.0", None),
            ("1e3", None),
            ("1_000", None),
            ("1 000", None),
            ("159 rows", None),
            ("\"159\"", None),
            ("\u{661}", None),
            ("many", None),
            ("", None),
        ] {
            let headers = [("Total".to_owned(), value.to_owned())];
            assert_eq!(count(&headers, "total"), count_read, "{value}");
        }
        assert_eq!(count(&[], "total"), None);
    }
}
