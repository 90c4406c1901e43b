//! People and firms, of a company and of a project.

use crate::catalogue::row::*;

pub(super) const DIRECTORY: Table = Table {
    tool: "Directory",
    rows: &[
        list(
            "/rest/v1.3/companies/{company_id}/users",
            "People of a company who can sign in",
            &[
                one_of("view", &["extended", "ids_only", "normal"]),
                sort(&[
                    "name",
                    "vendor_name",
                    "permission_template",
                    "full_name",
                    "projects",
                    "email",
                    "job_title",
                ]),
                text("filters[search]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                ids("filters[vendor_id]"),
                ids("filters[trade_id]"),
            ],
        ),
        show("/rest/v1.3/companies/{company_id}/users/{id}", "One user of a company", &[]),
        create(
            "/rest/v1.3/companies/{company_id}/users",
            "Creates a new user in a company",
            &[],
            files(
                "user",
                r#"{"user": {"email_address": "", "last_name": "", "first_name": "", "job_title": "", "vendor_id": null}}"#,
            ),
        ),
        change(
            "/rest/v1.3/companies/{company_id}/users/{id}",
            "Changes a user of a company",
            &[],
            files("user", r#"{"user": {}}"#),
        ),
        list(
            "/rest/v1.0/companies/{company_id}/users/inactive",
            "Users of a company who are no longer active",
            &[sort(&["name"])],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/users",
            "Users in the directory of a project",
            &[
                one_of("view", &["compact", "normal"]),
                sort(&["name", "vendor_name", "permission_template"]),
                text("filters[search]"),
                id("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                ids("filters[vendor_id]"),
                ids("filters[trade_id]"),
                id("filters[permission_template]"),
            ],
        ),
        show("/rest/v1.0/projects/{project_id}/users/{id}", "One user in the directory of a project", &[]),
        create(
            "/rest/v1.0/projects/{project_id}/users",
            "Creates a new user in the directory of a project",
            &[],
            json(
                "user",
                r#"{"user": {"email_address": "", "last_name": "", "first_name": "", "permission_template_id": null}}"#,
            ),
        ),
        change(
            "/rest/v1.0/projects/{project_id}/users/{id}",
            "Changes a user of a project",
            &[],
            json("user", r#"{"user": {}}"#),
        ),
        create(
            "/rest/v1.0/projects/{project_id}/users/{id}/actions/add",
            "Brings a user of the company into a project",
            &[],
            json("user", r#"{"user": {"permission_template_id": null}}"#),
        ),
        remove(
            "/rest/v1.0/projects/{project_id}/users/{id}/actions/remove",
            "Takes a user out of a project, who stays in the company",
            &[],
        ),
        list(
            "/rest/v1.0/companies/{company_id}/people",
            "People of a company, those without a login too",
            &[
                one_of("view", &["normal", "extended"]),
                text("filters[search]"),
                ids("filters[vendor_id]"),
                ids("filters[trade_id]"),
                yes_no("filters[is_employee]"),
                text("filters[state_code]"),
                text("filters[job_title]"),
            ],
        ),
        create(
            "/rest/v1.0/companies/{company_id}/people",
            "Creates a new person without a login",
            &[one_of("view", &["normal", "extended"])],
            json("person", r#"{"person": {"last_name": "", "first_name": ""}}"#),
        ),
        list(
            "/rest/v1.0/projects/{project_id}/people",
            "People of a project, those without a login too",
            &[
                one_of("view", &["extended", "normal", "web"]),
                sort(&["name", "vendor_name", "job_title", "permission_template"]),
                text("filters[search]"),
                ids("filters[vendor_id]"),
                ids("filters[trade_id]"),
                yes_no("filters[is_employee]"),
                yes_no("filters[include_company_people]"),
                text("filters[job_title]"),
                text("filters[country_code]"),
            ],
        ),
        list(
            "/rest/v1.0/companies/{company_id}/distribution_groups",
            "Groups of people of a company who are told together",
            &[one_of("view", &["extended"]), sort(&["name"]), text("filters[search]")],
        ),
        list(
            "/rest/v1.0/projects/{project_id}/distribution_groups",
            "Groups of people of a project who are told together",
            &[
                one_of("view", &["extended"]),
                sort(&["name"]),
                text("filters[search]"),
                yes_no("include_ancestors"),
            ],
        ),
    ],
};

pub(super) const VENDORS: Table = Table {
    tool: "Vendors",
    rows: &[
        list(
            "/rest/v1.0/vendors",
            "Firms in the directory of a company",
            &[
                COMPANY,
                one_of("view", &["compact", "normal", "erp", "extended", "directory", "summary"]),
                sort(&["name", "main_office_name", "project_and_bid_counts"]),
                text("filters[search]"),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                ids("filters[trade_id]"),
            ],
        ),
        show(
            "/rest/v1.0/vendors/{id}",
            "One firm in the directory of a company",
            &[COMPANY, one_of("view", &["compact", "normal", "erp", "extended", "directory", "summary"])],
        ),
        create(
            "/rest/v1.0/vendors",
            "Creates a new firm in the directory of a company",
            &[one_of("view", &["compact", "normal", "erp", "extended", "directory", "summary"])],
            json(
                "vendor",
                r#"{"company_id": {company_id}, "vendor": {"name": "", "address": "", "city": "", "state_code": "", "zip": "", "business_phone": "", "email_address": ""}}"#,
            ),
        ),
        change(
            "/rest/v1.0/vendors/{id}",
            "Changes a firm",
            &[one_of("view", &["compact", "normal", "erp", "extended", "directory", "summary"])],
            json("vendor", r#"{"company_id": {company_id}, "vendor": {}}"#),
        ),
        list(
            "/rest/v1.0/projects/{project_id}/vendors",
            "Firms in the directory of a project, in the older form",
            &[
                one_of("view", &["normal", "extended"]),
                sort(&["name", "main_office_name", "project_and_bid_counts"]),
                text("filters[search]"),
                ids("filters[id]"),
                ids("filters[trade_id]"),
            ],
        ),
        list(
            "/rest/v1.1/projects/{project_id}/vendors",
            "Firms in the directory of a project",
            &[
                one_of("view", &["extended", "ids_only", "list", "name", "minimal", "normal"]),
                sort(&["name", "main_office_name"]),
                text("filters[search]"),
                ids("filters[id]"),
                ids("filters[trade_id]"),
            ],
        ),
        show(
            "/rest/v1.1/projects/{project_id}/vendors/{id}",
            "One firm in the directory of a project",
            &[one_of("view", &["normal", "extended"])],
        ),
        create(
            "/rest/v1.1/projects/{project_id}/vendors",
            "Creates a new firm in the directory of a project",
            &[one_of("view", &["extended", "normal"])],
            json("vendor", r#"{"vendor": {"name": "", "city": "", "email_address": ""}}"#),
        ),
        change(
            "/rest/v1.1/projects/{project_id}/vendors/{id}",
            "Changes a firm of a project",
            &[one_of("view", &["normal", "extended"])],
            json("vendor", r#"{"vendor": {}}"#),
        ),
    ],
};
