//! Lists of the API host: what is in them, filters, sorting, views, pages.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::{BJORN, header};
use crate::visitor::{BRYGGE, HARBOUR, LIGHTHOUSE, NORDLYS, PROJECT, Visitor, ids};

/// Every list with the number of its rows in a first project.
fn lists() -> Vec<(String, u64)> {
    let (c, p) = (LIGHTHOUSE, PROJECT);
    let days = "start_date=2020-01-01";
    vec![
        (format!("/rest/v1.0/projects/{p}/rfis?"), 2400),
        (format!("/rest/v1.1/projects/{p}/submittals?"), 1800),
        (format!("/rest/v2.0/companies/{c}/projects/{p}/submittals?"), 1800),
        (format!("/rest/v1.0/projects/{p}/users?"), 1200),
        (format!("/rest/v1.3/companies/{c}/users?"), 3000),
        (format!("/rest/v1.1/projects/{p}/vendors?"), 400),
        (format!("/rest/v1.0/vendors?company_id={c}"), 2000),
        (format!("/rest/v1.0/observations/items?project_id={p}"), 1600),
        (format!("/rest/v1.1/punch_items?project_id={p}"), 2000),
        (format!("/rest/v1.0/projects/{p}/incidents?"), 120),
        (format!("/rest/v1.1/projects/{p}/meetings?"), 200),
        (format!("/rest/v1.0/projects/{p}/locations?"), 400),
        (format!("/rest/v1.0/projects/{p}/manpower_logs?{days}"), 3000),
        (format!("/rest/v1.0/projects/{p}/notes_logs?{days}"), 2000),
        (format!("/rest/v1.1/projects/{p}/daily_logs/weather_logs?{days}"), 2000),
        (format!("/rest/v2.0/companies/{c}/projects/{p}/prime_contracts?"), 30),
        (format!("/rest/v2.0/companies/{c}/projects/{p}/commitment_contracts?"), 300),
        (format!("/rest/v1.0/prime_contracts?project_id={p}"), 30),
        (format!("/rest/v1.0/work_order_contracts?project_id={p}"), 200),
        (format!("/rest/v1.0/purchase_order_contracts?project_id={p}"), 200),
        (format!("/rest/v1.0/change_order_packages?project_id={p}"), 1200),
        (format!("/rest/v1.0/projects/{p}/prime_change_orders?"), 1200),
        (format!("/rest/v1.0/projects/{p}/commitment_change_orders?"), 1500),
        (format!("/rest/v1.0/potential_change_orders?project_id={p}"), 1200),
        (format!("/rest/v1.0/webhooks/hooks?company_id={c}"), 25),
        (format!("/rest/v1.0/webhooks/hooks?project_id={p}"), 12),
        (format!("/rest/v2.0/companies/{c}/webhooks/hooks?"), 25),
        (format!("/rest/v2.0/companies/{c}/projects/{p}/webhooks/hooks?"), 12),
        (format!("/rest/v1.1/projects?company_id={c}"), 45),
        (format!("/rest/v1.0/projects?company_id={c}"), 45),
        (format!("/rest/v1.0/companies/{c}/projects?"), 45),
    ]
}

#[tokio::test]
async fn every_list_has_rows_that_can_be_shown() {
    let ada = Visitor::new(|_| {}).await;
    for (list, total) in lists() {
        let response = ada.send(LIGHTHOUSE, &format!("{list}&per_page=3&page=2")).await;
        assert_eq!(response.status(), StatusCode::OK, "{list}");
        assert_eq!(header(&response, "total").unwrap(), total.to_string(), "{list}");
        let rows: Value = response.json().await.unwrap();
        let second = list.starts_with("/rest/v2.");
        let row = if second { &rows["data"][2] } else { &rows[2] };
        assert_eq!(row["id"].is_string(), second, "{list}");
        let id = row["id"].as_str().map_or_else(|| row["id"].to_string(), str::to_owned);
        let (path, query) = list.split_once('?').unwrap();
        if path.ends_with(&format!("/{LIGHTHOUSE}/projects")) {
            continue;
        }
        let shown = ada.get(&format!("{path}/{id}?{query}")).await;
        let shown = if second { &shown["data"] } else { &shown };
        for (name, value) in row.as_object().unwrap() {
            assert_eq!(&shown[name], value, "{list}");
        }
        assert_eq!(ada.status(LIGHTHOUSE, &format!("{path}/1?{query}")).await, 404, "{list}");
    }
}

