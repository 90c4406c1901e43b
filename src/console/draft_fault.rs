//! Why a draft is not sent, and the part of the request that says so.

use thiserror::Error;

use crate::json::SyntaxError;
use crate::procore::{HeaderFault, TargetError, TypeFault};

/// Why a draft is not sent. Nothing has left in any of these cases.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DraftFault {
    /// The address is none.
    #[error("{}", .0.words())]
    Target(TargetError),
    /// The header of this name cannot be set.
    #[error("{}", header_fault(.0, *.1))]
    Header(String, HeaderFault),
    /// The header `Content-Type` contradicts the body.
    #[error("{}", .0.words())]
    Type(TypeFault),
    /// This part's file is not there: none was chosen, or the page was loaded anew.
    #[error("Choose the file for “{0}”, or remove the row: a page that is loaded anew has no files.")]
    FileGone(String),
    /// The body is no JSON.
    #[error("The body is not JSON: {0}.")]
    Json(SyntaxError),
    /// The environment of the session is gone.
    #[error("The environment of this session is no longer configured. Sign in again.")]
    EnvironmentGone,
    /// There are as many tabs as there may be.
    #[error("There are many tabs already. Close one first.")]
    TooManySheets,
}

impl DraftFault {
    /// The part of the request that it is about.
    pub fn concerns(&self) -> Section {
        match self {
            Self::Target(_) | Self::EnvironmentGone | Self::TooManySheets => Section::Path,
            Self::Header(..) | Self::Type(_) => Section::Headers,
            Self::Json(_) | Self::FileGone(_) => Section::Body,
        }
    }
}

fn header_fault(name: &str, fault: HeaderFault) -> String {
    match fault {
        HeaderFault::Ours => format!(
            "{name} is set by this app: the token by your session, the company by the one that is chosen above."
        ),
        HeaderFault::Forbidden => {
            format!("No page may set {name}: the browser does it, or leaves it out.")
        }
        HeaderFault::Malformed => format!(
            "“{name}” cannot be sent as a header: names have letters, digits and hyphens, values plain ASCII text in one \
             line."
        ),
    }
}

/// A section of a request's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Method, path and query.
    Path,
    /// The headers.
    Headers,
    /// The body.
    Body,
}
