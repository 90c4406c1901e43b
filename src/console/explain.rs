//! Endings in plain words: what happened, what it means at Procore, what to do next, in that order.

use super::model::{Console, Ended, Note, Person, Unverified};
use crate::oauth::{AccessTokenError, ClientIdError, ErrorCode, Refusal};
use crate::procore::{Failure, Outcome, status_text};

/// An ending in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, as a heading.
    pub title: &'static str,
    /// What it means.
    pub meaning: String,
    /// What to do next.
    pub next: &'static str,
    /// What the server itself said, for a developer's eye.
    pub said: Option<String>,
    /// Whether it is nothing to worry about.
    pub is_calm: bool,
}

impl Explanation {
    fn new(title: &'static str, meaning: &str, next: &'static str) -> Self {
        Self { title, meaning: meaning.to_owned(), next, said: None, is_calm: false }
    }

    fn calm(self) -> Self {
        Self { is_calm: true, ..self }
    }
}

const AGAIN: &str = "Sign in again.";

impl Ended {
    /// Why nobody is signed in, in words.
    pub fn explain(&self) -> Explanation {
        match self {
            Self::SignedOut => Explanation::new(
                "You are signed out",
                "This tab has forgotten its token. The token itself ends with its time, and Procore's login may still \
                 know you in this browser.",
                "To leave nothing behind, log out at Procore too.",
            )
            .calm(),
            Self::Expired => Explanation::new(
                "Your session has ended",
                "Procore gives out each token for a limited time, and this one's is over.",
                AGAIN,
            )
            .calm(),
            Self::Refused => Explanation::new(
                "Procore ended the session",
                "It does not accept this token any more: it was revoked, or its time was over earlier than told.",
                AGAIN,
            ),
            Self::OtherApplication => Explanation::new(
                "This token belongs to another application",
                "Procore says that it was not issued to your client id. Somebody may have tried to slip it in, so \
                 it was dropped.",
                AGAIN,
            ),
            Self::EnvironmentGone => Explanation::new(
                "The environment has changed",
                "The session belonged to hosts that this page is no longer set up for, so its token was dropped.",
                "Choose an environment and sign in again.",
            ),
            Self::Answer(refusal) => refusal.explain(),
        }
    }
}

impl Console {
    /// What a screen reader is to say of the state, in a few words.
    pub fn announcement(&self) -> String {
        let note = self.note.as_ref().map(|note| note.explain().title.to_owned());
        let state = match &self.person {
            Person::SignedOut(out) if out.unanswered => Some("Back without an answer?".to_owned()),
            Person::SignedOut(out) => out.ended.as_ref().map(|ended| ended.explain().title.to_owned()),
            Person::SignedIn(signed_in) => Some(match &signed_in.me.outcome {
                None => "Waiting for Procore".to_owned(),
                Some(Outcome::Answered(answer)) => {
                    format!("{} {}", answer.status, status_text(answer.status))
                }
                Some(Outcome::Failed(failure)) => failure.title().to_owned(),
            }),
        };
        [note, state].into_iter().flatten().collect::<Vec<_>>().join(". ")
    }
}

impl Unverified {
    /// Why nobody could say whose token it is, in words.
    pub fn explain(&self) -> String {
        match self {
            Self::NoAnswer(Failure::Unreachable) => {
                "The browser could not read token/info: the login host probably does not allow it (CORS)."
                    .to_owned()
            }
            Self::NoAnswer(failure) => format!("token/info was not read: {}.", failure.title()),
            Self::Unreadable(status) => format!("token/info answered {status} and named no application."),
        }
    }
}

impl Note {
    /// The note in words.
    pub fn explain(&self) -> Explanation {
        match self {
            Self::AnswerDropped(ended) => Explanation {
                title: "An answer to a sign-in was dropped; your session goes on",
                meaning: format!("{}.", ended.explain().title),
                next: "If you pressed Back, that is all it was.",
                said: None,
                is_calm: true,
            },
            Self::NotStored => Explanation::new(
                "This browser did not store the sign-in",
                "Its storage for this site is full or blocked, so the answer could not have been checked.",
                "Make room or allow storage for this site, then sign in again.",
            ),
        }
    }
}

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
    fn explain(&self, description: Option<&str>) -> Explanation {
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

/// What was called, from where.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    /// The host that was called.
    pub host: &'a str,
    /// The origin of this page.
    pub origin: &'a str,
    /// Whether an earlier call of the same host was answered.
    pub answered_before: bool,
}

