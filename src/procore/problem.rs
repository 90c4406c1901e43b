//! What the body of an error answer says. Procore's REST API has no one shape for it ("Error Reference": a body often has
//! `message` or `errors`), so every shape that is documented or was seen is read, and anything else is a text.

use serde_json::Value;

/// At most so many messages, fields, and messages of one field are kept.
const MOST: usize = 32;
/// At most so many characters of a message are kept.
const LONGEST: usize = 600;
/// So many bytes of a body are looked at.
const LOOKED_AT: usize = 64 << 10;

/// What an error answer says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// What it says as a whole, each text once.
    pub messages: Vec<String>,
    /// What it says of fields of the request: names such as `rfi.assignees`, and what is wrong with each.
    pub fields: Vec<(String, Vec<String>)>,
    /// The name or number of the error, such as `invalid_token`.
    pub code: Option<String>,
}

impl Problem {
    /// What `body`, or its beginning, says. Never fails: a body that says nothing is an empty problem.
    pub fn read(body: &[u8]) -> Self {
        let body = &body[..body.len().min(LOOKED_AT)];
        let mut problem = Self::default();
        match serde_json::from_slice(body) {
            Ok(object @ Value::Object(_)) => problem.object(&object),
            Ok(list @ Value::Array(_)) => problem.errors(&list),
            Ok(value) => problem.say(&value),
            Err(_) => problem.text(body),
        }
        problem
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// An object with any of the members in which Procore and Doorkeeper say what is wrong.
    fn object(&mut self, object: &Value) {
        if let Some(errors) = object.get("errors") {
            self.errors(errors);
        }
        for name in ["error_description", "message", "reason"] {
            if let Some(value) = object.get(name) {
                self.say(value);
            }
        }
        if let Some(fields) = object.get("fields") {
            self.errors(fields);
        }
        if self.code.is_none() {
            self.code = object.get("code").and_then(scalar).map(|code| shortened(&code));
        }
        match object.get("error") {
            // A name of the error, as in RFC 6749 section 5.2, beside its description.
            Some(Value::String(name)) if is_name(name) && self.code.is_none() && !self.is_empty() => {
                self.code = Some(shortened(name));
            }
            Some(error @ Value::Object(_)) => self.object(error),
            Some(error) => self.errors(error),
            None => {}
        }
    }

    /// Messages, or what is wrong with each field, in whatever order and depth.
    fn errors(&mut self, errors: &Value) {
        match errors {
            Value::Object(members) => {
                members.iter().for_each(|(name, value)| self.field(name.clone(), value, 0));
            }
            Value::Array(list) => {
                for error in list {
                    match error {
                        Value::Object(_) => self.object(error),
                        other => self.say(other),
                    }
                }
            }
            other => self.say(other),
        }
    }

    fn field(&mut self, name: String, value: &Value, depth: usize) {
        match value {
            Value::Object(members) if depth < 8 => {
                for (inner, value) in members {
                    self.field(format!("{name}.{inner}"), value, depth + 1);
                }
            }
            Value::Array(list) => list.iter().for_each(|value| self.field(name.clone(), value, depth + 1)),
            other => {
                let Some(text) = scalar(other).filter(|text| !text.trim().is_empty()) else { return };
                let name = shortened(&name);
                let at = self.fields.iter().position(|(known, _)| *known == name);
                if let Some(at) = at {
                    add(&mut self.fields[at].1, &text);
                } else if self.fields.len() < MOST {
                    self.fields.push((name, vec![shortened(&text)]));
                }
            }
        }
    }

    fn say(&mut self, value: &Value) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.say(value)),
            Value::Object(_) => self.errors(value),
            other => {
                if let Some(text) = scalar(other) {
                    add(&mut self.messages, &text);
                }
            }
        }
    }

    /// A bare text, or the title of a page of markup.
    fn text(&mut self, body: &[u8]) {
        let text = match std::str::from_utf8(body) {
            Ok(text) => text,
            // Cut off within a character.
            Err(error) if error.error_len().is_none() => {
                std::str::from_utf8(&body[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => return,
        };
        let text = text.trim_start_matches('\u{feff}').trim();
        if !text.starts_with('<') {
            add(&mut self.messages, text);
        } else if let Some(title) = title(text) {
            add(&mut self.messages, &title);
        }
    }
}

/// Adds `text` to `texts`, if it is something that is not there yet.
fn add(texts: &mut Vec<String>, text: &str) {
    let text = shortened(text);
    if !text.is_empty() && texts.len() < MOST && !texts.contains(&text) {
        texts.push(text);
    }
}

/// The beginning of a text, in one line and without control characters.
fn shortened(text: &str) -> String {
    let mut words = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if words.len() > LONGEST * 4 {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(LONGEST + 1));
    }
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}

/// The text of a value that is neither a container nor null.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a text is a name for programs, such as `invalid_token`.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-' || b == b'.')
}

