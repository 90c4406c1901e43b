//! What is to be done outside of the state: `browser/effects.rs` does it.

use super::history::Filing;
use super::people::Meeting;
use super::preferences::Change;
use super::{Message, Question, Route};
use crate::engine;
use crate::nonce::Nonce;
use crate::oauth::{Origin, Pending, Session};
use crate::procore::{Method, Request};
use crate::time::UnixTime;

/// Something to do outside of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Load the whole console in place of the first page.
    EnterConsole,
    /// Make this change to the stored preferences.
    SavePreference(Change),
    /// Store the pending entry, and only then leave the page for this authorization endpoint.
    Leave(Box<Pending>, String),
    /// Open a window with the pending entry, and nothing else, in its storage, and lead it to this authorization
    /// endpoint; report [`WindowBlocked`](super::Event::WindowBlocked) if the browser does not let it open.
    OpenWindow(Box<Pending>, String),
    /// Store the pending entry, and open this authorization endpoint in a tab that cannot reach back.
    OpenTab(Box<Pending>, String),
    /// Close this window, if the browser lets us.
    CloseWindow,
    /// Remove every pending entry: one sign-in of this tab has come to its end.
    ForgetPending,
    /// Keep the session in session storage.
    StoreSession(Box<Session>),
    /// Remove the session from session storage.
    ForgetSession,
    /// Report [`SaveDrafts`](super::Event::SaveDrafts) after a pause.
    SaveDraftsSoon,
    /// Keep this record of what is typed in session storage, or none.
    KeepDrafts(Option<String>),
    /// Keep this link, the query of an address, in session storage, or none.
    KeepLink(Option<String>),
    /// Tell every tab, those asleep included, that the session with this id was signed out.
    RecordEnd(Nonce),
    /// Send the request and report [`Answered`](super::Event::Answered).
    Fetch(Question, u32, Request),
    /// Open a document under this number, in a worker of its own that makes the call with the files of these numbers, and
    /// report [`Began`](super::Event::Began) and [`Answered`](super::Event::Answered).
    Open(u32, Box<engine::Call>, Vec<u32>),
    /// Ask the catalogue about a call of this method and path in the tab with this id, unless another question about that
    /// tab follows at once, and report [`Recognised`](super::Event::Recognised).
    Recognise(u32, Method, String),
    /// Ask the catalogue where an id with these names leads that the document with this number, the answer to a call of this
    /// method and target, has; report [`Led`](super::Event::Led).
    Lead(u32, Vec<String>, Method, String),
    /// Open a document of pages under this number, in a worker of its own.
    OpenPages(u32),
    /// Open a document under the first number, in a worker of its own that reads the file with the second, and report
    /// [`FileCame`](super::Event::FileCame).
    OpenFile(u32, u32),
    /// Give this order to the worker of the document with this number, and report
    /// [`Came`](super::PagesEvent::Came) for a page.
    Order(u32, Box<engine::Order>),
    /// Stop the question or the call with this number.
    Stop(u32),
    /// Close the document with this number.
    Close(u32),
    /// Ask this host the harmless questions of [`Probe`](crate::procore::Probe) and report
    /// [`Probed`](super::Event::Probed) under this number after each.
    Probe(u32, Origin),
    /// Report [`Woke`](super::Event::Woke) at that time, and at no other.
    WakeAt(Option<UnixTime>),
    /// Go to a page of the app, in place of the present one.
    Show(Route),
    /// Listen to the channel of this name, and to no other.
    Listen(Option<String>),
    /// Say this on the channel.
    Post(Message),
    /// Look the person up in the table of users, remember them if they have signed in, and report
    /// [`Met`](super::Event::Met).
    Meet(Box<Meeting>),
    /// Remove the row with this number from the table of users.
    ForgetPerson(u64),
    /// Something for the database or about a file, for history and saved requests.
    History(Filing),
    /// Remove everything that this app keeps in this browser, and report [`Forgotten`](super::Event::Forgotten).
    ForgetEverything,
}
