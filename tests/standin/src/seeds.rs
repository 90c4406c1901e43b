//! The seeded people, companies, projects and clients. All are invented; none is real.
//!
//! Ids are chosen to catch a client that reads them as floating-point numbers: one is 2^53 + 1, and the others go up to
//! 5.6e14, the size that Procore's own have reached.

use crate::options::{
    Client, Company, DEMO_CLIENT, GRANTS_CLIENT, GRANTS_SECRET, OTHER_CLIENT, OUT_OF_BAND, Project,
    SERVICE_CLIENT, SERVICE_SECRET, Secret, ServiceAccount, User,
};

const LIGHTHOUSE: u64 = 562_949_953_421_312;
const NORDLYS: u64 = 562_949_953_422_001;
const HARBOUR: u64 = 40_917;

pub(crate) fn users() -> Vec<User> {
    let user = |id, email: &str, name: &str, password: &str, companies: &[u64]| User {
        id,
        email: email.into(),
        name: name.into(),
        password: Secret::new(password),
        companies: companies.to_vec(),
    };
    vec![
        user(
            9_007_199_254_740_993,
            "ada@example.com",
            "Ada Example",
            "ada-demo",
            &[LIGHTHOUSE, NORDLYS, HARBOUR],
        ),
        user(562_949_953_430_007, "bjorn@example.com", "Björn Ødegård", "bjorn-demo", &[NORDLYS]),
        user(31_415, "chen@example.com", "陈 Chen", "chen-demo", &[LIGHTHOUSE]),
    ]
}

pub(crate) fn companies() -> Vec<Company> {
    vec![
        Company {
            id: LIGHTHOUSE,
            name: "Lighthouse Builders".into(),
            connected: true,
            projects: many_projects(),
        },
        Company {
            id: NORDLYS,
            name: "Nordlys Entreprenør AS".into(),
            connected: true,
            projects: vec![
                project(
                    562_949_953_450_001,
                    "Brygge 7 – rehabilitering",
                    "N-7",
                    "Tromsø",
                    "NO",
                    "1999999.90",
                    true,
                ),
                project(562_949_953_450_002, "Skole \"Fjellet\"", "N-8", "Bodø", "NO", "48000000.00", true),
                project(562_949_953_450_003, "Gamle havn", "N-2", "Harstad", "NO", "0.10", false),
            ],
        },
        Company { id: HARBOUR, name: "Harbour & Sons".into(), connected: false, projects: Vec::new() },
    ]
}

/// Enough to fill several pages.
fn many_projects() -> Vec<Project> {
    let kinds = ["School", "Bridge", "Clinic", "Depot", "Tower", "Library"];
    let cities = [("Bergen", "NO"), ("Austin", "US"), ("Leeds", "GB"), ("Perth", "AU")];
    kinds
        .iter()
        .cycle()
        .zip(cities.iter().cycle())
        .zip(1_u64..=45)
        .map(|((kind, (city, country)), n)| {
            let name = format!("{city} {kind} {n:02}");
            let value = format!("{}.{:02}", n * 1_250_000, n % 100);
            project(562_949_953_440_000 + n, &name, &format!("L-{n:03}"), city, country, &value, n % 5 != 0)
        })
        .collect()
}

fn project(
    id: u64,
    name: &str,
    number: &str,
    city: &str,
    country_code: &str,
    estimated_value: &str,
    active: bool,
) -> Project {
    Project {
        id,
        name: name.into(),
        number: number.into(),
        city: city.into(),
        country_code: country_code.into(),
        estimated_value: estimated_value.into(),
        active,
    }
}

pub(crate) fn clients(site_root_url: &str) -> Vec<Client> {
    let redirect_uris = [site_root_url, "http://localhost", OUT_OF_BAND].map(String::from).to_vec();
    vec![
        Client {
            id: DEMO_CLIENT.into(),
            name: "Procore Console (demo)".into(),
            confidential: false,
            secret: None,
            redirect_uris: redirect_uris.clone(),
            service_account: None,
        },
        Client {
            id: OTHER_CLIENT.into(),
            name: "Another App".into(),
            confidential: false,
            secret: None,
            redirect_uris: redirect_uris.clone(),
            service_account: None,
        },
        Client {
            id: GRANTS_CLIENT.into(),
            name: "Procore Console (other grants)".into(),
            confidential: true,
            secret: Some(Secret::new(GRANTS_SECRET)),
            redirect_uris,
            service_account: None,
        },
        Client {
            id: SERVICE_CLIENT.into(),
            name: "Procore Console (service account)".into(),
            confidential: true,
            secret: Some(Secret::new(SERVICE_SECRET)),
            redirect_uris: Vec::new(),
            service_account: Some(ServiceAccount {
                id: 562_949_953_499_999,
                login: "service-account@example.com".into(),
                name: "Service Account".into(),
                companies: vec![LIGHTHOUSE],
            }),
        },
    ]
}
