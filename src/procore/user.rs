//! What the app itself reads from answers: who signed in, and whose token it is. Everything else in an answer
//! is for the person's eye and stays as it came.

use crate::json::Value;

/// The signed-in person, from `GET /rest/v1.0/me`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    label: String,
}

impl User {
    /// Reads the body of a `/me` answer; `None` if it is not such an answer. The person goes by the name, which
    /// Procore sends only where a company is named in the request, or else by the login, an e-mail address.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let me = Value::read(body).ok()?;
        let given =
            |member| me.get(member).and_then(Value::as_text).map(str::trim).filter(|text| !text.is_empty());
        given("name").or_else(|| given("login")).map(|label| Self { label: label.to_owned() })
    }

    /// What to call the person.
    pub fn label(&self) -> &str {
        &self.label
    }
}

/// What `GET /oauth/token/info` says of a token, in either of the spellings that Doorkeeper has had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenInfo {
    client_id: String,
    expires_in: Option<u64>,
}

impl TokenInfo {
    /// Reads the body of a token/info answer; `None` if it does not name an application.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let info = Value::read(body).ok()?;
        let client_id = info.get("application")?.get("uid")?.as_text()?.to_owned();
        let expires_in = match info.get("expires_in").or_else(|| info.get("expires_in_seconds")) {
            Some(Value::Number(seconds)) => seconds.parse().ok(),
            _ => None,
        };
        Some(Self { client_id, expires_in })
    }

    /// The client id of the application that the token was issued to.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The seconds that the token has left, where the server says so as a whole number.
    pub fn expires_in(&self) -> Option<u64> {
        self.expires_in
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_person_goes_by_name_or_login() {
        let label = |body: &str| User::parse(body.as_bytes()).map(|user| user.label().to_owned());
        assert_eq!(label(r#"{"id":1,"login":"ada@example.com"}"#), Some("ada@example.com".into()));
        assert_eq!(label(r#"{"login":"ada@example.com","name":"Ada"}"#), Some("Ada".into()));
        assert_eq!(label(r#"{"login":"ada@example.com","name":" "}"#), Some("ada@example.com".into()));
        for body in ["{}", r#"{"login":null}"#, r#"{"login":7}"#, "[]", "", "<html>"] {
            assert_eq!(label(body), None, "{body}");
        }
    }

    #[test]
    fn token_info_is_read_in_both_spellings() {
        for body in [
            r#"{"resource_owner_id":1,"scopes":[],"expires_in_seconds":5400,"application":{"uid":"c"},"created_at":1}"#,
            r#"{"resource_owner_id":1,"scope":[],"expires_in":5400,"application":{"uid":"c"},"created_at":1}"#,
        ] {
            let info = TokenInfo::parse(body.as_bytes()).expect("token info");
            assert_eq!((info.client_id(), info.expires_in()), ("c", Some(5400)));
        }
        for seconds in ["null", "-5", "7.9", "\"7\""] {
            let body = format!(r#"{{"expires_in":{seconds},"application":{{"uid":"c"}}}}"#);
            assert_eq!(
                TokenInfo::parse(body.as_bytes()).map(|info| info.expires_in()),
                Some(None),
                "{seconds}"
            );
        }
        for body in ["{}", r#"{"application":null}"#, r#"{"application":{"uid":7}}"#, "null", "<html>"] {
            assert_eq!(TokenInfo::parse(body.as_bytes()), None, "{body}");
        }
    }
}
