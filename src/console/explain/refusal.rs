//! Refused answers in words.

use super::{AGAIN, Explanation};
use crate::oauth::{AccessTokenError, ErrorCode, Refusal};

impl Refusal {
    /// Why an answer was refused, in words. Nothing of the answer itself is repeated, unless its state vouches
    /// for it.
    pub fn explain(&self) -> Explanation {
        match self {
            Self::Repeated => Explanation::new(
                "Procore's answer said something twice",
                "A parameter came more than once, which OAuth forbids: it could hide a second token.",
                AGAIN,
            ),
            Self::StateMissing => Explanation::new(
                "The answer does not say which sign-in it belongs to",
                "It came without the one-time mark that this app gives each sign-in, so it may come from anywhere.",
                AGAIN,
            ),
            Self::StateUnknown => Explanation::new(
                "This tab is not waiting for that answer",
                "It was used before, was meant for another tab, or was made up. That happens after Back or with a \
                 bookmarked answer.",
                AGAIN,
            ),
            Self::StateStale => Explanation::new(
                "The sign-in took too long",
                "An answer is waited for ten minutes, and this one came later.",
                AGAIN,
            ),
            Self::Misplaced => Explanation::new(
                "The answer is not where it belongs",
                "In the implicit grant, token and state come together behind the # of the address. Elsewhere a token \
                 could have been read on its way.",
                AGAIN,
            ),
            Self::Error { code, description } => code.explain(description.as_deref()),
            Self::CodeUninvited => Explanation::new(
                "Procore sent a code instead of a token",
                "This app asked for a token. A code can be exchanged only by an app that keeps a secret.",
                "Check that the app at Procore allows the implicit grant, then sign in again.",
            ),
            Self::TokenUninvited => Explanation::new(
                "Procore sent a token instead of a code",
                "A code was asked for, to be exchanged elsewhere. The token was dropped.",
                "Ask for a code again.",
            ),
            Self::CodeMissing => Explanation::new(
                "The answer holds no code",
                "It belongs to this request, but there is nothing in it to exchange.",
                "Ask for a code again.",
            ),
            Self::CodeMalformed => Explanation::new(
                "The code is damaged",
                "It has characters that a code cannot have.",
                "Ask for a code again.",
            ),
            Self::TokenTypeMissing => Explanation::new(
                "The token came without its type",
                "OAuth requires the type, and this app does not guess it.",
                AGAIN,
            ),
            Self::TokenTypeUnknown => Explanation::new(
                "The token is of an unknown type",
                "This app knows how to use bearer tokens and no others.",
                AGAIN,
            ),
            Self::TokenMissing => Explanation::new(
                "The answer holds no token",
                "It belongs to this sign-in, but there is nothing in it to use.",
                AGAIN,
            ),
            Self::TokenMalformed(AccessTokenError::TooLong) => Explanation::new(
                "The token is too long to be one",
                "It has more than 16 KiB, which no server would take in a header.",
                AGAIN,
            ),
            Self::TokenMalformed(AccessTokenError::Characters) => Explanation::new(
                "The token is damaged",
                "It has characters that a bearer token cannot have.",
                AGAIN,
            ),
            Self::ExpiredOnArrival => Explanation::new(
                "The token was over before it came",
                "Procore gave it a life of no seconds.",
                AGAIN,
            ),
        }
    }
}

impl ErrorCode {
    /// What the server means, in words; `description` is its own explanation.
    pub fn explain(&self, description: Option<&str>) -> Explanation {
        let (title, meaning, next) = match self {
            Self::AccessDenied => (
                "Access was denied",
                "You, or a rule of your company, did not allow this app to use your Procore account. Nothing was \
                 shared.",
                "To go on, sign in again and choose Allow.",
            ),
            Self::UnsupportedResponseType => (
                "The implicit grant is switched off",
                "Procore does not give tokens to browser apps for this client id, or no longer at all.",
                "Ask Procore's API support (apisupport@procore.com) whether it can be allowed for your app.",
            ),
            Self::UnauthorizedClient => (
                "This app may not sign people in",
                "Procore knows the client id but does not let it use this grant.",
                "Check the app in Procore's Developer Portal, or use another client id.",
            ),
            Self::InvalidRequest => (
                "Procore did not accept the request",
                "Something about it does not fit the app as it is registered: often the redirect URI.",
                "Compare client id and redirect URI with the app in the Developer Portal.",
            ),
            Self::InvalidScope => (
                "Procore did not accept the scope",
                "This app asks for none, so the app's own registration does not fit.",
                "Check the app in Procore's Developer Portal.",
            ),
            Self::ServerError => {
                ("Procore had an error", "It could not finish the sign-in.", "Sign in again in a moment.")
            }
            Self::TemporarilyUnavailable => (
                "Procore is busy",
                "Its sign-in is overloaded or under maintenance.",
                "Sign in again in a few minutes.",
            ),
            Self::InvalidClient => (
                "Procore does not know this client",
                "The client id is unknown in this environment, or the secret does not belong to it. Each environment has \
                 its own apps.",
                "Compare environment, client id and secret with the app in the Developer Portal.",
            ),
            Self::InvalidGrant => (
                "The code or refresh token is worth nothing any more",
                "Each works once, for the app and the redirect URI that it was issued to; a code lives ten minutes.",
                "Get a new one, then try again.",
            ),
            Self::UnsupportedGrantType => (
                "Procore does not offer this grant",
                "Its token endpoint does not know the grant type that was asked for.",
                "Choose another grant.",
            ),
            Self::InvalidRedirectUri => (
                "Procore does not know this redirect URI",
                "It is compared letter by letter with those of the app, the last slash included.",
                "Copy the redirect URI of this app into the app at Procore.",
            ),
            Self::Other(_) => (
                "Procore refused the sign-in",
                "It gave a reason that OAuth does not list.",
                "Sign in again; if it stays, show the reason to whoever keeps the app.",
            ),
        };
        let code = self.as_str();
        let said =
            description.map_or_else(|| code.to_owned(), |description| format!("{code}: {description}"));
        Explanation { said: Some(said), ..Explanation::new(title, meaning, next) }
    }
}
