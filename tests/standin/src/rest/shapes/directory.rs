//! Users and vendors: a project's are some of its company's.

use serde_json::{Value, json};

use super::super::maker::{Maker, Pool, full_name, login, vendor, vendor_name};

const CITIES: &[(&str, &str, &str, &str)] = &[
    ("Austin", "TX", "US", "78701"),
    ("Bergen", "46", "NO", "5003"),
    ("Leeds", "ENG", "GB", "LS1 4DY"),
    ("Perth", "WA", "AU", "6000"),
    ("São Paulo", "SP", "BR", "01000-000"),
    ("Québec", "QC", "CA", "G1R 2B5"),
];

/// A user, of a project or a company: the two are nearly alike.
pub(crate) fn user(make: &mut Maker) -> Value {
    let place = make.place;
    let number = Pool::People.number(&place, make.number);
    let (first, last) = full_name(&place, number);
    let initials: String = first.chars().take(1).chain(last.chars().take(1)).collect();
    let (city, state, country, zip) = make.one_of(CITIES);
    let (created, updated) = make.moments();
    let employee = make.once_in(3);
    let employer = vendor(&place, Pool::Vendors.number(&place, number % 20));
    json!({
        "id": Pool::People.id(place.company, number),
        "name": format!("{first} {last}"),
        "first_name": first,
        "last_name": last,
        "initials": initials,
        "email_address": login(number),
        "job_title": make.one_of(&["Project Manager", "Superintendent", "Architect", "Estimator", "Foreman", ""]),
        "is_active": !make.once_in(9),
        "is_employee": employee,
        "employee_id": employee.then(|| format!("E-{number:05}")),
        "business_phone": format!("+1 555 {:07}", make.below(10_000_000)),
        "mobile_phone": null,
        "address": format!("{} Main Street", 1 + make.below(900)),
        "city": city,
        "state_code": state,
        "country_code": country,
        "zip": zip,
        "vendor": if employee { Value::Null } else { employer },
        "permission_template": { "id": 9_100 + number % 4, "name": "Read Only", "project_specific": false },
        "contact_id": 70_000_000 + number,
        "last_login_at": if make.once_in(4) { Value::Null } else { updated.as_str().into() },
        "welcome_email_sent_at": null,
        "origin_id": null,
        "origin_data": null,
        "created_at": created,
        "updated_at": updated,
        "role": null,
        "verified_employee": employee,
    })
}

/// A vendor, of a project or a company.
pub(crate) fn vendor_row(make: &mut Maker) -> Value {
    let place = make.place;
    let number = Pool::Vendors.number(&place, make.number);
    let name = vendor_name(&place, number);
    let (city, state, country, zip) = make.one_of(CITIES);
    let (created, updated) = make.moments();
    json!({
        "id": Pool::Vendors.id(place.company, number),
        "name": name,
        "abbreviated_name": null,
        "legal_name": name,
        "company": name,
        "trade_name": null,
        "address": format!("{} Dock Road", 1 + make.below(900)),
        "city": city,
        "state_code": state,
        "country_code": country,
        "zip": zip,
        "business_phone": format!("+1 555 {:07}", make.below(10_000_000)),
        "email_address": format!("office{number}@example.com"),
        "website": format!("https://vendor{number}.example.com"),
        "is_active": !make.once_in(9),
        "authorized_bidder": make.once_in(2),
        "prequalified": make.once_in(2),
        "primary_contact": make.person(),
        "contact_count": make.below(12),
        "project_ids": [],
        "standard_cost_codes": [make.cost_code()],
        "trades": [make.trade()],
        "parent": null,
        "synced_to_erp": false,
        "origin_id": null,
        "origin_data": null,
        "created_at": created,
        "updated_at": updated,
    })
}
