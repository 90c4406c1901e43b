//! The authorization code (RFC 6749 sections 1.3.1 and 4.1.2): good for one exchange, by an app with a secret.

use std::fmt;

/// For how many seconds Procore takes a code, by its page "Authorization Code Grant".
pub const CODE_SECONDS: u64 = 600;

/// The longest code that is taken, in bytes.
const LONGEST: usize = 4096;

/// An authorization code. This app cannot exchange it, since it has no secret; it only puts it into a command.
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct AuthorizationCode(String);

/// Why a text is no authorization code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorizationCodeError {
    /// Nothing but white space.
    Empty,
    /// White space inside, or a character outside of visible ASCII (RFC 6749 appendix A.11, without its space).
    Characters,
    /// Longer than 4 KiB.
    TooLong,
}

impl AuthorizationCode {
    /// Takes `text` without the white space around it, which copying from a page often adds.
    pub fn parse(text: &str) -> Result<Self, AuthorizationCodeError> {
        let text = text.trim();
        if text.is_empty() {
            Err(AuthorizationCodeError::Empty)
        } else if text.len() > LONGEST {
            Err(AuthorizationCodeError::TooLong)
        } else if !text.bytes().all(|b| b.is_ascii_graphic()) {
            Err(AuthorizationCodeError::Characters)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The same for what was copied from the page that shows a code: the code, or that page's whole address, whose last
    /// part it is.
    pub fn copied(text: &str) -> Result<Self, AuthorizationCodeError> {
        let code = text.split_once("/oauth/authorize/").map_or(text, |(_, code)| code);
        Self::parse(code)
    }

    /// The code's text, for the command that exchanges it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AuthorizationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AuthorizationCode([redacted])")
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_code() {
        let parse = |text: &str| AuthorizationCode::parse(text).map(|code| code.expose().to_owned());
        assert_eq!(parse(" 8b2f'$(x)\n"), Ok("8b2f'$(x)".into()));
        assert_eq!(parse(" \n"), Err(AuthorizationCodeError::Empty));
        for text in ["two words", "cödé", "a\0b", "a\nb"] {
            assert_eq!(parse(text), Err(AuthorizationCodeError::Characters), "{text:?}");
        }
        assert_eq!(parse(&"x".repeat(LONGEST + 1)), Err(AuthorizationCodeError::TooLong));
    }

    #[test]
    fn a_code_is_the_end_of_its_pages_address() {
        for text in ["8b2f", " https://login.example/oauth/authorize/8b2f\n"] {
            assert_eq!(AuthorizationCode::copied(text).map(|code| code.0), Ok("8b2f".into()), "{text}");
        }
        assert_eq!(
            AuthorizationCode::copied("https://login.example/oauth/authorize/"),
            Err(AuthorizationCodeError::Empty)
        );
    }

    #[test]
    fn debug_does_not_tell_it() {
        let code = AuthorizationCode::parse("fake-code").expect("a code");
        assert!(!format!("{code:?}").contains("fake-code"));
    }
}
