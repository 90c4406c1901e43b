//! The budget, direct costs, cost codes.

use crate::catalogue::row::*;

pub(super) const BUDGET: Table = Table {
    tool: "Budget",
    rows: &[
        show("/rest/v1.0/projects/{project_id}/budget", "Whether the budget of a project is locked", &[]),
        list(
            "/rest/v1.0/budget_views",
            "Views of the budget of a project",
            &[id("project_id"), sort(&["created_at"])],
        ),
        list(
            "/rest/v1.0/budget_views/{budget_view_id}/detail_rows",
            "Rows of the budget in a view, one for each code",
            &[
                PROJECT,
                sort(&["biller_type", "project", "biller", "category_id", "cost_code", "root_cost_code"]),
                texts("biller"),
                ids("cost_code_id"),
                texts("cost_code_name"),
                ids("root_cost_code_id"),
                texts("root_cost_code_name"),
                ids("category_id"),
                ids("budget_line_item_id"),
            ],
        ),
        list(
            "/rest/v1.0/budget_views/{budget_view_id}/summary_rows",
            "Totals of the budget in a view",
            &[
                PROJECT,
                texts("biller"),
                ids("cost_code_id"),
                texts("cost_code_name"),
                ids("root_cost_code_id"),
                texts("root_cost_code_name"),
                ids("category_id"),
                ids("budget_line_item_id"),
                one_of(
                    "group_by",
                    &[
                        "project",
                        "biller",
                        "category",
                        "cost_code",
                        "root_cost_code",
                        "cost_code_name",
                        "root_cost_code_name",
                    ],
                ),
            ],
        ),
        show(
            "/rest/v1.0/budget_views/{budget_view_id}/budget_detail_columns",
            "Columns that a budget view has",
            &[PROJECT],
        ),
        create(
            "/rest/v1.0/budget_line_items",
            "Creates a new line of the budget",
            &[],
            json(
                "budget_line_item",
                r#"{"project_id": {project_id}, "budget_line_item": {"cost_code_id": null, "line_item_type_id": null, "original_budget_amount": null}}"#,
            ),
        ),
        show("/rest/v1.0/budget_line_items/{id}", "One line of the budget", &[PROJECT]),
        change(
            "/rest/v1.0/budget_line_items/{id}",
            "Changes a line of the budget",
            &[],
            json("budget_line_item", r#"{"project_id": {project_id}, "budget_line_item": {}}"#),
        ),
        list(
            "/rest/v1.0/projects/{project_id}/budget_modifications",
            "Money that was moved between lines of the budget",
            &[],
        ),
        show(
            "/rest/v1.0/projects/{project_id}/budget_changes",
            "Changes of the budget and their status",
            &[yes_no("exclude_custom_fields")],
        ),
    ],
};

pub(super) const DIRECT_COSTS: Table = Table {
    tool: "Direct Costs",
    rows: &[
        list(
            "/rest/v1.1/projects/{project_id}/direct_costs",
            "Direct costs of a project",
            &[
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                text("filters[invoice_number]"),
                span("filters[payment_date]"),
                span("filters[received_date]"),
            ],
        ),
        show("/rest/v1.1/projects/{project_id}/direct_costs/{id}", "One direct cost", &[]),
        create(
            "/rest/v1.1/projects/{project_id}/direct_costs",
            "Creates a new direct cost",
            &[],
            json(
                "direct_cost",
                r#"{"direct_cost": {"invoice_number": "", "vendor_id": null, "direct_cost_type": "", "description": ""}}"#,
            ),
        ),
        change(
            "/rest/v1.1/projects/{project_id}/direct_costs/{id}",
            "Changes a direct cost",
            &[],
            json("direct_cost", r#"{"direct_cost": {}}"#),
        ),
        remove("/rest/v1.1/projects/{project_id}/direct_costs/{id}", "Deletes a direct cost", &[]),
        list(
            "/rest/v1.0/projects/{project_id}/direct_costs",
            "Direct costs of a project, in the older form",
            &[
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                text("filters[invoice_number]"),
                span("filters[payment_date]"),
                span("filters[received_date]"),
            ],
        ),
    ],
};

pub(super) const COST_CODES: Table = Table {
    tool: "Cost Codes",
    rows: &[
        list(
            "/rest/v1.0/cost_codes",
            "Cost codes of a project",
            &[PROJECT, one_of("view", &["default", "erp_compact"]), ids("filters[id]"), id("sub_job_id")],
        ),
        show("/rest/v1.0/cost_codes/{id}", "One cost code", &[PROJECT, id("sub_job_id")]),
        create(
            "/rest/v1.0/cost_codes",
            "Creates a new cost code",
            &[],
            json(
                "cost_code",
                r#"{"project_id": {project_id}, "cost_code": {"name": "", "code": "", "parent_id": null}}"#,
            ),
        ),
        change(
            "/rest/v1.0/cost_codes/{id}",
            "Changes a cost code",
            &[],
            json("cost_code", r#"{"project_id": {project_id}, "cost_code": {}}"#),
        ),
        list("/rest/v1.0/sub_jobs", "Sub-jobs of a project", &[PROJECT]),
        show("/rest/v1.0/sub_jobs/{id}", "One sub-job", &[PROJECT]),
        list(
            "/rest/v1.0/line_item_types",
            "Cost types: labour, material and others",
            &[id("company_id"), id("project_id")],
        ),
        list(
            "/rest/v1.0/standard_cost_codes",
            "Standard cost codes of a company",
            &[
                COMPANY,
                id("standard_cost_code_list_id").needed(),
                one_of("view", &["default", "compact", "extended"]),
            ],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/work_breakdown_structure/wbs_codes",
            "Budget codes of a project: all segments together",
            &[
                texts("filters[status]"),
                span("filters[updated_at]"),
                several("required_segments", &["cost_code", "line_item_type"]),
                one_of("scope", &["budget_code", "production_quantity_code"]),
                text("query"),
            ],
        ),
        list(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/wbs/codes",
            "Budget codes of a project, in the form of version 2",
            &[
                text("filters[search]"),
                ids("filters[id]"),
                one_of("filters[scope]", &["budget_code", "production_quantity_code"]),
                text("group"),
            ],
        ),
    ],
};
