//! The access token (RFC 6749 section 1.4), as an opaque type that cannot be printed.

use std::fmt;

/// The longest token that is taken, in bytes: more would not fit the header limits of common servers.
const LONGEST: usize = 16 * 1024;

/// A bearer token. It has no `Display`, no serde and a redacted `Debug`, so that it reaches only the places
/// that call [`expose`](Self::expose).
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(String);

/// Why a text is not a bearer token that could be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessTokenError {
    /// Longer than 16 KiB.
    TooLong,
    /// Empty, or with a character outside of `b64token` (RFC 6750 section 2.1).
    Characters,
}

impl AccessToken {
    /// Takes `text` if it has the form of RFC 6750 section 2.1, `b64token`: what may follow `Bearer ` in an
    /// `Authorization` header. That rules out spaces, line breaks, NUL and anything beyond ASCII.
    pub fn parse(text: &str) -> Result<Self, AccessTokenError> {
        if text.len() > LONGEST {
            return Err(AccessTokenError::TooLong);
        }
        let body = text.trim_end_matches('=');
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b);
        if body.is_empty() || !body.bytes().all(allowed) {
            return Err(AccessTokenError::Characters);
        }
        Ok(Self(text.to_owned()))
    }

    /// The token's text.
    ///
    /// # Security
    /// Whoever has it acts as the person. It belongs in an `Authorization` header or a revocation to a host of the
    /// environment that issued it, and in the record of its session; nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken([redacted])")
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn takes_opaque_tokens_and_jwts() {
        for text in [
            "0",
            "dbaf9757982a9e7",
            "eyJ0eXAi.eyJhaWQi.MIGI-_",
            "a503fcf9-45c5",
            "abc+/~==",
            &"x".repeat(LONGEST),
        ] {
            assert_eq!(AccessToken::parse(text).map(|t| t.expose().to_owned()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn refuses_what_a_header_cannot_carry() {
        for text in [
            "",
            "=",
            "a b",
            "a\nb",
            "a\r\nX-Evil: 1",
            "a\0b",
            "tökën",
            "a\u{202e}b",
            "a=b",
            "a,b",
            "\u{fffd}",
            " a",
        ] {
            assert_eq!(AccessToken::parse(text), Err(AccessTokenError::Characters), "{text:?}");
        }
        assert_eq!(AccessToken::parse(&"x".repeat(LONGEST + 1)), Err(AccessTokenError::TooLong));
    }

    #[test]
    fn debug_does_not_tell_the_token() {
        let token = AccessToken::parse("obviously-fake-token").expect("a token");
        assert_eq!(format!("{token:?}"), "AccessToken([redacted])");
    }
}
