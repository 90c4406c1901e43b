//! Projects: those of the options, and on demand more of them.

use serde_json::{Value, json};

use super::super::dates;
use super::super::maker::Maker;
use crate::options::{Company, Project};

/// One of `/rest/v1.1/projects`.
pub(crate) fn row(make: &mut Maker, company: &Company, project: &Project) -> Value {
    let stage = make.one_of(&[
        (1, "Bidding"),
        (2, "Pre-Construction"),
        (3, "Course of Construction"),
        (4, "Warranty"),
    ]);
    let start = make.seconds();
    let day = |months: u64| dates::date(start + months * 30 * dates::DAY);
    json!({
        "id": project.id,
        "name": project.name,
        "display_name": format!("{} - {}", project.number, project.name),
        "project_number": project.number,
        "address": format!("{} Harbour Street", 1 + make.below(400)),
        "city": project.city,
        "state_code": null,
        "country_code": project.country_code,
        "zip": format!("{:05}", make.below(100_000)),
        "county": null,
        "time_zone": "Europe/London",
        "latitude": make.below(1_400_000) as f64 / 10_000.0 - 70.0,
        "longitude": make.below(3_600_000) as f64 / 10_000.0 - 180.0,
        "stage": stage.1,
        "project_stage": { "id": stage.0, "name": stage.1 },
        "phone": null,
        "created_at": "2026-01-05T08:00:00Z",
        "updated_at": "2026-11-02T16:30:00Z",
        "active": project.active,
        "is_demo": false,
        "origin_id": null,
        "origin_data": null,
        "owners_project_id": null,
        "estimated_value": project.estimated_value,
        "total_value": project.estimated_value,
        "start_date": day(0),
        "completion_date": day(14),
        "projected_finish_date": day(15),
        "company": { "id": company.id, "name": company.name },
        "created_by": make.person(),
        "custom_fields": make.custom_fields(),
    })
}

/// One of `/rest/v1.0/companies/{company_id}/projects`, which has another shape.
pub(crate) fn portfolio(row: &Value) -> Value {
    let active = row["active"].as_bool().unwrap_or_default();
    json!({
        "id": row["id"],
        "name": row["name"],
        "address": {
            "street": row["address"],
            "city": row["city"],
            "state_code": row["state_code"],
            "zip": row["zip"],
            "country_code": row["country_code"],
        },
        "stage_name": row["stage"],
        "status_name": if active { "Active" } else { "Inactive" },
        "type_name": null,
        "open_items": [],
        "created_by": { "id": row["created_by"]["id"], "email": row["created_by"]["login"] },
    })
}

/// What only the single project has.
pub(crate) fn rich(row: &Value) -> Value {
    let mut row = row.clone();
    row["office"] = Value::Null;
    row["departments"] = json!([]);
    row["program"] = Value::Null;
    row["project_type"] = Value::Null;
    row["description"] = row["name"].clone();
    row["square_feet"] = json!(12_500);
    row["warranty_start_date"] = row["completion_date"].clone();
    row["warranty_end_date"] = Value::Null;
    row["public_notes"] = Value::Null;
    row["inbound_email"] = Value::Null;
    row
}

/// Project `number` of a company, counted from 1, where the options have fewer. One in nine has an id beyond 2^53.
pub(crate) fn more(company: &Company, number: u64) -> Project {
    const KINDS: [&str; 7] = ["Hospital", "Station", "Quay", "Tunnel", "Arena", "Campus", "Værksted"];
    const PLACES: [(&str, &str); 5] =
        [("Oslo", "NO"), ("Denver", "US"), ("Cardiff", "GB"), ("Hobart", "AU"), ("Malmö", "SE")];
    let (kind, (city, country)) = (KINDS[number as usize % 7], PLACES[number as usize % 5]);
    let start = if number.is_multiple_of(9) { 9_007_199_254_740_993 } else { 562_949_953_460_000 };
    Project {
        // Even numbers beyond 2^53 would survive as floating-point numbers.
        id: start + company.id % 1000 * 100_000 + 2 * number,
        name: format!("{city} {kind} {number:04}"),
        number: format!("P-{number:04}"),
        city: city.into(),
        country_code: country.into(),
        estimated_value: format!("{}.{:02}", number * 730_000, number % 100),
        active: !number.is_multiple_of(6),
    }
}
