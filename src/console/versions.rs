//! The same request in another version of the API.

use super::draft::Draft;
use super::model::Console;
use super::place::Chosen;
use super::work::Sheet;
use crate::catalogue::{At, Endpoint, Known, Parameter};

impl Draft {
    /// A call of `from`, an endpoint, becomes one of `to`, the same in another version. Values stay with their names, and
    /// move between path and query where the versions differ in that; all else that was typed stays.
    fn switch(&mut self, from: &Endpoint, to: &Endpoint, chosen: &Chosen) {
        let given: Vec<(String, String)> = from.given(&self.path).into_iter().map(owned).collect();
        let written =
            |name: &str| given.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone());
        let mut query = self.query();
        let mut path = to.path.clone();
        for (old, new) in counterparts(from, to) {
            let value = match &old {
                Some(old) => {
                    let typed = self.value(old).to_owned();
                    if *old != new && !typed.is_empty() {
                        self.set_value(&new, typed);
                    }
                    written(old)
                }
                None => {
                    let value = query.values(&new, false).pop();
                    query.set(&new, false, &[]);
                    value.filter(|value| *value != in_braces(&new))
                }
            };
            path = to.with_value(&path, &new, &value.unwrap_or_default());
        }
        for Parameter { name, required, many, .. } in of(to, At::Query) {
            let was_in_path = of(from, At::Path).any(|parameter| parameter.name == *name);
            if (*required || was_in_path) && !query.has(name) {
                query.set(name, *many, &[written(name).unwrap_or_else(|| in_braces(name))]);
            }
        }
        // A body that was only begun is begun anew.
        if from.body.as_ref().is_some_and(|body| self.json == super::draft::begun(body, chosen)) {
            self.json.clear();
        }
        self.path = query.behind(&path);
        self.take_body(to, chosen);
    }
}

fn of(endpoint: &Endpoint, at: At) -> impl DoubleEndedIterator<Item = &Parameter> {
    endpoint.parameters.iter().filter(move |parameter| parameter.at == at)
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn in_braces(name: &str) -> String {
    format!("{{{name}}}")
}

/// For each name in the path of `to` what it is called in that of `from`: the same or, as with `id` and `rfi_id`, what is as
/// far from the end among the names that only one of them has. Company and project are called the same everywhere.
fn counterparts(from: &Endpoint, to: &Endpoint) -> Vec<(Option<String>, String)> {
    let own = |one: &Endpoint, other: &Endpoint| -> Vec<String> {
        let is_place = |name: &str| name == "company_id" || name == "project_id";
        let is_own = |name: &&String| !is_place(name) && of(other, At::Path).all(|it| it.name != **name);
        of(one, At::Path).rev().map(|it| &it.name).filter(is_own).cloned().collect()
    };
    let (old, new) = (own(from, to), own(to, from));
    let counterpart = |name: &String| {
        let is_same = of(from, At::Path).any(|parameter| parameter.name == *name);
        let at = || new.iter().position(|own| own == name);
        if is_same { Some(name.clone()) } else { old.get(at()?).cloned() }
    };
    of(to, At::Path).map(|parameter| (counterpart(&parameter.name), parameter.name.clone())).collect()
}

/// A version of the endpoint of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Such as `v1.0`; where two have the same, whose it is as well.
    pub label: String,
    /// The path of its endpoint.
    pub path: String,
    /// Whether it is the one of the request.
    pub is_shown: bool,
}

impl Sheet {
    /// The versions of the request's endpoint, the oldest first; none if there is only one.
    pub fn versions(&self) -> Vec<Version> {
        let Some(Known { endpoint, others }) = self.known().filter(|known| !known.others.is_empty()) else {
            return Vec::new();
        };
        let mut all: Vec<&Endpoint> = others.iter().chain([endpoint]).collect();
        all.sort_by(|one, other| (one.version(), &one.path).cmp(&(other.version(), &other.path)));
        let is_twice = |it: &Endpoint| all.iter().filter(|other| other.version() == it.version()).count() > 1;
        let label = |it: &Endpoint| match (it.version().unwrap_or_default(), is_twice(it)) {
            (version, false) => version.to_owned(),
            (version, true) if it.path.contains("{project_id}") => format!("{version} of a project"),
            (version, true) => format!("{version} of a company"),
        };
        all.iter()
            .map(|it| Version { label: label(it), path: it.path.clone(), is_shown: it.path == endpoint.path })
            .collect()
    }
}

