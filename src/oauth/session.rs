//! A session: a token, who issued it, for whom, until when.

use serde::{Deserialize, Serialize};

use super::{AccessToken, ClientId, Granted, Origin, Pending};
use crate::time::UnixTime;

/// A token that may be used, together with everything that decides where and how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The environment's id in the configuration.
    pub environment: String,
    /// The authorization server that issued the token.
    pub login: Origin,
    /// The resource server that the token is for: the only one that ever gets it as an API call.
    pub api: Origin,
    /// The app that the token was issued to.
    pub client_id: ClientId,
    /// The token.
    pub token: AccessToken,
    /// When the token came.
    pub obtained_at: UnixTime,
    /// When it ends, where known.
    pub expires_at: Option<UnixTime>,
}

/// Why a stored session is not used. It is deleted in each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredSessionError {
    /// Not a record of this version, or changed by other hands.
    Unreadable,
    /// Its time is over.
    Expired,
}

/// The form in session storage. Private, so that nothing else can write a token down.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    version: u8,
    environment: String,
    login: Origin,
    api: Origin,
    client_id: ClientId,
    access_token: String,
    obtained_at: UnixTime,
    expires_at: Option<UnixTime>,
}

const VERSION: u8 = 1;

impl Session {
    /// The session that `granted` begins at `now`.
    pub fn begin(pending: &Pending, granted: Granted, now: UnixTime) -> Self {
        Self {
            environment: pending.environment.clone(),
            login: pending.login.clone(),
            api: pending.api.clone(),
            client_id: pending.client_id.clone(),
            token: granted.token,
            obtained_at: now,
            expires_at: granted.expires_in.map(|seconds| now.plus_seconds(seconds)),
        }
    }

    /// Whether the token's time is over.
    pub fn is_expired(&self, now: UnixTime) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// The record for session storage.
    ///
    /// # Security
    /// It holds the token's text: see [`AccessToken::expose`].
    pub fn to_record(&self) -> String {
        let record = Record {
            version: VERSION,
            environment: self.environment.clone(),
            login: self.login.clone(),
            api: self.api.clone(),
            client_id: self.client_id.clone(),
            access_token: self.token.expose().to_owned(),
            obtained_at: self.obtained_at,
            expires_at: self.expires_at,
        };
        serde_json::to_string(&record).unwrap_or_default()
    }

    /// The session that `text`, a record from session storage, stands for.
    pub fn from_record(text: &str, now: UnixTime) -> Result<Self, StoredSessionError> {
        let record: Record = serde_json::from_str(text).map_err(|_| StoredSessionError::Unreadable)?;
        let token = AccessToken::parse(&record.access_token).map_err(|_| StoredSessionError::Unreadable)?;
        let ends_before_it_begins = record.expires_at.is_some_and(|end| end < record.obtained_at);
        if record.version != VERSION || ends_before_it_begins {
            return Err(StoredSessionError::Unreadable);
        }
        let session = Self {
            environment: record.environment,
            login: record.login,
            api: record.api,
            client_id: record.client_id,
            token,
            obtained_at: record.obtained_at,
            expires_at: record.expires_at,
        };
        if session.is_expired(now) { Err(StoredSessionError::Expired) } else { Ok(session) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::pending::tests::pending;

    fn session(expires_in: Option<u64>) -> Session {
        let token = AccessToken::parse("obviously-fake-token").expect("a token");
        let pending = pending("0123456789abcdef0123456789abcdef", 0);
        Session::begin(&pending, Granted { token, expires_in }, UnixTime(1_000))
    }

    #[test]
    fn it_lives_as_long_as_the_server_said() {
        for (expires_in, end) in [(None, None), (Some(5), Some(6_000)), (Some(u64::MAX), Some(u64::MAX))] {
            assert_eq!(session(expires_in).expires_at, end.map(UnixTime));
        }
        assert!(!session(Some(5)).is_expired(UnixTime(5_999)));
        assert!(session(Some(5)).is_expired(UnixTime(6_000)));
        assert!(!session(None).is_expired(UnixTime(u64::MAX)));
    }

    #[test]
    fn a_record_reads_back_as_it_was_written() {
        for expires_in in [None, Some(7200), Some(u64::MAX)] {
            let session = session(expires_in);
            assert_eq!(Session::from_record(&session.to_record(), UnixTime(2_000)), Ok(session));
        }
    }

    #[test]
    fn a_changed_record_is_not_used() {
        let good = session(Some(5)).to_record();
        for (from, to) in [
            ("{", ""),
            ("\"version\":1", "\"version\":2"),
            ("https://api.example", "http://api.example"),
            ("https://api.example", "https://api.example/"),
            ("obviously-fake-token", "fake token"),
            ("obviously-fake-token", ""),
            ("\"expires_at\":6000", "\"expires_at\":999"),
            ("\"expires_at\":6000", "\"expires_at\":6000,\"more\":1"),
            ("our-client", "our client"),
        ] {
            let changed = good.replacen(from, to, 1);
            assert_ne!(changed, good, "{from}");
            assert_eq!(
                Session::from_record(&changed, UnixTime(2_000)),
                Err(StoredSessionError::Unreadable),
                "{to}"
            );
        }
        assert_eq!(Session::from_record(&good, UnixTime(6_000)), Err(StoredSessionError::Expired));
    }

    #[test]
    fn debug_does_not_tell_the_token() {
        assert!(!format!("{:?}", session(None)).contains("obviously-fake-token"));
    }
}
