//! What the stand-in remembers: sessions, codes, tokens, faults, received requests, collections, and its clock.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::faults::Fault;
use crate::large::Bodies;
use crate::options::Options;
use crate::random;
use crate::rate_limit::Windows;
use crate::received::{BearerSeen, Received};
use crate::rest::Data;

/// How long an authorization code can be used: ten minutes.
const CODE_LIFETIME: Duration = Duration::from_secs(600);

/// What both hosts share.
pub(crate) struct Shared {
    world: Mutex<World>,
    /// Large bodies that were made before.
    pub(crate) bodies: Bodies,
    /// The login host, such as `http://localhost:8081`.
    pub(crate) login_origin: String,
    /// The API host.
    pub(crate) api_origin: String,
}

impl Shared {
    pub(crate) fn new(options: Options, login_origin: String, api_origin: String) -> Self {
        Self { world: Mutex::new(World::new(options)), bodies: Bodies::default(), login_origin, api_origin }
    }

    /// The world. Never hold it across an await.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody's login at the login host.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) email: String,
    /// The value that forms of this session must carry.
    pub(crate) csrf: String,
}

/// An authorization code (RFC 6749 section 4.1.2).
struct Code {
    text: String,
    client_id: String,
    redirect_uri: String,
    email: String,
    issued_at: Duration,
    used: bool,
}

/// Whom a token stands for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The person with this email address.
    Person(String),
    /// The service account of the token's client.
    Service,
}

/// An access token with its refresh token, if any.
#[derive(Clone)]
pub(crate) struct Token {
    /// Counts from 1, in the order of issue.
    pub(crate) ordinal: usize,
    pub(crate) text: String,
    pub(crate) refresh: Option<String>,
    pub(crate) client_id: String,
    pub(crate) owner: Owner,
    /// Seconds since 1970.
    pub(crate) created_at: u64,
    pub(crate) lifetime: Option<u64>,
    force_expired: bool,
    revoked: bool,
    pub(crate) calls: Windows,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("ordinal", &self.ordinal).finish_non_exhaustive()
    }
}

/// Whether a token opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenState {
    Live,
    Expired,
    Revoked,
}

impl Token {
    pub(crate) fn state(&self, now: u64) -> TokenState {
        if self.revoked {
            TokenState::Revoked
        } else if self.force_expired || self.remaining(now) == Some(0) {
            TokenState::Expired
        } else {
            TokenState::Live
        }
    }

    /// Seconds until it expires; `None` if it does not.
    pub(crate) fn remaining(&self, now: u64) -> Option<u64> {
        self.lifetime.map(|lifetime| self.created_at.saturating_add(lifetime).saturating_sub(now))
    }

    pub(crate) fn revoke(&mut self) {
        self.revoked = true;
    }
}

/// See the module.
pub(crate) struct World {
    pub(crate) options: Options,
    pub(crate) data: Data,
    first_options: Options,
    clock_offset: Duration,
    sessions: HashMap<String, Session>,
    codes: Vec<Code>,
    tokens: Vec<Token>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) received: Vec<Received>,
    /// Every access and refresh token ever issued; outlives a reset, so that none is shown afterwards.
    issued_tokens: Vec<String>,
    issued_codes: Vec<String>,
}

impl World {
    fn new(options: Options) -> Self {
        Self {
            first_options: options.clone(),
            options,
            data: Data::default(),
            clock_offset: Duration::ZERO,
            sessions: HashMap::new(),
            codes: Vec::new(),
            tokens: Vec::new(),
            faults: Vec::new(),
            received: Vec::new(),
            issued_tokens: Vec::new(),
            issued_codes: Vec::new(),
        }
    }

    /// Back to the options of the start and the system's clock, with nobody logged in, nothing granted and nothing written.
    pub(crate) fn reset(&mut self) {
        let mut fresh = Self::new(self.first_options.clone());
        fresh.issued_tokens = std::mem::take(&mut self.issued_tokens);
        fresh.issued_codes = std::mem::take(&mut self.issued_codes);
        *self = fresh;
    }

