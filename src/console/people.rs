//! The people who signed in with this browser, as its own database remembers them. No token is ever there.

use crate::procore::User;
use crate::time::UnixTime;

/// What is remembered of a person: one row of the table of users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    /// The row's own number; `None` before it is stored.
    pub id: Option<u64>,
    /// The id at Procore, digit by digit.
    pub procore_id: String,
    /// The environment's id in the configuration: ids of different environments mean different people.
    pub environment: String,
    /// The login.
    pub email: Option<String>,
    /// The name, where Procore has told it.
    pub name: Option<String>,
    /// When the person first signed in with this browser.
    pub first_sign_in: UnixTime,
    /// When the person last signed in.
    pub last_sign_in: UnixTime,
}

/// What this browser knows of the signed-in person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Acquaintance {
    /// Not looked up, or there is no database.
    #[default]
    Unknown,
    /// The person's row.
    Known(PersonRecord),
    /// The person wanted to be forgotten.
    Forgotten,
}

/// Somebody to be looked up and, at a sign-in, to be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Who.
    pub user: User,
    /// The environment's id.
    pub environment: String,
    /// When the person signed in; `None` after a reload, which is no sign-in: then nothing is written.
    pub signed_in_at: Option<UnixTime>,
}

impl Meeting {
    /// The row to write, given the one that is there.
    pub fn row(&self, existing: Option<&PersonRecord>) -> Option<PersonRecord> {
        let now = self.signed_in_at?;
        let (id, name, first_sign_in) = match existing {
            Some(row) => (row.id, row.name.clone(), row.first_sign_in),
            None => (None, None, now),
        };
        Some(PersonRecord {
            id,
            procore_id: self.user.id.clone(),
            environment: self.environment.clone(),
            email: self.user.login.clone(),
            // Procore tells the name only where a company is named: an earlier word is better than none.
            name: self.user.name.clone().or(name),
            first_sign_in,
            last_sign_in: now,
        })
    }
}

impl PersonRecord {
    /// Whether the person is here for the first time.
    pub fn is_new(&self) -> bool {
        self.first_sign_in == self.last_sign_in
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn meeting(name: Option<&str>, at: Option<u64>) -> Meeting {
        let user = User {
            id: "9007199254740993".into(),
            login: Some("ada@example.com".into()),
            name: name.map(str::to_owned),
        };
        Meeting { user, environment: "sandbox".into(), signed_in_at: at.map(UnixTime) }
    }

    #[test]
    fn a_newcomer_gets_a_row_and_keeps_it() {
        let first = meeting(Some("Ada"), Some(1_000)).row(None).expect("a row");
        assert!(first.is_new());
        assert_eq!((first.id, first.procore_id.as_str()), (None, "9007199254740993"));
        let stored = PersonRecord { id: Some(7), ..first };
        let again = meeting(None, Some(2_000)).row(Some(&stored)).expect("a row");
        let expected = PersonRecord { last_sign_in: UnixTime(2_000), ..stored };
        assert_eq!(again, expected);
        assert!(!again.is_new());
    }

    #[test]
    fn a_reload_is_no_sign_in() {
        assert_eq!(meeting(None, None).row(None), None);
    }
}
