//! Webhooks and custom fields.

use crate::catalogue::row::*;

pub(super) const WEBHOOKS: Table = Table {
    tool: "Webhooks",
    rows: &[
        show(
            "/rest/v1.0/webhooks/hooks",
            "Webhooks of a company or project in a namespace",
            &[id("company_id"), id("project_id"), text("namespace"), text("api_version")],
        ),
        create(
            "/rest/v1.0/webhooks/hooks",
            "Creates a new webhook: where events are to be sent",
            &[],
            json(
                "hook",
                r#"{"company_id": {company_id}, "hook": {"api_version": "", "namespace": "", "destination_url": ""}}"#,
            ),
        ),
        change(
            "/rest/v1.0/webhooks/hooks/{id}",
            "Changes a webhook",
            &[],
            json("hook", r#"{"company_id": {company_id}, "hook": {}}"#),
        ),
        remove("/rest/v1.0/webhooks/hooks/{id}", "Deletes a webhook", &[id("company_id"), id("project_id")]),
        show(
            "/rest/v1.0/webhooks/hooks/{hook_id}/triggers",
            "Events that a webhook is told of",
            &[id("company_id"), id("project_id")],
        ),
        create(
            "/rest/v1.0/webhooks/hooks/{hook_id}/triggers",
            "Adds an event to those that a webhook is told of",
            &[],
            json(
                "trigger",
                r#"{"company_id": {company_id}, "trigger": {"resource_name": "", "event_type": ""}}"#,
            ),
        ),
        remove(
            "/rest/v1.0/webhooks/hooks/{hook_id}/triggers/{id}",
            "Takes an event from those that a webhook is told of",
            &[id("company_id"), id("project_id")],
        ),
        show(
            "/rest/v1.0/webhooks/hooks/{hook_id}/deliveries",
            "What a webhook sent and what was answered",
            &[
                id("company_id"),
                id("project_id"),
                text("filters[status]"),
                integer("page_size"),
                integer("page_start"),
            ],
        ),
        show(
            "/rest/v1.0/webhooks/resources",
            "Kinds of things whose events a webhook can be told of",
            &[PROJECT],
        ),
        list(
            "/rest/v2.0/companies/{company_id}/webhooks/hooks",
            "Webhooks of a company",
            &[text("namespace"), text("payload_version"), yes_no("include_trigger_count")],
        ),
        show("/rest/v2.0/companies/{company_id}/webhooks/hooks/{id}", "One webhook of a company", &[]),
        create(
            "/rest/v2.0/companies/{company_id}/webhooks/hooks",
            "Creates a new webhook of a company",
            &[],
            json("", r#"{"destination_url": "", "payload_version": "", "namespace": ""}"#),
        ),
        change(
            "/rest/v2.0/companies/{company_id}/webhooks/hooks/{id}",
            "Changes a webhook of a company",
            &[],
            json("", r#"{}"#),
        ),
        remove(
            "/rest/v2.0/companies/{company_id}/webhooks/hooks/{id}",
            "Deletes a webhook of a company",
            &[],
        ),
        list(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/webhooks/hooks",
            "Webhooks of a project",
            &[text("namespace"), text("payload_version"), yes_no("include_trigger_count")],
        ),
        show(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/webhooks/hooks/{id}",
            "One webhook of a project",
            &[],
        ),
    ],
};

pub(super) const CUSTOM_FIELDS: Table = Table {
    tool: "Custom Fields",
    rows: &[
        list(
            "/rest/v1.1/companies/{company_id}/custom_field_definitions",
            "Custom fields that a company has defined",
            &[
                sort(&["created_at", "label"]),
                ids("filters[id]"),
                one_of("tool_name", &["admin", "timesheets"]),
                text("filters[with_label]"),
            ],
        ),
        show(
            "/rest/v1.0/custom_field_definitions/{id}",
            "One custom field",
            &[COMPANY, one_of("view", &["default", "with_lov_entries", "extended"])],
        ),
        list(
            "/rest/v1.0/custom_field_metadata",
            "Where custom fields are in use",
            &[
                id("company_id"),
                id("project_id"),
                one_of("view", &["default", "with_lov_entries", "extended"]),
                texts("filters[field_set_type]"),
                ids("filters[field_set_id]"),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/configurable_field_sets",
            "Which fields the tools of a project show and require",
            &[yes_no("include_lov_entries"), texts("types")],
        ),
    ],
};
