//! The token endpoint.

use std::time::Duration;

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use standin::{DEMO_CLIENT, GRANTS_CLIENT, GRANTS_SECRET, SERVICE_CLIENT, SERVICE_SECRET, Standin};

use crate::browser::{ADA, Browser, SITE, SITE_ORIGIN, call, header, http, parameters, standin};

async fn code(standin: &Standin, browser: &Browser) -> String {
    let ask =
        [("response_type", "code"), ("client_id", GRANTS_CLIENT), ("redirect_uri", SITE), ("state", "x")];
    let location = browser.allow(standin, &ask).await;
    let answer = parameters(location.strip_prefix(SITE).unwrap().strip_prefix('?').unwrap());
    assert_eq!(answer["state"], "x");
    answer["code"].clone()
}

async fn form(standin: &Standin, fields: &[(&str, &str)]) -> Response {
    http().post(format!("{}/oauth/token", standin.login_origin())).form(fields).send().await.unwrap()
}

async fn with_code(standin: &Standin, code: &str, redirect_uri: &str) -> Response {
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", GRANTS_CLIENT),
        ("client_secret", GRANTS_SECRET),
        ("code", code),
        ("redirect_uri", redirect_uri),
    ];
    form(standin, &fields).await
}

async fn is_refused(response: Response, error: &str) {
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert!(header(&response, "www-authenticate").unwrap().contains(error));
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["error"], error);
    assert!(body["error_description"].is_string());
}

#[tokio::test]
async fn a_code_counts_once_for_ten_minutes_at_its_redirect_uri() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;

    let first = code(&standin, &browser).await;
    is_refused(with_code(&standin, &first, "http://localhost").await, "invalid_grant").await;
    let answer = with_code(&standin, &first, SITE).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(header(&answer, "cache-control").unwrap(), "no-store");
    assert!(header(&answer, "access-control-allow-origin").is_none());
    let text = answer.text().await.unwrap();
    let body: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        body.as_object().unwrap().keys().collect::<Vec<_>>(),
        ["access_token", "token_type", "expires_in", "refresh_token", "created_at"]
    );
    let me = call(&standin, "/rest/v1.0/me", body["access_token"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(me.status(), StatusCode::OK);
    is_refused(with_code(&standin, &first, SITE).await, "invalid_grant").await;

    let in_time = code(&standin, &browser).await;
    standin.advance(Duration::from_secs(590));
    assert_eq!(with_code(&standin, &in_time, SITE).await.status(), StatusCode::OK);
    let late = code(&standin, &browser).await;
    standin.advance(Duration::from_secs(601));
    is_refused(with_code(&standin, &late, SITE).await, "invalid_grant").await;
}

#[tokio::test]
async fn a_refresh_token_counts_once() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    let code = code(&standin, &browser).await;
    let first: Value = with_code(&standin, &code, SITE).await.json().await.unwrap();
    let refresh = |token: &Value| {
        [
            ("grant_type", "refresh_token".to_owned()),
            ("client_id", GRANTS_CLIENT.to_owned()),
            ("client_secret", GRANTS_SECRET.to_owned()),
            ("refresh_token", token["refresh_token"].as_str().unwrap().to_owned()),
        ]
    };
    let url = format!("{}/oauth/token", standin.login_origin());
    // No time limit, though the access token has expired.
    standin.advance(Duration::from_secs(1_000_000));
    let second = http().post(&url).form(&refresh(&first)).send().await.unwrap();
    assert_eq!(second.status(), StatusCode::OK);
    let second: Value = second.json().await.unwrap();
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    is_refused(http().post(&url).form(&refresh(&first)).send().await.unwrap(), "invalid_grant").await;
    let third = http().post(&url).form(&refresh(&second)).send().await.unwrap();
    assert_eq!(third.status(), StatusCode::OK);
}

#[tokio::test]
async fn client_credentials_by_form_json_and_multipart() {
    let standin = standin().await;
    let url = format!("{}/oauth/token", standin.login_origin());
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", SERVICE_CLIENT),
        ("client_secret", SERVICE_SECRET),
    ];
    let json: serde_json::Map<String, Value> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    let multipart =
        fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| form.text(*name, *value));
    for request in [
        http().post(&url).form(&fields),
        http().post(&url).json(&json),
        http().post(&url).multipart(multipart),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["token_type"], "bearer");
        assert!(body.get("refresh_token").is_none());
        let token = body["access_token"].as_str().unwrap();
        let bare = call(&standin, "/rest/v1.0/me", token).send().await.unwrap();
        assert_eq!(bare.status(), StatusCode::BAD_REQUEST);
        let named = call(&standin, "/rest/v1.0/me", token).header("Procore-Company-Id", "562949953421312");
        let me: Value = named.send().await.unwrap().json().await.unwrap();
        assert_eq!(me["login"], "service-account@example.com");
    }
}

#[tokio::test]
async fn the_token_endpoint_refuses() {
    let standin = standin().await;
    let service = [("client_id", SERVICE_CLIENT), ("client_secret", SERVICE_SECRET)];
    let grants = [("client_id", GRANTS_CLIENT), ("client_secret", GRANTS_SECRET)];
    let with = |grant_type, client: [(&'static str, &'static str); 2]| {
        [client[0], client[1], ("grant_type", grant_type)]
    };
    is_refused(form(&standin, &service).await, "invalid_request").await;
    is_refused(form(&standin, &with("password", service)).await, "unsupported_grant_type").await;
    is_refused(form(&standin, &with("client_credentials", grants)).await, "unauthorized_client").await;
    let wrong = [("client_id", SERVICE_CLIENT), ("client_secret", "wrong")];
    is_refused(form(&standin, &with("client_credentials", wrong)).await, "invalid_client").await;
    // A public client has no secret to show, so that a browser never gets anything here, with PKCE or without.
    let public = [("client_id", DEMO_CLIENT), ("code_verifier", "x")];
    is_refused(form(&standin, &with("authorization_code", public)).await, "invalid_client").await;
    let text = http().post(format!("{}/oauth/token", standin.login_origin())).body("grant_type=x");
    is_refused(text.send().await.unwrap(), "invalid_request").await;

    // No CORS, even if it is on for the others.
    standin.set_options(|options| options.login_cors = true);
    let response = http()
        .post(format!("{}/oauth/token", standin.login_origin()))
        .header("origin", SITE_ORIGIN)
        .form(&with("client_credentials", service));
    assert!(header(&response.send().await.unwrap(), "access-control-allow-origin").is_none());
}
