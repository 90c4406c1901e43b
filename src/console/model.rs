//! The state that the views draw.

use super::{Called, Preferences};
use crate::oauth::{ClientId, ClientIdError, Refusal, Session};
use crate::procore::{Environment, Environments, Failure, Outcome, User};

/// The whole state of the app.
#[derive(Clone, Debug)]
pub struct Console {
    /// The environments that may be used.
    pub environments: Environments,
    /// The app's root: where Procore sends people back to.
    pub redirect_uri: String,
    /// What is remembered from visit to visit.
    pub preferences: Preferences,
    /// Who is there.
    pub person: Person,
    /// Something to be told once, beside everything else.
    pub note: Option<Note>,
    /// Counts the calls, so that a late answer to an earlier one is known as such.
    pub(super) calls: u32,
}

/// Who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// Nobody.
    SignedOut(SignedOut),
    /// Somebody with a token.
    SignedIn(Box<SignedIn>),
}

/// Nobody is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedOut {
    /// Why, if there is a reason to tell.
    pub ended: Option<Ended>,
    /// What is wrong with the client id, once the person tried to sign in with it.
    pub problem: Option<ClientIdError>,
    /// Whether the browser is on its way to Procore.
    pub leaving: bool,
    /// Whether the person went to Procore and came back without an answer: by hand, as a rule, because Procore
    /// showed an error page of its own, which never leads back.
    pub unanswered: bool,
}

/// Why nobody is signed in any more, or not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The person signed out.
    SignedOut,
    /// The token's time was over.
    Expired,
    /// Procore answered 401 to the token.
    Refused,
    /// The token was issued to another application: somebody may have slipped it in.
    OtherApplication,
    /// The environment is no longer configured, or its hosts changed.
    EnvironmentGone,
    /// The answer to a sign-in was refused.
    Answer(Refusal),
}

/// Somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Whose token it is.
    pub whose: Whose,
    /// Who it is, once `/me` has said so.
    pub user: Option<User>,
    /// The call of `/me`.
    pub me: Call,
    /// The running number of the question about the token.
    pub(super) info: u32,
}

/// Whether the token was issued to this app (RFC 6749 section 10.16 says why to ask).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The question is out.
    Checking,
    /// Procore says that it was issued to our client id.
    Ours,
    /// Nobody could say.
    NotVerified(Unverified),
}

/// Why nobody could say whose token it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unverified {
    /// There was no answer to see.
    NoAnswer(Failure),
    /// An answer with this status that does not name an application.
    Unreadable(u16),
}

/// One call of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The address that is called.
    pub url: String,
    /// What became of it; `None` while it is under way.
    pub outcome: Option<Outcome>,
    pub(super) number: u32,
}

/// Something to be told once; the person dismisses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// An answer came that did not fit, for this reason; the session goes on.
    AnswerDropped(Ended),
    /// The browser did not store the pending sign-in, so the page was not left.
    NotStored,
}

impl SignedIn {
    /// The last call as words need it. That the person is known means that the host has answered.
    pub fn called<'a>(&'a self, origin: &'a str) -> Called<'a> {
        Called { host: self.session.api.host(), origin, answered_before: self.user.is_some() }
    }
}

impl Console {
    /// The environment that is chosen for signing in.
    pub fn chosen(&self) -> &Environment {
        self.preferences.environment(&self.environments)
    }

    /// The client id for the chosen environment, as it stands in its field.
    pub fn client_id(&self) -> &str {
        self.preferences.client_id(self.chosen())
    }

    /// The environment that counts: the session's or, before that, the chosen one.
    pub fn environment(&self) -> &Environment {
        let session = self.signed_in().map(|signed_in| &signed_in.session);
        session.and_then(|session| self.environments.of(session)).unwrap_or_else(|| self.chosen())
    }

    /// Whether a sign-in can begin without anything being typed.
    pub fn can_sign_in(&self) -> bool {
        ClientId::parse(self.client_id()).is_ok()
    }

    /// A number for the next call.
    pub(super) fn next_call(&mut self) -> u32 {
        self.calls += 1;
        self.calls
    }

    /// The session, if somebody is signed in.
    pub fn signed_in(&self) -> Option<&SignedIn> {
        match &self.person {
            Person::SignedIn(signed_in) => Some(signed_in),
            Person::SignedOut(_) => None,
        }
    }
}
