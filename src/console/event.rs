//! What can happen.

use super::people::PersonRecord;
use super::{Message, Route};
use crate::nonce::Nonce;
use crate::oauth::{AuthorizationResponse, Pending, SessionRecord, State};
use crate::procore::{CompanyId, Evidence, Outcome};
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
    /// The person wants new tabs to go on with the session, or not.
    ShareWithTabs(bool),
    /// The person wants to sign in and to come back to `return_to`.
    SignIn {
        /// Fresh from the browser's random source.
        state: State,
        /// Where to go afterwards.
        return_to: Route,
        /// The clock.
        now: UnixTime,
    },
    /// The person wants a new token while everything stays open.
    Renew {
        /// Fresh from the browser's random source.
        state: State,
        /// The clock.
        now: UnixTime,
    },
    /// The person wants a new token even if what is open is lost.
    RenewHere {
        /// Fresh from the browser's random source.
        state: State,
        /// The clock.
        now: UnixTime,
    },
    /// The browser did not let a window open.
    WindowBlocked,
    /// The person does not want to wait for the window any longer.
    StopRenewal,
    /// The person wants everything closed that an ended session left open.
    CloseWork,
    /// The browser did not store the pending entry.
    NotStored,
    /// The person wants to sign out.
    SignOut,
    /// The session with this id was signed out in another tab.
    SignedOutElsewhere(Nonce),
    /// The person wants to go on with another tab's session.
    TakeOffer(UnixTime),
    /// Another tab said something.
    Heard(Message, UnixTime),
    /// The path's field holds this text.
    TypePath(String),
    /// The person wants the path to be called.
    Send,
    /// The call with this number is being answered, with this status: its document has something to show.
    Began(u32, u16),
    /// The worker of the document with this number is gone.
    Lost(u32),
    /// The person does not want to wait for the call any longer.
    Cancel,
    /// The person names the company that the calls of a service account are about, or says that there is none.
    NameCompany(Option<CompanyId>),
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
    /// Probes for the call with this number found this, and are done or not.
    Probed(u32, Evidence, bool),
    /// The alarm rang, or somebody looks at the page again.
    Woke {
        /// The clock.
        now: UnixTime,
        /// Whether the clock has leapt forward: it was set, or the machine slept.
        has_leapt: bool,
    },
    /// The machine's clock was found to have been turned back by this many milliseconds.
    ClockTurnedBack(u64),
    /// An answer came into the address while the page was open, or was pasted.
    AnswerCame {
        /// The answer, already out of the address.
        answer: AuthorizationResponse,
        /// The pending entry that was taken by its state.
        pending: Option<Box<Pending>>,
        /// Fresh from the browser's random source: the id of the session to come.
        id: Nonce,
        /// The clock.
        now: UnixTime,
    },
    /// The browser brought the page back from its back/forward cache, as it was when it was left.
    Restored {
        /// The record that session storage holds now.
        stored: Option<SessionRecord>,
        /// The ids of sessions that were signed out.
        ended: Vec<Nonce>,
        /// Whether a sign-in of this tab still waits for its answer.
        is_waiting: bool,
        /// The clock.
        now: UnixTime,
    },
    /// The table of users holds this row for the signed-in person; `None` if it has none or cannot be read.
    Met(Option<Box<PersonRecord>>),
    /// The person wants to be forgotten by this browser.
    ForgetMe,
    /// The person pasted a token, or something that has one in it.
    Paste {
        /// What was pasted.
        text: String,
        /// Fresh from the browser's random source: the id of the session to come.
        id: Nonce,
        /// The clock.
        now: UnixTime,
    },
    /// The person wants to use the pasted token.
    UseToken,
    /// The person does not want to use it.
    DropToken,
    /// The person wants an authorization code that comes to `redirect_uri`.
    AskCode {
        /// Fresh from the browser's random source.
        state: State,
        /// Where the code shall come: what stands in the field.
        redirect_uri: String,
        /// The clock.
        now: UnixTime,
    },
    /// The person brought the address that a request for a code ended at.
    AddressPasted {
        /// The answer in it.
        answer: AuthorizationResponse,
        /// The pending entry that was taken by its state.
        pending: Option<Box<Pending>>,
        /// The clock.
        now: UnixTime,
    },
    /// The person is done with the code.
    DropCode,
    /// The person went to another page of the app.
    WentElsewhere,
    /// The person has read the note.
    DismissNote,
}

/// What is asked of Procore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the person called; at first `GET /rest/v1.0/me`: who is this?
    Call,
    /// The same for a session that came from another window: is it the same person?
    Arrival,
    /// The same for a session whose time seems to be over: does it live?
    Alive,
    /// `GET /oauth/token/info`: whose token is this?
    TokenInfo,
    /// The same for a pasted token.
    Application,
    /// `POST /oauth/revoke`: make it worth nothing.
    Revocation,
}

impl Question {
    /// How long the answer is waited for, in milliseconds; for a call, how long without a byte.
    pub fn timeout(self) -> u32 {
        match self {
            Self::Call => 30_000,
            Self::Arrival | Self::Alive => 10_000,
            Self::TokenInfo | Self::Application | Self::Revocation => 5_000,
        }
    }
}
