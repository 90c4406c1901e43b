//! All collections. Each is made when it is first asked for, and then kept with whatever is done to it.

use std::collections::HashMap;

use serde_json::Value;

use super::collection::Collection;
use super::dice::Dice;
use super::kinds::{Kind, Make, PROJECTS, Scope};
use super::maker::{Maker, Place, first_id};
use super::shapes::projects;
use crate::options::{Company, Options, Project};

/// What the rows depend on; if it changes, everything is made anew.
#[derive(Clone, Debug, PartialEq)]
struct Origin {
    seed: u64,
    rows: Option<u64>,
    many_projects: bool,
    projects: Vec<(u64, Vec<Project>)>,
}

impl Origin {
    fn is_of(&self, options: &Options) -> bool {
        let same = self.seed == options.data_seed
            && self.rows == options.rows
            && self.many_projects == options.many_projects
            && self.projects.len() == options.companies.len();
        let mut pairs = self.projects.iter().zip(&options.companies);
        same && pairs.all(|((id, projects), company)| *id == company.id && *projects == company.projects)
    }
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Data {
    origin: Option<Origin>,
    collections: HashMap<(u64, Scope, u64), Collection>,
}

/// A company's projects in all, when there are many: 60 in the first and 3,000 in the second.
const MANY: [u64; 2] = [60, 3000];

impl Data {
    /// The collection of a kind. `project` is zero for a kind of a company.
    pub(crate) fn collection(
        &mut self,
        options: &Options,
        kind: &Kind,
        company: &Company,
        project: u64,
        now: u64,
    ) -> &mut Collection {
        if !self.origin.as_ref().is_some_and(|origin| origin.is_of(options)) {
            let projects = options.companies.iter().map(|one| (one.id, one.projects.clone())).collect();
            let (seed, rows) = (options.data_seed, options.rows);
            self.origin = Some(Origin { seed, rows, many_projects: options.many_projects, projects });
            self.collections.clear();
        }
        let (scope, project) = match kind.scope {
            Scope::Company => (company.id, 0),
            Scope::Project => (project, project),
        };
        let key = (kind.salt, kind.scope, scope);
        self.collections.entry(key).or_insert_with(|| {
            let place = place(options, company.id, project, now);
            match kind.make {
                Make::Projects => Collection::new(all_projects(options, company, place)),
                Make::Seeded(make) => {
                    let first = first_id(kind.salt, scope);
                    let rows = 0..count(options, kind, company, project);
                    Collection::new(rows.map(|n| make(&mut Maker::new(place, kind.salt, n, first + n))))
                }
            }
        })
    }

    /// Whether a company has a project.
    pub(crate) fn has_project(
        &mut self,
        options: &Options,
        company: &Company,
        project: u64,
        now: u64,
    ) -> bool {
        self.collection(options, &PROJECTS, company, 0, now).get(project).is_some()
    }
}

/// Where the rows of a company or project are made.
pub(crate) fn place(options: &Options, company: u64, project: u64, now: u64) -> Place {
    Place { seed: options.data_seed, company, project, rows: options.rows, now }
}

/// As many as the options say; else all in a company and in its first project, and a few percent in the others.
fn count(options: &Options, kind: &Kind, company: &Company, project: u64) -> u64 {
    let whole = project == 0 || company.projects.first().is_some_and(|first| first.id == project);
    options.rows.unwrap_or_else(|| match Dice::of(&[kind.salt, project]).below(20) {
        _ if whole => kind.rows,
        percent => (kind.rows * (1 + percent) / 100).max(kind.rows.min(40)),
    })
}

fn all_projects(options: &Options, company: &Company, place: Place) -> Vec<Value> {
    let position = options.companies.iter().position(|other| other.id == company.id);
    let many = position.and_then(|position| MANY.get(position)).filter(|_| options.many_projects);
    let own = company.projects.len() as u64;
    let more = (own + 1..=many.copied().unwrap_or_default()).map(|number| projects::more(company, number));
    let all = company.projects.iter().cloned().chain(more);
    all.zip(0..)
        .map(|(project, number)| {
            projects::row(&mut Maker::new(place, PROJECTS.salt, number, project.id), company, &project)
        })
        .collect()
}
