//! The address of a call as a person edits it: a path, which may be a template, and a query. It is spelled as the URL parser
//! of a browser spells it (URL standard), so that what is shown is what is sent, byte for byte.
//! [`Request`](super::Request) has the last word on it.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Query;
use crate::oauth::Origin;

/// All implementations should take an address of so many bytes (RFC 9110 section 4.1); what Procore takes is not documented.
const SURELY_TAKEN: usize = 8_000;
/// Longer than this, no common server takes it: the refusal may come without CORS headers, and look like no answer.
const LONGEST: usize = 64 << 10;

/// What is encoded in a value that fills a name: all that RFC 3986 section 2.3 does not leave unreserved.
const VALUE: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What is encoded in a path: the path percent-encode set (URL standard) and the bar, which Chromium 148 encodes too, so that
/// every browser sends the same. `%` is in neither this set nor the next: it stays, whatever follows it.
const PATH: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');
/// What is encoded in a query: the special-query percent-encode set (URL standard).
const QUERY: AsciiSet = CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'\'');

/// Path and query of a call, percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    path: String,
    query: Option<String>,
}

/// Why a text is not the address of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// It does not begin with a slash.
    NotAPath,
    /// It is an address on another host than the API of the environment, which is named here as it was typed.
    ForeignHost(String),
    /// A part of the path is `.` or `..`, in plain or encoded: a browser would leave the part before it out.
    Dots,
    /// There is a backslash in the path: browsers make a slash of it.
    Backslash,
    /// There is a `#`: what follows it is never sent.
    Fragment,
    /// What stands in these braces has no value yet.
    Unfilled(String),
    /// It has so many bytes, more than any server takes.
    TooLong(usize),
}

impl TargetError {
    /// In words, for the field where the address stands.
    pub fn words(&self) -> String {
        match self {
            Self::NotAPath => "Write the path from its first slash: /rest/v1.0/me.".to_owned(),
            Self::ForeignHost(host) => format!(
                "This address is on {host}. Your token goes to no host but the API of your environment: choose the \
                 environment, and write the path alone."
            ),
            Self::Dots => {
                "A part of the path is . or .. alone. A browser would leave the part before it out."
                    .to_owned()
            }
            Self::Backslash => {
                "There is a backslash in the path. A browser would make a slash of it: write / or %5C."
                    .to_owned()
            }
            Self::Fragment => {
                "There is a #, and a browser sends nothing of what follows it: write %23.".to_owned()
            }
            Self::Unfilled(name) => format!("{{{name}}} has no value yet."),
            Self::TooLong(bytes) => format!(
                "This address has {bytes} bytes, and servers take some thousands. Filter by less, or send what can be sent \
                 in a body."
            ),
        }
    }
}

