//! What can happen.

use super::Route;
use crate::oauth::{AuthorizationResponse, Pending, SessionRecord, State};
use crate::procore::Outcome;
use crate::time::UnixTime;

/// Something happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The person chose the environment with this id.
    ChooseEnvironment(String),
    /// The client id's field holds this text.
    TypeClientId(String),
    /// The person wants a reload to keep the session, or not.
    KeepSession(bool),
    /// The person wants to sign in and to come back to `return_to`.
    SignIn {
        /// Fresh from the browser's random source.
        state: State,
        /// Where to go afterwards.
        return_to: Route,
        /// The clock.
        now: UnixTime,
    },
    /// The browser did not store the pending entry.
    NotStored,
    /// The person wants to sign out.
    SignOut,
    /// The person wants `/me` to be called again.
    Send,
    /// The person does not want to wait for the call any longer.
    Cancel,
    /// The call with this number ended.
    Answered {
        /// What was asked.
        question: Question,
        /// The number that the effect gave.
        number: u32,
        /// What became of it.
        outcome: Outcome,
        /// The clock.
        now: UnixTime,
    },
    /// The time that [`Effect::WakeAt`] named has come, or so the timer says.
    Woke(UnixTime),
    /// An answer came into the address while the page was open.
    AnswerCame {
        /// The answer, already out of the address.
        answer: AuthorizationResponse,
        /// The pending entry that was taken by its state.
        pending: Option<Box<Pending>>,
        /// The clock.
        now: UnixTime,
    },
    /// The browser brought the page back from its back/forward cache, as it was when it was left.
    Restored {
        /// The record that session storage holds now.
        stored: Option<SessionRecord>,
        /// Whether a sign-in of this tab still waits for its answer.
        is_waiting: bool,
        /// The clock.
        now: UnixTime,
    },
    /// The person went to another page of the app.
    WentElsewhere,
    /// The person has read the note.
    DismissNote,
}

/// What is asked of Procore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// `GET /rest/v1.0/me`: who is this?
    Me,
    /// `GET /oauth/token/info`: whose token is this?
    TokenInfo,
}

impl Question {
    /// How long the answer is waited for, in milliseconds.
    pub fn timeout(self) -> u32 {
        match self {
            Self::Me => 30_000,
            Self::TokenInfo => 5_000,
        }
    }
}
