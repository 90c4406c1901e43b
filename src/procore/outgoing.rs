//! What is asked of the API, all but the token: what is sent, kept in the history, shared and written as code.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use super::CompanyId;
use super::body::Body;
use super::content_type::{check_content_type, is_token, usual_type};

/// The methods of Procore's REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Method {
    /// Reads.
    #[default]
    Get,
    /// Creates.
    Post,
    /// Changes a part.
    Patch,
    /// Puts something in a thing's place.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// All of them, the most used first.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Patch, Self::Put, Self::Delete];

    /// Its name (RFC 9110 section 9.3; PATCH: RFC 5789).
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// The method of that name, in capitals or not.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.name().eq_ignore_ascii_case(name.trim()))
    }

    /// Whether it may change something at Procore. Only what does not is ever repeated by the app itself.
    pub fn is_write(self) -> bool {
        self != Self::Get
    }
}

/// A text is no method of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("is not a method of the API")]
pub struct UnknownMethod;

impl TryFrom<String> for Method {
    type Error = UnknownMethod;

    fn try_from(name: String) -> Result<Self, UnknownMethod> {
        Self::parse(&name).ok_or(UnknownMethod)
    }
}

impl From<Method> for &'static str {
    fn from(method: Method) -> Self {
        method.name()
    }
}

/// A request of the API, without its token.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outgoing {
    /// The method.
    pub method: Method,
    /// Path and query as they are sent: encoded, beginning with a slash.
    #[serde(deserialize_with = "target")]
    pub target: String,
    /// The company of the header `Procore-Company-Id`.
    pub company: Option<CompanyId>,
    /// Further headers, in the person's order.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// The body.
    #[serde(
        default,
        serialize_with = "Body::serialize_or_null",
        deserialize_with = "Body::deserialize_or_null"
    )]
    pub body: Body,
}

fn target<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let target: String = Deserialize::deserialize(deserializer)?;
    match target.starts_with('/') && !target.starts_with("//") {
        true => Ok(target),
        false => Err(D::Error::custom("is not a path that begins with one slash")),
    }
}

impl Outgoing {
    /// The body that is sent: none with a GET, and none where a form has no field, or a multipart body no part.
    pub fn sent_body(&self) -> &Body {
        match &self.body {
            _ if self.method == Method::Get => &Body::Empty,
            Body::Form(fields) if fields.is_empty() => &Body::Empty,
            Body::Multipart(parts) if parts.is_empty() => &Body::Empty,
            body => body,
        }
    }

