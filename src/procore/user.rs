//! Who signed in, from `GET /rest/v1.0/me`. Everything else in an answer is for the person's eye and stays as it came.

use crate::json::Value;

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

impl User {
    /// Reads the body of a `/me` answer; `None` if it names nobody.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let me = Value::read(body).ok()?;
        let given = |member| {
            let text = me.get(member).and_then(Value::as_text).map(str::trim);
            text.filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let id = match me.get("id")? {
            Value::Number(digits) => digits.clone(),
            _ => given("id")?,
        };
        let user = Self { id, login: given("login"), name: given("name") };
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
