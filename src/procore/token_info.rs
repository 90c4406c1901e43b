//! What `GET /oauth/token/info` says of a token.

use serde::Deserialize;
use serde_json::Value;

use super::headers::{digits, header};
use super::outcome::Answer;
use super::problem::Problem;
use crate::json::read::Object;
use crate::time::UnixTime;

/// The answer, in either of the spellings that Doorkeeper has had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenInfo {
    /// The client id of the application that the token was issued to.
    pub client_id: String,
    /// The seconds that the token has left, where the server says so as a whole number or its digits; zero if that is below.
    pub expires_in: Option<u64>,
    /// When it was issued, by the server's clock.
    pub created_at: Option<UnixTime>,
    /// What it may be used for (RFC 6749 section 3.3); Procore knows no scopes, so far as is documented.
    pub scopes: Vec<String>,
}

/// The members of the answer. All but the application may be of any type.
#[derive(Deserialize)]
struct Members {
    application: Object<Application>,
    expires_in: Option<Value>,
    expires_in_seconds: Option<Value>,
    created_at: Option<Value>,
    scope: Option<Value>,
    scopes: Option<Value>,
}

#[derive(Deserialize)]
struct Application {
    uid: String,
}

impl TokenInfo {
    /// Reads the body of a token/info answer; `None` if it does not name an application.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let Object(answer) = serde_json::from_slice::<Object<Members>>(body).ok()?;
        let scopes = match answer.scope.or(answer.scopes) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(text)) => text.split_whitespace().map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let created_at = answer.created_at.as_ref().and_then(Value::as_u64);
        Some(Self {
            client_id: answer.application.0.uid,
            expires_in: [answer.expires_in, answer.expires_in_seconds]
                .iter()
                .flatten()
                .find_map(seconds_left),
            created_at: created_at.map(|seconds| UnixTime(seconds.saturating_mul(1000))),
            scopes,
        })
    }
}

/// The seconds of a whole number, in quotes or not, as in a token response that is pasted; zero if it is negative.
fn seconds_left(value: &Value) -> Option<u64> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    match text.strip_prefix('-') {
        Some(below) => digits(below).map(|_| 0),
        None => digits(&text),
    }
}

/// The error code of a token that is expired, revoked, malformed or invalid for other reasons (RFC 6750 section 3.1).
const INVALID_TOKEN: &str = "invalid_token";

/// Whether an answer says that the token is not accepted: by its status 401, or as another 4xx by the error code, in its body or
/// in `WWW-Authenticate`. The other codes of RFC 6750 section 3.1 say nothing against the token: `invalid_request` is about
/// the request, and `insufficient_scope` is the answer to a token that lives.
pub fn refuses_token(answer: &Answer) -> bool {
    match answer.status {
        401 => true,
        400..500 => {
            let Problem { code, messages, .. } = Problem::read(&answer.body);
            let challenge = header(&answer.headers, "www-authenticate").and_then(challenge_error);
            let mut told = code.iter().chain(&messages).map(String::as_str).chain(challenge);
            told.any(|told| told == INVALID_TOKEN)
        }
        _ => false,
    }
}

