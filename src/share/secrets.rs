//! What must not leave the app: headers and parameters that carry secrets, by their names.

use crate::procore::Outgoing;

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
