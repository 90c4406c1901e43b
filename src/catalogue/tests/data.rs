//! Each endpoint is whole: its path, its parameters, its line, its body.

use std::collections::HashSet;

use serde_json::Value;

use crate::catalogue::{At, Catalogue, Content, Endpoint, Envelope, Kind, template};
use crate::procore::Method;

fn all() -> Vec<Endpoint> {
    Catalogue::builtin().endpoints().to_vec()
}

#[test]
fn there_are_enough_and_no_two_are_the_same() {
    let all = all();
    assert!(all.len() >= 100, "{}", all.len());
    let mut seen = HashSet::new();
    for endpoint in &all {
        // Nor do two differ by the name of a parameter only: a typed path could belong to either.
        let shape = template::names(&endpoint.path)
            .fold(endpoint.path.clone(), |path, name| path.replace(&format!("{{{name}}}"), "{}"));
        assert!(seen.insert((endpoint.method, shape)), "{endpoint:?}");
    }
    for method in [Method::Get, Method::Post, Method::Patch, Method::Delete] {
        assert!(all.iter().any(|endpoint| endpoint.method == method), "{method:?}");
    }
}

#[test]
fn paths_are_well_formed() {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let versions = ["v1.0", "v1.1", "v1.2", "v1.3", "v2.0", "v2.1"];
    for endpoint in all() {
        let path = &endpoint.path;
        assert!(endpoint.version().is_some_and(|version| versions.contains(&version)), "{path}");
        for part in template::parts(path) {
            let name = match template::open(part) {
                Some((before, name, behind)) => {
                    assert_eq!((before, behind), ("", ""), "{path}");
                    name
                }
                None => part,
            };
            assert!(is_name(name), "{path}");
        }
    }
}

#[test]
fn parameters_are_those_of_the_path_and_of_the_query() {
    for endpoint in all() {
        let in_path = |at| endpoint.parameters.iter().filter(move |parameter| parameter.at == at);
        let names: Vec<&str> = in_path(At::Path).map(|parameter| parameter.name.as_str()).collect();
        assert_eq!(names, template::names(&endpoint.path).collect::<Vec<_>>(), "{endpoint:?}");
        assert!(in_path(At::Path).all(|parameter| parameter.required && !parameter.many), "{endpoint:?}");
        let mut seen = HashSet::new();
        for parameter in &endpoint.parameters {
            let name = parameter.name.as_str();
            assert!(seen.insert(name), "{name} {endpoint:?}");
            assert!(!["page", "per_page"].contains(&name), "{endpoint:?}");
            let opened = name.matches('[').count();
            assert_eq!(opened, name.matches(']').count(), "{name}");
            assert!(!name.ends_with("[]") && opened <= 1, "{name}");
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b"_[]".contains(&b)), "{name}");
            if let Kind::OneOf(values) | Kind::Sort(values) = &parameter.kind {
                let different: HashSet<_> = values.iter().collect();
                assert!(!values.is_empty() && different.len() == values.len(), "{name} {endpoint:?}");
                assert!(values.iter().all(|value| !value.is_empty() && value.trim() == value), "{values:?}");
            }
        }
    }
}

#[test]
fn lines_are_short() {
    for endpoint in all() {
        for text in [&endpoint.line, &endpoint.tool] {
            assert!(!text.is_empty() && text.len() < 80 && text.trim() == text, "{text}");
            assert!(!text.contains(char::is_control) && !text.ends_with('.'), "{text}");
        }
    }
}

#[test]
fn bodies_belong_to_writes_and_become_json() {
    for endpoint in all() {
        let expected = matches!(endpoint.method, Method::Post | Method::Patch | Method::Put);
        assert_eq!(endpoint.body.is_some(), expected, "{endpoint:?}");
        assert!(!endpoint.pages || endpoint.method == Method::Get, "{endpoint:?}");
        let Some(body) = endpoint.body else {
            continue;
        };
        let unknown = body.filled(|_| None);
        let known = body.filled(|name| Some(if name == "company_id" { "9007199254740993" } else { "8" }));
        for text in [&unknown, &known] {
            let value = serde_json::from_str::<Value>(text).expect(text);
            if let Some(wrap) = &body.wrap {
                assert!(matches!(value.get(wrap), Some(Value::Object(_))), "{text}");
            }
        }
        let value = serde_json::from_str::<Value>(&known).expect("as before");
        for (name, id) in [("company_id", "9007199254740993"), ("project_id", "8")] {
            let is_there = body.start.contains(&format!("{{{name}}}"));
            let id = serde_json::from_str::<Value>(id).expect("a number");
            assert_eq!(value.get(name) == Some(&id), is_there, "{known}");
        }
    }
}

#[test]
fn version_2_is_wrapped() {
    for endpoint in all() {
        let expected = if endpoint.path.starts_with("/rest/v2") { Envelope::Data } else { Envelope::Bare };
        assert_eq!(endpoint.envelope(), expected, "{}", endpoint.path);
    }
}

