//! Why a draft is not sent, and the part of the request that says so.

use crate::json::Fault;
use crate::procore::{HeaderFault, TargetError, TypeFault};

/// Why a draft is not sent. Nothing has left in any of these cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftFault {
    /// The address is none.
    Target(TargetError),
    /// The header of this name cannot be set.
    Header(String, HeaderFault),
    /// The header `Content-Type` contradicts the body.
    Type(TypeFault),
    /// This part's file is not there: none was chosen, or the page was loaded anew.
    FileGone(String),
    /// The body is no JSON.
    Json(Fault),
    /// The environment of the session is gone.
    EnvironmentGone,
    /// There are as many tabs as there may be.
    TooManySheets,
}

impl DraftFault {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Target(error) => error.words(),
            Self::Header(name, HeaderFault::Ours) => format!(
                "{name} is set by this app: the token by your session, the company by the one that is chosen above."
            ),
            Self::Header(name, HeaderFault::Forbidden) => {
                format!("No page may set {name}: the browser does it, or leaves it out.")
            }
            Self::Header(name, HeaderFault::Malformed) => format!(
                "“{name}” cannot be sent as a header: names have letters, digits and hyphens, values plain ASCII text in one \
                 line."
            ),
            Self::Type(fault) => fault.words(),
            Self::FileGone(name) => {
                format!(
                    "Choose the file for “{name}”, or remove the row: a page that is loaded anew has no files."
                )
            }
            Self::Json(fault) => format!("The body is not JSON: {fault}."),
            Self::EnvironmentGone => {
                "The environment of this session is no longer configured. Sign in again.".to_owned()
            }
            Self::TooManySheets => "There are many tabs already. Close one first.".to_owned(),
        }
    }

    /// The part of the request that it is about.
    pub fn concerns(&self) -> Section {
        match self {
            Self::Target(_) | Self::EnvironmentGone | Self::TooManySheets => Section::Path,
            Self::Header(..) | Self::Type(_) => Section::Headers,
            Self::Json(_) | Self::FileGone(_) => Section::Body,
        }
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
