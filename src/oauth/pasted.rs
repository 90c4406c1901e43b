//! A token that a person brings: a bare one, a whole token response (RFC 6749 section 5.1), or the address that a
//! sign-in elsewhere ended at. Whatever else came with it is dropped, and that is told.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::response::{printable, seconds};
use super::{AccessToken, AccessTokenError, ErrorCode};
use crate::json::SyntaxError;
use crate::json::read::{Object, text_or_number};
use crate::time::UnixTime;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 64 * 1024;

/// A server's clock may be this far ahead of ours before its word counts as wrong.
const CLOCKS_APART: u64 = 60;

/// What was pasted, as far as it is of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedToken {
    /// The token.
    pub token: AccessToken,
    /// When it ends, by the response's own `expires_in` and `created_at`.
    pub expires_at: Option<UnixTime>,
    /// When it ends by its own word, if it is a JWT (RFC 7519 section 4.1.4) and nothing better is known.
    pub expiry_hint: Option<UnixTime>,
    /// What was in the text and is not kept.
    pub dropped: Vec<Dropped>,
}

/// Something secret that was pasted along with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// `refresh_token`: it could be used only with the secret, which must not be here.
    RefreshToken,
    /// `client_secret`
    ClientSecret,
    /// `id_token`
    IdToken,
}

/// Why nothing of what was pasted can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastedError {
    /// Nothing but white space.
    Empty,
    /// Longer than 64 KiB.
    TooLong,
    /// It begins like JSON and is none.
    NotJson(SyntaxError),
    /// It is JSON, or an address, without an access token.
    NoToken,
    /// It is the server's refusal (RFC 6749 section 5.2).
    Refused {
        /// What it says.
        code: ErrorCode,
        /// The server's explanation, as text for a developer.
        description: Option<String>,
    },
    /// The token's type is another than bearer.
    TokenType,
    /// It cannot be a bearer token.
    Token(AccessTokenError),
    /// Its time is over.
    Expired,
}

impl PastedToken {
    /// Reads `text`, pasted at `now`.
    pub fn parse(text: &str, now: UnixTime) -> Result<Self, PastedError> {
        let text = text.trim();
        if text.is_empty() {
            Err(PastedError::Empty)
        } else if text.len() > LONGEST {
            Err(PastedError::TooLong)
        } else if text.starts_with(['{', '[']) {
            SyntaxError::check(text.as_bytes()).map_err(PastedError::NotJson)?;
            let response = serde_json::from_str::<Object<TokenResponse>>(text);
            response.map_or(Err(PastedError::NoToken), |Object(response)| response.into_token(now))
        } else if text.contains("access_token=") || text.contains("error=") {
            let parameters = text.rsplit(['#', '?']).next().unwrap_or(text);
            TokenResponse::from_parameters(parameters).into_token(now)
        } else {
            let bare = match text.split_once(char::is_whitespace) {
                Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => rest.trim_start(),
                _ => text,
            };
            let bare = bare.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(bare);
            TokenResponse { access_token: Some(bare.to_owned()), ..TokenResponse::default() }.into_token(now)
        }
    }
}

/// A token response or a refusal (RFC 6749 sections 5.1 and 5.2), each member as text: numbers are as good as the same digits in
/// quotes. It has no `Debug`: secrets are in it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct TokenResponse {
    #[serde(deserialize_with = "text_or_number")]
    access_token: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    token_type: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    expires_in: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    created_at: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    refresh_token: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    client_secret: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    id_token: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    error: Option<String>,
    #[serde(deserialize_with = "text_or_number")]
    error_description: Option<String>,
}

impl TokenResponse {
    /// The same from the parameters of an address, the first of each name that is not empty.
    fn from_parameters(parameters: &str) -> Self {
        let find = |name: &str| {
            form_urlencoded::parse(parameters.as_bytes())
                .find(|(other, value)| other == name && !value.is_empty())
                .map(|(_, value)| value.into_owned())
        };
        Self {
            access_token: find("access_token"),
            token_type: find("token_type"),
            expires_in: find("expires_in"),
            created_at: find("created_at"),
            refresh_token: find("refresh_token"),
            client_secret: find("client_secret"),
            id_token: find("id_token"),
            error: find("error"),
            error_description: find("error_description"),
        }
    }

    fn into_token(self, now: UnixTime) -> Result<PastedToken, PastedError> {
        let Some(token) = self.access_token else {
            let code = self.error.ok_or(PastedError::NoToken)?;
            let description = self.error_description.map(|text| printable(&text, 300));
            return Err(PastedError::Refused { code: ErrorCode::parse(&code), description });
        };
        if self.token_type.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(PastedError::TokenType);
        }
        let token = AccessToken::parse(&token).map_err(PastedError::Token)?;
        let number = |digits: Option<String>| digits.and_then(|digits| seconds(&digits));
        let created_at = number(self.created_at);
        let expires_at = number(self.expires_in).map(|lifetime| end(lifetime, created_at, now));
        let expiry_hint = if expires_at.is_none() { claimed_end(token.expose()) } else { None };
        if expires_at.is_some_and(|end| end <= now) {
            return Err(PastedError::Expired);
        }
        let secrets = [
            (self.refresh_token, Dropped::RefreshToken),
            (self.client_secret, Dropped::ClientSecret),
            (self.id_token, Dropped::IdToken),
        ];
        let dropped =
            secrets.into_iter().filter(|(secret, _)| secret.is_some()).map(|(_, what)| what).collect();
        Ok(PastedToken { token, expires_at, expiry_hint, dropped })
    }
}

/// The claims of a JWT that are read.
#[derive(Deserialize)]
struct Claims {
    exp: u64,
}

/// When a life of that many seconds ends that began at `created_at`, in seconds by the server's clock. A beginning
/// in our future means that the clocks differ; then, as without one, it began now at the latest.
fn end(lifetime: u64, created_at: Option<u64>, now: UnixTime) -> UnixTime {
    let created_at = created_at.map(|seconds| UnixTime(seconds.saturating_mul(1000)));
    let plausible = created_at.filter(|created_at| *created_at <= now.plus_seconds(CLOCKS_APART));
    plausible.unwrap_or(now).min(now).plus_seconds(lifetime)
}

/// The claim `exp` of a JWT. Its signature is not checked, so it only hints.
fn claimed_end(token: &str) -> Option<UnixTime> {
    let mut parts = token.split('.');
    let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let claims = URL_SAFE_NO_PAD.decode(claims).ok()?;
    let Object(claims) = serde_json::from_slice::<Object<Claims>>(&claims).ok()?;
    claims.exp.checked_mul(1000).map(UnixTime)
}
