//! Why a call was refused: from its status, from what the body says, and from what was asked. What each status means at
//! Procore follows its "Error Reference", "Rate Limiting" and "Troubleshooting" pages.

use std::borrow::Cow;

use super::company_fault::CompanyFault;
use super::{Method, Outgoing, Problem};

/// Why a call was refused, as far as can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// 400, or a status of that kind without a cause of its own.
    Malformed,
    /// 401: the token is over, revoked, or of another environment.
    SessionOver,
    /// 403: the app is not installed in the company, or lacks a data connector component.
    AppNotConnected,
    /// 400 or 403: the company is missing or named in two ways.
    Company(CompanyFault),
    /// 403: the person may not do this, or the tool is switched off.
    NotPermitted,
    /// 403, and nothing tells which of its causes it is.
    Forbidden,
    /// 404: there is nothing there, or nothing that the person may read.
    NotFound,
    /// 405: the address is right, its method is not.
    Method(Method),
    /// 406: a field that does not exist was asked for, or a type that there is not.
    NotAcceptable,
    /// 408: it was too much for one call.
    TooMuch,
    /// 409: it is not in the state that the call expects.
    Conflict,
    /// 410: the address is no longer served.
    Gone,
    /// 413: the body is too large.
    TooLarge,
    /// 422: it was understood, and its values do not hold; with the names of the fields.
    Invalid(Vec<String>),
    /// 429: too many calls.
    RateLimited,
    /// 503: Procore is under heavy load or maintenance.
    Unavailable,
    /// Another 5xx.
    ServerError,
}

/// An error in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What happened, as a heading.
    pub title: &'static str,
    /// What it means at Procore.
    pub what: Cow<'static, str>,
    /// What to do next.
    pub next: &'static str,
}

impl Cause {
    /// The cause of an answer with that status and that body to what was asked; `None` below 400.
    pub fn of(status: u16, problem: &Problem, asked: &Outgoing) -> Option<Self> {
        let cause = Self::of_status(status)?;
        let says = |words: &[&str]| {
            let texts = problem.messages.iter().chain(problem.fields.iter().flat_map(|(_, texts)| texts));
            let mut texts = texts.chain(&problem.code).map(|text| text.to_ascii_lowercase());
            texts.any(|text| words.iter().any(|word| text.contains(word)))
        };
        Some(match cause {
            Self::Malformed | Self::Forbidden if says(&["procore-company-id", "company header"]) => {
                Self::Company(CompanyFault::of(asked).unwrap_or(CompanyFault::Refused))
            }
            Self::Forbidden if says(&["not connected"]) => Self::AppNotConnected,
            Self::Forbidden
                if says(&["permission", "permitted", "tool", "not authorized", "not allowed"]) =>
            {
                Self::NotPermitted
            }
            Self::Forbidden => CompanyFault::of(asked).map_or(Self::Forbidden, Self::Company),
            Self::Method(_) => Self::Method(asked.method),
            Self::Invalid(_) => Self::Invalid(problem.fields.iter().map(|(name, _)| name.clone()).collect()),
            other => other,
        })
    }

    /// The cause that stands in the status alone.
    pub fn of_status(status: u16) -> Option<Self> {
        Some(match status {
            0..=399 => return None,
            401 => Self::SessionOver,
            403 => Self::Forbidden,
            404 => Self::NotFound,
            405 => Self::Method(Method::Get),
            406 => Self::NotAcceptable,
            408 => Self::TooMuch,
            409 => Self::Conflict,
            410 => Self::Gone,
            413 => Self::TooLarge,
            422 => Self::Invalid(Vec::new()),
            429 => Self::RateLimited,
            503 => Self::Unavailable,
            500..=599 => Self::ServerError,
            _ => Self::Malformed,
        })
    }

    /// Whether the same GET may be sent again later without a change.
    pub fn passes(&self) -> bool {
        matches!(self, Self::RateLimited | Self::Unavailable | Self::ServerError)
    }

