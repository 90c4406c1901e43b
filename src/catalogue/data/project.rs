//! Projects and the places in them.

use crate::catalogue::row::*;

pub(super) const PROJECTS: Table = Table {
    tool: "Projects",
    rows: &[
        list(
            "/rest/v1.1/projects",
            "Projects of a company that you may see",
            &[
                COMPANY,
                one_of("view", &["ids", "compact", "normal", "extended"]),
                sort(&["name", "display_name"]),
                text("filters[name]"),
                one_of("filters[by_status]", &["All", "Active", "Inactive"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[vendor_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects",
            "Projects of a company that you may see, in the older form",
            &[
                COMPANY,
                one_of("serializer_view", &["compact"]),
                sort(&["name", "display_name"]),
                text("filters[name]"),
                one_of("filters[by_status]", &["All", "Active", "Inactive"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[vendor_id]"),
            ],
        ),
        show(
            "/rest/v1.0/projects/{id}",
            "One project with its address, dates, stage and office",
            &[COMPANY, one_of("view", &["minimal"])],
        ),
        create(
            "/rest/v1.0/projects",
            "Creates a new project",
            &[],
            json(
                "project",
                r#"{"company_id": {company_id}, "project": {"name": "", "address": "", "city": "", "state_code": "", "zip": "", "country_code": "", "start_date": null}}"#,
            ),
        ),
        change(
            "/rest/v1.0/projects/{id}",
            "Changes a project",
            &[],
            json("project", r#"{"company_id": {company_id}, "project": {}}"#),
        ),
        show(
            "/rest/v1.0/companies/{company_id}/projects",
            "Projects of a company with address, stage and open items",
            &[],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/tools",
            "Tools that a project has",
            &[yes_no("filters[is_active]")],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/project_dates",
            "Milestones: the named dates of a project",
            &[],
        ),
        list(
            "/rest/v1.0/project_roles",
            "Who has which role in a project",
            &[PROJECT, span("filters[created_at]"), yes_no("filters[add_to_project_team]")],
        ),
        show(
            "/rest/v1.0/open_items/mine",
            "How many items of a project wait for you",
            &[PROJECT, one_of("tool_name", &["Punchlist Item", "RFI", "Submittals"])],
        ),
    ],
};

pub(super) const LOCATIONS: Table = Table {
    tool: "Locations",
    rows: &[
        list(
            "/rest/v1.0/projects/{project_id}/locations",
            "Places of a project: buildings, floors, rooms",
            &[
                sort(&["created_at", "name", "node_name", "parent_id", "updated_at"]),
                text("filters[search]"),
                ids("filters[id]"),
                span("filters[updated_at]"),
                texts("filters[code]"),
            ],
        ),
        show("/rest/v1.0/projects/{project_id}/locations/{location_id}", "One place of a project", &[]),
        create(
            "/rest/v1.0/projects/{project_id}/locations",
            "Creates a new place, at the top or inside of another",
            &[],
            json("location", r#"{"location": {"node_name": "", "parent_id": null}}"#),
        ),
        change(
            "/rest/v1.0/projects/{project_id}/locations/{location_id}",
            "Renames a place",
            &[],
            json("location", r#"{"location": {}}"#),
        ),
        remove(
            "/rest/v1.0/projects/{project_id}/locations/{location_id}",
            "Takes a place out of a project",
            &[],
        ),
    ],
};