impl Target {
    /// The address that a person typed or pasted. Blanks and control characters around it are left out, and so are tabs and
    /// line breaks in it. What the URL parser encodes is encoded, and all else stays, also what is encoded already. A full
    /// address of the environment's own `api` is cut to its path.
    pub fn parse(typed: &str, api: &Origin) -> Result<Self, TargetError> {
        let typed: String =
            typed.chars().filter(|character| !['\t', '\n', '\r'].contains(character)).collect();
        let typed = trimmed(&typed);
        let with_slash;
        let typed = match typed.split_once("://") {
            Some((scheme, _)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) => {
                let (origin, rest) = split_origin(typed, scheme.len() + 3);
                if Origin::parse(origin).as_ref() != Ok(api) {
                    return Err(TargetError::ForeignHost(origin[scheme.len() + 3..].to_owned()));
                }
                // The URL parser gives an address without a path the path `/`.
                with_slash = if rest.starts_with('?') { format!("/{rest}") } else { rest.to_owned() };
                &with_slash
            }
            _ => typed,
        };
        if typed.starts_with("//") || typed.starts_with("/\\") {
            return Err(TargetError::ForeignHost(split_origin(typed, 2).0[2..].to_owned()));
        }
        if typed.contains('#') {
            return Err(TargetError::Fragment);
        }
        let (path, query) = match typed.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (typed, None),
        };
        if path.contains('\\') {
            return Err(TargetError::Backslash);
        }
        if !path.starts_with('/') {
            return Err(TargetError::NotAPath);
        }
        if let Some(name) = names(typed).next() {
            return Err(TargetError::Unfilled(name.to_owned()));
        }
        let path = utf8_percent_encode(path, &PATH).to_string();
        if path.split('/').any(is_dots) {
            return Err(TargetError::Dots);
        }
        let query = query.map(|query| utf8_percent_encode(query, &QUERY).to_string());
        Self { path, query }.checked()
    }

    /// A template such as `/rest/v1.0/projects/{project_id}/rfis`, filled with values by name. Each value stays in its
    /// place: whatever is in it, it is no more than a part of the path between two slashes.
    pub fn fill(template: &str, values: &[(String, String)]) -> Result<Self, TargetError> {
        let mut path = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((range, name)) = next_name(rest) {
            let value = values.iter().find(|(given, value)| given == name && !value.is_empty());
            let Some((_, value)) = value else {
                return Err(TargetError::Unfilled(name.to_owned()));
            };
            path.extend(utf8_percent_encode(&rest[..range.start], &PATH));
            path.extend(utf8_percent_encode(value, &VALUE));
            rest = &rest[range.end..];
        }
        path.extend(utf8_percent_encode(rest, &PATH));
        if !path.starts_with('/') || path.starts_with("//") {
            return Err(TargetError::NotAPath);
        }
        if path.split('/').any(is_dots) {
            return Err(TargetError::Dots);
        }
        Self { path, query: None }.checked()
    }

    /// The address of a call that was made, as [`Outgoing`](super::Outgoing) has it.
    pub fn of_sent(sent: &str) -> Self {
        match sent.split_once('?') {
            Some((path, query)) => Self { path: path.to_owned(), query: Some(query.to_owned()) },
            None => Self { path: sent.to_owned(), query: None },
        }
    }

    fn checked(self) -> Result<Self, TargetError> {
        let length = self.length();
        if length > LONGEST { Err(TargetError::TooLong(length)) } else { Ok(self) }
    }

    fn length(&self) -> usize {
        self.path.len() + self.query.as_ref().map_or(0, |query| query.len() + 1)
    }

    /// The path.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The names and values of the query in their order, decoded as `application/x-www-form-urlencoded`.
    pub fn pairs(&self) -> Vec<(String, String)> {
        Query::of(&self.to_string()).pairs()
    }

    /// The same address with this value for `name` where it stands first, or at the end, and no other pair of that name. All
    /// else stays spelled as it is.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut query = Query::of(&self.to_string());
        query.set_only(name, value);
        let query = query.behind("");
        let query = query.split_once('?').map(|(_, query)| utf8_percent_encode(query, &QUERY).to_string());
        Self { path: self.path.clone(), query }
    }

    /// What to mind about an address that can be sent.
    pub fn warning(&self) -> Option<&'static str> {
        (self.length() > SURELY_TAKEN).then_some(
            "This address has more than 8,000 bytes. Procore may refuse it, and a browser would then say only that there was \
             no answer.",
        )
    }
}

/// What is typed as a target, spelled as it is sent but for the names in braces, which have no value yet.
pub fn spelled(typed: &str) -> String {
    let typed: String = typed.chars().filter(|character| !['\t', '\n', '\r'].contains(character)).collect();
    let mut rest = trimmed(&typed);
    let mut spelled = String::with_capacity(rest.len());
    let mut is_query = false;
    loop {
        let name = next_name(rest).map(|(range, _)| range);
        let (literal, name) = rest.split_at(name.clone().map_or(rest.len(), |range| range.start));
        let name = &name[..next_name(name).map_or(0, |(range, _)| range.end)];
        let (path, query) = match literal.split_once('?') {
            _ if is_query => ("", Some(literal)),
            Some((path, query)) => (path, Some(query)),
            None => (literal, None),
        };
        spelled.extend(utf8_percent_encode(path, &PATH));
        if let Some(query) = query {
            spelled += if is_query { "" } else { "?" };
            spelled.extend(utf8_percent_encode(query, &QUERY));
            is_query = true;
        }
        if name.is_empty() {
            return spelled;
        }
        spelled += name;
        rest = &rest[literal.len() + name.len()..];
    }
}

/// The text without what the URL parser leaves out at both ends: blanks and control characters.
pub fn trimmed(typed: &str) -> &str {
    typed.trim_matches(|character| character <= ' ')
}

/// The names in the braces of a template, in their order.
pub fn names(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (range, name) = next_name(rest)?;
        rest = &rest[range.end..];
        Some(name)
    })
}

/// As it is sent.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        self.query.as_ref().map_or(Ok(()), |query| write!(f, "?{query}"))
    }
}

/// The first name in braces, and the place of both. Other braces are only characters: JSON may stand in a query.
fn next_name(text: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find('{')?;
        let after = &text[start + 1..];
        let length =
            after.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b == b'-').count();
        if length > 0 && after[length..].starts_with('}') {
            return Some((start..start + length + 2, &after[..length]));
        }
        from = start + 1;
    }
}

/// An address cut before the slash, question mark or number sign that ends its host.
fn split_origin(address: &str, host: usize) -> (&str, &str) {
    let end = address[host..].find(['/', '\\', '?', '#']).map_or(address.len(), |at| host + at);
    match address.split_at(end) {
        (origin, "") => (origin, "/"),
        both => both,
    }
}

/// Whether a browser takes a part of a path for `.` or `..` (URL standard, "single-dot URL path segment").
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "target_tests.rs"]
mod tests;
