//! The header `Content-Type` that a person types, held against the body that is sent. What contradicts the body is refused;
//! what says nothing that the browser does not say better is left out.

use super::body::Body;

/// The type of a form (URL standard).
const FORM: &str = "application/x-www-form-urlencoded";
/// The type of a body in parts (RFC 7578).
const MULTIPART: &str = "multipart/form-data";

/// Why a typed `Content-Type` is not sent although nothing is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeNote {
    /// There is no body.
    NoBody,
    /// The browser writes it, with the boundary that it drew.
    Boundary,
}

impl TypeNote {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoBody => "The header Content-Type is left out: this request has no body.",
            Self::Boundary => {
                "The header Content-Type is left out: whatever sends a multipart body writes it, with a boundary of its own."
            }
        }
    }
}

/// Why a request with a typed `Content-Type` is not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeFault {
    /// It is no media type (RFC 9110 section 8.3.1).
    NotAType(String),
    /// It stands there more than once: a browser would join both to one value, which is no type.
    Repeated,
    /// It is the type of another body than this kind.
    OtherBody(String, &'static str),
    /// It names an encoding, and bodies are sent in UTF-8.
    Charset(String),
}

impl TypeFault {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::NotAType(typed) => format!(
                "Content-Type: “{typed}” is no media type, such as application/json. Remove the header: the right one is sent \
                 without it."
            ),
            Self::Repeated => {
                "Content-Type stands in two rows. A browser would join them to one value that is no type: remove one."
                    .to_owned()
            }
            Self::OtherBody(typed, kind) => format!(
                "Content-Type says {typed}, and the body is sent as {kind}. Remove the header, or choose another body."
            ),
            Self::Charset(charset) => {
                format!("Content-Type says charset={charset}, and a browser sends every text in UTF-8.")
            }
        }
    }
}

/// The type that the browser, or this app, gives a body: none where the browser draws a boundary.
pub(super) fn usual_type(body: &Body) -> Option<&'static str> {
    match body {
        Body::Json(_) => Some("application/json"),
        Body::Form(_) => Some(FORM),
        Body::Empty | Body::Multipart(_) => None,
    }
}

/// Whether the `Content-Type` among `headers` may be sent with `body`, or why it is left out. Without one, it may.
pub fn check_content_type(body: &Body, headers: &[(String, String)]) -> Result<Option<TypeNote>, TypeFault> {
    let mut typed = headers.iter().filter(|(name, _)| name.trim().eq_ignore_ascii_case("Content-Type"));
    let Some((_, value)) = typed.next() else { return Ok(None) };
    if *body == Body::Empty {
        return Ok(Some(TypeNote::NoBody));
    }
    if typed.next().is_some() {
        return Err(TypeFault::Repeated);
    }
    let Some(MediaType { essence, charset }) = MediaType::parse(value) else {
        return Err(TypeFault::NotAType(value.trim().to_owned()));
    };
    // The MIME sniffing standard's "JSON MIME type".
    let is_json = ["application/json", "text/json"].contains(&essence.as_str()) || essence.ends_with("+json");
    let (is_same, kind) = match body {
        Body::Empty | Body::Json(_) => (is_json, "JSON"),
        Body::Form(_) => (essence == FORM, "a form"),
        Body::Multipart(_) => (essence == MULTIPART, "multipart"),
    };
    if !is_same {
        return Err(TypeFault::OtherBody(essence, kind));
    }
    let is_utf8 = |charset: &String| ["utf-8", "utf8"].contains(&charset.to_ascii_lowercase().as_str());
    match charset {
        _ if matches!(body, Body::Multipart(_)) => Ok(Some(TypeNote::Boundary)),
        Some(charset) if !is_utf8(&charset) => Err(TypeFault::Charset(charset)),
        _ => Ok(None),
    }
}

/// A media type, as far as it matters.
struct MediaType {
    /// Type and subtype, in small letters.
    essence: String,
    charset: Option<String>,
}

impl MediaType {
    /// Reads what RFC 9110 section 8.3.1 allows: tokens, and parameters that may be quoted.
    fn parse(text: &str) -> Option<Self> {
        let (essence, mut rest) = text.trim().split_at(text.trim().find(';').unwrap_or(text.trim().len()));
        let (kind, subtype) = essence.trim_end().split_once('/')?;
        if !is_token(kind) || !is_token(subtype) {
            return None;
        }
        let mut charset = None;
        while let Some(parameter) = rest.trim_start().strip_prefix(';') {
            rest = parameter.trim_start();
            if rest.is_empty() || rest.starts_with(';') {
                continue;
            }
            let (name, value) = rest.split_once('=')?;
            let (value, length) = match value.strip_prefix('"') {
                Some(quoted) => {
                    let text = unquoted(quoted)?;
                    (text.0, text.1 + 1)
                }
                None => {
                    let end = value.find([';', ' ', '\t']).unwrap_or(value.len());
                    (value[..end].to_owned(), end)
                }
            };
            let is_quoted = rest[name.len() + 1..].starts_with('"');
            if !is_token(name) || !(is_quoted || is_token(&value)) {
                return None;
            }
            rest = &rest[name.len() + 1 + length..];
            if name.eq_ignore_ascii_case("charset") {
                charset.get_or_insert(value);
            }
        }
        let essence = essence.trim_end().to_ascii_lowercase();
        rest.trim().is_empty().then_some(Self { essence, charset })
    }
}

