//! What the app remembers from visit to visit: nothing secret.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::procore::{Environment, Environments};

/// The person's settings, in local storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The environment that was chosen last.
    pub environment: Option<String>,
    /// The client id typed for each environment, as typed.
    pub client_ids: BTreeMap<String, String>,
    /// Whether a session is kept in session storage, so that a reload of this tab keeps it.
    pub keep_session: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { environment: None, client_ids: BTreeMap::new(), keep_session: true }
    }
}

impl Preferences {
    /// Reads a stored record; anything that is not one counts as no preference.
    pub fn from_record(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The record to store.
    pub fn to_record(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The environment to offer.
    pub fn environment<'a>(&self, environments: &'a Environments) -> &'a Environment {
        environments.get_or_first(self.environment.as_deref())
    }

    /// The client id to offer for `environment`, as text: what the person typed, or what the host set.
    pub fn client_id<'a>(&'a self, environment: &'a Environment) -> &'a str {
        let set = environment.client_id.as_ref().map_or("", |id| id.as_str());
        self.client_ids.get(&environment.id).map_or(set, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_counts_as_no_preference() {
        for text in ["", "[]", "null", r#"{"keep_session":7}"#, "{\"environment\":[]}"] {
            assert_eq!(Preferences::from_record(text), Preferences::default(), "{text}");
        }
        let mut preferences = Preferences { keep_session: false, ..Preferences::default() };
        preferences.client_ids.insert("sandbox".into(), "our-client".into());
        assert_eq!(Preferences::from_record(&preferences.to_record()), preferences);
    }
}
