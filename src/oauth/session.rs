//! A session: a token, who issued it, for whom, until when.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{AccessToken, ClientId, IssuedToken, Origin, PastedToken, Pending};
use crate::nonce::Nonce;
use crate::record;
use crate::time::UnixTime;

/// A token that may be used, together with everything that decides where and how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Names the session in public, so that every tab knows which one was signed out. It opens nothing.
    pub id: Nonce,
    /// How the token came.
    pub source: Source,
    /// The environment's id in the configuration.
    pub environment: String,
    /// The authorization server that issued the token.
    pub login: Origin,
    /// The resource server that the token is for: the only one that ever gets it as an API call.
    pub api: Origin,
    /// The app that the token was issued to; `None` for a pasted token whose app nobody could tell.
    pub client_id: Option<ClientId>,
    /// The token.
    pub token: AccessToken,
    /// When the token came.
    pub obtained_at: UnixTime,
    /// When it ends, where known.
    pub expires_at: Option<UnixTime>,
    /// When it ends by its own word, where it is a JWT: a hint, since nobody here can check the signature.
    pub expiry_hint: Option<UnixTime>,
}

/// How a token came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// As the answer to a sign-in of this app.
    SignIn,
    /// Somebody pasted it.
    Pasted,
}

/// Why a stored session is not used. It is deleted in each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredSessionError {
    /// Not a record of this version, or changed by other hands.
    Unreadable,
    /// Its time is over.
    Expired,
}

/// A session written down, for session storage and for another tab that asked for it. It holds the token's text, so it cannot be
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

/// The version of the record. Those up to 2 were form-encoded.
const VERSION: u32 = 3;

/// What a record holds. The token's text has a field of its own, because [`AccessToken`] can be written by nobody else.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredSession {
    id: Nonce,
    source: Source,
    environment: String,
    login: Origin,
    api: Origin,
    client_id: Option<ClientId>,
    access_token: String,
    obtained_at: UnixTime,
    expires_at: Option<UnixTime>,
    expiry_hint: Option<UnixTime>,
}

impl Session {
    /// The session that `issued` begins at `now`.
    pub fn begin(pending: &Pending, issued: IssuedToken, id: Nonce, now: UnixTime) -> Self {
        Self {
            id,
            source: Source::SignIn,
            environment: pending.environment.clone(),
            login: pending.login.clone(),
            api: pending.api.clone(),
            client_id: Some(pending.client_id.clone()),
            token: issued.token,
            obtained_at: now,
            expires_at: issued.expires_in.map(|seconds| now.plus_seconds(seconds)),
            expiry_hint: None,
        }
    }

    /// The session of a token that was pasted at `now`, for the environment with these hosts.
    pub fn pasted(
        environment: &str,
        login: &Origin,
        api: &Origin,
        pasted: PastedToken,
        id: Nonce,
        now: UnixTime,
    ) -> Self {
        Self {
            id,
            source: Source::Pasted,
            environment: environment.to_owned(),
            login: login.clone(),
            api: api.clone(),
            client_id: None,
            token: pasted.token,
            obtained_at: now,
            expires_at: pasted.expires_at,
            expiry_hint: pasted.expiry_hint,
        }
    }

    /// Keeps what is left of the token's life when the machine's clock is found to have been turned back.
    pub fn turn_back(&mut self, millis: u64) {
        for time in [Some(&mut self.obtained_at), self.expires_at.as_mut()].into_iter().flatten() {
            time.0 = time.0.saturating_sub(millis);
        }
    }

    /// Whether the token's time is over.
    pub fn is_expired(&self, now: UnixTime) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// The record for session storage.
    pub fn to_record(&self) -> SessionRecord {
        let stored = StoredSession {
            id: self.id.clone(),
            source: self.source,
            environment: self.environment.clone(),
            login: self.login.clone(),
            api: self.api.clone(),
            client_id: self.client_id.clone(),
            access_token: self.token.expose().to_owned(),
            obtained_at: self.obtained_at,
            expires_at: self.expires_at,
            expiry_hint: self.expiry_hint,
        };
        SessionRecord(record::write(VERSION, &stored))
    }

    /// The session that `record` stands for. A record from the future means that the clock was turned back while
    /// nobody looked: then nothing is known of the token's end.
    pub fn from_record(record: &SessionRecord, now: UnixTime) -> Result<Self, StoredSessionError> {
        let mut session = Self::read(&record.0).ok_or(StoredSessionError::Unreadable)?;
        if now < session.obtained_at {
            session.obtained_at = now;
            session.expires_at = None;
        }
        if session.is_expired(now) { Err(StoredSessionError::Expired) } else { Ok(session) }
    }

    fn read(record: &str) -> Option<Self> {
        let stored: StoredSession = record::read(VERSION, record)?;
        let session = Self {
            id: stored.id,
            source: stored.source,
            environment: stored.environment,
            login: stored.login,
            api: stored.api,
            client_id: stored.client_id,
            token: AccessToken::parse(&stored.access_token).ok()?,
            obtained_at: stored.obtained_at,
            expires_at: stored.expires_at,
            expiry_hint: stored.expiry_hint,
        };
        let ends_after_it_begins = session.expires_at.is_none_or(|end| end >= session.obtained_at);
        let names_its_app = session.client_id.is_some() || session.source == Source::Pasted;
        (ends_after_it_begins && names_its_app).then_some(session)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::oauth::pending::tests::pending;

    fn session(expires_in: Option<u64>) -> Session {
        let token = AccessToken::parse("obviously-fake-token").expect("a token");
        let pending = pending("0123456789abcdef0123456789abcdef", 0);
        Session::begin(
            &pending,
            IssuedToken { token, expires_in },
            Nonce::from_random([9; 16]),
            UnixTime(1_000),
        )
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
            let pasted = Session {
                source: Source::Pasted,
                client_id: None,
                expiry_hint: Some(UnixTime(7)),
                ..session.clone()
            };
            for session in [session, pasted] {
                assert_eq!(Session::from_record(&session.to_record(), UnixTime(2_000)), Ok(session));
            }
        }
    }

    #[test]
    fn a_clock_that_was_turned_back_does_not_lengthen_a_life() {
        let mut turned = session(Some(60));
        turned.turn_back(400);
        assert_eq!((turned.obtained_at, turned.expires_at), (UnixTime(600), Some(UnixTime(60_600))));
        let read = Session::from_record(&session(Some(60)).to_record(), UnixTime(999)).expect("a session");
        assert_eq!((read.obtained_at, read.expires_at), (UnixTime(999), None));
    }

    #[test]
    fn a_changed_record_is_not_used() {
        let good = session(Some(5)).to_record().0;
        for (from, to) in [
            ("\"version\":3,", ""),
            ("\"version\":3", "\"version\":2"),
            ("\"id\":\"0909", "\"id\":\"909"),
            ("sign-in", "elsewhere"),
            ("\"our-client\"", "null"),
            ("our-client", "our client"),
            ("https://api.example", "http://api.example"),
            ("https://api.example", "https://api.example/"),
            ("obviously-fake-token", "fake token"),
            ("obviously-fake-token", ""),
            ("\"expires_at\":6000", "\"expires_at\":999"),
            ("\"expires_at\":6000", "\"expires_at\":\"soon\""),
            ("\"expires_at\":6000", "\"expires_at\":6000,\"more\":1"),
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
