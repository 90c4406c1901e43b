//! Filters of a list, after Procore's "Filtering on List Actions" page: `filters[name]`, and `A...B` for a span of time.

/// The delimiter of a span.
const TO: &str = "...";

/// Whether this is `filters[name]`, with no other brackets.
pub fn is_filter(name: &str) -> bool {
    let inner = name.strip_prefix("filters[").and_then(|inner| inner.strip_suffix(']'));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['[', ']']))
}

/// Both ends of `A...B`, which may be empty while somebody types.
pub fn ends(value: &str) -> Option<(&str, &str)> {
    value.split_once(TO)
}

/// `A...B`.
pub fn span(from: &str, to: &str) -> String {
    [from, TO, to].concat()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        assert_eq!(ends("2024-01-01...2024-01-31"), Some(("2024-01-01", "2024-01-31")));
        assert_eq!(ends("..."), Some(("", "")));
        assert_eq!(ends("2024-01-01"), None);
        assert_eq!(span("2024-01-01", ""), "2024-01-01...");
    }
}
