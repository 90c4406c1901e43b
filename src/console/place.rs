//! Which company and which project the person works in. Lists of them are fetched when they are opened, and no company
//! is asked for anything before it was chosen.

use serde::{Deserialize, Serialize};

use super::model::Console;
use super::{Change, Effect, Question};
use crate::oauth::Session;
use crate::procore::{CompanyId, Named, Outcome, Outgoing, Request};

/// A list has so many entries at most; where there are more, the server searches.
pub const LONGEST_LIST: usize = 1_000;

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    /// The company.
    pub company: Option<Named>,
    /// The project, one of that company.
    pub project: Option<Named>,
}

impl Chosen {
    /// The value that a name in braces has.
    pub fn value(&self, name: &str) -> Option<&str> {
        let named = match name {
            "company_id" => &self.company,
            "project_id" => &self.project,
            _ => return None,
        };
        named.as_ref().map(|named| named.id.as_str())
    }
}

/// What of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Companies.
    Company,
    /// Projects.
    Project,
}

/// A list of companies or projects, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The entries, in the server's order.
    pub entries: Vec<Named>,
    /// Whether these are all that match what was searched for.
    pub is_all: bool,
    /// What the server searched for.
    searched: String,
    /// The number of the question that is out.
    asking: Option<u32>,
    /// Why there is no list: the status, if there was an answer.
    pub failed: Option<Option<u16>>,
    is_known: bool,
}

impl List {
    /// Whether the server is being asked.
    pub fn is_asking(&self) -> bool {
        self.asking.is_some()
    }

    /// Whether the question with this number is the one that is out.
    pub(super) fn asks(&self, number: u32) -> bool {
        self.asking == Some(number)
    }
}

/// The lists of the environment of this session, and of the company that is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// What is chosen.
    pub chosen: Chosen,
    /// The companies.
    pub companies: List,
    /// The projects of the company that is chosen.
    pub projects: List,
    /// Where a link that was followed leads, until it is chosen.
    pub linked: Option<Linked>,
}

/// The company and the project that a shared link names, by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The company.
    pub company: String,
    /// The project, one of that company.
    pub project: Option<String>,
    /// Whether the person has said that they want to go there.
    pub is_wanted: bool,
}

/// How far one is on the way to where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The company is chosen. The list of its projects may still be asked for.
    Over,
    /// The list of companies is being asked for.
    Waits,
    /// Another company is chosen: the person is to say so.
    Asks(Named),
    /// The list of companies does not have it, or could not be had. Whether the list has all of them.
    NotListed {
        /// See above.
        is_all: bool,
    },
}

impl Places {
    /// The list of that kind.
    pub fn list(&self, kind: Kind) -> &List {
        match kind {
            Kind::Company => &self.companies,
            Kind::Project => &self.projects,
        }
    }

    fn list_mut(&mut self, kind: Kind) -> &mut List {
        match kind {
            Kind::Company => &mut self.companies,
            Kind::Project => &mut self.projects,
        }
    }
}

/// Begins with what was chosen in this environment the last time, and no list.
pub(super) fn begin(console: &mut Console, session: &Session) {
    let chosen = console.preferences.chosen(&session.environment);
    console.places = Places { chosen, ..Places::default() };
}

/// Goes as far as possible to where a link leads: asks for the lists that it takes, and chooses by name what they have. What is
/// chosen already is changed only if the person wants it.
pub(super) fn go_to_linked(console: &mut Console) -> (Way, Vec<Effect>) {
    let Some(Linked { company, project, is_wanted }) = console.places.linked.clone() else {
        return (Way::Over, Vec::new());
    };
    let id_of = |named: &Option<Named>| named.as_ref().map(|named| named.id.clone());
    let mut effects = Vec::new();
    if id_of(&console.places.chosen.company).as_ref() != Some(&company) {
        let list = &console.places.companies;
        let Some(named) = list.entries.iter().find(|named| named.id == company).cloned() else {
            if !list.is_known && list.failed.is_none() {
                return (Way::Waits, want(console, Kind::Company, ""));
            }
            let is_all = list.is_known && list.is_all;
            console.places.linked = None;
            return (Way::NotListed { is_all }, effects);
        };
        if console.places.chosen.company.is_some() && !is_wanted {
            return (Way::Asks(named), effects);
        }
        effects.extend(choose_company(console, Some(named)));
    }
    if let Some(project) = project.filter(|_| console.places.chosen.project.is_none()) {
        let list = &console.places.projects;
        match list.entries.iter().find(|named| named.id == project).cloned() {
            Some(named) => effects.extend(choose_project(console, Some(named))),
            None if !list.is_known && list.failed.is_none() => {
                effects.extend(want(console, Kind::Project, ""));
                return (Way::Over, effects);
            }
            None => {}
        }
    }
    console.places.linked = None;
    (Way::Over, effects)
}

