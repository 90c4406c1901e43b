//! How things end, and what is to be told once.

use crate::oauth::Refusal;
use crate::procore::Named;
use crate::share::LinkError;

/// Why nobody is signed in any more, or not yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The person signed out.
    SignedOut(Revocation),
    /// The person signed out of this session in another tab.
    SignedOutElsewhere,
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

impl Ended {
    /// Whether what is open stays open: the session ended by itself, and the person will want to go on.
    pub(super) fn keeps_work(&self) -> bool {
        matches!(self, Self::Expired | Self::Refused)
    }

    /// Whether the person will want to sign in again: not after signing out on purpose.
    pub fn asks_for_another_sign_in(&self) -> bool {
        !matches!(self, Self::SignedOut(_))
    }
}

/// What became of the wish that a token be worth nothing any more (RFC 7009).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// The question is out.
    Asking,
    /// Procore said yes.
    Revoked,
    /// Procore said no, with this status.
    Refused(u16),
    /// It was asked, but the answer cannot be seen from a page.
    Unseen,
}

/// The company that a shared link names and that is not chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkCompany {
    /// Only its id is known.
    Unknown(String),
    /// One of the person's.
    Theirs(Named),
    /// None of the person's: its id.
    NotTheirs(String),
}

/// Something to be told once; the person dismisses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// An answer came that did not fit, for this reason; the session goes on.
    AnswerDropped(Ended),
    /// The browser did not store the pending sign-in, so the page was not left.
    NotStored,
    /// The session ends within minutes.
    EndsSoon,
    /// The session was renewed; everything is as it was.
    Renewed,
    /// Somebody else signed in, so what was open was closed.
    OtherPerson,
    /// Nobody could say whether the same person signed in, so what was open was closed.
    UnknownPerson,
    /// The window that was to renew the session had no success.
    NotRenewed,
    /// A link was followed that fills in nothing.
    LinkUnreadable(LinkError),
    /// A link was followed that was made in another environment, or for another company, than the present ones.
    LinkElsewhere {
        /// The id of the environment, if it is another.
        environment: Option<String>,
        /// The company, if it is another.
        company: Option<LinkCompany>,
    },
    /// The tab whose session was to be taken over did not answer.
    TabGone,
    /// Everything that this app kept in this browser is gone.
    Forgotten,
    /// The browser did not remove all of it.
    NotForgotten,
}

impl Note {
    /// The name of the company that a link leads to, if it can be chosen.
    pub fn company_to_choose(&self) -> Option<&str> {
        match self {
            Self::LinkElsewhere { environment: None, company: Some(LinkCompany::Theirs(named)) } => {
                Some(&named.name)
            }
            _ => None,
        }
    }

    /// Whether renewing the session is what can be done about it.
    pub fn asks_for_renewal(&self) -> bool {
        matches!(self, Self::EndsSoon | Self::NotRenewed)
    }
}
