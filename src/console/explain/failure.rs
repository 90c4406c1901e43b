//! Calls without an answer, in words.

use super::Explanation;
use crate::console::doctor::Cause;
use crate::procore::{Failure, Probe};

/// What was called, from where.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    /// The host that was called.
    pub host: &'a str,
    /// The origin of this page.
    pub origin: &'a str,
    /// Whether the call was to change something at Procore.
    pub is_write: bool,
}

impl Failure {
    /// Why there is no answer to see, in a few words.
    pub fn title(&self) -> &'static str {
        self.explain(&Called { host: "", origin: "", is_write: false }).title
    }

    /// Why there is no answer to see, in words. A write that may have arrived is not to be repeated unseen.
    pub fn explain(&self, called: &Called<'_>) -> Explanation {
        let mut explanation = self.cause(called);
        if called.is_write && self.may_have_arrived() {
            explanation.next = "Outcome unknown: it may have arrived. Check at Procore before you repeat it.";
        }
        explanation
    }

    /// Whether the request may have reached the server although there is no answer to see.
    fn may_have_arrived(&self) -> bool {
        !matches!(self, Self::ForbiddenByPolicy | Self::Insecure | Self::Offline)
    }

    fn cause(&self, called: &Called<'_>) -> Explanation {
        let Called { host, origin, .. } = called;
        match self {
            Self::Redirected => Explanation::new(
                "The server wants to send the request elsewhere",
                "A redirect could carry your token to another host, so it was not followed; the browser hides where \
                 it leads.",
                "Check the path, and that the environment's API host is the right one.",
            ),
            Self::ForbiddenByPolicy => Explanation {
                meaning: format!(
                    "The page's own Content-Security-Policy does not list {host}: config.json and the headers of \
                     this site disagree."
                ),
                ..Explanation::new(
                    "This page may not call that host",
                    "",
                    "Whoever hosts it runs “cargo xtask headers --config config.json” and publishes the result.",
                )
            },
            Self::Offline => Explanation::new(
                "You are offline",
                "The browser has no network.",
                "Connect, then send again.",
            ),
            Self::Insecure => Explanation {
                meaning: format!(
                    "This page came by https and {host} is plain http: browsers block such calls, because the token \
                     would travel in clear."
                ),
                ..Explanation::new(
                    "The browser blocks this call",
                    "",
                    "Use an https address for the API host.",
                )
            },
            Self::Unreachable => Explanation {
                meaning: format!(
                    "Either nothing came back from {host}, or an answer came that {origin} is not allowed to read \
                     (CORS). A browser does not tell a page which."
                ),
                ..Explanation::new("No answer that this page may see", "", "")
            },
            Self::BrokenOff(status) => Explanation {
                meaning: format!("{host} answered {status}, but the rest of the answer did not come."),
                ..Explanation::new("The answer broke off", "", "Send again.")
            },
            Self::TimedOut(limit) => Explanation {
                meaning: match limit / 1000 {
                    1 => format!("{host} did not answer within 1 second."),
                    seconds => format!("{host} did not answer within {seconds} seconds."),
                },
                ..Explanation::new(
                    "No answer in time",
                    "",
                    "Send again; if it stays, check Procore's status page.",
                )
            },
            Self::Cancelled => Explanation::new(
                "You stopped the call",
                "It may still have reached Procore.",
                "Send again when you like.",
            )
            .calm(),
            Self::TooLong => Explanation::new(
                "The answer is too large",
                "It has 4 GiB or more; a document here can have less.",
                "Ask for less at a time: a page, a date range, fewer fields.",
            ),
            Self::Lost => Explanation::new(
                "The answer was lost",
                "The part of this page that held it has stopped: there was not enough memory for it, as a rule. \
                 Everything else is as it was.",
                "Send again; if it stays, ask for less at a time.",
            ),
        }
    }
}

impl Cause {
    /// What probably is the matter.
    pub fn title(self) -> &'static str {
        match self {
            Self::HostUnreachable => "The host cannot be reached from here",
            Self::OriginNotAllowed => "The host does not let this page read its answers",
            Self::ErrorUnreadable => "The host answered with an error that a page may not read",
            Self::CompanyHeaderNotAllowed => "The host does not let pages name a company",
            Self::AuthorizationNotAllowed => "The host does not let pages send a token",
            Self::Passing => "The network failed for a moment",
        }
    }

    /// What that means and what to do about it.
    pub fn explain(self, called: &Called<'_>) -> String {
        let Called { host, origin, is_write } = called;
        let again = match is_write {
            true => "look at Procore whether it has arrived before you repeat it",
            false => "send again",
        };
        match self {
            Self::HostUnreachable => format!(
                "Nothing came back from {host}: its name is unknown here (DNS), the network or a VPN is down, a firewall or \
                 an extension blocks the call, or the browser does not accept the certificate. The command below tells which: \
                 it names the fault, or it works, and then look at the browser's extensions. After that, {again}."
            ),
            Self::OriginNotAllowed => format!(
                "Procore keeps a list of origins for each app, by hand, and {origin} is probably not on it. Write the \
                 e-mail below; until it is done, the command below works from a terminal."
            ),
            Self::ErrorUnreadable => format!(
                "Too many requests (429) or a failure at Procore (5xx) may come without the headers that let a page \
                 read them. Wait a moment, then {again}."
            ),
            Self::CompanyHeaderNotAllowed => format!(
                "A call that carries Procore-Company-Id is refused by the browser's question before it. Ask Procore to \
                 allow that header for {origin}, with the e-mail below."
            ),
            Self::AuthorizationNotAllowed => format!(
                "Calls without a token can be read and calls with one cannot. Ask Procore to allow {origin} for your \
                 app, with the e-mail below."
            ),
            Self::Passing => format!("By now everything answers: {again}."),
        }
    }
}

impl Probe {
    /// What the probe found, as evidence.
    pub fn finding(self, succeeded: bool) -> &'static str {
        match (self, succeeded) {
            (Self::Reach, true) => "The host answers.",
            (Self::Reach, false) => "The host does not answer at all.",
            (Self::Cors, true) => "Its answers to this page can be read.",
            (Self::Cors, false) => "Its answer to this page cannot be read.",
            (Self::Company, true) => "Nor does naming a company keep an answer from being read.",
            (Self::Company, false) => "With a company named, no answer can be read.",
        }
    }
}
