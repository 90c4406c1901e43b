//! What the app remembers from visit to visit: nothing secret.

use crate::procore::{Environment, Environments};
use crate::record::{Reader, Writer};

const CLIENT_ID: &str = "client_id.";

/// A change of one setting: tabs share the record, so none of them writes it whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another environment was chosen.
    Environment(String),
    /// This client id was used in that environment; `None` if it is the one that the host set for everybody.
    ClientId(String, Option<String>),
    /// A reload is to keep the session, or not.
    KeepSession(bool),
}

/// The person's settings, in local storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The environment that was chosen last.
    pub environment: Option<String>,
    /// The client id for each environment, as it stands in its field; stored once a sign-in has used it.
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
    pub fn set_client_id(&mut self, environment: &str, text: Option<String>) {
        self.client_ids.retain(|(id, _)| id != environment);
        self.client_ids.extend(text.map(|text| (environment.to_owned(), text)));
    }

    /// Makes `change`.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Environment(id) => self.environment = Some(id),
            Change::ClientId(environment, text) => self.set_client_id(&environment, text),
            Change::KeepSession(keep) => self.keep_session = keep,
        }
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
        preferences.apply(Change::ClientId("sandbox".into(), Some("an earlier one".into())));
        preferences.apply(Change::ClientId("a.b=c&d".into(), Some("other".into())));
        preferences.apply(Change::ClientId("gone".into(), Some("other".into())));
        preferences.apply(Change::ClientId("gone".into(), None));
        preferences.apply(Change::ClientId("sandbox".into(), Some("our-client".into())));
        preferences.apply(Change::Environment("sandbox".into()));
        assert_eq!(Preferences::from_record(&preferences.to_record()), preferences);
    }
}
