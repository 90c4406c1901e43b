//! What is wrong with what somebody typed or pasted, in words.

use super::Explanation;
use crate::oauth::{AccessTokenError, AuthorizationCodeError, ClientIdError, Dropped, PastedError};

impl ClientIdError {
    /// What is wrong with a client id, in words, for its field.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Empty => "Enter the client id of your app: it stands in Procore's Developer Portal.",
            Self::Spaces => "A client id has no spaces inside. Was something else copied along with it?",
            Self::Characters => "A client id has letters, digits and signs of plain ASCII only.",
            Self::TooLong => {
                "This is longer than a client id can be. Was something else copied along with it?"
            }
        }
    }
}

impl AuthorizationCodeError {
    /// What is wrong with a code, in words, for its field.
    pub fn explain(self) -> &'static str {
        match self {
            Self::Empty => "Paste the code that Procore shows.",
            Self::Characters => {
                "A code has no spaces and no letters beyond plain ASCII. Was something else copied along?"
            }
            Self::TooLong => "This is longer than a code can be. Was something else copied along?",
        }
    }
}

impl PastedError {
    /// Why nothing of what was pasted can be used, in words. Nothing of it is repeated but the server's own refusal.
    pub fn explain(&self) -> Explanation {
        let (title, meaning, next) = match self {
            Self::Empty => (
                "There is nothing to use",
                "The field holds no text.",
                "Paste a token, or the whole answer of the token endpoint.",
            ),
            Self::TooLong => (
                "This is too long to be a token",
                "It has more than 64 KiB.",
                "Paste only the token, or the answer of the token endpoint.",
            ),
            Self::NotJson(fault) => {
                return Explanation {
                    meaning: format!("It begins like JSON but is not: {fault}."),
                    ..Explanation::new(
                        "This answer is not whole",
                        "",
                        "Copy it from the first brace to the last, then paste it again.",
                    )
                };
            }
            Self::NoToken => (
                "There is no access token in it",
                "An answer of the token endpoint has a member “access_token”; this has none.",
                "Paste the answer to one of the commands, or the bare token.",
            ),
            Self::Refused { code, description } => return code.explain(description.as_deref()),
            Self::TokenType => (
                "The token is of an unknown type",
                "This app knows how to use bearer tokens and no others.",
                "Get a bearer token from Procore.",
            ),
            Self::Token(AccessTokenError::TooLong) => (
                "The token is too long to be one",
                "It has more than 16 KiB, which no server would take in a header.",
                "Copy the token again, and nothing else.",
            ),
            Self::Token(AccessTokenError::Characters) => (
                "This is no token",
                "It has characters that a bearer token cannot have, such as spaces or line breaks.",
                "Copy the token again, and nothing else.",
            ),
            Self::Expired => (
                "This token's time is over",
                "By its own account it has ended already.",
                "Get a new one, then paste that.",
            ),
        };
        Explanation::new(title, meaning, next)
    }
}

impl Dropped {
    /// What was dropped, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::RefreshToken => "a refresh token",
            Self::ClientSecret => "a client secret",
            Self::IdToken => "an ID token",
        }
    }
}
