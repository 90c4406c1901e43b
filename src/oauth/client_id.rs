//! The client identifier (RFC 6749 section 2.2): public, not a secret.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest client id that is taken, in bytes.
const LONGEST: usize = 256;

/// The client id of an app in Procore's Developer Portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientId(String);

/// Why a text is no client id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ClientIdError {
    /// Nothing but white space.
    #[error("is empty; leave it out instead")]
    Empty,
    /// White space inside: usually two things were pasted at once.
    #[error("has white space inside")]
    Spaces,
    /// A character outside of visible ASCII (RFC 6749 appendix A.1, without its space).
    #[error("has characters that no client id has")]
    Characters,
    /// Longer than 256 bytes.
    #[error("is longer than a client id can be")]
    TooLong,
}

impl TryFrom<String> for ClientId {
    type Error = ClientIdError;

    fn try_from(text: String) -> Result<Self, ClientIdError> {
        Self::parse(&text)
    }
}

impl From<ClientId> for String {
    fn from(id: ClientId) -> Self {
        id.0
    }
}

impl ClientId {
    /// Takes `text` without the white space around it, which copying from a page often adds.
    pub fn parse(text: &str) -> Result<Self, ClientIdError> {
        let text = text.trim();
        if text.is_empty() {
            Err(ClientIdError::Empty)
        } else if text.contains(char::is_whitespace) {
            Err(ClientIdError::Spaces)
        } else if !text.bytes().all(|b| b.is_ascii_graphic()) {
            Err(ClientIdError::Characters)
        } else if text.len() > LONGEST {
            Err(ClientIdError::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_client_id() {
        let parse = |text: &str| ClientId::parse(text).map(|id| id.as_str().to_owned());
        assert_eq!(parse(" 0cb7d75f \n"), Ok("0cb7d75f".into()));
        assert_eq!(parse("a.b_c-d~"), Ok("a.b_c-d~".into()));
        assert_eq!(parse(" \t"), Err(ClientIdError::Empty));
        assert_eq!(parse("id secret"), Err(ClientIdError::Spaces));
        assert_eq!(parse("id\u{a0}secret"), Err(ClientIdError::Spaces));
        assert_eq!(parse("idé"), Err(ClientIdError::Characters));
        assert_eq!(parse("id\u{0}"), Err(ClientIdError::Characters));
        assert_eq!(parse(&"x".repeat(257)), Err(ClientIdError::TooLong));
    }
}
