//! What the app itself reads from answers: who signed in, and whose token it is. Everything else in an answer
//! is for the person's eye and stays as it came.

use serde::Deserialize;

/// The signed-in person, from `GET /rest/v1.0/me`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct User {
    /// The e-mail address that the person logs in with.
    pub login: Option<String>,
    /// The name; Procore sends it only where a company is named in the request.
    pub name: Option<String>,
}

impl User {
    /// Reads the body of a `/me` answer; `None` if it is not such an answer.
    pub fn parse(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok().filter(|user: &Self| user.label().is_some())
    }

    /// What to call the person.
    pub fn label(&self) -> Option<&str> {
        let given = |text: &'_ Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        if given(&self.name) {
            self.name.as_deref()
        } else {
            self.login.as_deref().filter(|_| given(&self.login))
        }
    }
}

/// What `GET /oauth/token/info` says of a token, in either of the spellings that Doorkeeper has had.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TokenInfo {
    application: Application,
    #[serde(alias = "expires_in_seconds")]
    expires_in: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct Application {
    uid: String,
}

impl TokenInfo {
    /// Reads the body of a token/info answer; `None` if it does not name an application.
    pub fn parse(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }

    /// The client id of the application that the token was issued to.
    pub fn client_id(&self) -> &str {
        &self.application.uid
    }

    /// The seconds that the token has left, where the server says so; a negative number counts as none.
    pub fn expires_in(&self) -> Option<u64> {
        self.expires_in.map(|seconds| seconds as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_goes_by_name_or_login() {
        let label =
            |body: &str| User::parse(body.as_bytes()).and_then(|user| user.label().map(str::to_owned));
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
        for (seconds, left) in [("-5", 0), ("7.9", 7), ("1e99", u64::MAX)] {
            let body = format!(r#"{{"expires_in":{seconds},"application":{{"uid":"c"}}}}"#);
            assert_eq!(
                TokenInfo::parse(body.as_bytes()).and_then(|info| info.expires_in()),
                Some(left),
                "{seconds}"
            );
        }
        let forever = br#"{"expires_in":null,"application":{"uid":"c"}}"#;
        assert_eq!(TokenInfo::parse(forever).and_then(|info| info.expires_in()), None);
        for body in ["{}", r#"{"application":null}"#, r#"{"application":{"uid":7}}"#, "null", "<html>"] {
            assert_eq!(TokenInfo::parse(body.as_bytes()), None, "{body}");
        }
    }
}
