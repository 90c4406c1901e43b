//! What must not leave the app: headers and parameters that carry secrets, by their names.

use std::borrow::Cow;

use crate::oauth::AccessToken;
use crate::procore::{Body, Content, Outgoing, Part};

/// Headers whose name has one of these in it. RFC 9110 section 11 and RFC 6265 name the first two; the rest is what
/// services have made up.
const IN_HEADERS: [&str; 12] = [
    "authorization",
    "cookie",
    "authentication",
    "x-auth",
    "api-key",
    "apikey",
    "api_key",
    "access-key",
    "token",
    "secret",
    "password",
    "credential",
];

/// Parameters of RFC 6749 and RFC 6750 section 2.3 that are secrets.
const PARAMETERS: [&str; 6] =
    ["access_token", "refresh_token", "id_token", "client_secret", "client_assertion", "password"];

/// Whether the values of headers with this name are secrets.
pub fn is_secret_header(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    IN_HEADERS.iter().any(|part| name.contains(part))
}

/// Whether the values of query parameters with this name are secrets.
pub(super) fn is_secret_parameter(name: &str) -> bool {
    PARAMETERS.iter().any(|secret| name.eq_ignore_ascii_case(secret))
}

/// The request without headers and query parameters that carry secrets. What was typed into its body stays.
pub fn without_secrets(mut request: Outgoing) -> Outgoing {
    request.headers.retain(|(name, _)| !is_secret_header(name));
    request.target = target_without_secrets(request.target);
    request
}

/// Path and query without the query parameters that are secrets; unchanged if there are none.
pub(super) fn target_without_secrets(target: String) -> String {
    let Some((path, query)) = target.split_once('?') else { return target };
    let is_secret = |pair: &&str| {
        form_urlencoded::parse(pair.as_bytes()).any(|(name, _)| is_secret_parameter(name.trim()))
    };
    if !query.split('&').any(|pair| is_secret(&pair)) {
        return target;
    }
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_secret(pair)).collect();
    match kept.is_empty() {
        true => path.to_owned(),
        false => format!("{path}?{}", kept.join("&")),
    }
}

/// Whether the token stands anywhere in the request.
pub fn holds_token(request: &Outgoing, token: &AccessToken) -> bool {
    let spellings = spellings(token.expose());
    let holds = |text: &str| spellings.iter().any(|spelling| text.contains(&**spelling));
    let pairs = |pairs: &[(String, String)]| pairs.iter().any(|(name, value)| holds(name) || holds(value));
    let is_in_body = match &request.body {
        Body::Empty => false,
        Body::Json(text) => holds(text),
        Body::Form(fields) => pairs(fields),
        Body::Multipart(parts) => {
            parts.iter().any(|Part { name, content: Content::Text(text) | Content::File(text) }| {
                holds(name) || holds(text)
            })
        }
    };
    is_in_body || holds(&request.target) || pairs(&request.headers)
}

/// The spellings of a token: plain; percent-encoded, in capitals or not; with the slashes of JSON. Tokens are ASCII.
pub(super) fn spellings(token: &str) -> Vec<Cow<'_, str>> {
    let encoded: String = form_urlencoded::byte_serialize(token.as_bytes()).collect();
    let lower = ["%2B", "%2F", "%3D", "%7E"]
        .into_iter()
        .fold(encoded.clone(), |text, escape| text.replace(escape, &escape.to_ascii_lowercase()));
    let mut spellings = vec![Cow::Borrowed(token)];
    for other in [encoded, lower, token.replace('/', "\\/")] {
        if spellings.iter().all(|spelling| **spelling != *other) {
            spellings.push(Cow::Owned(other));
        }
    }
    spellings
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn secrets_by_name() {
        for name in [
            "Authorization",
            "proxy-authorization",
            "Cookie",
            "X-Api-Key",
            "apikey",
            "X-Access-Token",
            " X-Auth ",
        ] {
            assert!(is_secret_header(name), "{name}");
        }
        for name in ["Accept", "Procore-Company-Id", "Idempotency-Key", "If-None-Match", ""] {
            assert!(!is_secret_header(name), "{name}");
        }
    }

    #[test]
    fn a_token_is_found_wherever_it_stands() {
        let token = AccessToken::parse("obviously-fake/to+ken==").expect("a token");
        let pair = |text: &str| vec![("a".to_owned(), text.to_owned())];
        let part = |name: &str, content| Body::Multipart(vec![Part { name: name.into(), content }]);
        for text in
            ["obviously-fake/to+ken==", "x obviously-fake%2Fto%2Bken%3D%3D", "obviously-fake\\/to+ken=="]
        {
            for request in [
                Outgoing { target: format!("/rest?{text}"), ..Outgoing::default() },
                Outgoing { headers: pair(text), ..Outgoing::default() },
                Outgoing { body: Body::Json(text.into()), ..Outgoing::default() },
                Outgoing { body: Body::Form(pair(text)), ..Outgoing::default() },
                Outgoing { body: part(text, Content::File("a".into())), ..Outgoing::default() },
                Outgoing { body: part("a", Content::Text(text.into())), ..Outgoing::default() },
            ] {
                assert!(holds_token(&request, &token), "{request:?}");
            }
        }
        let plain = Outgoing {
            target: "/obviously-fake/to".into(),
            body: Body::Json("{}".into()),
            ..Outgoing::default()
        };
        assert!(!holds_token(&plain, &token));
    }

    #[test]
    fn what_is_left_of_a_request() {
        for (target, left) in [
            ("/rest/v1.0/me", "/rest/v1.0/me"),
            ("/rest?access_token=x", "/rest"),
            ("/rest?a=%5B1&access%5Ftoken=x&&b", "/rest?a=%5B1&&b"),
            ("/rest?a=+1&b=%2b", "/rest?a=+1&b=%2b"),
        ] {
            let headers = vec![("X-Api-Key".into(), "x".into()), ("Accept".into(), "text/csv".into())];
            let request = Outgoing { target: target.into(), headers, ..Outgoing::default() };
            let cleaned = without_secrets(request);
            assert_eq!(cleaned.target, left);
            assert_eq!(cleaned.headers, [("Accept".to_owned(), "text/csv".to_owned())]);
        }
    }
}
