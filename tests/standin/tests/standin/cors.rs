//! CORS on both hosts.

use reqwest::{Method, Response, StatusCode};
use standin::{DEMO_CLIENT, Fault};

use crate::browser::{ADA, SITE_ORIGIN, call, header, http, standin};

async fn preflight(url: String, origin: &str) -> Response {
    let request = http().request(Method::OPTIONS, url).header("origin", origin);
    let request = request.header("access-control-request-method", "GET");
    request.header("access-control-request-headers", "authorization").send().await.unwrap()
}

fn allowed(response: &Response) -> Option<String> {
    assert!(header(response, "access-control-allow-credentials").is_none());
    header(response, "access-control-allow-origin")
}

#[tokio::test]
async fn only_listed_origins() {
    let standin = standin().await;
    standin.set_options(|options| options.allowed_origins.extend(["*".into(), "null".into()]));
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let from = async |origin: &str| {
        call(&standin, "/rest/v1.0/me", &token).header("origin", origin).send().await.unwrap()
    };
    let listed = from(SITE_ORIGIN).await;
    assert_eq!(allowed(&listed).unwrap(), SITE_ORIGIN);
    assert_eq!(header(&listed, "vary").unwrap(), "Origin");
    assert!(header(&listed, "access-control-expose-headers").is_none());
    for origin in ["http://localhost:80801", "http://localhost", "http://127.0.0.1:8080", "null", "*"] {
        let response = from(origin).await;
        assert!(allowed(&response).is_none(), "{origin}");
        assert_eq!(header(&response, "vary").unwrap(), "Origin");
    }
    standin.set_options(|options| options.expose_headers = true);
    let exposed = header(&from(SITE_ORIGIN).await, "access-control-expose-headers").unwrap();
    assert!(exposed.contains("Link") && exposed.contains("X-Rate-Limit-Reset"));
}

#[tokio::test]
async fn preflights_of_the_api() {
    let standin = standin().await;
    let url = format!("{}/rest/v1.0/me", standin.api_origin());
    let listed = preflight(url.clone(), SITE_ORIGIN).await;
    assert_eq!(listed.status(), StatusCode::NO_CONTENT);
    assert_eq!(allowed(&listed).unwrap(), SITE_ORIGIN);
    assert!(header(&listed, "access-control-allow-methods").unwrap().contains("PATCH"));
    assert_eq!(
        header(&listed, "access-control-allow-headers").unwrap(),
        "authorization, accept, content-type, procore-company-id"
    );
    assert_eq!(header(&listed, "access-control-max-age").unwrap(), "600");
    let other = preflight(url.clone(), "https://example.com").await;
    assert_eq!(other.status(), StatusCode::FORBIDDEN);
    assert!(allowed(&other).is_none() && header(&other, "vary").is_some());
    let bare = http().request(Method::OPTIONS, url).send().await.unwrap();
    assert_eq!(bare.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_login_host_has_cors_only_when_switched_on() {
    let standin = standin().await;
    let at = |path: &str| format!("{}{path}", standin.login_origin());
    for path in ["/oauth/token/info", "/oauth/revoke", "/oauth/token", "/oauth/authorize"] {
        let response = preflight(at(path), SITE_ORIGIN).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(allowed(&response).is_none());
    }
    standin.set_options(|options| options.login_cors = true);
    for (path, on) in [
        ("/oauth/token/info", true),
        ("/oauth/revoke", true),
        ("/oauth/token", false),
        ("/oauth/authorize", false),
        ("/control/state", false),
    ] {
        assert_eq!(allowed(&preflight(at(path), SITE_ORIGIN).await).is_some(), on, "{path}");
    }
    let token = standin.issue_token(ADA, DEMO_CLIENT);
    let info = http().get(at("/oauth/token/info")).bearer_auth(token).header("origin", SITE_ORIGIN);
    assert!(allowed(&info.send().await.unwrap()).is_some());
}

#[tokio::test]
async fn errors_carry_cors_unless_switched_off() {
    let standin = standin().await;
    standin.add_fault(Fault { path_prefix: "/rest/v1.0/down".into(), status: Some(500), ..Fault::default() });
    let status = async |path: &str| {
        let response = call(&standin, path, "unknown").header("origin", SITE_ORIGIN).send().await.unwrap();
        (response.status().as_u16(), allowed(&response).is_some())
    };
    assert_eq!(status("/rest/v1.0/me").await, (401, true));
    assert_eq!(status("/rest/v1.0/down").await, (500, true));
    standin.set_options(|options| options.cors_on_errors = false);
    assert_eq!(status("/rest/v1.0/me").await, (401, false));
    assert_eq!(status("/rest/v1.0/down").await, (500, false));
}
