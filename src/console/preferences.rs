//! What the app remembers from visit to visit: nothing secret.

use crate::procore::{Environment, Environments};
use crate::record::{Reader, Writer};

const CLIENT_ID: &str = "client_id.";

/// The person's settings, in local storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The environment that was chosen last.
    pub environment: Option<String>,
    /// The client id typed for each environment, as typed.
    client_ids: Vec<(String, String)>,
    /// Whether a session is kept in session storage, so that a reload of this tab keeps it.
    pub keep_session: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { environment: None, client_ids: Vec::new(), keep_session: true }
    }
}

impl Preferences {
    /// Reads a stored record; whatever in it is no preference is left out.
    pub fn from_record(record: &str) -> Self {
        let mut fields = Reader::new(record);
        Self {
            environment: fields.take("environment"),
            keep_session: fields.parse("keep_session").unwrap_or(true),
            client_ids: fields.take_all(CLIENT_ID),
        }
    }

    /// The record to store.
    pub fn to_record(&self) -> String {
        let record = Writer::default()
            .optional("environment", self.environment.as_deref())
            .field("keep_session", &self.keep_session.to_string());
        let add =
            |record: Writer, (id, text): &(String, String)| record.field(&format!("{CLIENT_ID}{id}"), text);
        self.client_ids.iter().fold(record, add).finish()
    }

    /// The environment to offer.
    pub fn environment<'a>(&self, environments: &'a Environments) -> &'a Environment {
        environments.get_or_first(self.environment.as_deref())
    }

    /// The client id to offer for `environment`, as text: what the person typed, or what the host set.
    pub fn client_id<'a>(&'a self, environment: &'a Environment) -> &'a str {
        let set = environment.client_id.as_ref().map_or("", |id| id.as_str());
        let typed = self.client_ids.iter().find(|(id, _)| *id == environment.id);
        typed.map_or(set, |(_, text)| text.as_str())
    }

    /// Remembers `text` as the client id for the environment with this id.
    pub fn set_client_id(&mut self, environment: &str, text: String) {
        self.client_ids.retain(|(id, _)| id != environment);
        self.client_ids.push((environment.to_owned(), text));
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn rubbish_counts_as_no_preference() {
        for text in ["", "[]", "null", "keep_session=7", "=&&=%FF"] {
            assert_eq!(Preferences::from_record(text), Preferences::default(), "{text}");
        }
        let mut preferences = Preferences { keep_session: false, ..Preferences::default() };
        preferences.set_client_id("sandbox", "typed too long".into());
        preferences.set_client_id("a.b=c&d", "other".into());
        preferences.set_client_id("sandbox", "our-client".into());
        assert_eq!(Preferences::from_record(&preferences.to_record()), preferences);
    }
}
