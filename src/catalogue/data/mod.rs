//! The endpoints that the app knows by itself, tool by tool. Paths, methods, names and values are Procore's; the words are
//! our own. Procore's own description of its API has ten times as many endpoints, and may not be shipped.

mod budget;
mod changes;
mod company;
mod contracts;
mod daily;
mod directory;
mod documents;
mod hooks;
mod inspections;
mod project;
mod quality;
mod rfis;
mod submittals;
mod work;

use super::row::Table;

/// In the order in which they are listed: first of all what every call needs, then what is done every day.
pub(super) const TABLES: [Table; 34] = [
    company::COMPANIES,
    project::PROJECTS,
    rfis::RFIS,
    submittals::SUBMITTALS,
    quality::OBSERVATIONS,
    quality::PUNCH_LIST,
    daily::DAILY_LOG,
    work::TIMECARDS,
    work::MEETINGS,
    work::TASKS,
    work::SCHEDULE,
    inspections::INSPECTIONS,
    inspections::INCIDENTS,
    inspections::COORDINATION_ISSUES,
    documents::DRAWINGS,
    documents::DOCUMENTS,
    documents::PHOTOS,
    documents::SPECIFICATIONS,
    documents::FORMS,
    directory::DIRECTORY,
    directory::VENDORS,
    project::LOCATIONS,
    contracts::PRIME_CONTRACTS,
    contracts::COMMITMENTS,
    contracts::INVOICING,
    changes::CHANGE_ORDERS,
    changes::CHANGE_EVENTS,
    budget::BUDGET,
    budget::DIRECT_COSTS,
    budget::COST_CODES,
    company::PERMISSIONS,
    company::APPS,
    hooks::WEBHOOKS,
    hooks::CUSTOM_FIELDS,
];