/// A list was opened, or something is searched for in it: asks for it, unless what is known is enough.
pub(super) fn want(console: &mut Console, kind: Kind, search: &str) -> Vec<Effect> {
    // Only of projects it is known that the server can search them.
    let search = if kind == Kind::Project { search.trim() } else { "" };
    let list = console.places.list(kind);
    let is_enough = list.is_known && list.failed.is_none() && (list.is_all || list.searched == search);
    let is_asked = list.asking.is_some() && list.searched == search;
    if is_enough || is_asked {
        return Vec::new();
    }
    ask(console, kind, search)
}

/// Something is searched for among companies and projects alike: asks for the lists, and the server for projects where it has
/// more than a list may have.
pub(super) fn want_names(console: &mut Console, search: &str) -> Vec<Effect> {
    let mut effects = want(console, Kind::Company, "");
    let projects = &console.places.projects;
    let is_long = projects.is_known && !projects.is_all;
    effects.extend(want(console, Kind::Project, if is_long { search } else { "" }));
    effects
}

fn ask(console: &mut Console, kind: Kind, search: &str) -> Vec<Effect> {
    let company = console.places.chosen.company.as_ref().map(|company| company.id.clone());
    let target = match (kind, &company) {
        (Kind::Company, _) => format!("/rest/v1.0/companies?per_page={LONGEST_LIST}"),
        (Kind::Project, Some(id)) => {
            let mut target =
                format!("/rest/v1.1/projects?company_id={id}&view=compact&per_page={LONGEST_LIST}");
            if !search.is_empty() {
                let search: String = form_urlencoded::byte_serialize(search.as_bytes()).collect();
                target += &format!("&filters[name]={search}");
            }
            target
        }
        (Kind::Project, None) => return Vec::new(),
    };
    let header = match kind {
        Kind::Company => console.signed_in().and_then(|signed_in| signed_in.company.clone()),
        Kind::Project => company.and_then(|id| CompanyId::parse(&id).ok()),
    };
    let Some(signed_in) = console.signed_in() else { return Vec::new() };
    let asked = Outgoing { target, company: header, ..Outgoing::default() };
    let Ok(request) = Request::call(&signed_in.session, &console.environments, &asked) else {
        return Vec::new();
    };
    let number = console.next_call();
    let list = console.places.list_mut(kind);
    let before = list.asking.replace(number);
    list.searched = search.to_owned();
    list.failed = None;
    let question = match kind {
        Kind::Company => Question::Companies,
        Kind::Project => Question::Projects,
    };
    before.map(Effect::Stop).into_iter().chain([Effect::Fetch(question, number, request)]).collect()
}

/// Takes a list, or why there is none.
pub(super) fn take(console: &mut Console, kind: Kind, number: u32, outcome: &Outcome) {
    let list = console.places.list_mut(kind);
    if list.asking != Some(number) {
        return;
    }
    list.asking = None;
    match outcome.success().and_then(Named::list) {
        Some(entries) => {
            list.is_known = true;
            // A search of the server's shows a part of them.
            list.is_all = entries.len() < LONGEST_LIST && list.searched.is_empty();
            list.entries = entries;
        }
        None => list.failed = Some(outcome.status()),
    }
}

/// Works in another company, or in none; its project is none of another's.
pub(super) fn choose_company(console: &mut Console, company: Option<Named>) -> Vec<Effect> {
    if console.places.chosen.company == company {
        return Vec::new();
    }
    let id = company.as_ref().map(|company| &company.id);
    console.places.linked.take_if(|linked| id != Some(&linked.company));
    let stop = console.places.projects.asking.map(Effect::Stop);
    console.places.projects = List::default();
    console.places.chosen = Chosen { company, project: None };
    stop.into_iter().chain(keep(console)).collect()
}

/// Works in another project, or in none.
pub(super) fn choose_project(console: &mut Console, project: Option<Named>) -> Vec<Effect> {
    console.places.chosen.project = project;
    keep(console)
}

fn keep(console: &mut Console) -> Vec<Effect> {
    let Some(environment) = console.signed_in().map(|signed_in| signed_in.session.environment.clone()) else {
        return Vec::new();
    };
    let chosen = console.places.chosen.clone();
    super::way_in::change(console, Change::Chosen(environment, Box::new(chosen)))
}
