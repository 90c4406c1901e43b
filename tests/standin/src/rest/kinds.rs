//! The kinds of rows: where they are, what they need, and what a view shows of them.
//!
//! Paths are those of Procore's reference. One collection may have several, as in v1.1 and v2.0.

use serde_json::Value;

use super::maker::{LOCATIONS, Maker};
use super::shapes::{daily, directory, field, money, questions};

/// What a collection belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    Company,
    Project,
}

/// A member that a new row must have: the name in the error, and the names in the body of which one must be there.
pub(crate) type Required = (&'static str, &'static [&'static str]);

/// How the rows of a kind come to be.
#[derive(Clone, Copy)]
pub(crate) enum Make {
    /// The projects of a company, which the options have a say in.
    Projects,
    /// From a seed, by this function.
    Seeded(fn(&mut Maker) -> Value),
}

/// One kind.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// The object that a body of version 1 wraps its members in.
    pub(crate) root: &'static str,
    /// The paths of the list; a single row is one segment below.
    pub(crate) paths: &'static [&'static str],
    pub(crate) scope: Scope,
    /// What tells the kind from others, where ids and rows are made.
    pub(crate) salt: u64,
    /// Rows in a company, or in its first project; the other projects have fewer.
    pub(crate) rows: u64,
    pub(crate) required: &'static [Required],
    /// Values that `status` may be set to; anything if empty.
    pub(crate) statuses: &'static [&'static str],
    /// The members of the compact view.
    pub(crate) compact: &'static [&'static str],
    /// The members that only the extended view and the single row have.
    pub(crate) extended: &'static [&'static str],
    /// Whether lists without a date are those of today.
    pub(crate) daily: bool,
    /// The field of the file that a new row is, if it is one.
    pub(crate) file: Option<&'static str>,
    pub(crate) make: Make,
}

/// The salt of contracts with the owner, whose ids change orders name.
pub(crate) const PRIME_CONTRACTS: u64 = 30;
/// The salt of contracts with subcontractors and suppliers.
pub(crate) const COMMITMENT_CONTRACTS: u64 = 31;

/// The projects of a company.
pub(crate) static PROJECTS: Kind = Kind {
    paths: &["/rest/v1.1/projects", "/rest/v1.0/projects", PORTFOLIO],
    required: &[("name", &["name"])],
    compact: &["id", "name", "display_name", "project_number", "active"],
    extended: &[],
    make: Make::Projects,
    ..company("project", 0, directory::user)
};

/// The path of the projects that have a shape of their own.
pub(crate) const PORTFOLIO: &str = "/rest/v1.0/companies/{company}/projects";

/// A kind of a project with nothing special about it.
const fn project(root: &'static str, salt: u64, make: fn(&mut Maker) -> Value) -> Kind {
    Kind {
        root,
        paths: &[],
        scope: Scope::Project,
        salt,
        rows: 1500,
        required: &[],
        statuses: &[],
        compact: &["id", "number", "title", "name", "status"],
        extended: &["custom_fields"],
        daily: false,
        file: None,
        make: Make::Seeded(make),
    }
}

/// A kind of a company with nothing special about it.
const fn company(root: &'static str, salt: u64, make: fn(&mut Maker) -> Value) -> Kind {
    Kind { scope: Scope::Company, ..project(root, salt, make) }
}

const TITLE: &[Required] = &[("title", &["title"])];
const NAME: &[Required] = &[("name", &["name"])];
const DATE: &[Required] = &[("date", &["date", "datetime", "log_date"])];
const PERSON: &[&str] = &["id", "name", "email_address"];

