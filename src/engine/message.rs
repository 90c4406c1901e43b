//! What the page's state and a document's worker say to each other; what the view says is in `view_message`. Page and worker are built together, and the worker names its
//! build before anything else, so there is one version of each message.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::procore::paging::List;
use crate::procore::{Outcome, Outgoing};

/// What the page's state wants of a worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// Open this document. Once.
    Open(Source),
    /// Stop what is coming in. What has come stays.
    Cancel,
    /// Get the page with this number for a document of pages.
    Page(u32, Call),
    /// Give a page that has come its place behind those before it. The rows with these indexes have come before.
    Join(u32, Vec<u32>),
    /// No more pages come. Whether these are all.
    Finish(bool),
}

/// Where the bytes of a document come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// A call of the API. The files of its parts are beside the message.
    Call(Call),
    /// A port beside the message, on which chunks of bytes come until a null.
    Port,
    /// Pages of a collection, in further orders.
    Pages,
    /// A file of the person's own, compressed by gzip or not. It is beside the message.
    File,
}

/// Why a file was not read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unread {
    /// The browser could not read it, or it could not be unpacked.
    Broken,
    /// It has 4 GiB or more.
    TooLong,
    /// The person stopped it.
    Stopped,
}

/// A call, with all that its request is made of.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The record of the session.
    ///
    /// # Security
    /// It holds the token. The worker keeps it no longer than the request is made.
    pub session: String,
    /// The record of the environment.
    pub environment: String,
    /// What is asked.
    pub asked: Outgoing,
    /// Without a byte for this number of milliseconds, the call is given up.
    pub patience: u32,
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Call({} {})", self.asked.method.name(), self.asked.target)
    }
}

/// What a worker tells the page's state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// The worker is there: the build that it is of.
    Ready(String),
    /// An answer with this status has begun: from here on there is something to show.
    Began(u16),
    /// What has come is a list with so many rows. It is told before the end.
    Listed(u32),
    /// What became of the call. The body in it is its first 64 KiB: the rest lies with the worker.
    Ended(Outcome),
    /// What became of the call for the page with this number, and its rows, if it is a list; then the body stays here.
    Page(u32, Outcome, Option<List>),
    /// The file is being read: from here on there is something to show.
    Reads,
    /// The file has been read: to its end, or why not.
    Read(Option<Unread>),
}

/// A message as bytes.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    // Writing to a `Vec` cannot fail, and every type of a message can be written: see `engine/tests/message.rs`.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// A message from bytes; `None` if they are none, which means that page and worker are of different builds.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
