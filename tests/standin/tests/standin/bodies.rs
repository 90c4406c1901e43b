//! Bodies of any size, and odd ones.

use std::time::{Duration, Instant};

use reqwest::{Response, StatusCode};
use serde_json::Value;
use standin::{DEMO_CLIENT, Standin};

use crate::browser::{ADA, SITE_ORIGIN, call, header, http, standin};

async fn get(standin: &Standin, path: &str) -> Response {
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    call(standin, &format!("/rest/v1.0/{path}"), &token).header("origin", SITE_ORIGIN).send().await.unwrap()
}

async fn text(standin: &Standin, path: &str) -> String {
    let response = get(standin, path).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    assert_eq!(header(&response, "access-control-allow-origin").unwrap(), SITE_ORIGIN);
    let length: usize = header(&response, "content-length").unwrap().parse().unwrap();
    let text = response.text().await.unwrap();
    assert_eq!(text.len(), length, "{path}");
    text
}

#[tokio::test]
async fn records_of_a_size_and_a_seed() {
    let standin = standin().await;
    let json = text(&standin, "large?bytes=100000").await;
    assert!((100_000..104_000).contains(&json.len()), "{}", json.len());
    let records: Vec<Value> = serde_json::from_str(&json).unwrap();
    let ids: Vec<u64> = records.iter().map(|record| record["id"].as_u64().unwrap()).collect();
    assert!(ids.iter().any(|id| *id > 1 << 62) && ids.iter().any(|id| *id < 1 << 53));
    assert!(records.iter().all(|record| record["assignees"][0] == record["assignee"]));
    assert!(json.contains("0,\"active\":true"), "a decimal that ends with a zero");

    assert_eq!(text(&standin, "large?bytes=100000&seed=1").await, json);
    assert_ne!(text(&standin, "large?bytes=100000&seed=2").await, json);
    // Made anew after others have taken its place.
    text(&standin, "large?bytes=1000").await;
    assert_eq!(text(&standin, "large?bytes=100000").await, json);
    assert_eq!(text(&standin, "large?bytes=100000&envelope=1").await, format!("{{\"data\":{json}}}"));
    assert_eq!(text(&standin, "large?bytes=0").await.matches("\"custom_fields\"").count(), 1);
}

#[tokio::test]
async fn the_same_records_come_again_with_other_ids() {
    let standin = standin().await;
    let json = text(&standin, "large?bytes=9000000").await;
    let records: Vec<Value> = serde_json::from_str(&json).unwrap();
    let ids: std::collections::HashSet<u64> =
        records.iter().map(|record| record["id"].as_u64().unwrap()).collect();
    assert_eq!(ids.len(), records.len());
    let again = records[1..].iter().any(|record| record["description"] == records[0]["description"]);
    assert!(again && (9_000_000..9_004_000).contains(&json.len()));
}

