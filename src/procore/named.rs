//! Companies and projects by name, from the answers of `GET /rest/v1.0/companies` and `GET /rest/v1.1/projects`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::CompanyId;
use crate::json::read::{Object, text_or_number};

/// A company or a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its id, digit by digit.
    #[serde(deserialize_with = "digits")]
    pub id: String,
    /// Its name; its id, where it has none.
    pub name: String,
    /// The number that people at the company give a project.
    pub number: Option<String>,
}

fn digits<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    CompanyId::deserialize(deserializer).map(|id| id.as_str().to_owned())
}

/// The envelope of version 2.
#[derive(Deserialize)]
struct Envelope {
    data: Vec<Value>,
}

/// What is read of a company or a project.
#[derive(Deserialize)]
struct Row {
    #[serde(deserialize_with = "text_or_number")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text_or_number")]
    name: Option<String>,
    #[serde(default, deserialize_with = "text_or_number")]
    display_name: Option<String>,
    #[serde(default, deserialize_with = "text_or_number")]
    project_number: Option<String>,
}

impl Named {
    /// Reads a list, bare or in the `data` envelope; what has no id is left out. `None` if it is no list.
    pub fn list(body: &[u8]) -> Option<Vec<Self>> {
        let list: Vec<Value> = match serde_json::from_slice(body) {
            Ok(list) => list,
            Err(_) => serde_json::from_slice::<Object<Envelope>>(body).ok()?.0.data,
        };
        Some(list.into_iter().filter_map(Self::of).collect())
    }

    fn of(value: Value) -> Option<Self> {
        let Object(row) = Object::<Row>::deserialize(value).ok()?;
        let id = row.id.filter(|id| CompanyId::parse(id).is_ok())?;
        let name = row.name.or(row.display_name).unwrap_or_else(|| id.clone());
        Some(Self { id, name, number: row.project_number })
    }

    /// Whether each of the words stands in its name, number or id, whatever the case of Latin letters.
    pub fn matches(&self, words: &str) -> bool {
        let said =
            small(&format!("{} {} {}", self.name, self.number.as_deref().unwrap_or_default(), self.id));
        small(words).split_whitespace().all(|word| said.contains(word))
    }
}

/// With small Latin letters, up to U+00DE: Unicode's tables would weigh more than all else here.
pub fn small(text: &str) -> String {
    let small = |character: char| match character {
        'À'..='Þ' if character != '×' => char::from_u32(character as u32 + 0x20).unwrap_or(character),
        other => other.to_ascii_lowercase(),
    };
    text.chars().map(small).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn named(id: &str, name: &str, number: Option<&str>) -> Named {
        Named { id: id.into(), name: name.into(), number: number.map(str::to_owned) }
    }

    #[test]
    fn lists_of_both_versions() {
        let body = r#"[{"id":9007199254740993,"name":"Example"},{"id":"7","display_name":"7 Library","project_number":"L-7"},
            {"name":"without an id"},{"id":8},{"id":1.5,"name":"no id"},null]"#;
        let expected = vec![
            named("9007199254740993", "Example", None),
            named("7", "7 Library", Some("L-7")),
            named("8", "8", None),
        ];
        assert_eq!(Named::list(body.as_bytes()), Some(expected.clone()));
        assert_eq!(Named::list(format!("{{\"data\":{body}}}").as_bytes()), Some(expected));
        for body in ["", "{}", "7", "{\"data\":7}", "<html>"] {
            assert_eq!(Named::list(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn all_words_must_be_there() {
        let library = named("97", "Öffentliche Library", Some("L-7"));
        for (words, expected) in
            [("", true), ("öff LIB", true), ("l-7", true), ("97", true), ("lib 98", false)]
        {
            assert_eq!(library.matches(words), expected, "{words}");
        }
    }
}
