//! `config.json`: the environments that the page's host offers. The file is edited by hand, so every fault has
//! its place and its words; nothing is ever guessed, least of all production.

use std::fmt;

use super::environment::{Environment, Environments, Tone};
use crate::json::{Fault, Value};
use crate::oauth::{ClientId, ClientIdError, Origin, OriginError};

/// Why `config.json` cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// It is not JSON.
    NotJson(Fault),
    /// One field is not as it must be.
    Field {
        /// Such as `environments[1].api_url`; empty for the whole file.
        path: String,
        /// What is wrong with it.
        fault: FieldFault,
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

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldFault {
    /// It is required and not there.
    Missing,
    /// It is of another JSON type than the one named here.
    NotA(&'static str),
    /// It is empty.
    Empty,
    /// It is longer than this number of characters, or holds control characters.
    Unprintable(usize),
    /// There is no such field. Ignoring a misspelt `read_only` would unlock production.
    Unknown,
    /// It stands there twice.
    Twice,
    /// The environment at this index has the same id.
    Repeats(usize),
    /// It is none of the kinds of an environment.
    NoKind,
    /// It is not the origin of a server.
    Origin(OriginError),
    /// It is not a client id.
    ClientId(ClientIdError),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson(fault) => write!(f, "The file is not JSON: {fault}."),
            Self::Field { path, fault } if path.is_empty() => write!(f, "The file {fault}."),
            Self::Field { path, fault } => write!(f, "{path} {fault}."),
        }
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for FieldFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::NotA(kind) => write!(f, "must be {kind}"),
            Self::Empty => f.write_str("is empty"),
            Self::Unprintable(longest) => {
                write!(f, "must have at most {longest} characters and no control characters")
            }
            Self::Unknown => f.write_str("is not a field that this app knows; check its spelling"),
            Self::Twice => f.write_str("is there twice"),
            Self::Repeats(index) => write!(f, "is the same as environments[{index}].id; ids must differ"),
            Self::NoKind => {
                let names = Tone::NAMED.map(|(name, _)| format!("\"{name}\""));
                write!(f, "must be one of {}", names.join(", "))
            }
            Self::Origin(error) => write!(f, "{error}"),
            Self::ClientId(ClientIdError::Empty) => f.write_str("is empty; leave it out instead"),
            Self::ClientId(ClientIdError::Spaces) => f.write_str("has white space inside"),
            Self::ClientId(ClientIdError::Characters) => f.write_str("has characters that no client id has"),
            Self::ClientId(ClientIdError::TooLong) => f.write_str("is longer than a client id can be"),
        }
    }
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
        let root = Value::read(json).map_err(ConfigError::NotJson)?;
        let root = Fields::new(String::new(), &root, &["environments"])?;
        let entries = root.required("environments")?;
        let Value::List(entries) = entries else {
            return Err(root.fault("environments", FieldFault::NotA("an array")));
        };
        if entries.is_empty() {
            return Err(root.fault("environments", FieldFault::Empty));
        }
        let mut list: Vec<Environment> = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let fields = Fields::new(format!("environments[{index}]"), entry, &ENVIRONMENT_FIELDS)?;
            let environment = environment(&fields)?;
            if let Some(first) = list.iter().position(|earlier| earlier.id == environment.id) {
                return Err(fields.fault("id", FieldFault::Repeats(first)));
            }
            list.push(environment);
        }
        Ok(Self::new(list))
    }
}

const ENVIRONMENT_FIELDS: [&str; 7] =
    ["id", "name", "login_url", "api_url", "client_id", "read_only", "kind"];

fn environment(fields: &Fields<'_>) -> Result<Environment, ConfigError> {
    let client_id = match fields.optional("client_id") {
        None => None,
        Some(value) => {
            let text = fields.text("client_id", value)?;
            Some(
                ClientId::parse(text)
                    .map_err(|error| fields.fault("client_id", FieldFault::ClientId(error)))?,
            )
        }
    };
    let read_only = match fields.optional("read_only") {
        None => None,
        Some(Value::Boolean(read_only)) => Some(*read_only),
        Some(_) => return Err(fields.fault("read_only", FieldFault::NotA("true or false, without quotes"))),
    };
    let kind = match fields.optional("kind") {
        None => None,
        Some(value) => {
            let tone = Tone::from_name(fields.text("kind", value)?);
            Some(tone.ok_or_else(|| fields.fault("kind", FieldFault::NoKind))?)
        }
    };
    let environment = Environment {
        id: fields.label("id", 64)?,
        name: fields.label("name", 80)?,
        login: fields.origin("login_url")?,
        api: fields.origin("api_url")?,
        client_id,
        read_only: read_only.unwrap_or_default(),
        kind,
    };
    // Where nothing is said, production is locked as Procore's own is.
    Ok(Environment { read_only: read_only.unwrap_or(environment.tone().is_real()), ..environment })
}

/// An object of the file and its place in it.
struct Fields<'a> {
    path: String,
    members: &'a [(String, Value)],
}

impl<'a> Fields<'a> {
    fn new(path: String, value: &'a Value, known: &[&str]) -> Result<Self, ConfigError> {
        let Value::Object(members) = value else {
            return Err(ConfigError::Field { path, fault: FieldFault::NotA("an object") });
        };
        let fields = Self { path, members };
        for (index, (name, _)) in members.iter().enumerate() {
            if !known.contains(&name.as_str()) {
                return Err(fields.fault(name, FieldFault::Unknown));
            }
            if members[..index].iter().any(|(earlier, _)| earlier == name) {
                return Err(fields.fault(name, FieldFault::Twice));
            }
        }
        Ok(fields)
    }