/// All kinds but projects.
pub(crate) static KINDS: &[Kind] = &[
    Kind {
        paths: &["/rest/v1.0/projects/{project}/rfis"],
        rows: 2400,
        required: &[("subject", &["subject"]), ("assignees", &["assignees", "assignee_ids", "assignee_id"])],
        statuses: &["open", "closed", "draft"],
        compact: &["id", "number", "subject", "status", "due_date"],
        ..project("rfi", 10, questions::rfi)
    },
    Kind {
        paths: &[
            "/rest/v1.1/projects/{project}/submittals",
            "/rest/v2.0/companies/{company}/projects/{project}/submittals",
        ],
        rows: 1800,
        required: &[("title", &["title"]), ("number", &["number"])],
        ..project("submittal", 11, questions::submittal)
    },
    Kind {
        paths: &["/rest/v1.0/projects/{project}/users"],
        rows: 1200,
        required: &[("email_address", &["email_address"])],
        compact: PERSON,
        extended: &["role", "verified_employee"],
        ..project("user", 12, directory::user)
    },
    Kind {
        paths: &["/rest/v1.3/companies/{company}/users"],
        rows: 3000,
        required: &[("email_address", &["email_address"])],
        compact: PERSON,
        extended: &["role", "verified_employee"],
        ..company("user", 12, directory::user)
    },
    Kind {
        paths: &["/rest/v1.1/projects/{project}/vendors"],
        rows: 400,
        required: NAME,
        extended: &["origin_id", "origin_data"],
        ..project("vendor", 13, directory::vendor_row)
    },
    Kind {
        paths: &["/rest/v1.0/vendors"],
        rows: 2000,
        required: NAME,
        extended: &["origin_id", "origin_data"],
        ..company("vendor", 13, directory::vendor_row)
    },
    Kind {
        paths: &["/rest/v1.0/observations/items"],
        rows: 1600,
        required: NAME,
        statuses: &["initiated", "ready_for_review", "not_accepted", "closed"],
        ..project("observation", 14, field::observation)
    },
    Kind {
        paths: &["/rest/v1.1/punch_items"],
        rows: 2000,
        required: NAME,
        statuses: &["open", "closed"],
        ..project("punch_item", 15, field::punch_item)
    },
    // A list of files is none of Procore's paths; the folders have them.
    Kind {
        paths: &["/rest/v1.0/files"],
        rows: 60,
        file: Some("file[data]"),
        ..project("file", 18, field::file)
    },
    Kind {
        paths: &["/rest/v1.0/images"],
        rows: 300,
        file: Some("image[data]"),
        ..project("image", 19, field::image)
    },
    Kind {
        paths: &["/rest/v1.0/projects/{project}/incidents"],
        rows: 120,
        required: TITLE,
        ..project("incident", 16, field::incident)
    },
    Kind {
        paths: &["/rest/v1.1/projects/{project}/meetings"],
        rows: 200,
        required: TITLE,
        ..project("meeting", 17, field::meeting)
    },
    Kind {
        paths: &["/rest/v1.0/projects/{project}/locations"],
        rows: 400,
        required: NAME,
        ..project("location", LOCATIONS, field::location_row)
    },
    Kind {
        paths: &["/rest/v1.0/projects/{project}/manpower_logs"],
        rows: 3000,
        required: DATE,
        daily: true,
        ..project("manpower_log", 20, daily::manpower)
    },
    Kind {
        paths: &["/rest/v1.0/projects/{project}/notes_logs"],
        rows: 2000,
        required: DATE,
        daily: true,
        ..project("notes_log", 21, daily::notes)
    },
    Kind {
        paths: &["/rest/v1.1/projects/{project}/daily_logs/weather_logs"],
        rows: 2000,
        required: DATE,
        daily: true,
        ..project("weather_log", 22, daily::weather)
    },
    Kind {
        paths: &[
            "/rest/v2.0/companies/{company}/projects/{project}/prime_contracts",
            "/rest/v1.0/prime_contracts",
        ],
        rows: 30,
        required: TITLE,
        ..project("prime_contract", PRIME_CONTRACTS, money::contract)
    },
    Kind {
        paths: &["/rest/v2.0/companies/{company}/projects/{project}/commitment_contracts"],
        rows: 300,
        required: TITLE,
        ..project("commitment_contract", COMMITMENT_CONTRACTS, money::contract)
    },
    Kind {
        paths: &["/rest/v1.0/work_order_contracts"],
        rows: 200,
        required: TITLE,
        ..project("work_order_contract", 32, money::contract)
    },
    Kind {
        paths: &["/rest/v1.0/purchase_order_contracts"],
        rows: 200,
        required: TITLE,
        ..project("purchase_order_contract", 33, money::contract)
    },
    Kind {
        paths: &["/rest/v1.0/change_order_packages"],
        rows: 1200,
        required: &[("title", &["title"]), ("contract_id", &["contract_id"])],
        ..project("change_order_package", 34, money::prime_change_order)
    },
    Kind {
        paths: &["/rest/v1.0/projects/{project}/prime_change_orders"],
        rows: 1200,
        required: TITLE,
        ..project("prime_change_order", 35, money::prime_change_order)
    },
    Kind {
        paths: &["/rest/v1.0/projects/{project}/commitment_change_orders"],
        required: TITLE,
        ..project("commitment_change_order", 36, money::commitment_change_order)
    },
    Kind {
        paths: &["/rest/v1.0/potential_change_orders"],
        rows: 1200,
        required: TITLE,
        ..project("potential_change_order", 37, money::prime_change_order)
    },
    Kind {
        paths: &[
            "/rest/v2.0/companies/{company}/projects/{project}/webhooks/hooks",
            "/rest/v1.0/webhooks/hooks",
        ],
        rows: 12,
        required: HOOK,
        ..project("hook", 40, questions::hook)
    },
    Kind {
        paths: &["/rest/v2.0/companies/{company}/webhooks/hooks", "/rest/v1.0/webhooks/hooks"],
        rows: 25,
        required: HOOK,
        ..company("hook", 40, questions::hook)
    },
];

const HOOK: &[Required] = &[("destination_url", &["destination_url"]), ("namespace", &["namespace"])];

#[cfg(test)]
mod tests {
    use super::super::maker::Place;
    use super::*;

    /// Every member that a kind names is one of its rows', so that no name is misspelt.
    #[test]
    fn members_exist() {
        let place = Place { seed: 1, company: 2, project: 3, rows: None, now: 1_795_604_400 };
        for kind in KINDS {
            let Make::Seeded(make) = kind.make else { panic!("{} is not made from a seed", kind.root) };
            let row = make(&mut Maker::new(place, kind.salt, 7, 99));
            let has = |name: &str| row.get(name).is_some();
            assert!(kind.compact.iter().filter(|name| has(name)).count() >= 2, "{}: {row}", kind.root);
            assert!(has("id") && has("created_at") && has("updated_at"), "{}", kind.root);
            for (shown, names) in kind.required {
                assert!(has(shown) && names.iter().any(|name| has(name)), "{}: {shown}", kind.root);
            }
            assert!(
                kind.statuses.is_empty()
                    || row["status"].as_str().is_some_and(|one| kind.statuses.contains(&one))
            );
            assert!(!kind.daily || has("date"), "{}", kind.root);
        }
    }
}
