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

/// What is compared of two endpoints.
struct About<'a> {
    endpoint: &'a Endpoint,
    subject: Vec<String>,
    scope: Scope,
}

impl<'a> About<'a> {
    fn of(endpoint: &'a Endpoint) -> Self {
        Self { endpoint, subject: subject(&endpoint.path), scope: scope(endpoint) }
    }

    /// Whether both do the same in different versions.
    fn is_version_of(&self, other: &Self) -> bool {
        let (version, of_other) = (self.endpoint.version(), other.endpoint.version());
        let same_scope = self.scope == other.scope || [self.scope, other.scope].contains(&Scope::Any);
        let elsewhere = version.is_some() && of_other.is_some() && version != of_other;
        elsewhere
            && same_scope
            && self.endpoint.method == other.endpoint.method
            && self.subject == other.subject
    }
}

impl Catalogue {
    /// The endpoints that do the same as `endpoint` in other versions, the oldest version first.
    pub fn other_versions(&self, endpoint: &Endpoint) -> Vec<&Endpoint> {
        let about = About::of(endpoint);
        let mut others: Vec<&Endpoint> =
            self.endpoints().iter().filter(|other| About::of(other).is_version_of(&about)).collect();
        others.sort_by(|one, other| one.version().cmp(&other.version()));
        others
    }
}

/// Puts what does the same in another version behind the first of its kind, each with whether it was put there. All else
/// stays in its order.
pub(super) fn side_by_side<T>(list: Vec<(&Endpoint, T)>) -> Vec<(&Endpoint, T, bool)> {
    let mut rest: Vec<(About<'_>, T)> = list.into_iter().map(|(it, with)| (About::of(it), with)).collect();
    let mut sorted = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let first = rest.remove(0);
        let (versions, others) = rest.into_iter().partition(|(about, _)| about.is_version_of(&first.0));
        rest = others;
        let versions: Vec<(About<'_>, T)> = versions;
        sorted.push((first.0.endpoint, first.1, false));
        sorted.extend(versions.into_iter().map(|(about, with)| (about.endpoint, with, true)));
    }
    sorted
}
