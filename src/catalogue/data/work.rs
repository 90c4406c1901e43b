//! Timecards, meetings, tasks, the schedule.

use crate::catalogue::row::*;

pub(super) const TIMECARDS: Table = Table {
    tool: "Timecards",
    rows: &[
        list(
            "/rest/v1.0/projects/{project_id}/timecard_entries",
            "Hours of people in a project",
            &[day("log_date"), day("start_date"), day("end_date"), ids("filters[created_by_id]")],
        ),
        create(
            "/rest/v1.0/projects/{project_id}/timecard_entries",
            "Creates a new timecard entry",
            &[],
            json(
                "timecard_entry",
                r#"{"timecard_entry": {"hours": null, "lunch_time": "", "time_in": "", "time_out": "", "date": null, "party_id": null, "cost_code_id": null}}"#,
            ),
        ),
        list(
            "/rest/v1.0/companies/{company_id}/timecard_entries",
            "Hours of people in all projects of a company",
            &[
                day("start_date"),
                day("end_date"),
                one_of("serializer_view", &["ids_only", "compact_with_date_range"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                ids("filters[party_id]"),
                yes_no("filters[in_progress_only]"),
                yes_no("filters[include_in_progress]"),
            ],
        ),
    ],
};

pub(super) const MEETINGS: Table = Table {
    tool: "Meetings",
    rows: &[
        list(
            "/rest/v1.1/projects/{project_id}/meetings",
            "Meetings of a project, grouped by series",
            &[
                one_of("serializer_view", &["normal", "extended"]),
                ids("filters[id]"),
                ids("filters[assignee_id]"),
                yes_no("deleted_only"),
            ],
        ),
        show(
            "/rest/v1.1/projects/{project_id}/meetings/{id}",
            "One meeting with its topics and attendees",
            &[],
        ),
        create(
            "/rest/v1.1/projects/{project_id}/meetings",
            "Creates a new meeting",
            &[],
            json(
                "meeting",
                r#"{"project_id": {project_id}, "meeting": {"position": null, "starts_at": null, "ends_at": null, "title": "", "overview": "", "location": ""}}"#,
            ),
        ),
        change(
            "/rest/v1.1/projects/{project_id}/meetings/{id}",
            "Changes a meeting",
            &[],
            json("meeting", r#"{"project_id": {project_id}, "meeting": {}}"#),
        ),
        remove("/rest/v1.1/projects/{project_id}/meetings/{id}", "Deletes a meeting", &[]),
        list(
            "/rest/v1.0/meetings",
            "Meetings of a project, in the older form",
            &[PROJECT, one_of("serializer_view", &["normal", "extended"]), yes_no("deleted_only")],
        ),
    ],
};

pub(super) const TASKS: Table = Table {
    tool: "Tasks",
    rows: &[
        list(
            "/rest/v1.0/task_items",
            "Tasks of a project",
            &[
                PROJECT,
                sort(&["number", "title", "assignee", "due_date", "status", "category"]),
                text("filters[query]"),
                texts("filters[status]"),
                ids("filters[id]"),
                span("filters[created_at]"),
                span("filters[due_date]"),
                id("filters[assigned_id]"),
                ids("filters[created_by_id]"),
            ],
        ),
        show("/rest/v1.0/task_items/{id}", "One task", &[PROJECT]),
        create(
            "/rest/v1.0/task_items",
            "Creates a new task",
            &[PROJECT],
            json(
                "task_item",
                r#"{"task_item": {"title": "", "description": "", "due_date": null, "assignee_ids": []}}"#,
            ),
        ),
        change(
            "/rest/v1.0/task_items/{id}",
            "Changes a task",
            &[PROJECT],
            files("task_item", r#"{"task_item": {}}"#),
        ),
        remove("/rest/v1.0/task_items/{id}", "Deletes a task", &[PROJECT]),
    ],
};

pub(super) const SCHEDULE: Table = Table {
    tool: "Schedule",
    rows: &[
        list(
            "/rest/v1.0/tasks",
            "Activities of the schedule of a project",
            &[
                PROJECT,
                one_of("view", &["compact", "normal"]),
                text("filters[query]"),
                span("filters[updated_at]"),
                integer("filters[row_number]"),
            ],
        ),
        show("/rest/v1.0/tasks/{id}", "One activity of the schedule", &[PROJECT]),
        list(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/schedules",
            "Schedules of a project",
            &[
                sort(&["schedule_id", "schedule_name", "schedule_type", "is_active", "updated_at"]),
                id("filters[schedule_id]"),
                text("filters[schedule_name]"),
                one_of(
                    "filters[schedule_type]",
                    &[
                        "ONBOARDING",
                        "READONLY_PROJECT_SCHEDULE",
                        "LOOKAHEAD",
                        "READONLY_ONBOARDING",
                        "IMPORTED_READ_WRITE_ONBOARDING",
                        "IMPORTED_READ_WRITE_PROJECT_SCHEDULE",
                        "LOOKAHEAD_ONBOARDING",
                    ],
                ),
                yes_no("filters[is_active]"),
            ],
        ),
    ],
};
