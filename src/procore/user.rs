//! Who signed in, from `GET /rest/v1.0/me`. Everything else in an answer is for the person's eye and stays as it came.

use serde::Deserialize;

use crate::json::read::{Object, text, text_or_number};

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The id at Procore, digit by digit.
    pub id: String,
    /// The login: an e-mail address.
    pub login: Option<String>,
    /// The name, which Procore sends only where a company is named in the request.
    pub name: Option<String>,
}

/// What is read of the answer.
#[derive(Deserialize)]
struct Me {
    #[serde(deserialize_with = "text_or_number")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    login: Option<String>,
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
}

impl User {
    /// Reads the body of a `/me` answer; `None` if it names nobody.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let Object(me) = serde_json::from_slice::<Object<Me>>(body).ok()?;
        let user = Self { id: me.id?, login: me.login, name: me.name };
        (user.login.is_some() || user.name.is_some()).then_some(user)
    }

    /// What to call the person: the name or else the login.
    pub fn label(&self) -> &str {
        self.name.as_deref().or(self.login.as_deref()).unwrap_or(&self.id)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_person_goes_by_name_or_login() {
        let label = |body: &str| User::parse(body.as_bytes()).map(|user| user.label().to_owned());
        assert_eq!(label(r#"{"id":1,"login":"ada@example.com"}"#), Some("ada@example.com".into()));
        assert_eq!(label(r#"{"id":1,"login":"ada@example.com","name":"Ada"}"#), Some("Ada".into()));
        assert_eq!(label(r#"{"id":1,"login":"ada@example.com","name":" "}"#), Some("ada@example.com".into()));
        for body in ["{}", r#"{"id":1}"#, r#"{"id":1,"login":7}"#, r#"{"login":"ada"}"#, "[]", "", "<html>"] {
            assert_eq!(label(body), None, "{body}");
        }
    }

    #[test]
    fn the_id_keeps_its_digits() {
        for (body, id) in [
            (r#"{"id":9007199254740993,"login":"a"}"#, "9007199254740993"),
            (r#"{"id":"562949953421313","login":"a"}"#, "562949953421313"),
        ] {
            assert_eq!(User::parse(body.as_bytes()).map(|user| user.id).as_deref(), Some(id));
        }
    }
}
