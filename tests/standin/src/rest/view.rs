//! `view`: how much of each row a list shows. And how version 2 spells ids.

use serde_json::{Map, Value};

use super::filters::QueryError;
use super::kinds::Kind;
use crate::fields::Fields;

/// A view of the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Ids,
    Compact,
    Normal,
    Extended,
}

impl View {
    /// Reads `view`, or the older `serializer_view`.
    pub(crate) fn read(query: &Fields) -> Result<Self, QueryError> {
        match query.get("view").or_else(|| query.get("serializer_view")) {
            None | Some("normal" | "default") => Ok(Self::Normal),
            Some("ids_only" | "ids") => Ok(Self::Ids),
            Some("compact" | "minimal") => Ok(Self::Compact),
            Some("extended") => Ok(Self::Extended),
            Some(name) => Err(QueryError::View(name.to_owned())),
        }
    }

    /// What it shows of a row.
    pub(crate) fn of(self, kind: &Kind, row: &Value) -> Value {
        let only = |wanted: &dyn Fn(&str) -> bool| {
            let members = row.as_object().into_iter().flatten();
            members
                .filter(|(name, _)| wanted(name))
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect()
        };
        match self {
            Self::Ids => row["id"].clone(),
            Self::Compact => Value::Object(only(&|name| kind.compact.contains(&name))),
            Self::Normal => Value::Object(only(&|name| !kind.extended.contains(&name))),
            Self::Extended => row.clone(),
        }
    }
}

/// The same value with its ids as texts, as version 2 writes them.
pub(crate) fn with_text_ids(value: Value) -> Value {
    let text = |value: Value| if value.is_number() { value.to_string().into() } else { with_text_ids(value) };
    match value {
        Value::Object(members) => {
            let spelled = members.into_iter().map(|(name, value)| {
                let value = match value {
                    Value::Array(items) if name.ends_with("_ids") => items.into_iter().map(text).collect(),
                    value if name == "id" || name.ends_with("_id") => text(value),
                    value => with_text_ids(value),
                };
                (name, value)
            });
            Value::Object(spelled.collect::<Map<_, _>>())
        }
        Value::Array(items) => items.into_iter().map(with_text_ids).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::kinds::PROJECTS;
    use super::*;

    #[test]
    fn views() {
        let kind = Kind { compact: &["id", "name"], extended: &["origin"], ..PROJECTS };
        let row = json!({ "id": 1, "name": "a", "city": "b", "origin": null });
        for (query, expected) in [
            ("view=ids_only", json!(1)),
            ("view=compact", json!({ "id": 1, "name": "a" })),
            ("", json!({ "id": 1, "name": "a", "city": "b" })),
            ("view=extended", row.clone()),
        ] {
            let view = View::read(&Fields::from_query(Some(query)));
            assert_eq!(view.map(|view| view.of(&kind, &row)), Ok(expected), "{query}");
        }
        assert!(View::read(&Fields::from_query(Some("view=wide"))).is_err());
    }

    #[test]
    fn ids_are_texts() {
        let value = json!({ "id": 9_007_199_254_740_993_u64, "project_ids": [1, 2], "vendor": { "id": 3, "rank": 4 }, "parent_id": null });
        let expected = json!({ "id": "9007199254740993", "project_ids": ["1", "2"], "vendor": { "id": "3", "rank": 4 }, "parent_id": null });
        assert_eq!(with_text_ids(value), expected);
    }
}
