//! The client identifier (RFC 6749 section 2.2): public, not a secret.

/// The longest client id that is taken, in bytes.
const LONGEST: usize = 256;

/// The client id of an app in Procore's Developer Portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

/// Why a text is no client id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientIdError {
    /// Nothing but white space.
    Empty,
    /// White space inside: usually two things were pasted at once.
    Spaces,
    /// A character outside of visible ASCII (RFC 6749 appendix A.1, without its space).
    Characters,
    /// Longer than 256 bytes.
    TooLong,
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