/// The request in sight becomes one of this path, which is that of another version of its endpoint.
pub(super) fn switch(console: &mut Console, path: &str) {
    let chosen = console.places.chosen.clone();
    let sheet = console.work.sheet_mut();
    let Some(known) = sheet.known().cloned() else { return };
    let Some(to) = known.others.iter().find(|other| other.path == path) else { return };
    let Sheet { draft, fault, wish, recognised, .. } = sheet;
    (*fault, *wish) = (None, None);
    draft.switch(&known.endpoint, to, &chosen);
    let others = known.others.iter().filter(|other| *other != to).chain([&known.endpoint]);
    let mut others: Vec<Endpoint> = others.cloned().collect();
    others.sort_by(|one, other| one.version().cmp(&other.version()));
    recognised.expect(to.clone(), others);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::procore::Method;

    fn switched(draft: &Draft, path: &str, to: &str) -> Draft {
        let catalogue = Catalogue::builtin();
        let from = catalogue.of(draft.method, path).expect(path);
        let to = catalogue.of(draft.method, to).expect(to);
        assert!(catalogue.other_versions(from).contains(&to), "{} {}", from.path, to.path);
        let mut draft = draft.clone();
        draft.switch(from, to, &Chosen::default());
        draft
    }

    #[test]
    fn values_carry_over() {
        const SUBMITTALS: [&str; 3] = [
            "/rest/v1.0/projects/{project_id}/submittals",
            "/rest/v1.1/projects/{project_id}/submittals",
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/submittals",
        ];
        const CONTRACT: [&str; 2] = [
            "/rest/v1.0/prime_contract/{id}",
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts/{prime_contract_id}",
        ];
        for (typed, to, expected) in [
            (
                "/rest/v1.1/projects/8/submittals?filters[id][]=1&filters[id][]=2&x=a b&y=%2f&z",
                SUBMITTALS[0],
                "/rest/v1.0/projects/8/submittals?filters[id][]=1&filters[id][]=2&x=a b&y=%2f&z",
            ),
            (SUBMITTALS[1], SUBMITTALS[2], SUBMITTALS[2]),
            (
                "/rest/v1.1/projects/8/submittals?company_id=7",
                SUBMITTALS[2],
                "/rest/v2.0/companies/7/projects/8/submittals",
            ),
            (
                "/rest/v1.0/prime_contract/5?project_id={project_id}&view=extended",
                CONTRACT[1],
                "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts/5?view=extended",
            ),
            (
                "/rest/v2.0/companies/7/projects/8/prime_contracts/5",
                CONTRACT[0],
                "/rest/v1.0/prime_contract/5?project_id=8",
            ),
            (
                "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts/{prime_contract_id}",
                CONTRACT[0],
                "/rest/v1.0/prime_contract/{id}?project_id={project_id}",
            ),
        ] {
            let mut draft = Draft { path: typed.into(), ..Draft::new() };
            draft.set_value("prime_contract_id", "9".into());
            let there = switched(&draft, typed, to);
            assert_eq!(there.path, expected, "{typed}");
            if expected.contains("{id}") {
                assert_eq!(there.value("id"), "9");
            }
        }
    }

    #[test]
    fn a_body_that_was_only_begun_is_begun_anew() {
        let paths = ["/rest/v1.0/webhooks/hooks", "/rest/v2.0/companies/{company_id}/webhooks/hooks"];
        let catalogue = Catalogue::builtin();
        let start = |path: &str| {
            let mut draft = Draft::new();
            draft.take_endpoint(catalogue.of(Method::Post, path).expect(path), &Chosen::default());
            draft
        };
        let begun = start(paths[0]);
        assert_eq!(switched(&begun, paths[0], paths[1]).json, start(paths[1]).json);
        let typed = Draft { json: "{\"mine\": 1}".into(), ..begun };
        assert_eq!(switched(&typed, paths[0], paths[1]).json, typed.json);
    }
}
