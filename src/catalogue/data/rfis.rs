//! RFIs: questions and answers.

use crate::catalogue::row::*;

pub(super) const RFIS: Table = Table {
    tool: "RFIs",
    rows: &[
        list(
            "/rest/v1.0/projects/{project_id}/rfis",
            "RFIs of a project: number, subject, status, who has the ball",
            &[
                text("sort[attribute]"),
                one_of("sort[direction]", &["asc", "desc"]),
                one_of("filters[status]", &["open", "closed", "draft"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[assigned_id]"),
                ids("filters[location_id]"),
                integer("filters[number]"),
            ],
        ),
        show(
            "/rest/v1.0/projects/{project_id}/rfis/{id}",
            "One RFI with its question and all its fields",
            &[],
        ),
        create(
            "/rest/v1.0/projects/{project_id}/rfis",
            "Creates a new RFI with its question",
            &[],
            files(
                "rfi",
                r#"{"rfi": {"subject": "", "question": {"body": ""}, "rfi_manager_id": null, "assignee_ids": [], "due_date": null, "draft": false}}"#,
            ),
        ),
        change(
            "/rest/v1.0/projects/{project_id}/rfis/{id}",
            "Changes an RFI: status, dates, people",
            &[],
            files("rfi", r#"{"rfi": {}}"#),
        ),
        list("/rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies", "Answers to an RFI", &[]),
        show("/rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies/{id}", "One answer to an RFI", &[]),
        create(
            "/rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies",
            "Creates a new answer to an RFI",
            &[],
            json("reply", r#"{"reply": {"body": ""}}"#),
        ),
        show(
            "/rest/v1.0/projects/{project_id}/rfis/filter_options/status",
            "Statuses by which RFIs can be filtered",
            &[],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/rfis/potential_assignees",
            "People who can be asked to answer RFIs",
            &[],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/rfis/potential_rfi_managers",
            "People who can manage RFIs",
            &[],
        ),
    ],
};
