//! `config.json`: the environments that the page's host offers. The file is edited by hand, so every fault has
//! its place and its words; nothing is ever guessed, least of all production.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use thiserror::Error;

use super::environment::{Environment, Environments, Tone};
use crate::json::read::Object;
use crate::json::{SyntaxError, reason};
use crate::oauth::{ClientId, Origin};

/// Why `config.json` cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// It is not JSON.
    #[error("The file is not JSON: {0}.")]
    NotJson(SyntaxError),
    /// One field is not as it must be.
    #[error("{path}: {reason}.")]
    Field {
        /// Such as `environments[1].api_url`; `config.json` for the whole file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Why the app cannot know its environments. It never falls back silently: the fall-back would be production.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigUnusable {
    /// There was no answer.
    NoAnswer,
    /// The answer had this status.
    Status(u16),
    /// The file is broken.
    Broken(ConfigError),
}

impl Environments {
    /// The environments by what the page's host answered when asked for `config.json`. Where there is no such file
    /// (404, or 200 with HTML from a host that answers every address with a page) they are Procore's own.
    pub fn from_answer(status: u16, content_type: &str, body: &[u8]) -> Result<Self, ConfigUnusable> {
        let is_html = content_type.to_ascii_lowercase().starts_with("text/html");
        match status {
            404 => Ok(Self::builtin()),
            200 if is_html => Ok(Self::builtin()),
            200 => Self::parse(body).map_err(ConfigUnusable::Broken),
            status => Err(ConfigUnusable::Status(status)),
        }
    }

    /// The environments that `bytes`, the content of `config.json`, lists.
    pub fn parse(bytes: &[u8]) -> Result<Self, ConfigError> {
        let json = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        SyntaxError::check(json).map_err(ConfigError::NotJson)?;
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        let Object(file) = serde_path_to_error::deserialize::<_, Object<ConfigFile>>(&mut deserializer)
            .map_err(|error| field_error(&error))?;
        let list: Vec<Environment> =
            file.environments.into_iter().map(|Object(entry)| entry.into()).collect();
        for (index, environment) in list.iter().enumerate() {
            if let Some(first) = list[..index].iter().position(|earlier| earlier.id == environment.id) {
                let reason = format!("is the same as environments[{first}].id; ids must differ");
                return Err(ConfigError::Field { path: format!("environments[{index}].id"), reason });
            }
        }
        Ok(Self::new(list))
    }
}

fn field_error(error: &serde_path_to_error::Error<serde_json::Error>) -> ConfigError {
    let path = match error.path().to_string() {
        root if root == "." => "config.json".to_owned(),
        path => path,
    };
    ConfigError::Field { path, reason: reason(error.inner()) }
}

/// The file. An unknown field is an error: ignoring a misspelt `read_only` would unlock production.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    #[serde(deserialize_with = "at_least_one")]
    environments: Vec<Object<Entry>>,
}

/// One environment in the file. `null` is as good as absent where a field is optional.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(deserialize_with = "label::<64, _>")]
    id: String,
    #[serde(deserialize_with = "label::<80, _>")]
    name: String,
    login_url: Origin,
    api_url: Origin,
    client_id: Option<ClientId>,
    read_only: Option<bool>,
    kind: Option<Tone>,
}

impl From<Entry> for Environment {
    fn from(entry: Entry) -> Self {
        let environment = Self {
            id: entry.id,
            name: entry.name,
            login: entry.login_url,
            api: entry.api_url,
            client_id: entry.client_id,
            read_only: entry.read_only.unwrap_or_default(),
            kind: entry.kind,
        };
        // Where nothing is said, production is locked as Procore's own is.
        Self { read_only: entry.read_only.unwrap_or(environment.tone().is_real()), ..environment }
    }
}

fn at_least_one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Object<Entry>>, D::Error> {
    let list = Vec::deserialize(deserializer)?;
    if list.is_empty() { Err(D::Error::custom("must list at least one environment")) } else { Ok(list) }
}

