//! What can happen.

use super::draft::{BodyKind, DraftPart};
use super::form::Spelled;
use super::history::Recall;
use super::palette::Goal;
use super::patience::Patience;
use super::people::PersonRecord;
use super::place::Kind;
use super::{FileState, Message, PagesEvent, Route};
use crate::catalogue::{Endpoint, Known, Lead};
use crate::nonce::Nonce;
use crate::oauth::{AuthorizationResponse, Pending, SessionRecord, State};
use crate::procore::{CompanyId, Evidence, Method, Named, Outcome, RowEdit};
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
    /// The person changes the request in sight.
    Edit(Edit),
    /// The request in sight is to be one of this endpoint.
    Use(Box<Endpoint>),
    /// A request of this endpoint is to be begun, in a tab of its own if something is typed in the one in sight.
    UseApart(Box<Endpoint>),
    /// The palette is open, and this is typed in it.
    Search(String),
    /// The person chose this in it: a tab, an entry, a company or a project.
    Go(Goal),
    /// The catalogue knows this of a call, by its method and path, in the tab with this id.
    Recognised(u32, (Method, String), Option<Box<Known>>),
    /// The request in sight is to be one of this path, another version of its endpoint.
    SwitchVersion(String),
    /// In the document with this number the person is at this value, which may be an id by the names on the way to it; or at
    /// none.
    Chose(u32, Option<(Vec<String>, String)>),
    /// The catalogue knows where an id with these names, in the document with this number, leads.
    Led(u32, Vec<String>, Option<Box<Lead>>),
    /// The person wants to see the thing that the id is of.
    Follow(UnixTime),
    /// Calls may go so long without a byte.
    SetPatience(Patience),
    /// The person opens an empty tab.
    OpenSheet,
    /// The person wants to look at a file.
    OpenFile {
        /// The number under which the browser keeps it.
        file: u32,
        /// Its name.
        name: String,
        /// Its bytes.
        bytes: u64,
    },
    /// The reading of the file whose document has this number has come so far.
    FileCame(u32, FileState),
    /// The person wants to see the tab with this id.
    ShowSheet(u32),
    /// The person closes the tab with this id.
    CloseSheet(u32),
    /// A list of companies or projects was opened, or this is searched for in it.
    WantList(Kind, String),
    /// The person works in this company, or in none.
    ChooseCompany(Option<Named>),
    /// The person wants to work in the company that a link names.
    GoToLinked,
    /// The person works in this project, or in none.
    ChooseProject(Option<Named>),
    /// The company that is chosen is a sandbox, or is not.
    MarkSandbox(bool),
    /// Writes are to be unlocked for a while.
    Unlock(UnixTime),
    /// Writes are to be locked again.
    Lock,
    /// The person wants the request in sight to be sent.
    Send(UnixTime),
    /// The person confirms what had to be confirmed, by this text where one is to be typed.
    Confirm(String, UnixTime),
    /// The person does not want it to be sent after all.
    DropWish,
    /// The call with this number is being answered, with this status: its document has something to show.
    Began(u32, u16),
    /// The worker of the document with this number is gone.
    Lost(u32),
    /// The person does not want to wait for the call any longer.
    Cancel,
    /// Something happened to all pages of a collection.
    Pages(PagesEvent),
    /// The person names the company that the calls of a service account are about, or says that there is none.
    NameCompany(Option<CompanyId>, UnixTime),
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
    /// Something about the history and the saved requests.
    History(Recall),
    /// Everything that this app keeps in this browser is to go.
    ForgetEverything,
    /// It is gone, or the browser did not remove it.
    Forgotten(bool),
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
    UseToken(UnixTime),
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
    /// Write what is typed into storage: the pause is over, or the page may be about to go.
    SaveDrafts,
    /// The person has read the note.
    DismissNote,
}

/// A change of a request that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The method.
    Method(Method),
    /// Path and query, as typed.
    Path(String),
    /// The value for a name in braces.
    Value(String, String),
    /// One row of the query.
    Query(RowEdit),
    /// The values of a field of the form, by its name.
    Field(String, Vec<String>),
    /// A filter to be added, by its name, and how its values are written.
    Filter(String, Spelled),
    /// The headers.
    Headers(Vec<(String, String)>),
    /// Which body is sent.
    Kind(BodyKind),
    /// The JSON text.
    Json(String),
    /// The fields of the form.
    Fields(Vec<(String, String)>),
    /// The parts of the multipart body.
    Parts(Vec<DraftPart>),
}

/// What is asked of Procore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What the person called; at first `GET /rest/v1.0/me`: who is this?
    Call,
    /// `GET /rest/v1.0/companies`: which companies are there?
    Companies,
    /// `GET /rest/v1.1/projects`: which projects has the company?
    Projects,
    /// The same as [`Call`](Self::Call) for a session that came from another window: is it the same person?
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
    /// How long the answer is waited for, in milliseconds. How long a call may go without a byte, the person says
    /// ([`Patience`]).
    pub fn timeout(self) -> u32 {
        match self {
            Self::Call | Self::Companies | Self::Projects => 30_000,
            Self::Arrival | Self::Alive => 10_000,
            Self::TokenInfo | Self::Application | Self::Revocation => 5_000,
        }
    }
}