#[test]
fn what_is_called_every_day_is_there() {
    let catalogue = Catalogue::builtin();
    for path in [
        "/rest/v1.0/me",
        "/rest/v1.0/companies",
        "/rest/v1.1/projects",
        "/rest/v1.0/projects/{project_id}/rfis",
        "/rest/v1.1/projects/{project_id}/submittals",
        "/rest/v1.0/observations/items",
        "/rest/v1.1/punch_items",
        "/rest/v1.0/projects/{project_id}/users",
        "/rest/v1.3/companies/{company_id}/users",
        "/rest/v1.0/vendors",
        "/rest/v1.1/projects/{project_id}/daily_logs/counts",
        "/rest/v1.1/drawing_areas/{drawing_area_id}/drawings",
        "/rest/v1.0/folders",
        "/rest/v1.0/change_order_packages",
        "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts",
        "/rest/v1.0/budget_views/{budget_view_id}/detail_rows",
        "/rest/v1.0/checklist/lists",
        "/rest/v1.0/projects/{project_id}/incidents",
        "/rest/v1.1/projects/{project_id}/meetings",
        "/rest/v1.0/projects/{project_id}/locations",
        "/rest/v1.0/webhooks/hooks",
    ] {
        assert_eq!(super::endpoint(&catalogue, Method::Get, path).path, path);
    }
    let rfi = super::endpoint(&catalogue, Method::Post, "/rest/v1.0/projects/{project_id}/rfis");
    let body = rfi.body.as_ref().expect("a body");
    assert_eq!((body.wrap.as_deref(), body.content), (Some("rfi"), Content::Multipart));
}

#[test]
fn the_endpoint_of_a_typed_path() {
    let catalogue = Catalogue::builtin();
    let of = |method, target| catalogue.of(method, target).map(|endpoint| endpoint.path.as_str());
    let rfi = Some("/rest/v1.0/projects/{project_id}/rfis/{id}");
    for target in [
        "/rest/v1.0/projects/{project_id}/rfis/{id}",
        "/rest/v1.0/projects/12/rfis/34",
        "/rest/v1.0/projects/12/rfis/{id}/?view=normal",
    ] {
        assert_eq!(of(Method::Get, target), rfi, "{target}");
        assert_eq!(of(Method::Patch, target), rfi, "{target}");
        assert_eq!(of(Method::Put, target), None, "{target}");
    }
    let literal = "/rest/v1.0/companies/7/users/inactive";
    assert_eq!(of(Method::Get, literal), Some("/rest/v1.0/companies/{company_id}/users/inactive"));
    // Both fit; the one that is literally so is meant.
    let injuries = "/rest/v1.0/projects/12/incidents/injuries";
    assert_eq!(of(Method::Get, injuries), Some("/rest/v1.0/projects/{project_id}/incidents/injuries"));
    for target in ["", "/", "/rest/v1.0/projects", "/rest/v9.0/me", "rest/v1.0/me", "/rest/v1.0/me/x"] {
        let there = target == "/rest/v1.0/projects";
        assert_eq!(of(Method::Get, target).is_some(), there, "{target}");
    }
}

/// What crosses to the page arrives as it left.
#[test]
fn endpoints_cross_to_another_worker() {
    for endpoint in all() {
        let bytes = postcard::to_allocvec(&endpoint).expect("no writer fails");
        assert_eq!(postcard::from_bytes::<Endpoint>(&bytes).ok(), Some(endpoint));
    }
}

#[path = "../../../build/endpoints.rs"]
mod endpoints;

/// A line of `endpoints.txt` is a row; one that is none stops the build and is named.
#[test]
fn lines_are_read_or_named() {
    let read = |line: &str| endpoints::table(&format!("# A comment\n= Tool\n{line}"));
    for (line, row) in [
        ("list /a | All", r#"list("/a", "All", &[]),"#),
        (
            "show /a/{id} | One | x[y]: ids!; s: one_of a b, c",
            r#"show("/a/{id}", "One", &[ids("x[y]").needed(), one_of("s", &["a b", "c"])]),"#,
        ),
        ("list /a | All | sort: sort a, -a", r#"list("/a", "All", &[sort(&["a", "-a"])]),"#),
        ("remove /a | Ends it", r#"remove("/a", "Ends it", &[]),"#),
        (
            "create /a | New |  | json - {\"a | b\": 1}",
            r#"create("/a", "New", &[], json("", "{\"a | b\": 1}")),"#,
        ),
        (
            "change /a | Other | t: text | files w - {}",
            r#"change("/a", "Other", &[text("t")], files("w", "{}", "")),"#,
        ),
        (
            "change /a | Other |  | files w w[f][] {}",
            r#"change("/a", "Other", &[], files("w", "{}", "w[f][]")),"#,
        ),
        ("create /a | New |  | upload - f {}", r#"create("/a", "New", &[], upload("", "{}", "f")),"#),
    ] {
        let expected = format!("&[\nTable {{ tool: \"Tool\", rows: &[\n{row}]}}]\n");
        assert_eq!(read(line), Ok(expected));
    }
    for line in [
        "list /a",
        "list | All",
        "get /a | All",
        "list /a | All | x",
        "list /a | All | x: number",
        "list /a | All | x: id 7",
        "list /a | All | x: sort a",
        "list /a | All | x: one_of",
        "list /a | All |  | json - {}",
        "create /a | New",
        "create /a | New |  | xml - {}",
        "create /a | New |  | json",
        "create /a | New |  | upload w f",
        "create /a | New |  | upload w - {}",
        "create /a | New |  | files w {}",
    ] {
        assert!(
            read(line).is_err_and(|fault| fault.starts_with("line 3: ") && fault.ends_with(line)),
            "{line}"
        );
    }
    assert!(endpoints::table("list /a | All").is_err(), "no tool");
}
