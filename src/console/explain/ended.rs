//! Ended sessions, and notes, in words.

use super::{AGAIN, Explanation};
use crate::console::{Ended, LinkCompany, Note, Revocation};

/// Procore's own page on how a person disconnects an app.
const CONNECTED_APPS: (&str, &str) = (
    "How to disconnect an app at Procore",
    "https://support.procore.com/products/online/user-guide/company-level/portfolio/tutorials/revoke-access-for-my-connected-apps",
);

impl Ended {
    /// Why nobody is signed in, in words.
    pub fn explain(&self) -> Explanation {
        match self {
            Self::SignedOut(revocation) => revocation.explain(),
            Self::SignedOutElsewhere => Explanation::new(
                "You signed out of this session",
                "That was in another tab or on a later page of this one. The token and all that was open is forgotten \
                 here too.",
                AGAIN,
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

impl Revocation {
    fn explain(self) -> Explanation {
        let (meaning, next, link) = match self {
            Self::Asking => ("This browser has forgotten the token, and Procore is being asked to end it.".to_owned(), "", None),
            Self::Revoked => (
                "This browser has forgotten the token, and Procore has ended it.".to_owned(),
                "Procore's login may still know you in this browser: to leave nothing behind, log out there too.",
                None,
            ),
            Self::Refused(status) => (
                format!(
                    "This browser has forgotten the token. Procore was asked to end it and refused ({status}), so it \
                     ends with its time."
                ),
                "To end it now, disconnect the app in your profile at Procore, under My Connected Apps.",
                Some(CONNECTED_APPS),
            ),
            Self::Unseen => (
                "This browser has forgotten the token. Procore was asked to end it too, but a page may not see the \
                 answer here, so it may live until its time is over."
                    .to_owned(),
                "To be sure, disconnect the app in your profile at Procore, under My Connected Apps.",
                Some(CONNECTED_APPS),
            ),
        };
        Explanation { link, meaning, ..Explanation::new("You are signed out", "", next).calm() }
    }
}

impl Note {
    /// The note in words.
    pub fn explain(&self) -> Explanation {
        match self {
            Self::AnswerDropped(ended) => Explanation {
                meaning: format!("{}.", ended.explain().title),
                ..Explanation::new(
                    "An answer to a sign-in was dropped; your session goes on",
                    "",
                    "If you pressed Back, that is all it was.",
                )
                .calm()
            },
            Self::LinkUnreadable(error) => {
                Explanation::new("This link fills in nothing", &error.to_string(), "")
            }
            Self::LinkElsewhere { environment, company } => {
                let environment = environment.as_ref().map(|id| format!("the environment “{id}”"));
                let next = match company {
                    Some(LinkCompany::NotTheirs(_)) => {
                        "Your account does not have that company, or this app may not see it: ask whoever sent the link."
                    }
                    Some(LinkCompany::Unknown(_) | LinkCompany::Theirs(_)) | None => {
                        "Choose the same before you send it, or mind where it goes."
                    }
                };
                let company = company.as_ref().map(|company| match company {
                    LinkCompany::Unknown(id) | LinkCompany::NotTheirs(id) => format!("the company {id}"),
                    LinkCompany::Theirs(named) => format!("the company “{}”", named.name),
                });
                let places: Vec<String> = environment.into_iter().chain(company).collect();
                Explanation::new(
                    "The link was made elsewhere",
                    &format!("It was made for {}, which is not what is chosen here.", places.join(" and ")),
                    next,
                )
            }
            Self::NotStored => Explanation::new(
                "This browser did not store the sign-in",
                "Its storage for this site is full or blocked, so the answer could not have been checked.",
                "Make room or allow storage for this site, then sign in again.",
            ),
            Self::EndsSoon => Explanation::new(
                "Your session ends in less than five minutes",
                "Renewing opens a window of its own; everything here stays as it is.",
                "Renew it now, and go on.",
            ),
            Self::Renewed => Explanation::new(
                "The session is renewed",
                "The same person signed in, so everything is as it was.",
                "",
            )
            .calm(),
            Self::OtherPerson => Explanation::new(
                "Another person signed in",
                "What the one before had opened was closed first.",
                "",
            ),
            Self::UnknownPerson => Explanation::new(
                "Nobody could say who signed in",
                "Procore did not tell whether it is the same person, so what was open was closed first.",
                "",
            ),
            Self::NotRenewed => Explanation::new(
                "The session was not renewed",
                "The sign-in in the other window did not give this tab a token that it can use; that window says why.",
                "Renew again when you like.",
            ),
            Self::TabGone => Explanation::new(
                "The other tab did not answer",
                "It was closed, or its session has ended.",
                "Sign in here instead.",
            ),
            Self::Forgotten => Explanation::new(
                "Everything that this app kept in this browser is gone",
                "History, saved requests, the people it knew, what was typed, and all settings. At Procore nothing has changed.",
                "",
            )
            .calm(),
            Self::NotForgotten => Explanation::new(
                "This browser did not remove everything",
                "Settings and what was typed are gone. The history, the saved requests and the people it knows may be there still.",
                "Close other tabs of this app and try again, or remove this site's data in the settings of the browser.",
            ),
        }
    }
}
