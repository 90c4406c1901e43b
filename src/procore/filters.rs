//! The query of a call as a form changes it, after Procore's "Filtering on List Actions" page: `filters[name]=v`,
//! `filters[name][]=v` for each of several, `A...B` for a span of time. What a change is not about stays as it is, and where
//! it is.

/// The delimiter of a span.
const TO: &str = "...";

/// The names and values of a query, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// A query of these pairs.
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// Its pairs.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Whether there is a pair `name` or `name[]`.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(given, _)| given == name || is_array_of(given, name))
    }

    /// Whether it has `name[]`.
    pub fn is_array(&self, name: &str) -> bool {
        self.0.iter().any(|(given, _)| is_array_of(given, name))
    }

    /// The values that `name` has. As an array it has those of `name[]` and of `name`; else only the first counts, and
    /// others are not the form's.
    pub fn values(&self, name: &str, as_array: bool) -> Vec<String> {
        let is_meant = |given: &str| given == name || (as_array && is_array_of(given, name));
        let values = self.0.iter().filter(|(given, _)| is_meant(given)).map(|(_, value)| value.clone());
        values.take(if as_array { usize::MAX } else { 1 }).collect()
    }

    /// Gives `name` these values in place of those that it has, or at the end; without values it is gone.
    pub fn set(&mut self, name: &str, as_array: bool, values: &[String]) {
        let is_meant =
            |(given, _): &(String, String)| given == name || (as_array && is_array_of(given, name));
        let first = self.0.iter().position(is_meant);
        let at = first.unwrap_or(self.0.len());
        if as_array {
            self.0.retain(|pair| !is_meant(pair));
        } else if let Some(at) = first {
            self.0.remove(at);
        }
        let spelled = if as_array { format!("{name}[]") } else { name.to_owned() };
        let values = if as_array { values } else { &values[..values.len().min(1)] };
        self.0.splice(at..at, values.iter().map(|value| (spelled.clone(), value.clone())));
    }

    /// The filters in it, each once: `filters[name]`, also where it is spelled as an array.
    pub fn filters(&self) -> Vec<String> {
        let mut filters: Vec<String> = Vec::new();
        for (name, _) in &self.0 {
            let name = name.strip_suffix("[]").unwrap_or(name);
            if is_filter(name) && !filters.iter().any(|known| known == name) {
                filters.push(name.to_owned());
            }
        }
        filters
    }
}

fn is_array_of(given: &str, name: &str) -> bool {
    given.strip_suffix("[]") == Some(name)
}

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
    use proptest::prelude::*;

    fn query(pairs: &[(&str, &str)]) -> Query {
        Query::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn texts(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn what_is_set_takes_the_place_of_what_was() {
        let before = [("a", "1"), ("x", "2"), ("b", "3"), ("x[]", "4"), ("x", "5")];
        for (as_array, values, after) in [
            (true, &["6", "7"][..], &[("a", "1"), ("x[]", "6"), ("x[]", "7"), ("b", "3")][..]),
            (true, &[], &[("a", "1"), ("b", "3")]),
            (false, &["6", "7"], &[("a", "1"), ("x", "6"), ("b", "3"), ("x[]", "4"), ("x", "5")]),
            (false, &[], &[("a", "1"), ("b", "3"), ("x[]", "4"), ("x", "5")]),
        ] {
            let mut query = query(&before);
            query.set("x", as_array, &texts(values));
            assert_eq!(query.pairs(), self::query(after).pairs(), "{as_array} {values:?}");
        }
        let mut query = query(&before[..1]);
        query.set("x", false, &texts(&["y"]));
        assert_eq!(query.pairs()[1], ("x".to_owned(), "y".to_owned()));
    }

    #[test]
    fn what_is_read() {
        let query = query(&[("x", "1"), ("x[]", "2"), ("x", "3"), ("x[][]", "4"), ("y[", "5")]);
        assert_eq!(query.values("x", true), ["1", "2", "3"]);
        assert_eq!(query.values("x", false), ["1"]);
        assert!(query.is_array("x") && query.has("x") && !query.is_array("y") && !query.has("y"));
    }

    #[test]
    fn filters_are_named_once() {
        let names =
            ["filters[a]", "filters[b][]", "filters[a][]", "filters[]", "filters[c][d]", "filters", "sort"];
        let query = query(&names.map(|name| (name, "")));
        assert_eq!(query.filters(), ["filters[a]", "filters[b]"]);
    }

    #[test]
    fn spans() {
        assert_eq!(ends("2024-01-01...2024-01-31"), Some(("2024-01-01", "2024-01-31")));
        assert_eq!(ends("..."), Some(("", "")));
        assert_eq!(ends("2024-01-01"), None);
        assert_eq!(span("2024-01-01", ""), "2024-01-01...");
    }

    proptest! {
        /// What is set is read again, and no other pair is lost, changed, moved or made up.
        #[test]
        fn only_what_is_meant_changes(
            pairs in proptest::collection::vec(("[xy](\\[\\])?", "[a-c]{0,2}"), 0..8),
            values in proptest::collection::vec("[a-c]{0,2}", 0..4),
            as_array in any::<bool>(),
        ) {
            let before = Query::new(pairs);
            let mut after = before.clone();
            after.set("x", as_array, &values);
            if as_array {
                prop_assert_eq!(after.values("x", true), values);
            } else if let Some(value) = values.first() {
                prop_assert_eq!(&after.values("x", false)[..1], std::slice::from_ref(value));
            }
            let others = |query: &Query| -> Vec<(String, String)> {
                let is_other = |(name, _): &&(String, String)| name != "x" && !(as_array && name == "x[]");
                query.pairs().iter().filter(is_other).cloned().collect()
            };
            prop_assert_eq!(others(&after), others(&before));
            // To set what is there changes nothing but the spelling of an array.
            let mut same = before.clone();
            same.set("x", as_array, &before.values("x", as_array));
            prop_assert_eq!(same.values("x", as_array), before.values("x", as_array));
            if !as_array {
                prop_assert_eq!(same, before);
            }
        }
    }
}
