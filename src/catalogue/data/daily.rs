//! The daily log.

use crate::catalogue::row::*;

pub(super) const DAILY_LOG: Table = Table {
    tool: "Daily Log",
    rows: &[
        list(
            "/rest/v1.1/projects/{project_id}/daily_logs/counts",
            "How many entries each kind of daily log has",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                one_of("filters[status]", &["all", "approved", "pending"]),
                ids("filters[created_by_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/manpower_logs",
            "Manpower: who worked how many hours",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                text("filters[search]"),
                text("filters[status]"),
                ids("filters[vendor_id]"),
                ids("filters[created_by_id]"),
                ids("filters[location_id]"),
            ],
        ),
        show("/rest/v1.0/projects/{project_id}/manpower_logs/{id}", "One manpower entry", &[]),
        create(
            "/rest/v1.0/projects/{project_id}/manpower_logs",
            "Creates a new manpower entry",
            &[],
            files(
                "manpower_log",
                r#"{"manpower_log": {"date": null, "num_workers": null, "num_hours": null, "notes": "", "cost_code_id": null, "location_id": null}}"#,
            ),
        ),
        change(
            "/rest/v1.0/projects/{project_id}/manpower_logs/{id}",
            "Changes a manpower entry",
            &[],
            files("manpower_log", r#"{"manpower_log": {}}"#),
        ),
        remove("/rest/v1.0/projects/{project_id}/manpower_logs/{id}", "Deletes a manpower entry", &[]),
        list(
            "/rest/v1.0/projects/{project_id}/notes_logs",
            "Notes of the day",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                text("filters[status]"),
                id("filters[created_by_id]"),
                id("filters[location_id]"),
            ],
        ),
        show("/rest/v1.0/projects/{project_id}/notes_logs/{id}", "One note of the day", &[]),
        create(
            "/rest/v1.0/projects/{project_id}/notes_logs",
            "Creates a new note of the day",
            &[],
            files("notes_log", r#"{"notes_log": {"date": null, "comment": ""}}"#),
        ),
        change(
            "/rest/v1.0/projects/{project_id}/notes_logs/{id}",
            "Changes a note of the day",
            &[],
            files("notes_log", r#"{"notes_log": {}}"#),
        ),
        remove("/rest/v1.0/projects/{project_id}/notes_logs/{id}", "Deletes a note of the day", &[]),
        list(
            "/rest/v1.0/projects/{project_id}/weather_logs",
            "Weather that somebody observed, in the older form",
            &[day("log_date"), day("start_date"), day("end_date")],
        ),
        list(
            "/rest/v1.1/projects/{project_id}/daily_logs/weather_logs",
            "Weather that somebody observed",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                one_of("filters[status]", &["all", "approved", "pending"]),
                ids("filters[created_by_id]"),
            ],
        ),
        create(
            "/rest/v1.1/projects/{project_id}/daily_logs/weather_logs",
            "Creates a new observed weather entry",
            &[],
            files("weather_log", r#"{"weather_log": {"date": null, "comments": ""}}"#),
        ),
        list(
            "/rest/v1.0/projects/{project_id}/accident_logs",
            "Accidents of the day",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                id("filters[created_by_id]"),
                ids("filters[location_id]"),
            ],
        ),
        create(
            "/rest/v1.0/projects/{project_id}/accident_logs",
            "Creates a new accident entry",
            &[],
            files(
                "accident_log",
                r#"{"accident_log": {"date": null, "time_hour": null, "time_minute": null, "comments": "", "involved_name": ""}}"#,
            ),
        ),
        list(
            "/rest/v1.0/projects/{project_id}/delivery_logs",
            "Deliveries of the day",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                text("filters[status]"),
                ids("filters[created_by_id]"),
            ],
        ),
        create(
            "/rest/v1.0/projects/{project_id}/delivery_logs",
            "Creates a new delivery entry",
            &[],
            files(
                "delivery_log",
                r#"{"delivery_log": {"date": null, "time_hour": null, "time_minute": null, "contents": "", "delivery_from": "", "comments": ""}}"#,
            ),
        ),
        list(
            "/rest/v1.0/projects/{project_id}/work_logs",
            "Scheduled work of the day",
            &[day("log_date"), day("start_date"), day("end_date"), ids("filters[created_by_id]")],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/equipment_logs",
            "Equipment on site and its hours",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                id("filters[created_by_id]"),
                id("filters[location_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/visitor_logs",
            "Visitors of the day",
            &[day("log_date"), day("start_date"), day("end_date"), ids("filters[created_by_id]")],
        ),
        create(
            "/rest/v1.0/projects/{project_id}/visitor_logs",
            "Creates a new visitor entry",
            &[],
            json(
                "visitor_log",
                r#"{"visitor_log": {"date": null, "begin_hour": null, "begin_minute": null, "end_hour": null, "end_minute": null}}"#,
            ),
        ),
        list(
            "/rest/v1.0/projects/{project_id}/inspection_logs",
            "Inspections noted in the daily log",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                ids("filters[created_by_id]"),
                ids("filters[location_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/quantity_logs",
            "Quantities installed by cost code",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                ids("filters[created_by_id]"),
                ids("filters[location_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/delay_logs",
            "Delays of the day",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                ids("filters[created_by_id]"),
                ids("filters[location_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/call_logs",
            "Telephone calls of the day",
            &[day("log_date"), day("start_date"), day("end_date"), id("filters[created_by_id]")],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/safety_violation_logs",
            "Safety violations of the day",
            &[day("log_date"), day("start_date"), day("end_date"), ids("filters[created_by_id]")],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/waste_logs",
            "Waste that was taken away",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                ids("filters[vendor_id]"),
                ids("filters[created_by_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/dumpster_logs",
            "Dumpsters that were delivered or taken away",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                ids("filters[vendor_id]"),
                ids("filters[created_by_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/daily_construction_report_logs",
            "Daily construction reports by firm and trade",
            &[
                day("log_date"),
                day("start_date"),
                day("end_date"),
                text("filters[status]"),
                id("filters[created_by_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/productivity_logs",
            "Productivity: material that was delivered and installed",
            &[day("log_date"), day("start_date"), day("end_date"), ids("filters[created_by_id]")],
        ),
        show(
            "/rest/v1.0/projects/{project_id}/plan_revision_logs",
            "Plan revisions noted in the daily log",
            &[day("log_date"), day("start_date"), day("end_date"), ids("filters[created_by_id]")],
        ),
    ],
};