    /// The headers that are sent, all but the token's: first those that the app sets, then the person's. Those that a page may
    /// not set are not among them, and no `Content-Type` that does not fit the body.
    pub fn sent_headers(&self) -> Vec<(String, String)> {
        let body = self.sent_body();
        let fits = check_content_type(body, &self.headers) == Ok(None);
        let is_sent = |name: &str, value: &str| {
            check_header(name, value).is_ok() && (fits || !name.eq_ignore_ascii_case("Content-Type"))
        };
        let typed = self.headers.iter().map(|(name, value)| (name.trim(), value.trim()));
        let typed: Vec<(&str, &str)> = typed.filter(|(name, value)| is_sent(name, value)).collect();
        let is_typed = |name: &str| typed.iter().any(|(given, _)| given.eq_ignore_ascii_case(name));
        let usual = [
            ("Accept", Some("application/json")),
            ("Content-Type", usual_type(body)),
            (CompanyId::HEADER, self.company.as_ref().map(CompanyId::as_str)),
        ];
        let usual = usual.into_iter().filter(|(name, _)| !is_typed(name));
        let usual = usual.filter_map(|(name, value)| Some((name, value?)));
        usual.chain(typed.iter().copied()).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

/// Why a header is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderFault {
    /// A browser lets no page set it (Fetch standard, "forbidden request-header").
    Forbidden,
    /// This app sets it: the token, or the company.
    Ours,
    /// Its name is no token (RFC 9110 section 5.6.2), or its value is more than plain ASCII text.
    Malformed,
}

/// Whether a page may set this header, and as it is written.
pub fn check_header(name: &str, value: &str) -> Result<(), HeaderFault> {
    // The last but one is none by the standard; Chromium leaves it out all the same (crbug.com/571722).
    const FORBIDDEN: [&str; 23] = [
        "accept-charset",
        "accept-encoding",
        "access-control-request-headers",
        "access-control-request-method",
        "access-control-request-private-network",
        "connection",
        "content-length",
        "cookie",
        "cookie2",
        "date",
        "dnt",
        "expect",
        "host",
        "keep-alive",
        "origin",
        "referer",
        "set-cookie",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "via",
    ];
    // With these, and a method that no page may use (Fetch standard, "forbidden request-header").
    const METHODS: [&str; 3] = ["x-http-method", "x-http-method-override", "x-method-override"];
    let is_text = |b: u8| b == b'\t' || (b' '..=b'~').contains(&b);
    if !is_token(name) || !value.bytes().all(is_text) {
        return Err(HeaderFault::Malformed);
    }
    let name = name.to_ascii_lowercase();
    let is_forbidden =
        |method: &str| ["CONNECT", "TRACE", "TRACK"].contains(&method.trim().to_ascii_uppercase().as_str());
    if METHODS.contains(&name.as_str()) && value.split(',').any(is_forbidden) {
        return Err(HeaderFault::Forbidden);
    }
    if FORBIDDEN.contains(&name.as_str()) || name.starts_with("proxy-") || name.starts_with("sec-") {
        return Err(HeaderFault::Forbidden);
    }
    let is_ours = name == "authorization" || name.eq_ignore_ascii_case(CompanyId::HEADER);
    if is_ours { Err(HeaderFault::Ours) } else { Ok(()) }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn headers_that_a_page_may_set() {
        use HeaderFault::{Forbidden, Malformed, Ours};
        for (name, value, expected) in [
            ("If-None-Match", "\"a\"\t~ ", Ok(())),
            ("Accept", "text/csv", Ok(())),
            ("Cookie", "a", Err(Forbidden)),
            ("sec-x", "a", Err(Forbidden)),
            ("Host", "api.example", Err(Forbidden)),
            ("content-length", "0", Err(Forbidden)),
            ("Origin", "https://app.example", Err(Forbidden)),
            ("Accept-Encoding", "identity", Err(Forbidden)),
            ("Referer", "https://app.example/", Err(Forbidden)),
            ("User-Agent", "me", Err(Forbidden)),
            ("Access-Control-Request-Private-Network", "true", Err(Forbidden)),
            ("X-HTTP-Method-Override", "PATCH", Ok(())),
            ("x-http-method-override", "patch, trace", Err(Forbidden)),
            ("X-Method-Override", "CONNECT", Err(Forbidden)),
            ("Accept-Language", "nb", Ok(())),
            ("Cache-Control", "no-cache", Ok(())),
            ("PROXY-Authorization", "a", Err(Forbidden)),
            ("AUTHORIZATION", "Bearer x", Err(Ours)),
            ("procore-company-id", "7", Err(Ours)),
            ("", "a", Err(Malformed)),
            ("a b", "a", Err(Malformed)),
            ("a", "x\ny", Err(Malformed)),
            ("a", "é", Err(Malformed)),
        ] {
            assert_eq!(check_header(name, value), expected, "{name}: {value}");
        }
    }

    #[test]
    fn methods_by_name() {
        for method in Method::ALL {
            assert_eq!(Method::parse(&format!(" {}\n", method.name().to_lowercase())), Some(method));
        }
        for name in ["", "HEAD", "GETS", "OPTIONS"] {
            assert_eq!(Method::parse(name), None, "{name}");
        }
    }
}
