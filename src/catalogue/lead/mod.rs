//! From an id in an answer to the endpoint that shows the thing.

mod things;

use serde::{Deserialize, Serialize};

use super::Catalogue;
use super::endpoint::{Endpoint, Envelope};
use super::template;
use super::versions::{Scope, scope};
use super::words::singular;
use crate::procore::Method;
use things::{Thing, thing};

/// A GET to which an id leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Its path and what its query needs, with parameters in braces: [`Endpoint::call`].
    pub path: String,
    /// The parameter, of the path or the query, that the id is the value of.
    pub parameter: String,
    /// What the path of the call that the answer is of says of its own parameters. Those of the same name have the same value
    /// here; others are chosen.
    pub given: Vec<(String, String)>,
    /// What the endpoint is for.
    pub line: String,
    /// The page in Procore's web app, below its origin, with the parameter `{id}`; only where its address is certain.
    pub page: Option<String>,
}

/// The home page of a project in Procore's web app.
const PROJECT_HOME: &str = "/{id}/project/home";

impl Catalogue {
    /// Where an id leads. `names` are the names of the members on the way to it, from the outside in, without places in
    /// arrays: `["created_by", "id"]`. `from` is the endpoint that answered, if it is known.
    pub fn lead(&self, names: &[&str], from: Option<&Endpoint>) -> Option<Lead> {
        let wrapped = from.is_none_or(|from| from.envelope() == Envelope::Data);
        let names = names.strip_prefix(&["data"]).filter(|_| wrapped).unwrap_or(names);
        let named = |name: &str| self.of_name(name, from);
        let (endpoint, parameter) = match thing(names)? {
            Thing::Named(name) => named(&name)?,
            Thing::Itself => {
                let from = from.filter(|from| from.method != Method::Get || !shows_one(&from.path))?;
                self.of_own(from).or_else(|| named(&subject(&from.path)?))?
            }
            Thing::Above => self.of_own(from?).or_else(|| named(&subject(&from?.path)?))?,
        };
        let is_project = endpoint.path.ends_with("/projects/{id}");
        Some(Lead {
            path: endpoint.call(),
            parameter: parameter.to_owned(),
            given: Vec::new(),
            line: endpoint.line.clone(),
            page: is_project.then(|| PROJECT_HOME.to_owned()),
        })
    }

    /// The endpoint that shows one of what `from` lists, makes or changes.
    fn of_own(&self, from: &Endpoint) -> Option<(&Endpoint, &str)> {
        let own = if shows_one(&from.path) { from.path.rsplit_once('/')?.0 } else { &from.path };
        self.readers().find_map(|endpoint| {
            let (collection, last) = endpoint.path.rsplit_once('/')?;
            Some((endpoint, template::open(last)?.1)).filter(|_| collection == own)
        })
    }

    /// The best endpoint that shows things of the name `name`; where none does, the one that lists what is in them.
    fn of_name<'a>(&'a self, name: &str, from: Option<&Endpoint>) -> Option<(&'a Endpoint, &'a str)> {
        // A company has no endpoint of its own.
        if name == "company" {
            let projects = self.of(Method::Get, "/rest/v1.1/projects")?;
            return Some((projects, projects.parameter("company_id")?.name.as_str()));
        }
        let best = |found: fn(&'a Endpoint, &str, Option<&Endpoint>) -> Option<&'a str>| {
            let all = self.readers().filter_map(|endpoint| Some((endpoint, found(endpoint, name, from)?)));
            // Of equal ones, the first.
            all.reduce(|best, next| if nearness(next.0, from) > nearness(best.0, from) { next } else { best })
        };
        best(shows).or_else(|| best(opens))
    }

    fn readers(&self) -> impl Iterator<Item = &Endpoint> {
        self.endpoints().iter().filter(|endpoint| endpoint.method == Method::Get)
    }
}

/// How well an endpoint goes with the one that answered: in the same company or project, of the same version, and new.
fn nearness<'a>(endpoint: &'a Endpoint, from: Option<&Endpoint>) -> (bool, bool, Option<&'a str>) {
    let wanted = from.map_or(Scope::Any, scope);
    let wanted = if wanted == Scope::Any { Scope::Company } else { wanted };
    let version = from.map_or(1, |from| template::major(&from.path));
    (scope(endpoint) == wanted, template::major(&endpoint.path) == version, endpoint.version())
}

/// Whether the path of an endpoint ends with a parameter: it is about one thing.
fn shows_one(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|last| template::open(last).is_some())
}

/// What one thing of a path's collection is called: `rfi` for `/rest/v1.0/projects/{project_id}/rfis`.
fn subject(path: &str) -> Option<String> {
    template::parts(path).filter(|part| template::open(part).is_none()).last().map(singular)
}

/// The parameter that takes the id of a `name`, if `endpoint` shows such a thing.
fn shows<'a>(endpoint: &'a Endpoint, name: &str, from: Option<&Endpoint>) -> Option<&'a str> {
    let parts: Vec<&str> = template::parts(&endpoint.path).collect();
    let parameter = takes(&parts, name, from)?;
    reachable(endpoint, parameter, from).then_some(parameter)
}

/// The parameter that takes the id of a `name`, if `endpoint` lists what is in such a thing.
fn opens<'a>(endpoint: &'a Endpoint, name: &str, from: Option<&Endpoint>) -> Option<&'a str> {
    let parts: Vec<&str> = template::parts(&endpoint.path).collect();
    let parameter = (1..parts.len()).find_map(|end| takes(&parts[..end], name, from))?;
    (parameter != "project_id" && reachable(endpoint, parameter, from)).then_some(parameter)
}

/// The parameter with which a path ends that has these parts, if it takes the id of a `name`: if it stands behind many of
/// them. Where those stand below another word, as in `observations/items`, either that word names the thing, or the answer
/// is of the same place.
fn takes<'a>(parts: &[&'a str], name: &str, from: Option<&Endpoint>) -> Option<&'a str> {
    let [before @ .., collection, last] = parts else {
        return None;
    };
    let (_, parameter, _) = template::open(last)?;
    let is_named = singular(collection) == name;
    let is_it = match before.last().filter(|part| template::open(part).is_none()) {
        None => is_named,
        Some(below) => {
            let same_place =
                || from.is_some_and(|from| template::parts(&from.path).any(|part| part == *below));
            singular(below) == name || is_named && same_place()
        }
    };
    is_it.then_some(parameter)
}

/// Whether the other parameters of the path are known: company and project always, and those of the path that answered.
fn reachable(endpoint: &Endpoint, parameter: &str, from: Option<&Endpoint>) -> bool {
    template::names(&endpoint.path).all(|name| {
        let known = || from.is_some_and(|from| template::names(&from.path).any(|given| given == name));
        name == parameter || ["company_id", "project_id"].contains(&name) || name != "id" && known()
    })
}