    fn fault(&self, field: &str, fault: FieldFault) -> ConfigError {
        let path = if self.path.is_empty() { field.to_owned() } else { format!("{}.{field}", self.path) };
        ConfigError::Field { path, fault }
    }

    /// `null` is as good as absent.
    fn optional(&self, field: &str) -> Option<&'a Value> {
        self.members
            .iter()
            .find(|(name, value)| name == field && *value != Value::Null)
            .map(|(_, value)| value)
    }

    fn required(&self, field: &str) -> Result<&'a Value, ConfigError> {
        self.optional(field).ok_or_else(|| self.fault(field, FieldFault::Missing))
    }

    fn text(&self, field: &str, value: &'a Value) -> Result<&'a str, ConfigError> {
        value.as_text().ok_or_else(|| self.fault(field, FieldFault::NotA("text in quotes")))
    }

    fn label(&self, field: &str, longest: usize) -> Result<String, ConfigError> {
        let text = self.text(field, self.required(field)?)?.trim();
        if text.is_empty() {
            return Err(self.fault(field, FieldFault::Empty));
        }
        if text.chars().count() > longest || text.contains(char::is_control) {
            return Err(self.fault(field, FieldFault::Unprintable(longest)));
        }
        Ok(text.to_owned())
    }

    fn origin(&self, field: &str) -> Result<Origin, ConfigError> {
        let text = self.text(field, self.required(field)?)?;
        Origin::parse(text).map_err(|error| self.fault(field, FieldFault::Origin(error)))
    }
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
        let with = |from: &str, to: &str| {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD, "{from}");
            error(&text)
        };
        assert_eq!(error(""), "The file is not JSON: line 1, column 1: expected a value.");
        assert_eq!(
            error("{\n  \"environments\": [,]}"),
            "The file is not JSON: line 2, column 20: expected a value or ]."
        );
        assert_eq!(error("[]"), "The file must be an object.");
        assert_eq!(error("{}"), "environments is missing.");
        assert_eq!(error(r#"{"environments":{}}"#), "environments must be an array.");
        assert_eq!(error(r#"{"environments":[]}"#), "environments is empty.");
        assert_eq!(error(r#"{"environments":[1]}"#), "environments[0] must be an object.");
        assert_eq!(
            error(r#"{"environment":[]}"#),
            "environment is not a field that this app knows; check its spelling."
        );
        assert_eq!(with(r#""id":"b","#, ""), "environments[1].id is missing.");
        assert_eq!(with(r#""id":"b""#, r#""id":null"#), "environments[1].id is missing.");
        assert_eq!(
            with(r#""id":"b""#, r#""id":"a""#),
            "environments[1].id is the same as environments[0].id; ids must differ."
        );
        assert_eq!(
            with(r#""id":"b""#, r#""id":" a ""#),
            "environments[1].id is the same as environments[0].id; ids must differ."
        );
        assert_eq!(with(r#""id":"b""#, r#""id":7"#), "environments[1].id must be text in quotes.");
        assert_eq!(with(r#""name":" B ""#, r#""name":" ""#), "environments[1].name is empty.");
        assert_eq!(
            with(r#""name":"A""#, &format!(r#""name":"{}""#, "x".repeat(81))),
            "environments[0].name must have at most 80 characters and no control characters."
        );
        assert_eq!(
            with("https://login.a.example", "https://login.a.example/"),
            "environments[0].login_url must end after the host: no path, not even a slash."
        );
        assert_eq!(
            with("https://login.a.example", "http://login.a.example"),
            "environments[0].login_url must begin with https:// (http:// is taken for localhost only)."
        );
        assert_eq!(
            with("https://api.a.example", "https://me:pw@api.a.example"),
            "environments[0].api_url must not hold a user name or password."
        );
        assert_eq!(
            with("https://api.a.example", "https://api.a.example?x"),
            "environments[0].api_url must end after the host: no “?”."
        );
        assert_eq!(
            with("https://api.a.example", "https://api.a.example#x"),
            "environments[0].api_url must end after the host: no “#”."
        );
        assert_eq!(
            with("https://api.a.example", "api.a.example"),
            "environments[0].api_url must begin with https://."
        );
        assert_eq!(
            with(r#""client_id":" c ""#, r#""client_id":"a b""#),
            "environments[0].client_id has white space inside."
        );
        assert_eq!(
            with(r#""client_id":" c ""#, r#""client_id":"""#),
            "environments[0].client_id is empty; leave it out instead."
        );
        assert_eq!(
            with(r#""read_only":true"#, r#""read_only":"true""#),
            "environments[0].read_only must be true or false, without quotes."
        );
        assert_eq!(
            with(r#""read_only":true"#, r#""readonly":true"#),
            "environments[0].readonly is not a field that this app knows; check its spelling."
        );
        let kinds = r#"must be one of "production", "federal", "sandbox", "monthly-sandbox", "test"."#;
        for kind in ["prod", "Production", "", "production "] {
            let told = with(r#""read_only":true"#, &format!(r#""kind":"{kind}""#));
            assert_eq!(told, format!("environments[0].kind {kinds}"), "{kind}");
        }
        assert_eq!(
            with(r#""read_only":true"#, r#""kind":true"#),
            "environments[0].kind must be text in quotes."
        );
        assert_eq!(with(r#""id":"b""#, r#""id":"b","id":"c""#), "environments[1].id is there twice.");
        let not_utf8 = Environments::parse(b"{\n\"\xff\"}").expect_err("no text").to_string();
        assert_eq!(not_utf8, "The file is not JSON: line 2, column 2: expected UTF-8 text.");
    }
}
