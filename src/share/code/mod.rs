//! A request as code that makes the same one and prints status and body. The token comes from the environment variable
//! `PROCORE_TOKEN`, and so does the value of every header that is a secret by its name; files are opened by their names
//! in the current folder; redirects are not followed. What the machine has in its home folder and environment changes nothing:
//! no settings of curl, no `.netrc`, no defaults of a profile, no proxy, which could add credentials or send the request
//! elsewhere. Where a proxy is needed, it is for the reader to name.
//!
//! What is sent is decided once, in `sent`; a file for each language writes it down. Servers get the same method,
//! target, headers and body from each, but for what libraries spell in their own way: Python's requests writes `[` in
//! an address as `%5B`, and `~` in a form as itself, which mean the same (RFC 3986 section 6.2.2).

mod bash;
mod javascript;
mod powershell;
mod python;
mod rust;
mod sent;

use serde::{Deserialize, Serialize};

use crate::oauth::Origin;
use crate::procore::Outgoing;
use sent::Sent;

/// A language that requests can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// bash, with curl 7.81 or later.
    Bash,
    /// PowerShell, 5.1 or later.
    PowerShell,
    /// An ES module with fetch: for Node 20 or later, and for browsers.
    JavaScript,
    /// Python 3, with requests.
    Python,
    /// Rust, with reqwest and tokio.
    Rust,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Bash, Self::PowerShell, Self::JavaScript, Self::Python, Self::Rust];

    /// What it is called on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bash => "curl (bash)",
            Self::PowerShell => "PowerShell",
            Self::JavaScript => "JavaScript",
            Self::Python => "Python",
            Self::Rust => "Rust",
        }
    }
}

/// The request as code, for the host `api`. A GET has no body, as in a browser; headers that no browser sends are left
/// out, and a comment says so.
pub fn code(request: &Outgoing, api: &Origin, language: Language) -> String {
    let sent = Sent::of(request, api);
    match language {
        Language::Bash => bash::write(&sent),
        Language::PowerShell => powershell::write(&sent),
        Language::JavaScript => javascript::write(&sent),
        Language::Python => python::write(&sent),
        Language::Rust => rust::write(&sent),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod snapshot_tests;
