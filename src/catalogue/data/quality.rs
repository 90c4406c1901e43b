//! Quality: observations and the punch list.

use crate::catalogue::row::*;

pub(super) const OBSERVATIONS: Table = Table {
    tool: "Observations",
    rows: &[
        list(
            "/rest/v1.0/observations/items",
            "Observations of a project: safety, quality, commissioning",
            &[
                PROJECT,
                text("filters[search]"),
                several("filters[status]", &["0", "1", "2", "3"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                ids("filters[assignee_id]"),
                ids("filters[created_by_id]"),
                ids("filters[location_id]"),
                ids("filters[type_id]"),
            ],
        ),
        show("/rest/v1.0/observations/items/{id}", "One observation", &[PROJECT]),
        create(
            "/rest/v1.0/observations/items",
            "Creates a new observation",
            &[],
            files(
                "observation",
                r#"{"project_id": {project_id}, "observation": {"name": "", "type_id": null, "description": "", "due_date": null, "assignee_id": null}}"#,
            ),
        ),
        change(
            "/rest/v1.0/observations/items/{id}",
            "Changes an observation: status, assignee, due date",
            &[],
            files("observation", r#"{"project_id": {project_id}, "observation": {}}"#),
        ),
        list(
            "/rest/v1.0/observations/types",
            "Types of observations that a project knows",
            &[PROJECT, COMPANY],
        ),
        list(
            "/rest/v1.0/observations/assignees",
            "People who can be made responsible for an observation",
            &[PROJECT],
        ),
        list(
            "/rest/v1.0/observations/items/{item_id}/response_logs",
            "What was answered to an observation",
            &[PROJECT],
        ),
    ],
};

pub(super) const PUNCH_LIST: Table = Table {
    tool: "Punch List",
    rows: &[
        list(
            "/rest/v1.1/punch_items",
            "Punch items of a project with their assignments",
            &[
                PROJECT,
                text("filters[query]"),
                one_of("filters[status]", &["open", "closed", "pending"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                id("filters[vendor_id]"),
                ids("filters[location_id]"),
                one_of("filters[priority]", &["low", "medium", "high"]),
                id("filters[trade_id]"),
            ],
        ),
        show("/rest/v1.1/punch_items/{id}", "One punch item", &[PROJECT, yes_no("include_deleted")]),
        create(
            "/rest/v1.1/punch_items",
            "Creates a new punch item",
            &[],
            files(
                "punch_item",
                r#"{"project_id": {project_id}, "punch_item": {"name": "", "description": "", "due": null}}"#,
            ),
        ),
        change(
            "/rest/v1.1/punch_items/{id}",
            "Changes a punch item",
            &[],
            files("punch_item", r#"{"project_id": {project_id}, "punch_item": {}}"#),
        ),
        remove("/rest/v1.1/punch_items/{id}", "Deletes a punch item", &[PROJECT]),
        list(
            "/rest/v1.0/punch_items",
            "Punch items of a project, in the older form",
            &[
                PROJECT,
                text("filters[query]"),
                one_of("filters[status]", &["open", "closed", "pending"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                id("filters[vendor_id]"),
                ids("filters[location_id]"),
                one_of("filters[priority]", &["low", "medium", "high"]),
                id("filters[trade_id]"),
            ],
        ),
        show(
            "/rest/v1.0/punch_items/{id}",
            "One punch item, in the older form",
            &[PROJECT, yes_no("include_deleted")],
        ),
        list(
            "/rest/v1.0/punch_item_types",
            "Types of punch items that a project knows",
            &[PROJECT, sort(&["name"]), texts("filters[name]")],
        ),
    ],
};