    /// In words.
    pub fn meaning(&self) -> Meaning {
        let (title, what, next) = match self {
            Self::Malformed => (
                "Procore refused the request",
                "Procore refused the request as it was sent.",
                "Compare path, parameters and body with Procore's documentation of the endpoint.",
            ),
            Self::SessionOver => (
                "Procore refused the token",
                "The token has expired, was revoked, or belongs to another environment.",
                "Sign in again.",
            ),
            Self::AppNotConnected => (
                "The app is not connected to this company",
                "Your app is not installed in this company, or the version that is installed has no data connector with \
                 user-level authentication. Procore refuses every call about the company until then, whoever you are.",
                "Ask an administrator of the company to install the app: Company Tools, Admin, App Management.",
            ),
            Self::Company(fault) => return fault.meaning(),
            Self::NotPermitted => (
                "You may not do this",
                "Procore knows you but does not allow this: you lack the permission for this tool, or the tool is switched \
                 off in this project or company.",
                "Ask an administrator to look at your permission template and at the project's tools.",
            ),
            Self::Forbidden => (
                "Procore does not allow this",
                "Procore knows you but does not allow this: a missing permission, a tool that is switched off, or an app \
                 that is not installed in the company.",
                "Ask an administrator of the company to check the app under App Management and your permissions.",
            ),
            Self::NotFound => (
                "Nothing there, or nothing for you",
                "There is nothing at this address, or you may not read what is there: Procore answers both alike.",
                "Check the ids in the path, then your permissions.",
            ),
            Self::Method(method) => {
                let what = format!("This address does not take {}.", method.name());
                let next = "Check the method, and the version in the path.";
                return Meaning { title: "Not with this method", what: what.into(), next };
            }
            Self::NotAcceptable => (
                "Procore cannot answer in this way",
                "The request asks for a field that does not exist, or for a type of answer that there is not.",
                "Check the names of fields and views, and the Accept header.",
            ),
            Self::TooMuch => (
                "Too much for one call",
                "Procore gave up: what was asked for takes too long in one call.",
                "Ask for less: a smaller per_page, or a filter.",
            ),
            Self::Conflict => (
                "It is not as the request expects",
                "The request does not fit the present state of what it is about: somebody may have changed it meanwhile.",
                "Read it again, then repeat the change if it is still needed.",
            ),
            Self::Gone => (
                "No longer there",
                "What was at this address has been removed, or its version is no longer served.",
                "Look for a newer version of the endpoint.",
            ),
            Self::TooLarge => (
                "The body is too large",
                "Procore does not take a body of this size here.",
                "Send less at once.",
            ),
            Self::Invalid(fields) if fields.is_empty() => (
                "Procore did not take the values",
                "The request was understood, but a value in it is missing or does not hold.",
                "Compare the body with Procore's documentation of the endpoint.",
            ),
            Self::Invalid(fields) => {
                let what =
                    format!("The request was understood, but these do not hold: {}.", fields.join(", "));
                let next = "Correct them, then send again.";
                return Meaning { title: "Procore did not take the values", what: what.into(), next };
            }
            Self::RateLimited => (
                "Too many calls",
                "The app has used up its requests for now. Procore counts by the hour and by ten seconds.",
                "Wait a moment, then send again.",
            ),
            Self::Unavailable => (
                "Procore is not available",
                "Procore is under heavy load or being maintained.",
                "Wait a moment, then send again.",
            ),
            Self::ServerError => (
                "Procore failed",
                "Something failed at Procore.",
                "Wait a moment, then send again. If it stays so, send the support bundle to Procore.",
            ),
        };
        Meaning { title, what: what.into(), next }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::procore::CompanyId;

    fn asked(target: &str, company: &str) -> Outgoing {
        Outgoing { target: target.to_owned(), company: CompanyId::parse(company).ok(), ..Outgoing::default() }
    }

    fn differs(header: &str, address: &str) -> Cause {
        Cause::Company(CompanyFault::Differs { header: header.into(), address: address.into() })
    }

    #[test]
    fn the_causes_of_a_403_are_told_apart() {
        let connected = r#"{"errors":["App is not connected to this company."]}"#;
        let header = "Missing Procore-Company-Id header! Each call needs it.";
        let permission = r#"{"errors":["You do not have permission to view this"]}"#;
        let (path, query) = ("/rest/v1.0/companies/7/vendors", "/rest/v1.1/projects?company_id=7");
        let missing = || Cause::Company(CompanyFault::Missing);
        for (body, target, company, cause) in [
            (connected, path, "7", Cause::AppNotConnected),
            (connected, path, "", Cause::AppNotConnected),
            (header, query, "", missing()),
            (header, query, "7", Cause::Company(CompanyFault::Refused)),
            (header, query, "8", differs("8", "7")),
            (permission, path, "7", Cause::NotPermitted),
            (permission, query, "", Cause::NotPermitted),
            (r#"{"message":"The RFI tool is disabled"}"#, path, "7", Cause::NotPermitted),
            ("{}", path, "8", differs("8", "7")),
            ("{}", query, "8", differs("8", "7")),
            ("{}", "/rest/v1.1/projects?%63ompany_id=7&company_id=9", "7", differs("7", "9")),
            ("{}", path, "", missing()),
            ("{}", "/rest/v1.0/projects/1/rfis", "", missing()),
            ("{}", "/rest/v1.0/me", "", Cause::Forbidden),
            ("{}", "/rest/v1.0/me?company_id=7", "", missing()),
            ("{}", "/rest/v1.0/companies?page=2", "", Cause::Forbidden),
            ("{}", path, "7", Cause::Forbidden),
            ("<html>", path, "7", Cause::Forbidden),
        ] {
            let problem = Problem::read(body.as_bytes());
            assert_eq!(
                Cause::of(403, &problem, &asked(target, company)),
                Some(cause),
                "{body} {target} {company}"
            );
        }
    }

    #[test]
    fn other_statuses_have_causes_of_their_own() {
        let header = Problem::read(b"Missing Procore-Company-Id header!");
        assert_eq!(
            Cause::of(400, &header, &asked("/rest/v1.0/projects/1", "")),
            Some(Cause::Company(CompanyFault::Missing))
        );
        let fields = Problem::read(br#"{"errors":{"assignees":["required"],"subject":["blank"]}}"#);
        let invalid = Cause::of(422, &fields, &asked("/rest", "1"));
        assert_eq!(invalid, Some(Cause::Invalid(vec!["assignees".into(), "subject".into()])));
        let words = invalid.map(|cause| cause.meaning().what.into_owned()).unwrap_or_default();
        assert!(words.contains("assignees, subject"), "{words}");
        let patch = Outgoing { method: Method::Patch, ..asked("/rest", "1") };
        assert_eq!(Cause::of(405, &fields, &patch), Some(Cause::Method(Method::Patch)));
        for (status, cause) in [
            (400, Cause::Malformed),
            (401, Cause::SessionOver),
            (404, Cause::NotFound),
            (406, Cause::NotAcceptable),
            (408, Cause::TooMuch),
            (409, Cause::Conflict),
            (410, Cause::Gone),
            (413, Cause::TooLarge),
            (418, Cause::Malformed),
            (429, Cause::RateLimited),
            (500, Cause::ServerError),
            (502, Cause::ServerError),
            (503, Cause::Unavailable),
        ] {
            let found = Cause::of(status, &Problem::default(), &asked("/rest", ""));
            assert_eq!(found.as_ref(), Some(&cause), "{status}");
            assert_eq!(cause.passes(), status == 429 || status >= 500, "{status}");
        }
    }

    #[test]
    fn errors_have_a_meaning_and_successes_none() {
        for status in 0..1000 {
            assert_eq!(
                Cause::of(status, &Problem::default(), &asked("/", "")).is_some(),
                status >= 400,
                "{status}"
            );
        }
        let words = differs("8", "7").meaning().what;
        assert!(words.contains("company 8") && words.contains("company 7"), "{words}");
    }
}
