//! What the app remembers from visit to visit: nothing secret.

use serde::{Deserialize, Serialize};

use super::patience::Patience;
use super::place::Chosen;
use crate::procore::{CompanyId, Environment, Environments};
use crate::record;

/// The version of the record.
const VERSION: u32 = 1;

/// A change of one setting: tabs share the record, so none of them writes it whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another environment was chosen.
    Environment(String),
    /// This client id was used in that environment; `None` if it is the one that the host set for everybody.
    ClientId(String, Option<String>),
    /// Tokens of service accounts are for this company, in that environment; or for none that is known.
    Company(String, Option<CompanyId>),
    /// The person works in this company and project, in that environment.
    Chosen(String, Box<Chosen>),
    /// In that environment, this company is a sandbox, or is not.
    Sandbox(String, String, bool),
    /// A reload is to keep the session, or not.
    KeepSession(bool),
    /// New tabs may go on with the session, or not.
    ShareWithTabs(bool),
    /// Calls may go so long without a byte.
    Patience(Patience),
    /// Bodies of requests are kept in the history, or not.
    KeepBodies(bool),
}

/// The person's settings, in local storage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// The environment that was chosen last.
    pub environment: Option<String>,
    /// The client id for each environment, as it stands in its field; stored once a sign-in has used it.
    client_ids: Vec<(String, String)>,
    /// The company for each environment that tokens of service accounts are for.
    companies: Vec<(String, String)>,
    /// The company and the project for each environment that the person works in.
    chosen: Vec<(String, Chosen)>,
    /// For each environment the companies that are sandboxes, by their ids.
    sandboxes: Vec<(String, String)>,
    /// Whether a session is kept in session storage, so that a reload of this tab keeps it.
    pub keep_session: bool,
    /// Whether new tabs may go on with a session; `None` if the person has not said.
    pub share_with_tabs: Option<bool>,
    /// How long calls may go without a byte.
    pub patience: Patience,
    /// Whether bodies of requests are kept in the history.
    pub keep_bodies: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            environment: None,
            client_ids: Vec::new(),
            companies: Vec::new(),
            chosen: Vec::new(),
            sandboxes: Vec::new(),
            keep_session: true,
            share_with_tabs: None,
            patience: Patience::default(),
            keep_bodies: false,
        }
    }
}

impl Preferences {
    /// Reads a stored record. One of another version, or one that other hands have changed, counts as none.
    pub fn from_record(record: &str) -> Self {
        record::read(VERSION, record).unwrap_or_default()
    }

    /// The record to store.
    pub fn to_record(&self) -> String {
        record::write(VERSION, self)
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

    /// The company that tokens of service accounts are for in the environment with this id.
    pub fn company(&self, environment: &str) -> Option<CompanyId> {
        let (_, text) = self.companies.iter().find(|(id, _)| id == environment)?;
        CompanyId::parse(text).ok()
    }

    /// The company and the project that the person works in, in the environment with this id.
    pub fn chosen(&self, environment: &str) -> Chosen {
        let chosen = self.chosen.iter().find(|(id, _)| id == environment).map(|(_, chosen)| chosen.clone());
        // There is no project without a company.
        chosen.filter(|chosen| chosen.company.is_some()).unwrap_or_default()
    }

    /// Whether a company of that environment is marked as a sandbox.
    pub fn is_sandbox(&self, environment: &str, company: &str) -> bool {
        self.sandboxes.iter().any(|(id, marked)| id == environment && marked == company)
    }

    /// Makes `change`.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Environment(id) => self.environment = Some(id),
            Change::ClientId(environment, text) => self.set_client_id(&environment, text),
            Change::Company(environment, company) => {
                self.companies.retain(|(id, _)| *id != environment);
                self.companies.extend(company.map(|company| (environment, company.as_str().to_owned())));
            }
            Change::Chosen(environment, chosen) => {
                self.chosen.retain(|(id, _)| *id != environment);
                self.chosen.push((environment, *chosen));
            }
            Change::Sandbox(environment, company, is_sandbox) => {
                self.sandboxes.retain(|(id, marked)| *id != environment || *marked != company);
                self.sandboxes.extend(is_sandbox.then_some((environment, company)));
            }
            Change::KeepSession(keep) => self.keep_session = keep,
            Change::ShareWithTabs(share) => self.share_with_tabs = Some(share),
            Change::Patience(patience) => self.patience = patience,
            Change::KeepBodies(keep) => self.keep_bodies = keep,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::procore::Named;

    #[test]
    fn rubbish_counts_as_no_preference() {
        let stored = Preferences { keep_session: false, ..Preferences::default() }.to_record();
        let changed = [
            stored.replace("\"version\":1", "\"version\":2"),
            stored.replace("\"keep_session\":false", "\"keep_session\":7"),
            stored.replace("\"patience\":30", "\"patience\":0"),
            stored.replace("\"chosen\":[]", "\"chosen\":[[\"a\",{\"company\":{\"id\":\"x\",\"name\":\"A\",\"number\":null},\"project\":null}]]"),
            stored.replace("\"keep_bodies\":false", "\"keep_bodies\":false,\"more\":1"),
        ];
        assert!(changed.iter().all(|text| *text != stored), "{stored}");
        let rubbish = ["", "[]", "null", "keep_session=false&patience=30"].map(str::to_owned);
        for text in changed.iter().chain(&rubbish) {
            assert_eq!(Preferences::from_record(text), Preferences::default(), "{text}");
        }
        let mut preferences = Preferences { keep_session: false, ..Preferences::default() };
        preferences.apply(Change::ClientId("sandbox".into(), Some("an earlier one".into())));
        preferences.apply(Change::ClientId("a.b=c&d".into(), Some("other".into())));
        preferences.apply(Change::ClientId("gone".into(), Some("other".into())));
        preferences.apply(Change::ClientId("gone".into(), None));
        preferences.apply(Change::ClientId("sandbox".into(), Some("our-client".into())));
        preferences.apply(Change::Environment("sandbox".into()));
        preferences.apply(Change::ShareWithTabs(false));
        preferences.apply(Change::Patience("7".parse().expect("within bounds")));
        preferences.apply(Change::KeepBodies(true));
        for id in ["7", "8"] {
            let company = CompanyId::parse(id).ok();
            preferences.apply(Change::Company("sandbox".into(), company));
            preferences.apply(Change::Company("gone".into(), None));
        }
        let named = |id: &str, number: Option<&str>| {
            Some(Named { id: id.into(), name: "A & B".into(), number: number.map(str::to_owned) })
        };
        let chosen = Chosen { company: named("7", None), project: named("8", Some("P-1")) };
        preferences.apply(Change::Chosen("sandbox".into(), Box::default()));
        preferences.apply(Change::Chosen("sandbox".into(), Box::new(chosen.clone())));
        for (company, is_sandbox) in [("7", true), ("7", true), ("8", true), ("8", false)] {
            preferences.apply(Change::Sandbox("production".into(), company.into(), is_sandbox));
        }
        assert_eq!(
            (preferences.chosen("sandbox"), preferences.chosen("production")),
            (chosen, Chosen::default())
        );
        assert!(preferences.is_sandbox("production", "7") && !preferences.is_sandbox("production", "8"));
        assert!(!preferences.is_sandbox("sandbox", "7"));
        assert_eq!(preferences.company("sandbox"), CompanyId::parse("8").ok());
        assert_eq!(preferences.company("production"), None);
        assert_eq!(Preferences::from_record(&preferences.to_record()), preferences);
    }
}