/// The parameter `error` of a challenge (RFC 6750 section 3).
fn challenge_error(challenge: &str) -> Option<&str> {
    challenge.split(',').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        // The first one stands behind the name of the scheme.
        let name = name.trim().rsplit(' ').next()?;
        name.eq_ignore_ascii_case("error").then(|| value.trim().trim_matches('"'))
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_read() {
        for body in [
            r#"{"resource_owner_id":1,"scopes":["read"],"expires_in_seconds":5400,"application":{"uid":"c"},"created_at":7}"#,
            r#"{"resource_owner_id":1,"scope":["read"],"expires_in":5400,"application":{"uid":"c"},"created_at":7}"#,
            r#"{"scope":"read","expires_in":5400,"application":{"uid":"c"},"created_at":7}"#,
        ] {
            let info = TokenInfo::parse(body.as_bytes()).expect("token info");
            let expected = TokenInfo {
                client_id: "c".into(),
                expires_in: Some(5400),
                created_at: Some(UnixTime(7000)),
                scopes: vec!["read".into()],
            };
            assert_eq!(info, expected);
        }
    }

    #[test]
    fn what_is_odd_is_left_out() {
        for (seconds, left) in [
            ("null", None),
            ("7.9", None),
            ("-7.9", None),
            ("1e3", None),
            ("true", None),
            ("[7]", None),
            ("\"\"", None),
            ("\"-\"", None),
            ("\"soon\"", None),
            ("\"7.9\"", None),
            ("\"2026-12-01T00:00:00Z\"", None),
            ("-5", Some(0)),
            ("-0", Some(0)),
            ("0", Some(0)),
            ("\"7\"", Some(7)),
            ("\" 7 \"", Some(7)),
            ("\"0\"", Some(0)),
            ("\"-5\"", Some(0)),
            ("99999999999999999999999", Some(u64::MAX)),
        ] {
            let body = format!(r#"{{"expires_in":{seconds},"scopes":[7],"application":{{"uid":"c"}}}}"#);
            let info = TokenInfo::parse(body.as_bytes()).expect("token info");
            assert_eq!((info.expires_in, info.created_at, info.scopes.len()), (left, None, 0), "{seconds}");
        }
        // Where both spellings are there, the first that says something counts.
        for (members, left) in [
            (r#""expires_in":7,"expires_in_seconds":0"#, Some(7)),
            (r#""expires_in":null,"expires_in_seconds":0"#, Some(0)),
            (r#""expires_in":"soon","expires_in_seconds":"9""#, Some(9)),
        ] {
            let body = format!(r#"{{{members},"application":{{"uid":"c"}}}}"#);
            assert_eq!(TokenInfo::parse(body.as_bytes()).expect("token info").expires_in, left, "{members}");
        }
        for body in ["{}", r#"{"application":null}"#, r#"{"application":{"uid":7}}"#, "null", "<html>"] {
            assert_eq!(TokenInfo::parse(body.as_bytes()), None, "{body}");
        }
    }

    /// RFC 6750 section 3.1 for codes and their statuses, section 3 for the challenge; Doorkeeper's body has `state` beside it.
    #[test]
    fn a_refused_token_is_told_from_an_unread_answer() {
        const BODY: &str = r#"{"error":"invalid_token","error_description":"The access token expired","state":"unauthorized"}"#;
        const CHALLENGE: &str = r#"Bearer realm="Doorkeeper", error="invalid_token", error_description="x""#;
        for (status, challenge, body, is_refused) in [
            (401, "", "", true),
            (401, "", "<html>", true),
            (401, "", r#"{"error":"insufficient_scope"}"#, true),
            (400, "", BODY, true),
            (403, "", BODY, true),
            (404, "", BODY, true),
            (422, "", r#"{"error":"invalid_token"}"#, true),
            (400, "", r#"{"errors":["invalid_token"]}"#, true),
            (400, "", r#"{"error":{"code":"invalid_token","message":"no"}}"#, true),
            (400, "", r#"{"code":"invalid_token","message":"no"}"#, true),
            (400, CHALLENGE, "", true),
            (400, "Bearer error=invalid_token", "", true),
            (403, r#"bearer Error = "invalid_token""#, "{}", true),
            // These are about something else.
            (400, "", "", false),
            (400, "", r#"{"error":"invalid_request"}"#, false),
            (
                403,
                r#"Bearer error="insufficient_scope", scope="a""#,
                r#"{"error":"insufficient_scope"}"#,
                false,
            ),
            (400, "", r#"{"error":"invalid_request","error_description":"not an invalid_token"}"#, false),
            (400, "", r#"{"invalid_token":true}"#, false),
            (400, r#"Bearer error_description="invalid_token""#, "", false),
            (404, "", "<html>", false),
            (429, "", "{}", false),
            // A server that cannot say anything says nothing of the token.
            (500, CHALLENGE, BODY, false),
            (503, "", BODY, false),
            (200, "", BODY, false),
        ] {
            let headers = vec![("WWW-Authenticate".to_owned(), challenge.to_owned())];
            let body = body.as_bytes().to_vec();
            let answer = Answer { status, headers, length: body.len() as u64, body, elapsed: 1 };
            assert_eq!(refuses_token(&answer), is_refused, "{answer:?}");
        }
    }
}
