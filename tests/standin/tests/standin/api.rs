//! The API host.

use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use standin::{DEMO_CLIENT, Fault, Host};

use crate::browser::{ADA, BJORN, call, header, http, standin};

const LIGHTHOUSE: &str = "562949953421312";
const NORDLYS: &str = "562949953422001";
const HARBOUR: &str = "40917";

async fn challenge(response: Response) -> String {
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    let challenge = header(&response, "www-authenticate").unwrap();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["error"], "invalid_token");
    assert!(challenge.contains(body["error_description"].as_str().unwrap()));
    body["error_description"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn four_ways_to_be_unauthorized() {
    let standin = standin().await;
    let me = "/rest/v1.0/me";
    let missing = http().get(format!("{}{me}", standin.api_origin())).send().await.unwrap();
    assert_eq!(challenge(missing).await, "The access token is invalid");
    assert_eq!(challenge(call(&standin, me, "x").send().await.unwrap()).await, "The access token is invalid");
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let expired = |token: String| call(&standin, me, &token).send();
    standin.advance(Duration::from_secs(5400));
    assert_eq!(challenge(expired(token.clone()).await.unwrap()).await, "The access token expired");
    standin.revoke_all();
    assert_eq!(challenge(expired(token).await.unwrap()).await, "The access token was revoked");
    let forced = standin.issue_token(ADA, DEMO_CLIENT);
    standin.expire_all();
    assert_eq!(challenge(expired(forced).await.unwrap()).await, "The access token expired");
}

#[tokio::test]
async fn me_has_a_name_only_in_a_company() {
    let standin = standin().await;
    let token = standin.issue_token(BJORN, DEMO_CLIENT);
    let get = |path: &str| call(&standin, path, &token);
    let text = get("/rest/v1.0/me").send().await.unwrap().text().await.unwrap();
    assert_eq!(text, r#"{"id":562949953430007,"login":"bjorn@example.com"}"#);
    let path = format!("/rest/v1.0/me?company_id={NORDLYS}");
    assert_eq!(get(&path).send().await.unwrap().status(), StatusCode::BAD_REQUEST);
    let me = get(&path).header("Procore-Company-Id", NORDLYS).send().await.unwrap();
    assert_eq!(me.json::<Value>().await.unwrap()["name"], "Björn Ødegård");
    let by_project =
        get("/rest/v1.0/me?project_id=1").header("Procore-Company-Id", NORDLYS).send().await.unwrap();
    assert_eq!(by_project.json::<Value>().await.unwrap()["name"], "Björn Ødegård");
}

#[tokio::test]
async fn companies_are_those_of_the_person() {
    let standin = standin().await;
    for (email, number) in [(ADA, 3), (BJORN, 1)] {
        let token = standin.issue_token(email, DEMO_CLIENT);
        let response = call(&standin, "/rest/v1.0/companies", &token).send().await.unwrap();
        assert_eq!(header(&response, "total").unwrap(), number.to_string());
        assert_eq!(response.json::<Vec<Value>>().await.unwrap().len(), number);
    }
}

#[tokio::test]
async fn projects_need_a_company_twice() {
    let standin = standin().await;
    let token = standin.issue_token(BJORN, DEMO_CLIENT);
    let status = async |query: &str, company: Option<&str>| {
        let request = call(&standin, &format!("/rest/v1.1/projects{query}"), &token);
        let request =
            company.into_iter().fold(request, |request, id| request.header("Procore-Company-Id", id));
        request.send().await.unwrap().status().as_u16()
    };
    let query = |id: &str| format!("?company_id={id}");
    assert_eq!(status("", Some(NORDLYS)).await, 400);
    assert_eq!(status(&query(NORDLYS), None).await, 400);
    assert_eq!(status(&query(NORDLYS), Some(LIGHTHOUSE)).await, 403);
    assert_eq!(status(&query(LIGHTHOUSE), Some(LIGHTHOUSE)).await, 404);
    assert_eq!(status(&query("7"), Some("7")).await, 404);
    assert_eq!(status(&query(NORDLYS), Some(NORDLYS)).await, 200);

    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let request = call(&standin, &format!("/rest/v1.1/projects?company_id={HARBOUR}"), &token);
    let response = request.header("Procore-Company-Id", HARBOUR).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let body = response.text().await.unwrap();
    assert_eq!(body, r#"{"errors":["App is not connected to this company."]}"#);
}

#[tokio::test]
async fn pages_and_links() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let url = format!("{}/rest/v1.1/projects", standin.api_origin());
    let page = async |query: &str| {
        let path = format!("/rest/v1.1/projects?company_id={LIGHTHOUSE}{query}");
        call(&standin, &path, &token).header("Procore-Company-Id", LIGHTHOUSE).send().await.unwrap()
    };
    let link = |rel: &str, number: u32| {
        format!("<{url}?company_id={LIGHTHOUSE}&page={number}&per_page=20>; rel=\"{rel}\"")
    };
    let first = page("&per_page=20").await;
    assert_eq!(header(&first, "link").unwrap(), [link("next", 2), link("last", 3)].join(", "));
    assert_eq!(header(&first, "total").unwrap(), "45");
    assert_eq!(header(&first, "per-page").unwrap(), "20");
    let middle = page("&per_page=20&page=2").await;
    let all = [link("first", 1), link("prev", 1), link("next", 3), link("last", 3)];
    assert_eq!(header(&middle, "link").unwrap(), all.join(", "));
    let last = page("&per_page=20&page=3").await;
    assert_eq!(
        header(&last, "link").unwrap(),
        [link("first", 1), link("prev", 2), link("last", 3)].join(", ")
    );
    let rows: Vec<Value> = last.json().await.unwrap();
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[4]["id"], json!(562_949_953_440_045_u64));
    assert_eq!(page("&page=9").await.json::<Vec<Value>>().await.unwrap().len(), 0);
}

#[tokio::test]
async fn rate_limits() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    standin.set_options(|options| options.spike_limit = 2);
    let get = async || call(&standin, "/rest/v1.0/me", &token).send().await.unwrap();
    let first = get().await;
    assert_eq!(header(&first, "x-rate-limit-limit").unwrap(), "2");
    assert_eq!(header(&first, "x-rate-limit-remaining").unwrap(), "1");
    // A failed call counts as well, and tells the limit.
    let unknown = call(&standin, "/rest/v1.0/nothing", &token).send().await.unwrap();
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert_eq!(header(&unknown, "x-rate-limit-remaining").unwrap(), "0");
    let reset: u64 = header(&unknown, "x-rate-limit-reset").unwrap().parse().unwrap();
    let refused = get().await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(header(&refused, "x-rate-limit-reset").unwrap(), reset.to_string());
    assert!(header(&refused, "retry-after").unwrap().parse::<u64>().unwrap() <= 10);
    assert!(refused.json::<Value>().await.unwrap()["error"].is_string());
    standin.set_options(|options| options.retry_after = false);
    assert!(header(&get().await, "retry-after").is_none());
    standin.advance(Duration::from_secs(11));
    assert_eq!(get().await.status(), StatusCode::OK);
    standin.set_options(|options| options.hourly_limit = 3);
    assert_eq!(header(&get().await, "x-rate-limit-limit").unwrap(), "3");
}

