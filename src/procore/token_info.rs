//! What `GET /oauth/token/info` says of a token.

use serde::Deserialize;
use serde_json::Value;

use crate::json::read::Object;
use crate::time::UnixTime;

/// The answer, in either of the spellings that Doorkeeper has had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenInfo {
    /// The client id of the application that the token was issued to.
    pub client_id: String,
    /// The seconds that the token has left, where the server says so as a whole number; zero if that is below.
    pub expires_in: Option<u64>,
    /// When it was issued, by the server's clock.
    pub created_at: Option<UnixTime>,
    /// What it may be used for (RFC 6749 section 3.3); Procore knows no scopes, so far as is documented.
    pub scopes: Vec<String>,
}

/// The members of the answer. All but the application may be of any type.
#[derive(Deserialize)]
struct Answer {
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
        let Object(answer) = serde_json::from_slice::<Object<Answer>>(body).ok()?;
        let scopes = match answer.scope.or(answer.scopes) {
            Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Some(Value::String(text)) => text.split_whitespace().map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let created_at = answer.created_at.as_ref().and_then(Value::as_u64);
        Some(Self {
            client_id: answer.application.0.uid,
            expires_in: answer.expires_in.or(answer.expires_in_seconds).as_ref().and_then(seconds_left),
            created_at: created_at.map(|seconds| UnixTime(seconds.saturating_mul(1000))),
            scopes,
        })
    }
}

/// The seconds of a whole number; zero if it is negative.
fn seconds_left(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_i64().map(|_| 0))
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
        for (seconds, left) in
            [("null", None), ("7.9", None), ("-7.9", None), ("\"7\"", None), ("-5", Some(0)), ("0", Some(0))]
        {
            let body = format!(r#"{{"expires_in":{seconds},"scopes":[7],"application":{{"uid":"c"}}}}"#);
            let info = TokenInfo::parse(body.as_bytes()).expect("token info");
            assert_eq!((info.expires_in, info.created_at, info.scopes.len()), (left, None, 0), "{seconds}");
        }
        for body in ["{}", r#"{"application":null}"#, r#"{"application":{"uid":7}}"#, "null", "<html>"] {
            assert_eq!(TokenInfo::parse(body.as_bytes()), None, "{body}");
        }
    }
}
