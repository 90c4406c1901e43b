//! Answers that go wrong on demand.

use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use standin::{Fault, Problem};

use crate::browser::{SITE_ORIGIN, header, http};
use crate::visitor::{LIGHTHOUSE, PROJECT, Visitor};

fn rfis(query: &str) -> String {
    format!("/rest/v1.0/projects/{PROJECT}/rfis?{query}")
}

fn fault() -> Fault {
    Fault { path_prefix: "/rest/v1.0/projects/".into(), ..Fault::default() }
}

async fn visitor() -> Visitor {
    Visitor::new(|options| options.rows = Some(50)).await
}

async fn send(ada: &Visitor, query: &str) -> Response {
    let request = ada.request(reqwest::Method::GET, LIGHTHOUSE, &rfis(query));
    request.header("origin", SITE_ORIGIN).send().await.unwrap()
}

#[tokio::test]
async fn every_shape_of_an_error() {
    let ada = visitor().await;
    let mut bodies = Vec::new();
    for problem in Problem::ALL {
        ada.standin.clear_faults();
        ada.standin.add_fault(Fault { problem: Some(problem), ..fault() });
        let response = send(&ada, "").await;
        assert!(response.status().as_u16() >= 400, "{problem:?}");
        let is_json = header(&response, "content-type").unwrap().starts_with("application/json");
        let text = response.text().await.unwrap();
        let parsed = serde_json::from_str::<Value>(&text);
        assert_eq!(parsed.is_ok(), is_json && problem != Problem::Empty, "{problem:?}: {text}");
        bodies.push(text);
    }
    assert!(bodies[0].contains("App is not connected to this company."));
    assert!(bodies.iter().enumerate().all(|(at, body)| !bodies[..at].contains(body)));
    ada.standin.clear_faults();
    ada.standin.add_fault(Fault { problem: Some(Problem::Message), status: Some(409), ..fault() });
    assert_eq!(send(&ada, "").await.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_storm_passes() {
    let ada = visitor().await;
    ada.standin.add_fault(Fault {
        problem: Some(Problem::TextRateLimit),
        headers: [("Retry-After".into(), "1".into())].into(),
        query: Some("page=2".into()),
        times: Some(3),
        ..fault()
    });
    for (query, status) in [
        ("page=1", 200),
        ("per_page=5&page=2", 429),
        ("page=22", 200),
        ("page=2", 429),
        ("page=2", 429),
        ("page=2", 200),
    ] {
        let response = send(&ada, query).await;
        assert_eq!(response.status().as_u16(), status, "{query}");
        assert_eq!(header(&response, "retry-after").is_some(), status == 429);
    }
}

#[tokio::test]
async fn answers_without_cors() {
    let ada = visitor().await;
    let allowed = async || header(&send(&ada, "").await, "access-control-allow-origin").is_some();
    assert!(allowed().await);
    ada.standin.add_fault(Fault { without_cors: true, times: Some(1), ..fault() });
    ada.standin.add_fault(Fault { problem: Some(Problem::Html), times: Some(1), ..fault() });
    ada.standin.add_fault(Fault {
        problem: Some(Problem::Html),
        without_cors: true,
        times: Some(1),
        ..fault()
    });
    assert_eq!(
        [allowed().await, allowed().await, allowed().await, allowed().await],
        [false, true, false, true]
    );
}

#[tokio::test]
async fn the_usual_answer_stalls_or_is_cut_off() {
    let ada = visitor().await;
    let whole = send(&ada, "").await.text().await.unwrap();
    ada.standin.add_fault(Fault { after_bytes: Some(1000), stall_ms: 300, times: Some(1), ..fault() });
    ada.standin.add_fault(Fault { after_bytes: Some(1000), cut_off: true, times: Some(1), ..fault() });
    let started = Instant::now();
    let stalled = send(&ada, "").await;
    assert_eq!(header(&stalled, "total").unwrap(), "50");
    assert_eq!(stalled.text().await.unwrap(), whole);
    assert!(started.elapsed() >= Duration::from_millis(300));
    let mut cut = send(&ada, "").await;
    assert_eq!(cut.status(), StatusCode::OK);
    assert_eq!(cut.content_length(), Some(whole.len() as u64));
    assert_eq!(cut.chunk().await.unwrap().unwrap(), whole.as_bytes()[..1000]);
    assert!(cut.chunk().await.is_err());
    assert_eq!(send(&ada, "").await.text().await.unwrap(), whole);
}

#[tokio::test]
async fn rate_limit_headers_can_be_left_out() {
    let ada = visitor().await;
    let has = async || header(&send(&ada, "").await, "x-rate-limit-remaining").is_some();
    assert!(has().await);
    ada.standin.set_options(|options| {
        options.rate_limit_headers = false;
        options.spike_limit = 3;
    });
    assert!(!has().await);
    assert!(!has().await);
    let refused = send(&ada, "").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(header(&refused, "x-rate-limit-reset").is_none() && header(&refused, "retry-after").is_some());
}

#[tokio::test]
async fn the_control_route_takes_them_too() {
    let ada = Visitor::new(|options| options.control = true).await;
    let control = async |path: &str, body: Value| {
        let url = format!("{}/control/{path}", ada.standin.login_origin());
        http().post(url).json(&body).send().await.unwrap().status().as_u16()
    };
    let options = json!({ "rows": 7, "moving_rows": 1, "stuck_paths": ["/rest/v1.0/projects/"] });
    assert_eq!(control("options", options).await, 200);
    assert_eq!(send(&ada, "page=2").await.json::<Vec<Value>>().await.unwrap().len(), 8);
    let fault = json!({ "query": "page=3", "problem": "text_rate_limit", "times": 1, "after_bytes": 5 });
    assert_eq!(control("faults", fault).await, 200);
    assert_eq!(control("faults", json!({ "problem": "no_such" })).await, 400);
    assert_eq!(send(&ada, "page=3").await.status(), StatusCode::TOO_MANY_REQUESTS);
}