#[tokio::test]
async fn many_projects_join_those_that_tests_know() {
    let ada = Visitor::new(|_| {}).await;
    let list = |company: u64, rest: &str| format!("/rest/v1.1/projects?company_id={company}{rest}");
    let few = ada.get(&list(LIGHTHOUSE, "")).await;
    ada.standin.set_options(|options| options.many_projects = true);
    let many = ada.get(&list(LIGHTHOUSE, "")).await;
    assert_eq!(many.as_array().unwrap().len(), 60);
    assert_eq!(many.as_array().unwrap()[..45], few.as_array().unwrap()[..]);
    let nordlys = ada.send(NORDLYS, &list(NORDLYS, "&per_page=2000&page=2")).await;
    assert_eq!(header(&nordlys, "total").unwrap(), "3000");
    let nordlys: Value = nordlys.json().await.unwrap();
    assert_eq!(nordlys.as_array().unwrap().len(), 1000);
    let large: Vec<u64> = ids(&nordlys).into_iter().filter(|id| *id > 1 << 53).collect();
    // Each of them is another number as a double.
    assert!(large.len() > 100 && large.iter().all(|id| *id as f64 as u64 != *id));
    assert_eq!(ada.total(NORDLYS, &list(NORDLYS, "&filters[name]=brygge")).await, 1);
    assert_eq!(ada.total(NORDLYS, &list(NORDLYS, "&filters[project_number]=P-0042")).await, 1);
    let active = ada.total(NORDLYS, &list(NORDLYS, "&filters[by_status]=Active")).await;
    let inactive = ada.total(NORDLYS, &list(NORDLYS, "&filters[by_status]=Inactive")).await;
    assert!(active + inactive == 3000 && inactive > 300);
    // Whatever project was found has rows of its own.
    let rfis = ada.send(NORDLYS, &format!("/rest/v1.0/projects/{}/rfis", large[0])).await;
    assert!(!rfis.json::<Vec<Value>>().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_same_seed_makes_the_same_rows() {
    let path = format!("/rest/v1.0/projects/{PROJECT}/rfis?per_page=1");
    let subjects = async |seed: u64| {
        let ada = Visitor::new(|options| options.data_seed = seed).await;
        ada.get(&path).await[0]["subject"].clone()
    };
    assert_eq!(subjects(1).await, subjects(1).await);
    assert_ne!(subjects(1).await, subjects(2).await);
    let ada = Visitor::new(|options| options.rows = Some(10_000)).await;
    assert_eq!(ada.total(LIGHTHOUSE, &path).await, 10_000);
}

#[tokio::test]
async fn ids_lead_to_rows() {
    let ada = Visitor::new(|_| {}).await;
    for project in [PROJECT, PROJECT + 7] {
        let rfis = ada.get(&format!("/rest/v1.0/projects/{project}/rfis?per_page=20")).await;
        let mut followed = 0;
        for rfi in rfis.as_array().unwrap() {
            let mut follow = async |id: &Value, path: &str| {
                if !id.is_null() {
                    assert_eq!(ada.get(&path.replace("ID", &id.to_string())).await["id"], *id, "{path}");
                    followed += 1;
                }
            };
            follow(&rfi["assignee"]["id"], &format!("/rest/v1.0/projects/{project}/users/ID")).await;
            follow(&rfi["rfi_manager"]["id"], &format!("/rest/v1.3/companies/{LIGHTHOUSE}/users/ID")).await;
            let vendor = &rfi["responsible_contractor"]["id"];
            follow(vendor, &format!("/rest/v1.1/projects/{project}/vendors/ID")).await;
            follow(vendor, &format!("/rest/v1.0/vendors/ID?company_id={LIGHTHOUSE}")).await;
            follow(&rfi["location"]["id"], &format!("/rest/v1.0/projects/{project}/locations/ID")).await;
        }
        assert!(followed > 60);
        let orders = ada.get(&format!("/rest/v1.0/projects/{project}/prime_change_orders?per_page=1")).await;
        let contract = &orders[0]["contract_id"];
        let path = format!("/rest/v1.0/prime_contracts/{contract}?project_id={project}");
        assert_eq!(ada.get(&path).await["id"], *contract);
    }
}

#[tokio::test]
async fn filters_sort_and_views() {
    let ada = Visitor::new(|_| {}).await;
    let rfis = |query: &str| format!("/rest/v1.0/projects/{PROJECT}/rfis?per_page=2000&{query}");
    let all = ada.get(&rfis("")).await;
    let open = ada.get(&rfis("filters[status]=open")).await;
    assert!(open.as_array().unwrap().iter().all(|rfi| rfi["status"] == "open") && open != all);
    let (first, third) = (&all[0]["id"], &all[2]["id"]);
    let two = ada.get(&rfis(&format!("filters[id][]={third}&filters[id][]={first}"))).await;
    assert_eq!(two, json!([all[0], all[2]]));
    let moment = all[5]["updated_at"].as_str().unwrap();
    let range = ada.get(&rfis(&format!("filters[updated_at]={moment}...{moment}"))).await;
    assert!(range.as_array().unwrap().contains(&all[5]));
    assert!(range.as_array().unwrap().iter().all(|rfi| rfi["updated_at"] == moment));
    let sorted = ada.get(&rfis("sort=-number")).await;
    assert_eq!((&sorted[0]["number"], &sorted[1999]["number"]), (&json!("2400"), &json!("401")));
    let by_direction = ada.get(&rfis("sort[attribute]=number&sort[direction]=desc")).await;
    assert_eq!(by_direction, sorted);
    let compact = ada.get(&rfis("view=compact")).await;
    let names: Vec<&String> = compact[0].as_object().unwrap().keys().collect();
    assert_eq!(names, ["id", "number", "subject", "status", "due_date"]);
    assert_eq!(ada.get(&rfis("view=ids_only")).await[2], *third);
    assert!(all[0].get("custom_fields").is_none());
    assert!(ada.get(&rfis("view=extended")).await[0]["custom_fields"].is_object());
    for query in ["filters[stauts]=open", "filters[updated_at]=a...b", "sort=nothing", "view=wide"] {
        assert_eq!(ada.status(LIGHTHOUSE, &rfis(query)).await, 400, "{query}");
    }
    let options = ada.get(&format!("/rest/v1.0/projects/{PROJECT}/rfis/filter_options/status")).await;
    assert_eq!(options[0], json!({ "key": "open", "value": "open" }));
}

#[tokio::test]
async fn version_2_has_its_own_pages() {
    let ada = Visitor::new(|_| {}).await;
    let list = format!("/rest/v2.0/companies/{LIGHTHOUSE}/projects/{PROJECT}/commitment_contracts");
    let rows = async |query: &str| ada.get(&format!("{list}{query}")).await["data"].as_array().unwrap().len();
    assert_eq!(rows("").await, 10);
    assert_eq!(rows("?per_page=500").await, 100);
    assert_eq!(rows("?per_page=100&page=3").await, 100);
    assert_eq!(rows("?per_page=100&page=4").await, 0);
    let row = ada.get(&list).await["data"][0].clone();
    assert!(row["vendor"]["id"].is_string() && row["grand_total"].as_str().unwrap().contains('.'));
    let id = row["id"].as_str().unwrap();
    assert_eq!(ada.get(&format!("{list}?filters[id]={id}")).await["data"][0]["id"], *id);
}

#[tokio::test]
async fn daily_logs_are_of_today() {
    let ada = Visitor::new(|_| {}).await;
    let list = format!("/rest/v1.0/projects/{PROJECT}/manpower_logs");
    let today = ada.get(&list).await;
    assert_eq!(today.as_array().unwrap().len(), 5);
    let date = today[0]["date"].as_str().unwrap();
    let same = ada.get(&format!("{list}?log_date={date}")).await;
    assert_eq!(same, today);
    let until = ada.total(LIGHTHOUSE, &format!("{list}?end_date={date}")).await;
    assert_eq!(until, 3000);
    assert_eq!(ada.status(LIGHTHOUSE, &format!("{list}?log_date=today")).await, 400);
    let counts = ada.get(&format!("/rest/v1.1/projects/{PROJECT}/daily_logs/counts")).await;
    assert_eq!(counts[0], json!({ "module_name": "manpower_logs", "count": 5, "position": 1 }));
    assert_eq!(counts.as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn what_a_caller_may_not_read() {
    let ada = Visitor::new(|_| {}).await;
    let (c, p) = (LIGHTHOUSE, PROJECT);
    for (company, path, status) in [
        (c, format!("/rest/v1.0/projects/{p}/rfis"), 200),
        (c, format!("/rest/v1.0/projects/{BRYGGE}/rfis"), 404),
        (NORDLYS, format!("/rest/v1.0/projects/{p}/rfis"), 404),
        (c, "/rest/v1.0/projects/x/rfis".to_owned(), 404),
        (c, format!("/rest/v1.0/projects/{p}?company_id={NORDLYS}"), 403),
        (c, format!("/rest/v1.3/companies/{NORDLYS}/users"), 403),
        (c, format!("/rest/v1.3/companies/{c}/users?company_id={NORDLYS}"), 403),
        (c, format!("/rest/v1.0/projects/{p}/rfis?company_id={NORDLYS}"), 403),
        (c, format!("/rest/v1.0/projects/{p}/rfis?company_id={c}"), 200),
        (HARBOUR, format!("/rest/v1.0/vendors?company_id={HARBOUR}"), 403),
        (7, "/rest/v1.0/vendors?company_id=7".to_owned(), 404),
        (c, "/rest/v1.0/vendors".to_owned(), 400),
        (c, "/rest/v1.1/punch_items".to_owned(), 400),
        (c, "/rest/v1.0/settings/permissions".to_owned(), 200),
        (c, "/rest/v1.0/company_base_url".to_owned(), 200),
        (c, "/rest/v1.0/projects/nothing/at/all".to_owned(), 404),
    ] {
        assert_eq!(ada.status(company, &path).await, status, "{company} {path}");
    }
    let nowhere = ada.standin.issue_token(crate::browser::ADA, standin::DEMO_CLIENT);
    let zone =
        crate::browser::call(&ada.standin, "/rest/v1.0/company_base_url", &nowhere).send().await.unwrap();
    assert_eq!(zone.status(), StatusCode::BAD_REQUEST);
    assert!(zone.json::<Value>().await.unwrap()["error"]["code"].is_string());
    ada.standin.set_options(|options| options.companies[0].connected = false);
    let response = ada.send(c, &format!("/rest/v1.0/projects/{p}/rfis")).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body, json!({ "errors": ["App is not connected to this company."] }));
    let bjorn = Visitor::named(BJORN, |_| {}).await;
    assert_eq!(bjorn.status(c, &format!("/rest/v1.0/projects/{p}/rfis")).await, 404);
    let post = bjorn.request(Method::POST, c, &format!("/rest/v1.0/projects/{p}/rfis"));
    assert_eq!(post.send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_that_are_hard() {
    let ada = Visitor::new(|options| options.rows = Some(50)).await;
    let rfis = format!("/rest/v1.0/projects/{PROJECT}/rfis");
    let page = async |number: u32| ada.send(LIGHTHOUSE, &format!("{rfis}?per_page=20&page={number}")).await;
    let rows = async |number: u32| ids(&page(number).await.json().await.unwrap());
    let usual = [rows(1).await, rows(2).await, rows(3).await];
    assert_eq!(usual.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 10]);

    ada.standin.set_options(|options| options.paging_headers = false);
    let bare = page(1).await;
    assert!(["link", "total", "per-page"].iter().all(|name| header(&bare, name).is_none()));
    ada.standin.set_options(|options| options.unpaged_paths = vec![rfis.clone()]);
    assert_eq!(rows(2).await, usual.concat());
    ada.standin.set_options(|options| {
        options.unpaged_paths.clear();
        options.stuck_paths = vec!["/rest/v1.0/projects/".into()];
    });
    assert_eq!(rows(3).await, usual[0]);

    ada.standin.set_options(|options| {
        options.stuck_paths.clear();
        options.moving_rows = 3;
    });
    let (first, second, third) = (rows(1).await, rows(2).await, rows(3).await);
    assert_eq!(first, usual[0]);
    // Three rows of the page before come again on each.
    assert_eq!(second[..3], first[17..]);
    assert_eq!(third[..3], second[17..]);
    assert_eq!(third.len(), 16);
    let new = rows(1).await;
    assert!(new[..6].iter().all(|id| !usual.concat().contains(id)));
}