/// The text of a quoted string behind its first quotation mark, and where it ends.
fn unquoted(quoted: &str) -> Option<(String, usize)> {
    let (mut text, mut characters) = (String::new(), quoted.char_indices());
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((text, at + 1)),
            '\\' => text.push(characters.next()?.1),
            other => text.push(other),
        }
    }
    None
}

/// RFC 9110 section 5.6.2.
pub(super) fn is_token(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_plain)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::procore::{Content, Method, Outgoing, Part};

    fn bodies() -> [(&'static str, Body); 4] {
        let part = Part { name: "a".into(), content: Content::Text("b".into()) };
        [
            ("none", Body::Empty),
            ("JSON", Body::Json("{}".into())),
            ("form", Body::Form(vec![("a".into(), "b".into())])),
            ("multipart", Body::Multipart(vec![part])),
        ]
    }

    /// What becomes of a typed header: it is sent, left out, or refused.
    fn outcome(body: &Body, typed: &[(&str, &str)]) -> &'static str {
        let headers: Vec<_> = typed.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let checked = check_content_type(body, &headers);
        let asked = Outgoing {
            method: Method::Post,
            target: "/x".into(),
            headers,
            body: body.clone(),
            ..Outgoing::default()
        };
        let sent = asked.sent_headers();
        let types: Vec<_> =
            sent.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type")).collect();
        // Whatever was typed, what is sent fits the body, and is one.
        match body {
            Body::Empty | Body::Multipart(_) => assert!(types.is_empty(), "{types:?}"),
            Body::Json(_) | Body::Form(_) => assert_eq!(types.len(), 1, "{types:?}"),
        }
        match checked {
            Ok(None) => {
                assert_eq!(types[0].1, typed[0].1.trim());
                "sent"
            }
            Ok(Some(note)) => {
                assert!(note.words().contains("left out"));
                "left out"
            }
            Err(fault) => {
                assert!(fault.words().len() > 20);
                assert_eq!(types.first().map(|(_, value)| value.as_str()), usual_type(body));
                "refused"
            }
        }
    }

    /// RFC 9110 section 8.3 (types), RFC 7578 section 4.1 (the boundary), RFC 8259 section 8.1 (JSON is UTF-8), and the URL
    /// standard (forms are UTF-8). A request without a body has no type (RFC 9110 section 8.3).
    #[test]
    fn every_body_with_every_type() {
        let (sent, out, refused) = ("sent", "left out", "refused");
        for (typed, expected) in [
            // Beside each: without a body, JSON, a form, parts.
            ("application/json", [out, sent, refused, refused]),
            ("Application/JSON", [out, sent, refused, refused]),
            ("application/json; charset=utf-8", [out, sent, refused, refused]),
            ("application/json;charset=\"UTF-8\"", [out, sent, refused, refused]),
            ("application/json; charset=utf8 ; x=\"a;\\\"b\"", [out, sent, refused, refused]),
            ("application/json;", [out, sent, refused, refused]),
            ("application/json; charset=latin1", [out, refused, refused, refused]),
            ("application/merge-patch+json", [out, sent, refused, refused]),
            ("text/json", [out, sent, refused, refused]),
            ("application/vnd.api+json; version=\"1;2\"", [out, sent, refused, refused]),
            ("application/x-www-form-urlencoded, multipart/form-data", [out, refused, refused, refused]),
            ("text/csv", [out, refused, refused, refused]),
            ("application/x-www-form-urlencoded", [out, refused, sent, refused]),
            ("application/x-www-form-urlencoded; charset=UTF-8", [out, refused, sent, refused]),
            ("application/x-www-form-urlencoded; charset=ascii", [out, refused, refused, refused]),
            ("multipart/form-data", [out, refused, refused, out]),
            ("Multipart/Form-Data", [out, refused, refused, out]),
            ("multipart/form-data; boundary=x", [out, refused, refused, out]),
            ("multipart/form-data; boundary=\"a b\"; charset=latin1", [out, refused, refused, out]),
            ("multipart/mixed; boundary=x", [out, refused, refused, refused]),
            ("", [out, refused, refused, refused]),
            ("json", [out, refused, refused, refused]),
            ("application/", [out, refused, refused, refused]),
            ("application/json, application/json", [out, refused, refused, refused]),
            ("application/json charset=utf-8", [out, refused, refused, refused]),
            ("application/json; charset", [out, refused, refused, refused]),
            ("application/json; charset=", [out, refused, refused, refused]),
            ("application/json; charset=\"utf-8", [out, refused, refused, refused]),
            ("multipart/form-data; boundary=a b", [out, refused, refused, refused]),
        ] {
            for ((kind, body), expected) in bodies().iter().zip(expected) {
                for name in ["Content-Type", "content-type", " CONTENT-TYPE "] {
                    assert_eq!(outcome(body, &[(name, typed)]), expected, "{kind}: {name}: {typed}");
                }
                let twice = if *kind == "none" { "left out" } else { "refused" };
                assert_eq!(
                    outcome(body, &[("Content-Type", typed), ("content-type", typed)]),
                    twice,
                    "{kind}"
                );
            }
        }
        for (_, body) in bodies() {
            assert_eq!(check_content_type(&body, &[]), Ok(None));
        }
    }
}
