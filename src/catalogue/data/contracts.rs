//! Prime contracts, commitments, invoicing.

use crate::catalogue::row::*;

pub(super) const PRIME_CONTRACTS: Table = Table {
    tool: "Prime Contracts",
    rows: &[
        list(
            "/rest/v1.0/prime_contracts",
            "Prime contracts of a project",
            &[PROJECT, ids("filters[id]"), span("filters[updated_at]")],
        ),
        show("/rest/v1.0/prime_contract/{id}", "One prime contract", &[PROJECT]),
        create(
            "/rest/v1.0/prime_contract",
            "Creates a new prime contract",
            &[],
            json(
                "prime_contract",
                r#"{"project_id": {project_id}, "prime_contract": {"number": "", "title": ""}}"#,
            ),
        ),
        change(
            "/rest/v1.0/prime_contract/{id}",
            "Changes a prime contract",
            &[],
            json("prime_contract", r#"{"project_id": {project_id}, "prime_contract": {}}"#),
        ),
        remove("/rest/v1.0/prime_contract/{id}", "Deletes a prime contract", &[PROJECT]),
        list(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts",
            "Prime contracts of a project, in the form of version 2",
            &[
                one_of("view", &["default", "extended"]),
                id("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[vendor_id]"),
                one_of("filters[accounting_method]", &["unit", "amount"]),
                id("filters[architect_id]"),
                id("filters[contractor_id]"),
                yes_no("filters[signature_required]"),
            ],
        ),
        show(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts/{prime_contract_id}",
            "One prime contract, in the form of version 2",
            &[one_of("view", &["default", "extended"])],
        ),
        list(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/prime_contracts/{prime_contract_id}/line_items",
            "Schedule of values of a prime contract",
            &[],
        ),
        list("/rest/v1.0/payment_applications", "Invoices of the prime contracts to the owner", &[PROJECT]),
    ],
};

pub(super) const COMMITMENTS: Table = Table {
    tool: "Commitments",
    rows: &[
        list(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/commitment_contracts",
            "Subcontracts and purchase orders of a project",
            &[
                one_of("view", &["default", "extended"]),
                id("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[vendor_id]"),
                one_of("filters[include_deleted]", &["only", "with"]),
                one_of("filters[accounting_method]", &["unit", "amount"]),
                one_of("filters[type]", &["WorkOrderContract", "PurchaseOrderContract"]),
                yes_no("filters[signature_required]"),
            ],
        ),
        show(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/commitment_contracts/{commitment_contract_id}",
            "One subcontract or purchase order",
            &[one_of("view", &["default", "extended"])],
        ),
        list(
            "/rest/v2.0/companies/{company_id}/projects/{project_id}/commitment_contracts/{commitment_contract_id}/line_items",
            "Schedule of values of a commitment",
            &[],
        ),
        list(
            "/rest/v1.0/work_order_contracts",
            "Subcontracts of a project",
            &[
                PROJECT,
                one_of("view", &["compact", "extended"]),
                one_of(
                    "filters[status]",
                    &[
                        "Draft",
                        "Out For Bid",
                        "Out For Signature",
                        "Approved",
                        "Complete",
                        "Terminated",
                        "Void",
                    ],
                ),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                one_of("filters[include_deleted]", &["only", "with"]),
            ],
        ),
        show("/rest/v1.0/work_order_contracts/{id}", "One subcontract", &[PROJECT]),
        create(
            "/rest/v1.0/work_order_contracts",
            "Creates a new subcontract",
            &[],
            json(
                "work_order_contract",
                r#"{"project_id": {project_id}, "work_order_contract": {"number": "", "title": "", "vendor_id": null}}"#,
            ),
        ),
        change(
            "/rest/v1.0/work_order_contracts/{id}",
            "Changes a subcontract",
            &[],
            json("work_order_contract", r#"{"project_id": {project_id}, "work_order_contract": {}}"#),
        ),
        remove("/rest/v1.0/work_order_contracts/{id}", "Deletes a subcontract", &[PROJECT]),
        list(
            "/rest/v1.0/work_order_contracts/{work_order_contract_id}/line_items",
            "Schedule of values of a subcontract",
            &[
                PROJECT,
                one_of("view", &["default", "ssov_source_lines"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[cost_code_id]"),
                id("filters[line_item_type_id]"),
            ],
        ),
        list(
            "/rest/v1.0/purchase_order_contracts",
            "Purchase orders of a project",
            &[
                PROJECT,
                one_of("view", &["compact", "extended"]),
                one_of(
                    "filters[status]",
                    &[
                        "Draft",
                        "Processing",
                        "Submitted",
                        "Partially Received",
                        "Received",
                        "Approved",
                        "Closed",
                    ],
                ),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                one_of("filters[include_deleted]", &["only", "with"]),
            ],
        ),
        show("/rest/v1.0/purchase_order_contracts/{id}", "One purchase order", &[PROJECT]),
        create(
            "/rest/v1.0/purchase_order_contracts",
            "Creates a new purchase order",
            &[],
            json(
                "purchase_order_contract",
                r#"{"project_id": {project_id}, "purchase_order_contract": {"number": "", "title": "", "vendor_id": null}}"#,
            ),
        ),
        change(
            "/rest/v1.0/purchase_order_contracts/{id}",
            "Changes a purchase order",
            &[],
            json("purchase_order_contract", r#"{"project_id": {project_id}, "purchase_order_contract": {}}"#),
        ),
        remove("/rest/v1.0/purchase_order_contracts/{id}", "Deletes a purchase order", &[PROJECT]),
        list(
            "/rest/v1.0/purchase_order_contracts/{purchase_order_contract_id}/line_items",
            "Schedule of values of a purchase order",
            &[
                PROJECT,
                one_of("view", &["default", "ssov_source_lines"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[cost_code_id]"),
                id("filters[line_item_type_id]"),
            ],
        ),
    ],
};

pub(super) const INVOICING: Table = Table {
    tool: "Invoicing",
    rows: &[
        list(
            "/rest/v1.1/requisitions",
            "Invoices of subcontractors in a project",
            &[
                PROJECT,
                one_of("view", &["default", "extended", "items", "action_policy"]),
                one_of(
                    "filters[status]",
                    &[
                        "draft",
                        "under_review",
                        "revise_and_resubmit",
                        "approved",
                        "approved_as_noted",
                        "pending_owner_approval",
                    ],
                ),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[commitment_id]"),
                id("filters[period_id]"),
                yes_no("filters[is_last]"),
            ],
        ),
        show(
            "/rest/v1.1/requisitions/{id}",
            "One invoice of a subcontractor",
            &[PROJECT, one_of("view", &["default", "extended", "items", "action_policy"])],
        ),
        list(
            "/rest/v1.0/requisitions",
            "Invoices of subcontractors in a project, in the older form",
            &[
                PROJECT,
                one_of(
                    "filters[status]",
                    &[
                        "draft",
                        "under_review",
                        "revise_and_resubmit",
                        "approved",
                        "approved_as_noted",
                        "pending_owner_approval",
                    ],
                ),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
                id("filters[commitment_id]"),
                id("filters[period_id]"),
            ],
        ),
        show("/rest/v1.0/requisitions/{id}", "One invoice of a subcontractor, in the older form", &[PROJECT]),
        list(
            "/rest/v1.0/projects/{project_id}/billing_periods",
            "Billing periods of a project",
            &[
                one_of("filters[status]", &["open", "closed"]),
                ids("filters[id]"),
                span("filters[updated_at]"),
                span("filters[created_at]"),
            ],
        ),
        create(
            "/rest/v1.0/projects/{project_id}/billing_periods",
            "Creates a new billing period",
            &[],
            json(
                "billing_period",
                r#"{"billing_period": {"due_date": null, "start_date": null, "end_date": null, "status": ""}}"#,
            ),
        ),
    ],
};
