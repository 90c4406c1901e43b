//! What is asked of the API, all but the token: what is sent, kept in the history, shared and written as code.

use borsh::{BorshDeserialize, BorshSerialize};

use super::CompanyId;

/// The methods of Procore's REST API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
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

/// A request of the API, without its token.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Outgoing {
    /// The method.
    pub method: Method,
    /// Path and query as they are sent: encoded, beginning with a slash.
    pub target: String,
    /// The company of the header `Procore-Company-Id`.
    pub company: Option<CompanyId>,
    /// Further headers, in the person's order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
}

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Body {
    /// None.
    #[default]
    Empty,
    /// A JSON text, as it was typed.
    Json(String),
    /// Fields as `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// Parts as `multipart/form-data` (RFC 7578).
    Multipart(Vec<Part>),
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Part {
    /// The name of its field.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a part.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Content {
    /// A text.
    Text(String),
    /// A file that the browser holds, by its name. Its bytes are never kept.
    File(String),
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
    const FORBIDDEN: [&str; 21] = [
        "accept-charset",
        "accept-encoding",
        "access-control-request-headers",
        "access-control-request-method",
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
        "via",
    ];
    let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    let is_text = |b: u8| b == b'\t' || (b' '..=b'~').contains(&b);
    if name.is_empty() || !name.bytes().all(is_token) || !value.bytes().all(is_text) {
        return Err(HeaderFault::Malformed);
    }
    let name = name.to_ascii_lowercase();
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
