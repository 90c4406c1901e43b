//! What is seen on the site: observations, punch items, incidents, meetings, locations.

use serde_json::{Value, json};

use super::super::maker::{Maker, location};

/// One of `/rest/v1.0/observations/items`.
pub(crate) fn observation(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    let status = make.one_of(&["initiated", "ready_for_review", "not_accepted", "closed"]);
    let mut assignee = make.person();
    assignee["vendor"] = make.vendor();
    let (type_id, category, name) = make.one_of(&[
        (11, "Quality", "Deficiency"),
        (12, "Safety", "Hazard"),
        (13, "Commissioning", "Test"),
    ]);
    json!({
        "id": make.id,
        "number": make.number + 1,
        "name": make.words(4),
        "description": make.words(20),
        "status": status,
        "priority": make.one_of(&["low", "medium", "high", "urgent"]),
        "due_date": make.day(),
        "personal": make.once_in(10),
        "assignee": assignee,
        "created_by": make.person(),
        "location": make.location(),
        "trade": make.trade(),
        "type": { "id": type_id, "category": category, "name": name },
        "origin": null,
        "attachments": [],
        "created_at": created,
        "updated_at": updated,
        "closed_at": if status == "closed" { updated.as_str().into() } else { Value::Null },
        "custom_fields": make.custom_fields(),
    })
}

/// One of `/rest/v1.1/punch_items`.
pub(crate) fn punch_item(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    let status = make.one_of(&["open", "open", "closed"]);
    let assignments: Vec<Value> = make
        .people(2)
        .into_iter()
        .map(|person| json!({ "id": make.id + 1 + make.below(900_000), "login_information": person, "approved": make.once_in(2) }))
        .collect();
    json!({
        "id": make.id,
        "position": make.number + 1,
        "name": make.words(4),
        "description": make.words(12),
        "status": status,
        "priority": make.one_of(&["low", "medium", "high"]),
        "due_date": make.day(),
        "ball_in_court": make.people(2),
        "punch_item_manager": make.person(),
        "final_approver": make.person(),
        "assignments": assignments,
        "location": make.location(),
        "trade": make.trade(),
        "punch_item_type": null,
        "cost_code": make.cost_code(),
        "private": make.once_in(8),
        "attachments": [],
        "created_by": make.person(),
        "created_at": created,
        "closed_at": if status == "closed" { updated.as_str().into() } else { Value::Null },
        "updated_at": updated,
        "custom_fields": make.custom_fields(),
    })
}

/// One of `/rest/v1.0/projects/{project_id}/incidents`.
pub(crate) fn incident(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    json!({
        "id": make.id,
        "number": make.number + 1,
        "title": make.words(4),
        "description": make.words(20),
        "status": make.one_of(&["open", "closed"]),
        "event_date": created,
        "recordable": make.once_in(4),
        "location": make.location(),
        "created_by": make.person(),
        "attachments": [],
        "created_at": created,
        "updated_at": updated,
    })
}

/// One of `/rest/v1.1/projects/{project_id}/meetings`.
pub(crate) fn meeting(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    json!({
        "id": make.id,
        "title": make.words(4),
        "position": make.number + 1,
        "starts_at": created,
        "ends_at": updated,
        "location": make.words(2),
        "created_at": created,
        "updated_at": updated,
    })
}

/// One of `/rest/v1.0/projects/{project_id}/locations`.
pub(crate) fn location_row(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    let mut row = location(&make.place, make.number);
    row["code"] = format!("R{:03}", make.number).into();
    row["created_at"] = created.into();
    row["updated_at"] = updated.into();
    row
}

/// One of `/rest/v1.0/files`.
pub(crate) fn file(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    json!({
        "id": make.id,
        "name": format!("{}.pdf", make.words(2)),
        "parent_id": null,
        "size": 1_000 + make.number,
        "attachments": [],
        "created_by": make.person(),
        "created_at": created,
        "updated_at": updated,
    })
}

/// One of `/rest/v1.0/images`.
pub(crate) fn image(make: &mut Maker) -> Value {
    let (created, updated) = make.moments();
    json!({
        "id": make.id,
        "name": format!("{}.jpg", make.words(2)),
        "description": make.words(4),
        "size": 1_000 + make.number,
        "attachments": [],
        "created_at": created,
        "updated_at": updated,
    })
}
