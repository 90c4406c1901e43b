//! How a run is, what it is told, and what it says.

use super::list::List;
use crate::procore::Failure;

/// What came for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status code.
    pub status: u16,
    /// The headers that the browser let through.
    pub headers: Vec<(String, String)>,
    /// The rows of the body; `None` if it is no list.
    pub list: Option<List>,
}

/// A page that has its place in the document now: all before it have theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number, from 1.
    pub page: u32,
    /// The indexes of its rows whose ids have come before.
    pub duplicates: Vec<u32>,
}

/// How a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It asks for pages, or waits for answers or for the time to ask again.
    Running,
    /// The person paused it.
    Paused,
    /// The token was refused: it goes on after [`Run::renewed`](super::Run::renewed).
    NeedsSession,
    /// It asks for nothing more.
    Ended(End),
}

/// Why a run asks for nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The last page has come.
    Complete,
    /// The second page was the first one again: this endpoint does not know `page`.
    IgnoresPage,
    /// Pages came again.
    Repeats,
    /// The first answer is no list. It is delivered as it is.
    NotAList,
    /// There are more pages than any run asks for.
    TooMany,
    /// The person stopped it.
    Cancelled,
    /// This page did not come. What came before is kept, and [`Run::resume`](super::Run::resume) tries it again.
    Failed {
        /// The number of the page.
        page: u32,
        /// Why.
        fault: Fault,
    },
}

/// Why a page did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server refused it with this status; 429 or 503 if it did so too often.
    Status(u16),
    /// There is no answer that the page may see.
    NoAnswer(Failure),
    /// The answer has another shape than the first one.
    OtherShape,
}
