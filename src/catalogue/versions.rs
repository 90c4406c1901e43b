//! The same thing in other versions of the API. Procore numbers each resource by itself, and version 2 puts company and
//! project into every path (Procore's "REST v2").

use super::Catalogue;
use super::endpoint::Endpoint;
use super::template;
use super::words::singular;

/// What an endpoint belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// A company.
    Company,
    /// A project.
    Project,
    /// It depends on what it is asked with.
    Any,
}

/// What an endpoint belongs to, by the ids that it cannot do without.
pub(super) fn scope(endpoint: &Endpoint) -> Scope {
    if endpoint.needs("project_id") {
        Scope::Project
    } else if endpoint.needs("company_id") {
        Scope::Company
    } else {
        Scope::Any
    }
}

/// What a path is about, whatever its version and however it names company and project.
fn subject(path: &str) -> Vec<String> {
    let parts: Vec<&str> = template::parts(path).collect();
    let mut rest = parts.as_slice();
    for of in ["companies", "projects"] {
        if let [first, second, behind @ ..] = rest
            && *first == of
            && template::open(second).is_some()
            && !behind.is_empty()
        {
            rest = behind;
        }
    }
    let part = |part: &&str| if template::open(part).is_some() { "{}".to_owned() } else { singular(part) };
    rest.iter().map(part).collect()
}

impl Catalogue {
    /// The endpoints that do the same as `endpoint` in other versions, the oldest version first.
    pub fn other_versions(&self, endpoint: &Endpoint) -> Vec<&Endpoint> {
        let (about, of) = (subject(&endpoint.path), scope(endpoint));
        let same = |other: &&Endpoint| {
            let of_other = scope(other);
            let same_scope = of == of_other || of == Scope::Any || of_other == Scope::Any;
            let elsewhere = other.version().is_some() && other.version() != endpoint.version();
            elsewhere && same_scope && other.method == endpoint.method && subject(&other.path) == about
        };
        let mut others: Vec<&Endpoint> = self.endpoints().iter().filter(same).collect();
        others.sort_by(|one, other| one.version().cmp(&other.version()));
        others
    }
}
