//! A link that fills in a request: everything is in the query of the app's root address, as
//! `application/x-www-form-urlencoded` (URL standard).
//!
//! | key | what it has |
//! |---|---|
//! | `request` | the version of the link, and the sign that it is one |
//! | `environment`, `company` | where the call goes |
//! | `method`, `path`, `p.NAME`, `h.NAME` | method, path with its query or a template of it, parameters, headers |
//! | `body` | `json`, `form` or `multipart`, with `json`, `f.NAME`, `t.NAME` (text) and `file.NAME` (the name of a file) |
//! | `view`, `filter`, `find` | how its answer was looked at |
//!
//! Nothing secret is in it, and nothing of an answer. No key is a parameter of RFC 6749, so that a link is never taken for
//! an answer of an authorization server. What is filled in is not sent by itself.

use thiserror::Error;

use super::secrets::{is_secret_header, is_secret_parameter, target_without_secrets};
use super::seen::{Seen, View};
use crate::procore::{Body, CompanyId, Content, Method, Part};

/// The most bytes that the query of a link may have: servers and messengers cut what is much longer.
pub const LONGEST_LINK: usize = 8192;
/// The most bytes that the body may have, before it is encoded.
const LONGEST_BODY: usize = 4096;
/// The version that is written and read.
const VERSION: &str = "1";

/// What is shared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// The id of the environment.
    pub environment: Option<String>,
    /// The company of the header.
    pub company: Option<CompanyId>,
    /// The method.
    pub method: Method,
    /// The path with its query, or a template of the path.
    pub path: String,
    /// The parameters, in their order.
    pub parameters: Vec<(String, String)>,
    /// Further headers, in their order.
    pub headers: Vec<(String, String)>,
    /// The body of a write.
    pub body: Body,
    /// How its answer was looked at.
    pub seen: Seen,
}

