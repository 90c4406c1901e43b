//! The same thing in other versions.

use super::endpoint;
use crate::catalogue::Catalogue;
use crate::procore::Method;

#[test]
fn side_by_side() {
    let catalogue = Catalogue::builtin();
    for (method, path, others) in [
        (
            Method::Get,
            "/rest/v1.1/projects/{project_id}/submittals",
            &[
                "/rest/v1.0/projects/{project_id}/submittals",
                "/rest/v2.0/companies/{company_id}/projects/{project_id}/submittals",
            ][..],
        ),
        (
            Method::Get,
            "/rest/v1.0/prime_contract/{id}",
            &["/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts/{prime_contract_id}"],
        ),
        (
            Method::Get,
            "/rest/v1.0/webhooks/hooks",
            &[
                "/rest/v2.0/companies/{company_id}/webhooks/hooks",
                "/rest/v2.0/companies/{company_id}/projects/{project_id}/webhooks/hooks",
            ],
        ),
        (Method::Post, "/rest/v1.0/webhooks/hooks", &["/rest/v2.0/companies/{company_id}/webhooks/hooks"]),
        (
            Method::Get,
            "/rest/v1.0/projects/{project_id}/documents",
            &["/rest/v2.0/projects/{project_id}/documents"],
        ),
        // Those of a company are something else.
        (Method::Get, "/rest/v1.0/companies/{company_id}/documents", &[]),
        (Method::Get, "/rest/v1.0/me", &[]),
    ] {
        let found = catalogue.other_versions(endpoint(&catalogue, method, path));
        let found: Vec<&str> = found.iter().map(|other| other.path.as_str()).collect();
        assert_eq!(found, others, "{path}");
    }
}

#[test]
fn what_is_found_has_its_versions_beside_it() {
    let catalogue = Catalogue::builtin();
    let found = catalogue.search("submittals", 40);
    let paths: Vec<(&str, bool)> =
        found.iter().take(3).map(|found| (found.path.as_str(), found.is_version)).collect();
    let expected = [
        ("/rest/v1.1/projects/{project_id}/submittals", false),
        ("/rest/v1.0/projects/{project_id}/submittals", true),
        ("/rest/v2.0/companies/{company_id}/projects/{project_id}/submittals", true),
    ];
    assert_eq!(paths, expected);
    // Nothing is lost by it, and nothing else is moved.
    let all = catalogue.search("", usize::MAX);
    let firsts = all.iter().filter(|found| !found.is_version);
    let places = firsts.map(|found| {
        catalogue.endpoints().iter().position(|it| (it.method, &it.path) == (found.method, &found.path))
    });
    assert!(places.is_sorted());
    assert_eq!(all.len(), catalogue.endpoints().len());
}

/// Whoever has another version is one of its other versions.
#[test]
fn it_is_mutual() {
    let catalogue = Catalogue::builtin();
    for endpoint in catalogue.endpoints() {
        for other in catalogue.other_versions(endpoint) {
            assert!(catalogue.other_versions(other).contains(&endpoint), "{endpoint:?} {other:?}");
        }
    }
}
