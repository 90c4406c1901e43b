//! What became of a request. Every ending is one of these: nothing is left to guess from an exception.

use serde::{Deserialize, Serialize};

/// The end of one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The server answered and the browser let the page see it, whatever its status.
    Answered(Answer),
    /// There is no answer that the page may see.
    Failed(Failure),
}

/// An answer, its body as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The HTTP status code.
    pub status: u16,
    /// The headers that the browser let through (Fetch standard, "CORS-safelisted response-header name").
    pub headers: Vec<(String, String)>,
    /// The body's bytes; of a document, the first 64 KiB: the rest lies with its worker.
    pub body: Vec<u8>,
    /// The length of the whole body, in bytes.
    pub length: u64,
    /// From sending to the last byte, in milliseconds.
    pub elapsed: u32,
}

/// Why there is no answer to see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The server sent a redirect. Following it could carry the token to another host, so it is not followed,
    /// and the browser hides where it leads.
    Redirected,
    /// This page's own Content-Security-Policy forbids the host: `config.json` and the headers disagree.
    ForbiddenByPolicy,
    /// The page is `https` and the host is not: browsers block what would travel in clear.
    Insecure,
    /// The browser says that it is offline.
    Offline,
    /// No answer, or one that CORS hides: a browser does not tell which.
    Unreachable,
    /// An answer with this status began, but its body did not come to its end.
    BrokenOff(u16),
    /// No answer within this number of milliseconds.
    TimedOut(u32),
    /// The person stopped it.
    Cancelled,
    /// The answer has 4 GiB or more.
    TooLong,
    /// The worker that had the answer is gone: it was out of memory, as a rule.
    Lost,
}

impl Outcome {
    /// The answer, if the server answered.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Answered(answer) => Some(answer),
            Self::Failed(_) => None,
        }
    }

    /// The status, if the server answered.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Answered(answer) => Some(answer.status),
            Self::Failed(_) => None,
        }
    }

    /// The body of a 2xx answer.
    pub fn success(&self) -> Option<&[u8]> {
        match self {
            Self::Answered(answer) if (200..300).contains(&answer.status) => Some(&answer.body),
            _ => None,
        }
    }
}
