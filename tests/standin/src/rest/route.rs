//! Which kind, company, project and row a path names.

use super::kinds::{KINDS, Kind, PORTFOLIO, PROJECTS, Scope};

/// What is at a path.
#[derive(Clone, Copy)]
pub(crate) enum Thing {
    /// A kind of rows.
    Rows(&'static Kind),
    /// How many daily logs of each sort there are.
    LogCounts,
    /// The tools that the caller may open.
    Permissions,
    /// The values that a filter of RFIs may have; the record is the filter.
    FilterOptions,
    /// Where the company's data live.
    Zone,
}

/// A path taken apart.
#[derive(Clone)]
pub(crate) struct Route {
    pub(crate) thing: Thing,
    /// Company, project and row as the path spells them.
    pub(crate) company: Option<String>,
    pub(crate) project: Option<String>,
    pub(crate) record: Option<String>,
    /// Whether ids are texts and answers wrapped in `data`: version 2.
    pub(crate) second: bool,
    /// Whether it is the list of projects that has a shape of its own.
    pub(crate) portfolio: bool,
}

const OTHERS: [(&str, Thing); 4] = [
    ("/rest/v1.1/projects/{project}/daily_logs/counts", Thing::LogCounts),
    ("/rest/v1.0/settings/permissions", Thing::Permissions),
    ("/rest/v1.0/projects/{project}/rfis/filter_options", Thing::FilterOptions),
    ("/rest/v1.0/company_base_url", Thing::Zone),
];

/// Takes a path apart. Where a kind of a project and one of a company share it, a project in the query decides.
pub(crate) fn find(path: &str, names_project: bool) -> Option<Route> {
    let other = OTHERS.iter().find_map(|(pattern, thing)| read(pattern, path, *thing));
    let wanted = if names_project { Scope::Project } else { Scope::Company };
    let mut kinds: Vec<&'static Kind> = std::iter::once(&PROJECTS).chain(KINDS).collect();
    kinds.sort_by_key(|kind| kind.scope != wanted);
    other.or_else(|| {
        let routes =
            kinds.into_iter().flat_map(|kind| kind.paths.iter().map(move |pattern| (kind, *pattern)));
        routes.into_iter().find_map(|(kind, pattern)| read(pattern, path, Thing::Rows(kind)))
    })
}

fn read(pattern: &str, path: &str, thing: Thing) -> Option<Route> {
    let mut route = Route {
        thing,
        company: None,
        project: None,
        record: None,
        second: pattern.starts_with("/rest/v2."),
        portfolio: pattern == PORTFOLIO,
    };
    let mut segments = path.split('/');
    for part in pattern.split('/') {
        let segment = segments.next()?;
        match part {
            "{company}" => route.company = Some(segment.to_owned()),
            "{project}" => route.project = Some(segment.to_owned()),
            _ if part == segment => {}
            _ => return None,
        }
    }
    route.record = segments.next().map(str::to_owned);
    segments.next().is_none().then_some(route)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        let found = |path: &str, project: bool| {
            let route = find(path, project)?;
            let root = match route.thing {
                Thing::Rows(kind) => kind.root,
                Thing::LogCounts => "counts",
                Thing::Permissions => "permissions",
                Thing::FilterOptions => "options",
                Thing::Zone => "zone",
            };
            let ids = [route.company, route.project, route.record].map(Option::unwrap_or_default).join(",");
            Some(format!("{root} {ids} {}", route.second))
        };
        for (path, expected) in [
            ("/rest/v1.1/projects", Some("project ,, false")),
            ("/rest/v1.0/projects/7", Some("project ,,7 false")),
            ("/rest/v1.0/projects/7/rfis", Some("rfi ,7, false")),
            ("/rest/v1.0/projects/7/rfis/8", Some("rfi ,7,8 false")),
            ("/rest/v1.0/projects/7/rfis/filter_options/status", Some("options ,7,status false")),
            ("/rest/v2.0/companies/1/projects/2/submittals/3", Some("submittal 1,2,3 true")),
            ("/rest/v1.1/projects/2/daily_logs/counts", Some("counts ,2, false")),
            ("/rest/v1.0/projects/7/rfis/8/9", None),
            ("/rest/v1.9/projects/7/rfis", None),
        ] {
            assert_eq!(found(path, false).as_deref(), expected, "{path}");
        }
        assert_eq!(
            find("/rest/v1.0/webhooks/hooks", true)
                .map(|route| matches!(route.thing, Thing::Rows(kind) if kind.scope == Scope::Project)),
            Some(true)
        );
        assert_eq!(
            find("/rest/v1.0/webhooks/hooks", false)
                .map(|route| matches!(route.thing, Thing::Rows(kind) if kind.scope == Scope::Company)),
            Some(true)
        );
    }
}