/// A text for the eye, without the white space around it.
fn label<'de, const LONGEST: usize, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?.trim().to_owned();
    if text.is_empty() {
        return Err(D::Error::custom("is empty"));
    }
    if text.chars().count() > LONGEST || text.contains(char::is_control) {
        let rule = format!("must have at most {LONGEST} characters and no control characters");
        return Err(D::Error::custom(rule));
    }
    Ok(text)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"environments":[
        {"id":"a","name":"A","login_url":"https://login.a.example","api_url":"https://api.a.example","client_id":" c ","read_only":true},
        {"id":"b","name":" B ","login_url":"http://localhost:8081","api_url":"http://localhost:8082"}]}"#;

    fn error(text: &str) -> String {
        Environments::parse(text.as_bytes()).expect_err(text).to_string()
    }

    #[test]
    fn a_good_file_is_read_in_its_order() {
        for text in [GOOD.to_owned(), format!("\u{feff}{GOOD}\r\n")] {
            let environments = Environments::parse(text.as_bytes()).expect("it is good");
            let all: Vec<_> = environments.iter().collect();
            assert_eq!((all[0].id.as_str(), all[0].read_only), ("a", true));
            assert_eq!(all[1].name, "B");
            assert_eq!(all[1].api.as_str(), "http://localhost:8082");
            assert_eq!((all[1].client_id.as_ref(), all[1].read_only), (None, false));
        }
        let environments = Environments::parse(GOOD.as_bytes()).expect("it is good");
        assert_eq!(environments.get("a").and_then(|e| e.client_id.as_ref()).map(ClientId::as_str), Some("c"));
    }

    /// Production is locked unless the file says otherwise, in so many words.
    #[test]
    fn locks_follow_the_kind_where_nothing_is_said() {
        for (api, fields, read_only, is_guarded) in [
            ("https://api.a.example", "", true, true),
            ("https://api.a.example", r#","read_only":false"#, false, true),
            ("https://api.a.example", r#","read_only":null,"kind":null"#, true, true),
            ("https://api.a.example", r#","kind":"production""#, true, true),
            ("https://api.a.example", r#","kind":"production","read_only":false"#, false, true),
            ("https://api.a.example", r#","kind":"sandbox""#, false, false),
            ("https://api.a.example", r#","kind":"test","read_only":true"#, true, true),
            ("https://api.procore.com", r#","kind":"test""#, true, true),
            ("http://localhost:8082", "", false, false),
            ("http://localhost:8082", r#","read_only":true"#, true, true),
        ] {
            let text = format!(
                r#"{{"environments":[{{"id":"a","name":"A","login_url":"https://l.example","api_url":"{api}"{fields}}}]}}"#
            );
            let environments = Environments::parse(text.as_bytes()).expect("it is good");
            let environment = environments.get("a").expect("it is there");
            assert_eq!(
                (environment.read_only, environment.is_guarded()),
                (read_only, is_guarded),
                "{api} {fields}"
            );
        }
    }

    #[test]
    fn only_a_missing_file_means_procores_own_environments() {
        let answer = |status, content_type, body: &str| {
            Environments::from_answer(status, content_type, body.as_bytes())
        };
        let own = Ok(Environments::builtin());
        assert_eq!(answer(404, "text/plain", "not found"), own);
        assert_eq!(answer(404, "application/json", GOOD), own);
        assert_eq!(answer(200, "Text/HTML; charset=utf-8", "<!doctype html>"), own);
        let configured = answer(200, "application/json", GOOD).expect("it is good");
        assert_eq!(answer(200, "", GOOD), Ok(configured));
        for status in [204, 301, 401, 403, 500, 503] {
            assert_eq!(answer(status, "text/html", "<!doctype html>"), Err(ConfigUnusable::Status(status)));
        }
        assert!(matches!(answer(200, "text/plain", "<!doctype html>"), Err(ConfigUnusable::Broken(_))));
    }

    #[test]
    fn every_fault_names_its_field() {
        let missing = "missing field `id`";
        let known = "expected one of `id`, `name`, `login_url`, `api_url`, `client_id`, `read_only`, `kind`";
        let kinds = r#"must be one of "production", "federal", "sandbox", "monthly-sandbox", "test""#;
        for (text, place, reason) in [
            ("[]", "config.json", "invalid type: sequence, expected an object"),
            ("[[]]", "config.json", "invalid type: sequence, expected an object"),
            ("{}", "config.json", "missing field `environments`"),
            (r#"{"environment":[]}"#, "environment", "unknown field `environment`, expected `environments`"),
            (r#"{"environments":{}}"#, "environments", "invalid type: map, expected a sequence"),
            (r#"{"environments":[]}"#, "environments", "must list at least one environment"),
            (
                r#"{"environments":["a"]}"#,
                "environments[0]",
                "invalid type: string \"a\", expected an object",
            ),
            (r#"{"environments":[["a"]]}"#, "environments[0]", "invalid type: sequence, expected an object"),
        ] {
            assert_eq!(error(text), format!("{place}: {reason}."), "{text}");
        }
        let long = format!(r#""name":"{}""#, "x".repeat(81));
        for (from, to, place, reason) in [
            (r#""id":"b","#, "", "environments[1]", missing),
            (r#""id":"b""#, r#""id":null"#, "environments[1].id", "invalid type: null, expected a string"),
            (
                r#""id":"b""#,
                r#""id":7"#,
                "environments[1].id",
                "invalid type: integer `7`, expected a string",
            ),
            (r#""id":"b""#, r#""id":"b","id":"c""#, "environments[1]", "duplicate field `id`"),
            (
                r#""id":"b""#,
                r#""id":"a""#,
                "environments[1].id",
                "is the same as environments[0].id; ids must differ",
            ),
            (
                r#""id":"b""#,
                r#""id":" a ""#,
                "environments[1].id",
                "is the same as environments[0].id; ids must differ",
            ),
            (r#""name":" B ""#, r#""name":" ""#, "environments[1].name", "is empty"),
            (
                r#""name":"A""#,
                &long,
                "environments[0].name",
                "must have at most 80 characters and no control characters",
            ),
            (
                "https://login.a.example",
                "https://login.a.example/",
                "environments[0].login_url",
                "must end after the host: no path, not even a slash",
            ),
            (
                "https://login.a.example",
                "http://login.a.example",
                "environments[0].login_url",
                "must begin with https:// (http:// is taken for localhost only)",
            ),
            (
                "https://api.a.example",
                "https://me:pw@api.a.example",
                "environments[0].api_url",
                "must not hold a user name or password",
            ),
            ("https://api.a.example", "api.a.example", "environments[0].api_url", "must begin with https://"),
            (
                r#""client_id":" c ""#,
                r#""client_id":"a b""#,
                "environments[0].client_id",
                "has white space inside",
            ),
            (
                r#""client_id":" c ""#,
                r#""client_id":"""#,
                "environments[0].client_id",
                "is empty; leave it out instead",
            ),
            (
                r#""read_only":true"#,
                r#""read_only":"true""#,
                "environments[0].read_only",
                "invalid type: string \"true\", expected a boolean",
            ),
            (
                r#""read_only":true"#,
                r#""readonly":true"#,
                "environments[0].readonly",
                &format!("unknown field `readonly`, {known}"),
            ),
            (r#""read_only":true"#, r#""kind":"prod""#, "environments[0].kind", kinds),
            (r#""read_only":true"#, r#""kind":"Production""#, "environments[0].kind", kinds),
            (r#""read_only":true"#, r#""kind":"""#, "environments[0].kind", kinds),
            (r#""read_only":true"#, r#""kind":"production ""#, "environments[0].kind", kinds),
            (
                r#""read_only":true"#,
                r#""kind":true"#,
                "environments[0].kind",
                "invalid type: boolean `true`, expected a string",
            ),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD, "{from}");
            assert_eq!(error(&text), format!("{place}: {reason}."));
        }
    }

    #[test]
    fn what_is_not_json_has_its_place() {
        assert_eq!(error(""), "The file is not JSON: line 1, column 1: EOF while parsing a value.");
        assert_eq!(
            error("{\n  \"environments\": [,]}"),
            "The file is not JSON: line 2, column 20: expected value."
        );
        // Also behind a field that is wrong.
        assert_eq!(error("{\"a\":1,}"), "The file is not JSON: line 1, column 8: key must be a string.");
        let not_utf8 = Environments::parse(b"{\n\"\xff\"}").expect_err("no text").to_string();
        assert_eq!(not_utf8, "The file is not JSON: line 2, column 2: expected UTF-8 text.");
    }
}