impl Failure {
    /// Why there is no answer to see, in a few words.
    pub fn title(&self) -> &'static str {
        self.explain(&Called { host: "", origin: "", answered_before: false }).title
    }

    /// Why there is no answer to see, in words.
    pub fn explain(&self, called: &Called<'_>) -> Explanation {
        let Called { host, origin, answered_before } = called;
        match self {
            Self::Redirected => Explanation::new(
                "The server wants to send the request elsewhere",
                "A redirect could carry your token to another host, so it was not followed; the browser hides where \
                 it leads.",
                "Check the path, and that the environment's API host is the right one.",
            ),
            Self::ForbiddenByPolicy => Explanation {
                meaning: format!(
                    "The page's own Content-Security-Policy does not list {host}: config.json and the headers of \
                     this site disagree."
                ),
                ..Explanation::new(
                    "This page may not call that host",
                    "",
                    "Whoever hosts it runs “cargo xtask headers --config config.json” and publishes the result.",
                )
            },
            Self::Offline => Explanation::new(
                "You are offline",
                "The browser has no network.",
                "Connect, then send again.",
            ),
            Self::Unreachable if *answered_before => Explanation {
                meaning: format!(
                    "Earlier calls were answered, so most likely {host} or the network has a problem, or an error \
                     answer came that {origin} is not allowed to read. A browser does not tell a page which."
                ),
                ..Explanation::new(
                    "No answer that this page may see",
                    "",
                    "Check the network, then send again.",
                )
            },
            Self::Unreachable => Explanation {
                meaning: format!(
                    "Most likely {host} does not allow {origin} to read its answers (CORS), or it cannot be reached. \
                     A browser does not tell a page which."
                ),
                ..Explanation::new(
                    "No answer that this page may see",
                    "",
                    "Check the network; then ask apisupport@procore.com to allow this origin for your app.",
                )
            },
            Self::BrokenOff(status) => Explanation {
                meaning: format!("{host} answered {status}, but the rest of the answer did not come."),
                ..Explanation::new("The answer broke off", "", "Send again.")
            },
            Self::TimedOut(limit) => Explanation {
                meaning: format!("{host} did not answer within {} seconds.", limit / 1000),
                ..Explanation::new(
                    "No answer in time",
                    "",
                    "Send again; if it stays, check Procore's status page.",
                )
            },
            Self::Cancelled => Explanation::new(
                "You stopped the call",
                "It may still have reached Procore.",
                "Send again when you like.",
            )
            .calm(),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn every_refusal() -> Vec<Refusal> {
        let codes = [
            ErrorCode::InvalidRequest,
            ErrorCode::UnauthorizedClient,
            ErrorCode::AccessDenied,
            ErrorCode::UnsupportedResponseType,
            ErrorCode::InvalidScope,
            ErrorCode::ServerError,
            ErrorCode::TemporarilyUnavailable,
            ErrorCode::Other("odd".into()),
        ];
        let errors = codes.map(|code| Refusal::Error { code, description: None });
        let others = [
            Refusal::Repeated,
            Refusal::StateMissing,
            Refusal::StateUnknown,
            Refusal::StateStale,
            Refusal::Misplaced,
            Refusal::CodeUninvited,
            Refusal::TokenTypeMissing,
            Refusal::TokenTypeUnknown,
            Refusal::TokenMissing,
            Refusal::TokenMalformed(AccessTokenError::TooLong),
            Refusal::TokenMalformed(AccessTokenError::Characters),
            Refusal::ExpiredOnArrival,
        ];
        errors.into_iter().chain(others).collect()
    }

    #[test]
    fn every_ending_has_a_title_of_its_own_a_meaning_and_a_next_step() {
        let endings = [
            Ended::SignedOut,
            Ended::Expired,
            Ended::Refused,
            Ended::OtherApplication,
            Ended::EnvironmentGone,
        ];
        let endings = endings.into_iter().chain(every_refusal().into_iter().map(Ended::Answer));
        let failures = [
            Failure::Redirected,
            Failure::ForbiddenByPolicy,
            Failure::Offline,
            Failure::Unreachable,
            Failure::BrokenOff(200),
            Failure::TimedOut(30_000),
            Failure::Cancelled,
        ];
        let called =
            Called { host: "api.example", origin: "https://console.example", answered_before: false };
        let failures = failures.map(|failure| failure.explain(&called));
        let mut titles = Vec::new();
        for explanation in endings.map(|ended| ended.explain()).chain(failures) {
            assert!(!explanation.meaning.is_empty() && !explanation.next.is_empty(), "{explanation:?}");
            assert!(!titles.contains(&explanation.title), "{explanation:?}");
            titles.push(explanation.title);
        }
    }

    #[test]
    fn a_host_that_answered_before_is_not_suspected_of_forbidding_it() {
        let explain = |answered_before| {
            Failure::Unreachable.explain(&Called {
                host: "api.example",
                origin: "https://console.example",
                answered_before,
            })
        };
        assert!(explain(false).next.contains("apisupport@procore.com"));
        assert!(!explain(true).next.contains("apisupport@procore.com"));
    }

    #[test]
    fn what_the_server_said_is_shown_only_with_an_error_that_its_state_vouches_for() {
        for refusal in every_refusal() {
            assert_eq!(refusal.explain().said.is_some(), matches!(refusal, Refusal::Error { .. }));
        }
        let denied = Refusal::Error { code: ErrorCode::AccessDenied, description: Some("No.".into()) };
        assert_eq!(denied.explain().said.as_deref(), Some("access_denied: No."));
    }
}
