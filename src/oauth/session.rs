//! A session: a token, who issued it, for whom, until when.

use std::fmt;

use super::{AccessToken, ClientId, Granted, Origin, Pending};
use crate::record::{Reader, Writer};
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

/// A session written down, for session storage and nothing else. It holds the token's text, so it cannot be
/// printed either.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionRecord(String);

impl SessionRecord {
    /// What session storage held.
    pub fn stored(text: String) -> Self {
        Self(text)
    }

    /// The record's text.
    ///
    /// # Security
    /// It holds the token's text: see [`AccessToken::expose`].
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionRecord([redacted])")
    }
}

/// The version of the form in session storage.
const VERSION: &str = "1";

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
    pub fn to_record(&self) -> SessionRecord {
        let expires_at = self.expires_at.map(|end| end.0.to_string());
        let record = Writer::default()
            .field("version", VERSION)
            .field("environment", &self.environment)
            .field("login", self.login.as_str())
            .field("api", self.api.as_str())
            .field("client_id", self.client_id.as_str())
            .field("access_token", self.token.expose())
            .field("obtained_at", &self.obtained_at.0.to_string())
            .optional("expires_at", expires_at.as_deref())
            .finish();
        SessionRecord(record)
    }

    /// The session that `record`, from session storage, stands for.
    pub fn from_record(record: &SessionRecord, now: UnixTime) -> Result<Self, StoredSessionError> {
        let session = Self::read(&record.0).ok_or(StoredSessionError::Unreadable)?;
        if session.is_expired(now) { Err(StoredSessionError::Expired) } else { Ok(session) }
    }

    fn read(record: &str) -> Option<Self> {
        let mut fields = Reader::new(record);
        let version = fields.take("version")?;
        let expires_at = match fields.take("expires_at") {
            Some(end) => Some(UnixTime(end.parse().ok()?)),
            None => None,
        };
        let session = Self {
            environment: fields.take("environment")?,
            login: Origin::parse(&fields.take("login")?).ok()?,
            api: Origin::parse(&fields.take("api")?).ok()?,
            client_id: ClientId::parse(&fields.take("client_id")?).ok()?,
            token: AccessToken::parse(&fields.take("access_token")?).ok()?,
            obtained_at: UnixTime(fields.parse("obtained_at")?),
            expires_at,
        };
        let ends_after_it_begins = expires_at.is_none_or(|end| end >= session.obtained_at);
        (version == VERSION && ends_after_it_begins && fields.is_done()).then_some(session)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
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
        let good = session(Some(5)).to_record().0;
        for (from, to) in [
            ("version=1", ""),
            ("version=1", "version=2"),
            ("https%3A%2F%2Fapi.example", "http%3A%2F%2Fapi.example"),
            ("https%3A%2F%2Fapi.example", "https%3A%2F%2Fapi.example%2F"),
            ("obviously-fake-token", "fake+token"),
            ("obviously-fake-token", ""),
            ("expires_at=6000", "expires_at=999"),
            ("expires_at=6000", "expires_at=soon"),
            ("expires_at=6000", "expires_at=6000&more=1"),
            ("our-client", "our+client"),
        ] {
            let changed = good.replacen(from, to, 1);
            assert_ne!(changed, good, "{from}");
            assert_eq!(
                Session::from_record(&SessionRecord(changed), UnixTime(2_000)),
                Err(StoredSessionError::Unreadable),
                "{to}"
            );
        }
        assert_eq!(
            Session::from_record(&SessionRecord(good), UnixTime(6_000)),
            Err(StoredSessionError::Expired)
        );
    }

    #[test]
    fn debug_does_not_tell_the_token() {
        let session = session(None);
        assert!(!format!("{session:?} {:?}", session.to_record()).contains("obviously-fake-token"));
    }
}
