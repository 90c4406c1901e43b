//! Probes: what the page asks a host to find out why a call had no answer to see. They carry no token, no cookie, and
//! nothing of what the person typed.

use super::CompanyId;
use crate::oauth::Origin;

/// The one path that is asked for: without a token its answer is a 401 that tells nothing and changes nothing.
const PATH: &str = "/rest/v1.0/me";

/// One way to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probe {
    /// Without CORS: whether anything answers there at all (Fetch standard, mode `no-cors`).
    Reach,
    /// With CORS and no header of its own: whether this origin may read answers.
    Cors,
    /// With CORS and `Procore-Company-Id`: whether the browser's question before it (the preflight) is answered well.
    Company,
}

/// What the probes found; `None` for one that was not made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Whether anything answered.
    pub reached: Option<bool>,
    /// Whether an answer could be read.
    pub readable: Option<bool>,
    /// Whether one could be read that was asked for with `Procore-Company-Id`.
    pub readable_for_company: Option<bool>,
}

impl Probe {
    /// All of them, in the order in which they are made. One that fails makes the rest needless.
    pub const ALL: [Self; 3] = [Self::Reach, Self::Cors, Self::Company];

    /// The address.
    pub fn url(host: &Origin) -> String {
        format!("{host}{PATH}")
    }

    /// Whether the browser shall hold the answer against the rules of CORS.
    pub fn uses_cors(self) -> bool {
        self != Self::Reach
    }

    /// The header to send, if any. The company is none of anybody's.
    pub fn header(self) -> Option<(&'static str, &'static str)> {
        (self == Self::Company).then_some((CompanyId::HEADER, "0"))
    }
}

impl Evidence {
    /// Adds what this probe found.
    pub fn add(&mut self, probe: Probe, succeeded: bool) {
        match probe {
            Probe::Reach => self.reached = Some(succeeded),
            Probe::Cors => self.readable = Some(succeeded),
            Probe::Company => self.readable_for_company = Some(succeeded),
        }
    }
}
