//! What a token is, and its end.

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use standin::{DEMO_CLIENT, GRANTS_CLIENT, GRANTS_SECRET, InfoSpelling, OTHER_CLIENT, Standin};

use crate::browser::{ADA, call, header, http, standin};

async fn info(standin: &Standin, token: &str) -> Response {
    let url = format!("{}/oauth/token/info", standin.login_origin());
    http().get(url).bearer_auth(token).send().await.unwrap()
}

#[tokio::test]
async fn info_in_both_spellings() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, OTHER_CLIENT);
    let old = info(&standin, &token).await.text().await.unwrap();
    assert!(old.contains("\"resource_owner_id\":9007199254740993"), "{old}");
    let old: Value = serde_json::from_str(&old).unwrap();
    assert_eq!(old["application"], json!({ "uid": OTHER_CLIENT }));
    assert_eq!(old["scopes"], json!([]));
    assert!(old["expires_in_seconds"].as_u64().unwrap() > 5390 && old["created_at"].is_u64());
    standin.set_options(|options| options.token_info_spelling = InfoSpelling::New);
    let new: Value = info(&standin, &token).await.json().await.unwrap();
    assert!(new["expires_in"].is_u64() && new["scope"].is_array() && new.get("scopes").is_none());
}

#[tokio::test]
async fn info_refuses_all_in_the_same_words() {
    let standin = standin().await;
    let expired = standin.issue_token(ADA, DEMO_CLIENT);
    standin.expire_all();
    let revoked = standin.issue_token(ADA, DEMO_CLIENT);
    standin.revoke_all();
    for token in ["unknown", &expired, &revoked] {
        let response = info(&standin, token).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        let challenge = r#"Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid""#;
        assert_eq!(header(&response, "www-authenticate").unwrap(), challenge);
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["error"], "invalid_token");
        assert_eq!(body["state"], "unauthorized");
    }
}

async fn revoke(standin: &Standin, fields: &[(&str, &str)]) -> Response {
    http().post(format!("{}/oauth/revoke", standin.login_origin())).form(fields).send().await.unwrap()
}

async fn lives(standin: &Standin, token: &str) -> bool {
    call(standin, "/rest/v1.0/me", token).send().await.unwrap().status() == StatusCode::OK
}

#[tokio::test]
async fn a_public_client_revokes_without_a_secret() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let without_client = revoke(&standin, &[("token", &token)]).await;
    assert_eq!(without_client.status(), StatusCode::FORBIDDEN);
    assert_eq!(without_client.json::<Value>().await.unwrap()["error"], "unauthorized_client");
    let of_another = revoke(&standin, &[("token", &token), ("client_id", OTHER_CLIENT)]).await;
    assert_eq!(of_another.status(), StatusCode::FORBIDDEN);
    assert!(lives(&standin, &token).await);
    let done = revoke(&standin, &[("token", &token), ("client_id", DEMO_CLIENT)]).await;
    assert_eq!(done.status(), StatusCode::OK);
    assert_eq!(done.text().await.unwrap(), "{}");
    assert!(!lives(&standin, &token).await);
    standin.set_options(|options| options.revoke_empty_body = true);
    let unknown = revoke(&standin, &[("token", "unknown"), ("client_id", DEMO_CLIENT)]).await;
    assert_eq!(unknown.status(), StatusCode::OK);
    assert_eq!(unknown.text().await.unwrap(), "");
}

#[tokio::test]
async fn a_confidential_client_revokes_with_its_secret() {
    let standin = standin().await;
    let token = standin.issue_token(ADA, GRANTS_CLIENT);
    let fields = [("token", token.as_str()), ("client_id", GRANTS_CLIENT)];
    assert_eq!(revoke(&standin, &fields).await.status(), StatusCode::FORBIDDEN);
    let body = json!({ "token": token, "client_id": GRANTS_CLIENT, "client_secret": GRANTS_SECRET });
    let request = http().post(format!("{}/oauth/revoke", standin.login_origin())).json(&body);
    assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    assert!(!lives(&standin, &token).await);

    // An implicit client that was registered as confidential cannot revoke.
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    standin.set_options(|options| options.clients[0].confidential = true);
    let fields = [("token", token.as_str()), ("client_id", DEMO_CLIENT)];
    assert_eq!(revoke(&standin, &fields).await.status(), StatusCode::FORBIDDEN);
}
