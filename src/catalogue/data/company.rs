//! A company and what it has set up, permissions, apps.

use crate::catalogue::row::*;

pub(super) const COMPANIES: Table = Table {
    tool: "Company",
    rows: &[
        show(
            "/rest/v1.0/me",
            "Whose token it is: id and login, the name too where a company is named",
            &[id("company_id"), id("project_id")],
        ),
        list("/rest/v1.0/companies", "Companies that you may see", &[yes_no("include_free_companies")]),
        show(
            "/rest/v1.0/company_base_url",
            "In which zone a company is kept, and the base address of its web app",
            &[],
        ),
        show("/rest/v1.0/companies/{company_id}/me", "Your own entry in the directory of a company", &[]),
        list(
            "/rest/v1.0/offices",
            "Offices of a company",
            &[COMPANY, one_of("view", &["normal", "extended"])],
        ),
        create(
            "/rest/v1.0/offices",
            "Creates a new office",
            &[],
            files(
                "office",
                r#"{"company_id": {company_id}, "office": {"name": "", "address": "", "city": ""}}"#,
            ),
        ),
        list("/rest/v1.0/departments", "Departments of a company", &[COMPANY]),
        create(
            "/rest/v1.0/departments",
            "Creates a new department",
            &[],
            json("department", r#"{"company_id": {company_id}, "department": {"name": ""}}"#),
        ),
        list("/rest/v1.0/companies/{company_id}/programs", "Programs, groups of projects of a company", &[]),
        show("/rest/v1.0/companies/{company_id}/programs/{id}", "One program", &[]),
        list(
            "/rest/v1.0/companies/{company_id}/project_stages",
            "Stages that projects of a company go through",
            &[id("project_id")],
        ),
        list(
            "/rest/v1.0/companies/{company_id}/project_types",
            "Types of projects that a company knows",
            &[],
        ),
        list(
            "/rest/v1.0/companies/{company_id}/trades",
            "Trades that a company knows",
            &[text("filters[query]"), span("filters[updated_at]"), yes_no("filters[active]")],
        ),
        show("/rest/v1.0/companies/{company_id}/trades/{id}", "One trade", &[]),
        create(
            "/rest/v1.0/companies/{company_id}/trades",
            "Creates a new trade",
            &[],
            json("trade", r#"{"trade": {"name": "", "active": true}}"#),
        ),
        list("/rest/v1.0/companies/{company_id}/uoms", "Units of measure of a company", &[]),
    ],
};

pub(super) const PERMISSIONS: Table = Table {
    tool: "Permissions",
    rows: &[
        show(
            "/rest/v1.0/settings/permissions",
            "Which tools you may open in a company or project, and what you may do there",
            &[id("company_id"), id("project_id")],
        ),
        show(
            "/rest/v1.0/companies/{company_id}/permission_templates",
            "Permission templates of a company",
            &[text("view"), text("filters[type]")],
        ),
        show(
            "/rest/v1.0/projects/{project_id}/permission_templates",
            "Permission templates that a project may use",
            &[yes_no("filters[assignables_only]")],
        ),
    ],
};

pub(super) const APPS: Table = Table {
    tool: "Apps",
    rows: &[list(
        "/rest/v1.0/app_installations",
        "Apps that are installed",
        &[id("company_id"), id("project_id")],
    )],
};
