//! Endings in plain words: what happened, what it means at Procore, what to do next, in that order.

mod code;
mod ended;
mod failure;
mod input;
mod refusal;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use failure::Called;

use super::model::{Console, Person, Renewal, Unverified};
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
    /// Where the next step can be taken: words and address of a page of Procore's.
    pub link: Option<(&'static str, &'static str)>,
    /// Whether it is nothing to worry about.
    pub is_calm: bool,
}

impl Explanation {
    pub(super) fn new(title: &'static str, meaning: &str, next: &'static str) -> Self {
        Self { title, meaning: meaning.to_owned(), next, said: None, link: None, is_calm: false }
    }

    pub(super) fn calm(self) -> Self {
        Self { is_calm: true, ..self }
    }
}

const AGAIN: &str = "Sign in again.";

impl Console {
    /// What a screen reader is to say of the state, in a few words.
    pub fn announcement(&self) -> String {
        let note = self.note.as_ref().map(|note| note.explain().title.to_owned());
        let state = match &self.person {
            Person::SignedOut(out) if out.unanswered => Some("Back without an answer?".to_owned()),
            Person::SignedOut(out) => out.ended.as_ref().map(|ended| ended.explain().title.to_owned()),
            Person::SignedIn(_) => Some(match self.work.call() {
                Some(call) if call.is_waiting => "Waiting for Procore".to_owned(),
                Some(super::Call { outcome: Some(Outcome::Answered(answer)), .. }) => {
                    format!("{} {}", answer.status, status_text(answer.status))
                }
                Some(super::Call { diagnosis: Some(diagnosis), .. }) if diagnosis.is_done => {
                    diagnosis.causes().first().map_or("", |cause| cause.title()).to_owned()
                }
                Some(super::Call { outcome: Some(Outcome::Failed(failure)), .. }) => {
                    failure.title().to_owned()
                }
                _ => String::new(),
            }),
        };
        let renewal = match self.renewal {
            Renewal::None => None,
            Renewal::Waiting(..) => Some("Waiting for the sign-in in the other window".to_owned()),
            Renewal::Blocked => Some("This browser blocked the window".to_owned()),
        };
        [note, renewal, state]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(". ")
    }
}

impl Unverified {
    /// Why nobody could say whose token it is, in words.
    pub fn explain(&self) -> String {
        match self {
            Self::NoAnswer(Failure::Unreachable) => {
                "The browser could not read token/info: the login host did not answer, or does not let this page read \
                 its answer (CORS). A browser does not tell which."
                    .to_owned()
            }
            Self::NoAnswer(failure) => format!("token/info was not read: {}.", failure.title()),
            Self::Unreadable(status) => format!("token/info answered {status} and named no application."),
        }
    }
}