/// Why there is no link, or why one fills in nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// The query is no shared link: it means something else.
    #[error("This address is no shared link.")]
    NotShared,
    /// It is of a version that this app does not know.
    #[error("This link was made by another version of this app. Reload the page and try again.")]
    Version,
    /// It would have this number of bytes.
    #[error(
        "A link may have {LONGEST_LINK} bytes, and this one has {0}. Shorten the body, the filter or the parameters, or export the \
         request as a file."
    )]
    TooLong(usize),
    /// Its body would have this number of bytes.
    #[error(
        "A link can carry a body of {LONGEST_BODY} bytes, and this one has {0}. Export the request as a file."
    )]
    BodyTooLong(usize),
    /// The key is missing.
    #[error("This link is incomplete: “{0}” is missing. Ask for it to be copied again.")]
    Missing(&'static str),
    /// The key is there more than once.
    #[error("This link has “{0}” twice, so it is not clear what was meant.")]
    Repeated(&'static str),
    /// The key has a value that it cannot have.
    #[error("This link is damaged: “{0}” has a value that makes no sense.")]
    Unreadable(&'static str),
}

impl Shared {
    /// The query of a link, without a question mark. Headers and parameters that are secret by their names stay at home, and
    /// so does the body of a GET.
    pub fn to_query(&self) -> Result<String, LinkError> {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("request", VERSION);
        let mut optional = |key: &str, value: Option<&str>| {
            if let Some(value) = value {
                query.append_pair(key, value);
            }
        };
        optional("environment", self.environment.as_deref());
        optional("company", self.company.as_ref().map(CompanyId::as_str));
        optional("method", Some(self.method.name()));
        optional("path", Some(&target_without_secrets(self.path.clone())));
        let Seen { view, filter, find } = &self.seen;
        optional("view", (*view != View::default()).then(|| view.name()));
        optional("filter", filter.as_deref());
        optional("find", find.as_deref());
        for (name, value) in self.parameters.iter().filter(|(name, _)| !is_secret_parameter(name)) {
            query.append_pair(&format!("p.{name}"), value);
        }
        for (name, value) in self.headers.iter().filter(|(name, _)| !is_secret_header(name)) {
            query.append_pair(&format!("h.{name}"), value);
        }
        if self.method.is_write() {
            let length = length(&self.body);
            if length > LONGEST_BODY {
                return Err(LinkError::BodyTooLong(length));
            }
            append_body(&mut query, &self.body);
        }
        let query = query.finish();
        match query.len() {
            0..=LONGEST_LINK => Ok(query),
            length => Err(LinkError::TooLong(length)),
        }
    }

    /// Reads the query of an address, with or without its question mark. Keys that are not known are passed over. What a link
    /// must not carry is dropped: secrets by their names, and the body of a GET.
    pub fn parse(query: &str) -> Result<Self, LinkError> {
        let query = query.strip_prefix('?').unwrap_or(query);
        let pairs = form_urlencoded::parse(query.as_bytes());
        if !pairs.clone().any(|(key, _)| key == "request") {
            return Err(LinkError::NotShared);
        }
        if query.len() > LONGEST_LINK {
            return Err(LinkError::TooLong(query.len()));
        }
        let pairs: Vec<(String, String)> = pairs.into_owned().collect();
        let one = |key| only(&pairs, key);
        if one("request")? != Some(VERSION) {
            return Err(LinkError::Version);
        }
        let method = one("method")?.ok_or(LinkError::Missing("method"))?;
        let method = Method::parse(method).ok_or(LinkError::Unreadable("method"))?;
        let path = one("path")?.ok_or(LinkError::Missing("path"))?;
        if !path.starts_with('/') || path.starts_with("//") {
            return Err(LinkError::Unreadable("path"));
        }
        let company = one("company")?.map(CompanyId::parse).transpose();
        let view = match one("view")? {
            None => View::default(),
            Some(name) => View::from_name(name).ok_or(LinkError::Unreadable("view"))?,
        };
        let mut parameters = named(&pairs, "p.");
        parameters.retain(|(name, _)| !is_secret_parameter(name));
        let mut headers = named(&pairs, "h.");
        headers.retain(|(name, _)| !is_secret_header(name));
        Ok(Self {
            environment: one("environment")?.map(str::to_owned),
            company: company.map_err(|_| LinkError::Unreadable("company"))?,
            method,
            path: target_without_secrets(path.to_owned()),
            parameters,
            headers,
            body: if method.is_write() { body(&pairs)? } else { Body::Empty },
            seen: Seen {
                view,
                filter: one("filter")?.map(str::to_owned),
                find: one("find")?.map(str::to_owned),
            },
        })
    }
}

fn append_body(query: &mut form_urlencoded::Serializer<'_, String>, body: &Body) {
    match body {
        Body::Empty => {}
        Body::Json(text) => {
            query.append_pair("body", "json").append_pair("json", text);
        }
        Body::Form(fields) => {
            query.append_pair("body", "form");
            for (name, value) in fields {
                query.append_pair(&format!("f.{name}"), value);
            }
        }
        Body::Multipart(parts) => {
            query.append_pair("body", "multipart");
            for Part { name, content } in parts {
                match content {
                    Content::Text(text) => query.append_pair(&format!("t.{name}"), text),
                    Content::File(file) => query.append_pair(&format!("file.{name}"), file),
                };
            }
        }
    }
}

fn length(body: &Body) -> usize {
    match body {
        Body::Empty => 0,
        Body::Json(text) => text.len(),
        Body::Form(fields) => fields.iter().map(|(name, value)| name.len() + value.len()).sum(),
        Body::Multipart(parts) => {
            let length = |Part { name, content: Content::Text(text) | Content::File(text) }: &Part| {
                name.len() + text.len()
            };
            parts.iter().map(length).sum()
        }
    }
}

fn body(pairs: &[(String, String)]) -> Result<Body, LinkError> {
    let body = match only(pairs, "body")? {
        None => Body::Empty,
        Some("json") => Body::Json(only(pairs, "json")?.ok_or(LinkError::Missing("json"))?.to_owned()),
        Some("form") => Body::Form(named(pairs, "f.")),
        Some("multipart") => {
            Body::Multipart(pairs.iter().filter_map(|(key, value)| part(key, value)).collect())
        }
        Some(_) => return Err(LinkError::Unreadable("body")),
    };
    match length(&body) {
        0..=LONGEST_BODY => Ok(body),
        length => Err(LinkError::BodyTooLong(length)),
    }
}

fn part(key: &str, value: &str) -> Option<Part> {
    let (name, content) = match key.strip_prefix("t.") {
        Some(name) => (name, Content::Text(value.to_owned())),
        None => (key.strip_prefix("file.")?, Content::File(value.to_owned())),
    };
    Some(Part { name: name.to_owned(), content })
}

/// The value of a key that may be there once.
fn only<'a>(pairs: &'a [(String, String)], key: &'static str) -> Result<Option<&'a str>, LinkError> {
    let mut values = pairs.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let first = values.next();
    match values.next() {
        None => Ok(first),
        Some(_) => Err(LinkError::Repeated(key)),
    }
}

/// The names and values of the keys that begin with `prefix`.
fn named(pairs: &[(String, String)], prefix: &str) -> Vec<(String, String)> {
    let named = |(key, value): &(String, String)| Some((key.strip_prefix(prefix)?.to_owned(), value.clone()));
    pairs.iter().filter_map(named).collect()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "link_tests.rs"]
mod tests;
