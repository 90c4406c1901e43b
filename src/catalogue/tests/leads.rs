//! Where ids lead.

use super::endpoint;
use crate::catalogue::Catalogue;
use crate::procore::Method;

fn bare(path: &str) -> &str {
    path.split('?').next().unwrap_or_default()
}

#[test]
fn from_an_answer_to_the_thing() {
    let catalogue = Catalogue::builtin();
    let rfis = "/rest/v1.0/projects/{project_id}/rfis";
    let projects = "/rest/v1.1/projects";
    let project_user = Some(("/rest/v1.0/projects/{project_id}/users/{id}", "id"));
    let company_user = Some(("/rest/v1.3/companies/{company_id}/users/{id}", "id"));
    let project_vendor = Some(("/rest/v1.1/projects/{project_id}/vendors/{id}", "id"));
    let company_vendor = Some(("/rest/v1.0/vendors/{id}", "id"));
    let location = Some(("/rest/v1.0/projects/{project_id}/locations/{location_id}", "location_id"));
    let folder = Some(("/rest/v1.0/folders/{id}", "id"));
    let in_v2 = "/rest/v2.0/companies/{company_id}/projects/{project_id}/commitment_contracts";
    for (from, names, expected) in [
        // The rows of a collection.
        (rfis, "id", Some(("/rest/v1.0/projects/{project_id}/rfis/{id}", "id"))),
        (projects, "id", Some(("/rest/v1.0/projects/{id}", "id"))),
        ("/rest/v1.0/companies", "id", Some((projects, "company_id"))),
        ("/rest/v1.0/vendors", "id", company_vendor),
        ("/rest/v1.0/observations/items", "id", Some(("/rest/v1.0/observations/items/{id}", "id"))),
        ("/rest/v1.0/checklist/lists", "lists id", Some(("/rest/v1.0/checklist/lists/{id}", "id"))),
        ("/rest/v1.0/projects/{project_id}/locations", "id", location),
        ("/rest/v1.0/prime_contracts", "id", Some(("/rest/v1.0/prime_contract/{id}", "id"))),
        (
            "/rest/v1.0/budget_views",
            "id",
            Some(("/rest/v1.0/budget_views/{budget_view_id}/detail_rows", "budget_view_id")),
        ),
        (
            "/rest/v1.1/projects/{project_id}/drawing_areas",
            "id",
            Some(("/rest/v1.1/drawing_areas/{drawing_area_id}/drawings", "drawing_area_id")),
        ),
        (
            "/rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies",
            "id",
            Some(("/rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies/{id}", "id")),
        ),
        (
            in_v2,
            "data id",
            Some((
                "/rest/v2.0/companies/{company_id}/projects/{project_id}/commitment_contracts/{commitment_contract_id}",
                "commitment_contract_id",
            )),
        ),
        // People, in the directory of what the answer is of.
        (rfis, "created_by id", project_user),
        (rfis, "assignees id", project_user),
        (rfis, "ball_in_court id", project_user),
        (projects, "created_by id", company_user),
        ("", "assignee id", company_user),
        // Other things.
        (rfis, "responsible_contractor id", project_vendor),
        (projects, "vendor_id", company_vendor),
        ("", "vendor id", company_vendor),
        ("/rest/v1.3/companies/{company_id}/users", "vendor id", company_vendor),
        (in_v2, "data vendor id", project_vendor),
        (rfis, "location_id", location),
        (rfis, "cost_code id", Some(("/rest/v1.0/cost_codes/{id}", "id"))),
        ("/rest/v1.0/change_events", "rfi_id", Some(("/rest/v1.0/projects/{project_id}/rfis/{id}", "id"))),
        ("", "observation_id", Some(("/rest/v1.0/observations/items/{id}", "id"))),
        ("", "project_id", Some(("/rest/v1.0/projects/{id}", "id"))),
        (projects, "company id", Some((projects, "company_id"))),
        ("", "trade_id", Some(("/rest/v1.0/companies/{company_id}/trades/{id}", "id"))),
        // Folders: one above, those within.
        ("/rest/v1.0/folders/{id}", "parent_id", folder),
        ("/rest/v1.0/folders/{id}", "folders id", folder),
        ("/rest/v1.0/folders/{id}", "files id", Some(("/rest/v1.0/files/{id}", "id"))),
        (
            "/rest/v1.0/companies/{company_id}/folders/{id}",
            "files id",
            Some(("/rest/v1.0/companies/{company_id}/files/{id}", "id")),
        ),
        // Nowhere.
        ("/rest/v1.0/projects/{project_id}/rfis/{id}", "id", None),
        (rfis, "number", None),
        (rfis, "questions id", None),
        (rfis, "items id", None),
        (rfis, "origin_id", None),
        ("", "reply_id", None),
        ("", "id", None),
        ("", "parent_id", None),
    ] {
        let from = (!from.is_empty()).then(|| endpoint(&catalogue, Method::Get, from));
        let members: Vec<&str> = names.split(' ').collect();
        let lead = catalogue.lead(&members, from);
        let found = lead.as_ref().map(|lead| (bare(&lead.path), lead.parameter.as_str()));
        assert_eq!(found, expected, "{names} of {from:?}");
    }
}

#[test]
fn from_what_a_write_answers() {
    let catalogue = Catalogue::builtin();
    for (method, path) in [
        (Method::Post, "/rest/v1.0/projects/{project_id}/rfis"),
        (Method::Patch, "/rest/v1.0/projects/{project_id}/rfis/{id}"),
    ] {
        let lead = catalogue.lead(&["id"], Some(endpoint(&catalogue, method, path)));
        let path = lead.map(|lead| bare(&lead.path).to_owned());
        assert_eq!(path.as_deref(), Some("/rest/v1.0/projects/{project_id}/rfis/{id}"));
    }
}

#[test]
fn only_a_project_has_a_page_that_is_known() {
    let catalogue = Catalogue::builtin();
    let page = |names: &[&str]| catalogue.lead(names, None).and_then(|lead| lead.page);
    assert_eq!(page(&["project_id"]).as_deref(), Some("/{id}/project/home"));
    assert_eq!(page(&["vendor_id"]), None);
}

/// The endpoint to which an id leads is there, reads, and has that parameter, whatever the answer was of.
#[test]
fn leads_can_be_followed() {
    let catalogue = Catalogue::builtin();
    let names = [
        "id",
        "vendor_id",
        "project_id",
        "user_id",
        "parent_id",
        "contract_id",
        "company_id",
        "list_id",
        "hook_id",
    ];
    let mut followed = 0;
    for from in catalogue.endpoints() {
        for name in names {
            let Some(lead) = catalogue.lead(&[name], Some(from)) else {
                continue;
            };
            let there = endpoint(&catalogue, Method::Get, bare(&lead.path));
            assert_eq!(lead.path, there.call());
            assert!(there.parameter(&lead.parameter).is_some_and(|parameter| parameter.required), "{lead:?}");
            assert_eq!(lead.line, there.line);
            followed += 1;
        }
    }
    assert!(followed > catalogue.endpoints().len(), "{followed}");
}