#[tokio::test]
async fn rows_slow_pieces_and_refusals() {
    let standin = standin().await;
    let rows = text(&standin, "large?rows=500&seed=3").await;
    assert_eq!(serde_json::from_str::<Vec<Value>>(&rows).unwrap().len(), 500);
    let started = Instant::now();
    let slow = text(&standin, "large?rows=500&seed=3&chunk=20000&pause=30").await;
    assert_eq!(slow, rows);
    let pauses = rows.len().div_ceil(20_000) as u32 - 1;
    assert!(pauses > 2 && started.elapsed() >= pauses * Duration::from_millis(30));
    for query in ["", "?bytes=x", "?bytes=1&rows=1", "?bytes=1000000001", "?rows=99999999"] {
        let response = get(&standin, &format!("large{query}")).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
    }
    let url = format!("{}/rest/v1.0/large?bytes=1", standin.api_origin());
    assert_eq!(http().get(url).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn odd_json_that_is_json() {
    let standin = standin().await;
    let parsed = async |path: &str| serde_json::from_str::<Value>(&text(&standin, path).await).unwrap();
    assert_eq!(parsed("odd/tiny?count=1000").await.as_array().unwrap().len(), 1000);
    assert_eq!(parsed("odd/tiny?count=0").await.as_array().unwrap().len(), 0);
    assert_eq!(parsed("odd/long-string?bytes=5000").await.as_str().unwrap().len(), 4998);
    assert_eq!(parsed("odd/deep?levels=3").await, serde_json::json!([[[]]]));
    assert_eq!(text(&standin, "odd/deep").await.len(), 200_000);
    assert_eq!(parsed("odd/csv-injection").await.as_array().unwrap().len(), 5);
    assert!(text(&standin, "odd/numbers").await.contains("9007199254740993,\"money\":1.10,"));
    assert_eq!(text(&standin, "odd/duplicates").await.matches("\"id\":").count(), 3);
    assert_eq!(get(&standin, "odd/tiny?count=x").await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(get(&standin, "odd/unknown").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn odd_bytes_that_are_not_json() {
    let standin = standin().await;
    let bytes = async |path: &str| {
        let response = get(&standin, path).await;
        let kind = header(&response, "content-type");
        (response.status().as_u16(), kind.unwrap_or_default(), response.bytes().await.unwrap())
    };
    let (status, kind, body) = bytes("odd/empty").await;
    assert_eq!((status, kind.as_str(), body.len()), (204, "", 0));
    let (status, kind, body) = bytes("odd/html").await;
    assert!(status == 502 && kind == "text/html" && body.starts_with(b"<!DOCTYPE html>"));
    let (status, kind, body) = bytes("odd/text").await;
    assert!(status == 200 && kind.starts_with("text/plain") && !body.is_empty());
    let (status, kind, body) = bytes("odd/binary").await;
    assert!(status == 200 && kind == "application/octet-stream" && body.starts_with(b"\x89PNG"));
    let (.., body) = bytes("odd/utf8").await;
    assert!(std::str::from_utf8(&body).is_err());
    let (.., body) = bytes("odd/bom").await;
    assert!(body.starts_with(b"\xef\xbb\xbf{"));
    for path in ["odd/truncated", "odd/nan"] {
        assert!(serde_json::from_str::<Value>(&text(&standin, path).await).is_err(), "{path}");
    }
}

#[tokio::test]
async fn answers_that_stop() {
    let standin = standin().await;
    let mut broken = get(&standin, "odd/broken-off").await;
    assert_eq!(broken.status(), StatusCode::OK);
    assert!(broken.chunk().await.unwrap().unwrap().ends_with(b"midd"));
    assert!(broken.chunk().await.is_err());

    let mut stalled = get(&standin, "odd/stalled?seconds=1").await;
    let started = Instant::now();
    assert!(stalled.chunk().await.unwrap().unwrap().ends_with(b"midd"));
    assert!(stalled.chunk().await.unwrap().unwrap().starts_with(b"le"));
    assert!(started.elapsed() >= Duration::from_millis(900));
    assert!(stalled.chunk().await.unwrap().is_none());
}

#[tokio::test]
async fn a_redirect_and_headers_of_which_some_are_exposed() {
    let standin = standin().await;
    let redirect = get(&standin, "odd/redirect").await;
    assert_eq!(redirect.status(), StatusCode::FOUND);
    assert!(header(&redirect, "location").unwrap().starts_with(standin.login_origin()));
    for every_header in [false, true] {
        standin.set_options(|options| options.expose_headers = every_header);
        let response = get(&standin, "odd/sent-headers").await;
        assert_eq!(header(&response, "access-control-expose-headers").unwrap(), "Total, X-Request-Id");
        for name in ["total", "x-request-id", "x-runtime", "link", "etag", "x-rate-limit-remaining"] {
            assert!(header(&response, name).is_some(), "{name}");
        }
    }
}