    /// Time since 1970 by the stand-in's clock.
    pub(crate) fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().saturating_add(self.clock_offset)
    }

    /// The same in whole seconds.
    pub(crate) fn now_seconds(&self) -> u64 {
        self.now().as_secs()
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.clock_offset = self.clock_offset.saturating_add(by);
    }

    /// Starts a session and returns its id.
    pub(crate) fn log_in(&mut self, email: &str) -> String {
        let id = random::hex();
        self.sessions.insert(id.clone(), Session { email: email.to_owned(), csrf: random::hex() });
        id
    }

    pub(crate) fn log_out(&mut self, id: &str) {
        self.sessions.remove(id);
    }

    /// The session of that id, if its person is still known.
    pub(crate) fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.get(id).filter(|session| self.options.user(&session.email).is_some())
    }

    /// Issues an authorization code.
    pub(crate) fn issue_code(&mut self, email: &str, client_id: &str, redirect_uri: &str) -> String {
        let text = random::hex();
        self.issued_codes.push(text.clone());
        self.codes.push(Code {
            text: text.clone(),
            client_id: client_id.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            email: email.to_owned(),
            issued_at: self.now(),
            used: false,
        });
        text
    }

    /// Takes a code: once, within ten minutes, by the client and redirect URI it was issued for. Returns the person's email.
    pub(crate) fn take_code(&mut self, text: &str, client_id: &str, redirect_uri: &str) -> Option<String> {
        let now = self.now();
        let code = self.codes.iter_mut().find(|code| code.text == text && !code.used)?;
        let valid = code.client_id == client_id
            && code.redirect_uri == redirect_uri
            && now < code.issued_at.saturating_add(CODE_LIFETIME);
        if !valid {
            return None;
        }
        code.used = true;
        Some(code.email.clone())
    }

    /// Whether that code was issued to that person.
    pub(crate) fn code_belongs_to(&self, text: &str, email: &str) -> bool {
        self.codes.iter().any(|code| code.text == text && code.email == email)
    }

    /// Issues an access token, and a refresh token if asked to.
    pub(crate) fn issue_token(&mut self, owner: Owner, client_id: &str, with_refresh: bool) -> Token {
        let token = Token {
            ordinal: self.tokens.len() + 1,
            text: random::access_token(self.options.token_format),
            refresh: with_refresh.then(random::hex),
            client_id: client_id.to_owned(),
            owner,
            created_at: self.now_seconds(),
            lifetime: self.options.token_lifetime_seconds,
            force_expired: false,
            revoked: false,
            calls: Windows::default(),
        };
        self.issued_tokens.push(token.text.clone());
        self.issued_tokens.extend(token.refresh.clone());
        self.tokens.push(token.clone());
        token
    }

    /// The newest live token of a person for a client.
    pub(crate) fn live_token(&self, email: &str, client_id: &str) -> Option<&Token> {
        let now = self.now_seconds();
        self.tokens.iter().rev().find(|token| {
            token.client_id == client_id
                && matches!(&token.owner, Owner::Person(other) if other == email)
                && token.state(now) == TokenState::Live
        })
    }

    /// The record of an access token.
    pub(crate) fn token_mut(&mut self, text: &str) -> Option<&mut Token> {
        self.tokens.iter_mut().find(|token| token.text == text)
    }

    /// The record of an access or refresh token.
    pub(crate) fn either_token_mut(&mut self, text: &str) -> Option<&mut Token> {
        self.tokens.iter_mut().find(|token| token.text == text || token.refresh.as_deref() == Some(text))
    }

    /// Takes a refresh token: once, by the client it was issued to. The access token beside it is revoked with it.
    pub(crate) fn take_refresh(&mut self, refresh: &str, client_id: &str) -> Option<Owner> {
        let token = self.tokens.iter_mut().find(|token| token.refresh.as_deref() == Some(refresh))?;
        if token.revoked || token.client_id != client_id {
            return None;
        }
        token.revoked = true;
        Some(token.owner.clone())
    }

    pub(crate) fn revoke_all(&mut self) {
        self.tokens.iter_mut().for_each(|token| token.revoked = true);
    }

    pub(crate) fn expire_all(&mut self) {
        self.tokens.iter_mut().for_each(|token| token.force_expired = true);
    }

    pub(crate) fn issued_tokens(&self) -> &[String] {
        &self.issued_tokens
    }

    pub(crate) fn issued_codes(&self) -> &[String] {
        &self.issued_codes
    }

    /// What may be remembered of a bearer token.
    pub(crate) fn bearer_seen(&self, text: &str) -> BearerSeen {
        self.tokens.iter().find(|token| token.text == text).map_or_else(BearerSeen::default, |token| {
            BearerSeen {
                token: Some(token.ordinal),
                user: match &token.owner {
                    Owner::Person(email) => Some(email.clone()),
                    Owner::Service => None,
                },
                client: Some(token.client_id.clone()),
            }
        })
    }

    /// The text with every issued token and code replaced.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let secrets = self.issued_tokens.iter().chain(&self.issued_codes);
        secrets.fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "[redacted]"))
    }
}
