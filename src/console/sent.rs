//! A request as it was sent, to be told from the one that is being written.

use crate::procore::Outgoing;

/// A request as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What was asked.
    pub asked: Outgoing,
    /// The address that was called.
    pub url: String,
    /// The files that went with it, by the numbers under which the browser holds them: two files may have one name.
    pub files: Vec<u32>,
}
