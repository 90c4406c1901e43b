//! `sort=a,-b`, and for RFIs `sort[attribute]` with `sort[direction]`.

use std::borrow::Borrow;
use std::cmp::Ordering;

use serde_json::Value;

use super::filters::QueryError;
use crate::fields::Fields;

/// The attributes to sort by, each with whether it is upside down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sort(Vec<(String, bool)>);

impl Sort {
    /// Reads a query.
    pub(crate) fn read(query: &Fields) -> Self {
        if let Some(attribute) = query.get("sort[attribute]") {
            let descending =
                query.get("sort[direction]").is_some_and(|text| text.eq_ignore_ascii_case("desc"));
            return Self(vec![(attribute.to_owned(), descending)]);
        }
        let names = query.get("sort").into_iter().flat_map(|text| text.split(','));
        Self(
            names
                .map(|name| match name.strip_prefix('-') {
                    Some(name) => (name.to_owned(), true),
                    None => (name.to_owned(), false),
                })
                .collect(),
        )
    }

    /// Sorts rows; those that are equal keep their order, and null comes last whichever way.
    pub(crate) fn apply<T: Borrow<Value>>(&self, rows: &mut [&T]) -> Result<(), QueryError> {
        let unknown =
            |name: &&(String, bool)| rows.first().is_some_and(|row| (*row).borrow().get(&name.0).is_none());
        if let Some((name, _)) = self.0.iter().find(unknown) {
            return Err(QueryError::Sort(name.clone()));
        }
        rows.sort_by(|a, b| {
            let (a, b): (&Value, &Value) = ((*a).borrow(), (*b).borrow());
            self.0
                .iter()
                .map(|(name, descending)| compare(&a[name.as_str()], &b[name.as_str()], *descending))
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        });
        Ok(())
    }
}

fn compare(a: &Value, b: &Value, descending: bool) -> Ordering {
    match (a.is_null(), b.is_null()) {
        (true, true) => return Ordering::Equal,
        (true, false) => return Ordering::Greater,
        (false, true) => return Ordering::Less,
        (false, false) => {}
    }
    let order = match (a, b) {
        (Value::Object(a), Value::Object(b)) => text(a.get("name")).cmp(text(b.get("name"))),
        // Whole numbers first: an id beyond 2^53 is no floating-point number.
        _ => match (whole(a), whole(b)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => match (decimal(a), decimal(b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                _ => text(Some(a)).cmp(text(Some(b))),
            },
        },
    };
    if descending { order.reverse() } else { order }
}

fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_bool().map(i64::from)).or_else(|| value.as_str()?.parse().ok())
}

fn decimal(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn text(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn by_several_attributes() {
        let rows = [
            json!({ "id": 1, "number": "10", "total": "9.50", "due": null, "who": { "name": "B" } }),
            json!({ "id": 2, "number": "9", "total": "100.00", "due": "2026-01-02", "who": { "name": "A" } }),
            json!({ "id": 3, "number": "10", "total": "-1.00", "due": "2026-01-01", "who": null }),
        ];
        let sorted = |query: &str| {
            let mut all: Vec<&Value> = rows.iter().collect();
            Sort::read(&Fields::from_query(Some(query))).apply(&mut all)?;
            Ok(all.iter().map(|row| row["id"].as_u64().unwrap_or_default()).collect::<Vec<_>>())
        };
        for (query, expected) in [
            ("", [1, 2, 3]),
            ("sort=number", [2, 1, 3]),
            ("sort=-number,-id", [3, 1, 2]),
            ("sort=total", [3, 1, 2]),
            ("sort=due", [3, 2, 1]),
            ("sort=-due", [2, 3, 1]),
            ("sort=who", [2, 1, 3]),
            ("sort[attribute]=id&sort[direction]=desc", [3, 2, 1]),
            ("sort[attribute]=due", [3, 2, 1]),
        ] {
            assert_eq!(sorted(query), Ok(expected.to_vec()), "{query}");
        }
        assert_eq!(sorted("sort=nmae"), Err(QueryError::Sort("nmae".into())));
    }
}
