//! The control route.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use standin::{DEMO_CLIENT, GRANTS_SECRET, Options, Standin};

use crate::browser::{ADA, Browser, IMPLICIT, SITE, SITE_ORIGIN, call, http, parameters, standin};

fn control(standin: &Standin, method: Method, path: &str) -> RequestBuilder {
    http().request(method, format!("{}/control/{path}", standin.login_origin()))
}

async fn send(standin: &Standin, method: Method, path: &str, body: Value) -> u16 {
    control(standin, method, path).json(&body).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn it_exists_only_if_enabled_and_not_for_pages() {
    let off = standin::start(Options::for_site(SITE)).await.unwrap();
    let absent = control(&off, Method::GET, "state").send().await.unwrap();
    assert_eq!(absent.status(), StatusCode::NOT_FOUND);
    let on = standin().await;
    let state = || control(&on, Method::GET, "state");
    assert_eq!(state().send().await.unwrap().status(), StatusCode::OK);
    for (name, value) in [
        ("origin", SITE_ORIGIN),
        ("origin", on.login_origin()),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("host", "rebound.example.com"),
    ] {
        let refused = state().header(name, value).send().await.unwrap();
        assert_eq!(refused.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
}

#[tokio::test]
async fn options_are_merged_and_secrets_not_shown() {
    let standin = standin().await;
    assert_eq!(send(&standin, Method::PATCH, "options", json!({ "login_cors": true })).await, 200);
    assert_eq!(send(&standin, Method::POST, "options", json!({ "denied_in": "query" })).await, 200);
    assert_eq!(send(&standin, Method::POST, "options", json!({ "no_such": 1 })).await, 400);
    assert_eq!(send(&standin, Method::POST, "options", json!({ "control": false })).await, 400);
    let text = control(&standin, Method::GET, "state").send().await.unwrap().text().await.unwrap();
    assert!(!text.contains(GRANTS_SECRET) && !text.contains("ada-demo"));
    let state: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(state["options"]["login_cors"], true);
    assert_eq!(state["options"]["denied_in"], "query");
    let options = standin.options();
    assert!(options.login_cors && options.control);
    assert_eq!(options.clients[2].secret.as_ref().unwrap().expose(), GRANTS_SECRET);
    assert_eq!(send(&standin, Method::POST, "reset", json!({})).await, 200);
    assert!(!standin.options().login_cors);
}

#[tokio::test]
async fn faults_and_ends_of_tokens() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let status = async || call(&standin, "/rest/v1.0/me", &token).send().await.unwrap().status().as_u16();
    let fault = json!([{ "path_prefix": "/", "status": 502, "body": "<html>" }]);
    assert_eq!(send(&standin, Method::POST, "faults", fault).await, 200);
    assert_eq!(send(&standin, Method::POST, "faults", json!({ "statsu": 502 })).await, 400);
    assert_eq!(status().await, 502);
    assert_eq!(send(&standin, Method::DELETE, "faults", json!({})).await, 200);
    assert_eq!(status().await, 200);
    assert_eq!(send(&standin, Method::POST, "expire-all", json!({})).await, 200);
    assert_eq!(status().await, 401);
    assert_eq!(send(&standin, Method::POST, "advance", json!({ "seconds": u64::MAX })).await, 200);
    assert_eq!(status().await, 401);
    assert_eq!(send(&standin, Method::POST, "revoke-all", json!({})).await, 200);
}

#[tokio::test]
async fn received_holds_no_secret() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    let location = browser.allow(&standin, IMPLICIT).await;
    let token = parameters(location.split_once('#').unwrap().1).remove("access_token").unwrap();
    let ask = [("response_type", "code"), ("client_id", DEMO_CLIENT), ("redirect_uri", standin::OUT_OF_BAND)];
    let page = browser.allow(&standin, &ask).await;
    browser.get(&format!("{}{page}", standin.login_origin())).await;
    browser.get(&format!("{}/oauth/token/info?access_token={token}&x=1", standin.login_origin())).await;
    standin.clear_received();
    browser.get(&format!("{}{page}", standin.login_origin())).await;
    browser
        .get(&format!("{}/oauth/token/info?access_token=not-ours&x={token}", standin.login_origin()))
        .await;
    let company = "562949953421312";
    call(&standin, &format!("/rest/v1.0/me?company_id={company}&{token}={token}"), &token)
        .header("procore-company-id", company)
        .header("origin", SITE_ORIGIN)
        .header("referer", format!("{SITE}{token}?code=secret-of-ours"))
        .send()
        .await
        .unwrap();
    call(&standin, "/rest/v1.0/me", "not-ours").send().await.unwrap();

    let text = control(&standin, Method::GET, "received").send().await.unwrap().text().await.unwrap();
    let code = standin.issued_codes().remove(0);
    for secret in [token.as_str(), &code, "not-ours", "secret-of-ours", "standin_session"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let received: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(received[0]["path"], "/oauth/authorize/[redacted]");
    assert_eq!(received[1]["query"], json!([["access_token", null], ["x", null]]));
    let call = &received[2];
    assert_eq!(call["host"], "api");
    assert_eq!(call["query"], json!([["company_id", company], ["[redacted]", null]]));
    assert_eq!(call["origin"], SITE_ORIGIN);
    assert_eq!(call["company_id"], company);
    assert_eq!(call["bearer"], json!({ "token": 1, "user": ADA, "client": DEMO_CLIENT }));
    assert!(call["header_names"].as_array().unwrap().contains(&json!("authorization")));
    assert_eq!(received[3]["bearer"], json!({ "token": null, "user": null, "client": null }));

    assert_eq!(send(&standin, Method::DELETE, "received", json!({})).await, 200);
    assert!(standin.received().is_empty());
    standin.advance(Duration::from_secs(1));
    standin.reset();
    assert!(standin.issued_tokens().contains(&token));
}