#[tokio::test]
async fn unknown_paths_are_json() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let outside = http().get(format!("{}/favicon.ico", standin.api_origin())).send().await.unwrap();
    let post = http().post(format!("{}/rest/v1.0/me", standin.api_origin())).bearer_auth(&token);
    for response in [outside, post.send().await.unwrap()] {
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(response.json::<Value>().await.unwrap()["errors"].is_array());
    }
}

#[tokio::test]
async fn faults() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let get = async || call(&standin, "/rest/v1.0/me", &token).send().await;
    let fault = Fault { host: Some(Host::Api), path_prefix: "/rest/".into(), ..Fault::default() };
    standin.add_fault(Fault { times: Some(1), close: true, ..fault.clone() });
    standin.add_fault(Fault {
        times: Some(1),
        redirect: Some("https://example.com/".into()),
        ..fault.clone()
    });
    standin.add_fault(Fault {
        times: Some(1),
        status: Some(503),
        headers: [("Retry-After".into(), "7".into())].into(),
        body: Some("busy".into()),
        ..fault.clone()
    });
    standin.add_fault(Fault { delay_ms: 50, ..fault });
    assert!(get().await.is_err());
    let redirected = get().await.unwrap();
    assert_eq!(redirected.status(), StatusCode::FOUND);
    assert_eq!(header(&redirected, "location").unwrap(), "https://example.com/");
    let busy = get().await.unwrap();
    assert_eq!(busy.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header(&busy, "retry-after").unwrap(), "7");
    assert_eq!(busy.text().await.unwrap(), "busy");
    let started = std::time::Instant::now();
    assert_eq!(get().await.unwrap().status(), StatusCode::OK);
    assert!(started.elapsed() >= Duration::from_millis(50));
    standin.clear_faults();
    assert_eq!(get().await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn the_api_host_stops_and_starts_again() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let client = http();
    let get = || client.get(format!("{}/rest/v1.0/me", standin.api_origin())).bearer_auth(&token).send();
    assert!(get().await.is_ok());
    standin.stop_api().await;
    assert!(get().await.unwrap_err().is_connect());
    standin.start_api().await.unwrap();
    assert_eq!(get().await.unwrap().status(), StatusCode::OK);
    let origin = standin.login_origin().to_owned();
    standin.shutdown().await;
    assert!(client.get(origin).send().await.unwrap_err().is_connect());
}
