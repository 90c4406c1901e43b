//! RFIs, submittals and webhooks.

use serde_json::{Value, json};

use super::super::dates;
use super::super::maker::Maker;

/// One of `/rest/v1.0/projects/{project_id}/rfis`.
pub(crate) fn rfi(make: &mut Maker) -> Value {
    let number = (make.number + 1).to_string();
    let status = make.one_of(&["open", "open", "closed", "draft"]);
    let (created, updated) = make.moments();
    let assignees: Vec<Value> = make
        .people(3)
        .into_iter()
        .map(|mut person| {
            person["response_required"] = make.once_in(2).into();
            person
        })
        .collect();
    let asked = match (status, make.person()) {
        ("open", person) => vec![person],
        _ => Vec::new(),
    };
    let subject = make.words(4);
    json!({
        "id": make.id,
        "number": number,
        "full_number": number,
        "prefix": null,
        "subject": subject,
        "title": subject,
        "status": status,
        "translated_status": status,
        "private": make.once_in(8),
        "link": format!("https://app.example.com/{}/project/rfi/show/{}", make.place.project, make.id),
        "reference": make.words(2),
        "due_date": make.day(),
        "initiated_at": if status == "draft" { Value::Null } else { created.as_str().into() },
        "time_resolved": if status == "closed" { updated.as_str().into() } else { Value::Null },
        "created_at": created,
        "updated_at": updated,
        "deleted": false,
        "deleted_at": null,
        "location_id": null,
        "location": make.location(),
        "cost_code": make.cost_code(),
        "cost_impact": { "status": make.one_of(&["yes_known", "no", "tbd"]), "value": make.below(500_000) as f64 / 4.0 },
        "schedule_impact": { "status": "no", "value": null },
        "created_by": make.person(),
        "received_from": make.person(),
        "responsible_contractor": make.vendor(),
        "rfi_manager": make.person(),
        "assignee": assignees.first().cloned().unwrap_or_default(),
        "assignees": assignees,
        "ball_in_court": asked.first().cloned().unwrap_or_default(),
        "ball_in_courts": asked,
        "questions": [{ "id": make.id + 500_000, "body": make.words(20) }],
        "attachments": [],
        "custom_fields": make.custom_fields(),
    })
}

/// One of `/rest/v1.1/projects/{project_id}/submittals`.
pub(crate) fn submittal(make: &mut Maker) -> Value {
    let (number, revision) = ((make.number + 1).to_string(), make.below(4).to_string());
    let (status_id, status) = make.one_of(&[(203_185, "Draft"), (203_186, "Open"), (203_187, "Closed")]);
    let (type_id, kind) = make.one_of(&[(1, "Shop Drawing"), (2, "Sample"), (3, "Product Information")]);
    let (created, updated) = make.moments();
    let section = make.cost_code();
    json!({
        "id": make.id,
        "number": number,
        "formatted_number": format!("{}-{number}", section["full_code"].as_str().unwrap_or_default()),
        "title": make.words(4),
        "description": make.words(20),
        "revision": revision,
        "current_revision": true,
        "private": make.once_in(8),
        "status": { "id": status_id, "name": status, "status": status },
        "type": { "id": type_id, "name": kind },
        "due_date": make.day(),
        "submit_by": make.day(),
        "issue_date": make.day(),
        "received_from": make.person(),
        "submittal_manager": make.person(),
        "responsible_contractor": make.vendor(),
        "ball_in_court": make.people(2),
        "specification_section": { "number": section["full_code"], "label": section["name"] },
        "location": make.location(),
        "created_by": make.person(),
        "attachments": [],
        "custom_fields": make.custom_fields(),
        "created_at": created,
        "updated_at": updated,
    })
}

/// One of the webhooks of a company or a project, with the members of version 2; they have microseconds.
pub(crate) fn hook(make: &mut Maker) -> Value {
    let micros = |seconds: u64, micros: u64| format!("{}.{micros:06}Z", &dates::instant(seconds)[..19]);
    let (created, fraction) = (make.seconds(), make.below(1_000_000));
    let project = (make.place.project > 0).then_some(make.place.project);
    json!({
        "id": make.id,
        "status": make.one_of(&["active", "paused"]),
        "api_version": "v2",
        "payload_version": "v2.0",
        "namespace": format!("app-{}", 1 + make.below(6)),
        "destination_url": format!("https://hooks.example.com/{}", make.id),
        "trigger_count": make.below(30),
        "company_id": make.place.company,
        "project_id": project,
        "owned_by_company_id": project.is_none().then_some(make.place.company),
        "owned_by_project_id": project,
        "created_at": micros(created, fraction),
        "updated_at": micros(created, fraction),
    })
}
