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