/// The title of a page, or else its first heading.
fn title(page: &str) -> Option<String> {
    // ASCII letters keep their length, so places in one are places in the other.
    let lower = page.to_ascii_lowercase();
    ["title", "h1"].into_iter().find_map(|name| {
        let tag = format!("<{name}");
        let mut openings = lower.match_indices(&tag).map(|(at, _)| at + tag.len());
        let start = openings.find(|at| lower[*at..].starts_with(['>', ' ', '\n', '\t']))?;
        let start = start + lower[start..].find('>')? + 1;
        let end = start + lower[start..].find('<')?;
        let text = page[start..end].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
        let text = text.replace("&#39;", "'").replace("&amp;", "&");
        (!text.trim().is_empty()).then_some(text)
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn problem(messages: &[&str], fields: &[(&str, &[&str])], code: Option<&str>) -> Problem {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Problem {
            messages: owned(messages),
            fields: fields.iter().map(|(name, texts)| ((*name).to_owned(), owned(texts))).collect(),
            code: code.map(str::to_owned),
        }
    }

    #[test]
    fn every_shape_is_read() {
        for (body, expected) in [
            (r#"{"errors":["App is not connected."]}"#, problem(&["App is not connected."], &[], None)),
            (r#"{"errors":["a","b","a",""]}"#, problem(&["a", "b"], &[], None)),
            (r#"{"errors":{"assignees":["required"]}}"#, problem(&[], &[("assignees", &["required"])], None)),
            (
                r#"{"errors":{"rfi":{"subject":["blank","long"]},"base":"no"}}"#,
                problem(&[], &[("rfi.subject", &["blank", "long"]), ("base", &["no"])], None),
            ),
            (r#"{"errors":{"a":[{"b":"c"}]}}"#, problem(&[], &[("a.b", &["c"])], None)),
            (r#"{"errors":"no"}"#, problem(&["no"], &[], None)),
            (r#"{"errors":[{"code":7,"message":"no"}]}"#, problem(&["no"], &[], Some("7"))),
            (r#"{"error":{"code":"x","message":"no"}}"#, problem(&["no"], &[], Some("x"))),
            (r#"{"error":"no"}"#, problem(&["no"], &[], None)),
            (r#"{"error":"not_found"}"#, problem(&["not_found"], &[], None)),
            (r#"{"message":"no"}"#, problem(&["no"], &[], None)),
            (r#"{"message":"no","error":"Not allowed"}"#, problem(&["no", "Not allowed"], &[], None)),
            (r#"{"message":"no","error":"no"}"#, problem(&["no"], &[], Some("no"))),
            (r#"{"code":401,"message":"no"}"#, problem(&["no"], &[], Some("401"))),
            (
                r#"{"code":"c","message":"m","fields":{"a":"x"},"reason":"r"}"#,
                problem(&["m", "r"], &[("a", &["x"])], Some("c")),
            ),
            (
                r#"{"error":"invalid_token","error_description":"It expired","state":"unauthorized"}"#,
                problem(&["It expired"], &[], Some("invalid_token")),
            ),
            ("Missing header!\n", problem(&["Missing header!"], &[], None)),
            ("\"quoted\"", problem(&["quoted"], &[], None)),
            (r#"["a",{"message":"b"}]"#, problem(&["a", "b"], &[], None)),
            (
                "<!doctype html><head><TITLE lang=en>A &amp; B\n</title><h1>C</h1>",
                problem(&["A & B"], &[], None),
            ),
            ("<html><title></title><h1 class=x>Down</h1>", problem(&["Down"], &[], None)),
            ("<html><p>nothing", Problem::default()),
            (r#"{"errors":["cut o"#, problem(&["{\"errors\":[\"cut o"], &[], None)),
            (r#"{"errors":null,"message":null,"error":null}"#, Problem::default()),
            (r#"{"data":[]}"#, Problem::default()),
            ("", Problem::default()),
            ("null", Problem::default()),
        ] {
            assert_eq!(Problem::read(body.as_bytes()), expected, "{body}");
        }
    }

    #[test]
    fn only_the_beginning_of_much_is_kept() {
        let long = "x".repeat(10_000);
        let problem = Problem::read(format!(r#"{{"message":"{long}"}}"#).as_bytes());
        assert_eq!(problem.messages, ["x".repeat(LONGEST) + "…"]);
        let many: Vec<String> = (0..1000).map(|number| format!(r#""f{number}":["a"]"#)).collect();
        assert_eq!(
            Problem::read(format!(r#"{{"errors":{{{}}}}}"#, many.join(",")).as_bytes()).fields.len(),
            MOST
        );
        let half = [b"na".as_slice(), &"ï".as_bytes()[..1]].concat();
        assert_eq!(Problem::read(&half).messages, ["na"]);
        assert!(Problem::read(b"\xff\xfe\0\0").is_empty());
    }

    proptest! {
        /// Bytes of any kind, and JSON of any shape with the names that are looked for.
        #[test]
        fn nothing_panics_and_nothing_is_long(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            json in "[\\[\\]{}\":,a<>](([\\[\\]{}:,<>]|\"(errors|error|message|fields|code|title)\"){0,30})",
        ) {
            for body in [bytes, json.into_bytes()] {
                let problem = Problem::read(&body);
                let named = problem.fields.iter().map(|(name, _)| name);
                let texts = problem.messages.iter().chain(named).chain(problem.fields.iter().flat_map(|(_, texts)| texts));
                for text in texts.chain(&problem.code) {
                    prop_assert!(text.chars().count() <= LONGEST + 1);
                    prop_assert!(!text.contains(char::is_control));
                }
            }
        }
    }
}
