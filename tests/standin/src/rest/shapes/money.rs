//! Contracts and change orders. Amounts are decimal texts.

use serde_json::{Value, json};

use super::super::dates;
use super::super::kinds;
use super::super::maker::{Maker, first_id};

const STATUSES: &[&str] = &["draft", "pending", "approved", "rejected", "void"];

fn change_order(make: &mut Maker, contract_id: u64) -> Value {
    let (created, updated) = make.moments();
    let status = make.one_of(STATUSES);
    let paid = status == "approved" && make.once_in(2);
    json!({
        "id": make.id,
        "contract_id": contract_id,
        "number": format!("{:03}", make.number + 1),
        "title": make.words(4),
        "description": make.words(12),
        "status": status,
        "revision": make.below(3),
        "executed": status == "approved",
        "private": make.once_in(8),
        "grand_total": make.money(900_000),
        "due_date": make.day(),
        "invoiced_date": if paid { dates::date(make.seconds()).into() } else { Value::Null },
        "paid_date": if paid { dates::date(make.seconds()).into() } else { Value::Null },
        "created_by": make.person(),
        "received_from": make.person(),
        "attachments": [],
        "created_at": created,
        "updated_at": updated,
        "custom_fields": make.custom_fields(),
    })
}

/// Which of the first few contracts of a kind a change order belongs to.
fn contract_id(make: &mut Maker, salt: u64) -> u64 {
    let few = make.place.rows.unwrap_or(20).clamp(1, 20);
    first_id(salt, make.place.project) + make.below(few)
}

/// A change order of the owner's contract: of `/rest/v1.0/change_order_packages`, `…/prime_change_orders` and
/// `/rest/v1.0/potential_change_orders`.
pub(crate) fn prime_change_order(make: &mut Maker) -> Value {
    let contract = contract_id(make, kinds::PRIME_CONTRACTS);
    change_order(make, contract)
}

/// One of `/rest/v1.0/projects/{project_id}/commitment_change_orders`.
pub(crate) fn commitment_change_order(make: &mut Maker) -> Value {
    let contract = contract_id(make, kinds::COMMITMENT_CONTRACTS);
    change_order(make, contract)
}

/// A contract with the owner, or with a subcontractor or supplier.
pub(crate) fn contract(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    let status = make.one_of(&["Draft", "Out For Bid", "Approved", "Complete", "Terminated"]);
    json!({
        "id": make.id,
        "number": format!("C-{:04}", make.number + 1),
        "title": make.words(4),
        "description": make.words(12),
        "status": status,
        "executed": matches!(status, "Approved" | "Complete"),
        "private": make.once_in(4),
        "grand_total": make.money(90_000_000),
        "revised_contract": make.money(90_000_000),
        "retainage_percent": format!("{}.0", make.below(11)),
        "contract_date": make.day(),
        "vendor": make.vendor(),
        "project": { "id": make.place.project },
        "created_by": make.person(),
        "attachments": [],
        "created_at": created,
        "updated_at": updated,
        "custom_fields": make.custom_fields(),
    })
}
