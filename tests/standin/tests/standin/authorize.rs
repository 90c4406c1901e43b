//! Login, consent and the answers of the authorization endpoint.

use reqwest::{Response, StatusCode};
use standin::{DEMO_CLIENT, EarlyErrors, OUT_OF_BAND, Part, Spelling};

use crate::browser::{ADA, Browser, IMPLICIT, SITE, header, hidden_fields, parameters, standin};

/// The fragment of an answer to the site.
fn fragment(location: &str) -> &str {
    location.strip_prefix(SITE).and_then(|rest| rest.strip_prefix('#')).unwrap()
}

/// The request with one parameter changed, or left out.
fn but<'a>(name: &str, value: Option<&'a str>) -> Vec<(&'static str, &'a str)> {
    let changed = |(other, old): (&'static str, &'static str)| {
        if other == name { value.map(|value| (other, value)) } else { Some((other, old)) }
    };
    IMPLICIT.iter().copied().filter_map(changed).collect()
}

#[tokio::test]
async fn login_then_consent_then_fragment() {
    let standin = standin().await;
    let browser = Browser::new();
    let page = browser.ask(&standin, IMPLICIT).await;
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(header(&page, "x-frame-options").unwrap(), "DENY");
    assert_eq!(header(&page, "cache-control").unwrap(), "no-store");
    assert_eq!(header(&page, "referrer-policy").unwrap(), "no-referrer");
    let html = page.text().await.unwrap();
    assert!(html.contains("Stand-in of Procore: not the real one") && html.contains("ada-demo"));

    let (name, return_to) = hidden_fields(&html).remove(0);
    assert_eq!(name, "return_to");
    let login = format!("{}/login", standin.login_origin());
    let wrong = browser.post(&login, &[("email", ADA), ("password", "x"), ("return_to", &return_to)]).await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    let html = wrong.text().await.unwrap();
    assert!(html.contains("role=\"alert\"") && hidden_fields(&html)[0].1 == return_to);
    let right =
        browser.post(&login, &[("email", ADA), ("password", "ada-demo"), ("return_to", &return_to)]).await;
    assert_eq!(right.status(), StatusCode::SEE_OTHER);
    assert_eq!(header(&right, "location").unwrap(), return_to);

    let location = browser.allow(&standin, IMPLICIT).await;
    let token = standin.issued_tokens().remove(0);
    assert_eq!(token.len(), 64);
    assert_eq!(
        fragment(&location),
        format!("access_token={token}&token_type=bearer&expires_in=5400&state=a+b%7Ec")
    );
}

#[tokio::test]
async fn a_login_leads_to_no_other_host() {
    let standin = standin().await;
    let browser = Browser::new();
    for elsewhere in
        ["//example.com", "https://example.com", "/control/state", "/oauth/authorize@example.com"]
    {
        let form = [("email", ADA), ("password", "ada-demo"), ("return_to", elsewhere)];
        let response = browser.post(&format!("{}/login", standin.login_origin()), &form).await;
        assert_eq!(header(&response, "location").unwrap(), "/");
    }
}

#[tokio::test]
async fn blanks_are_left_out_and_the_other_server_orders_otherwise() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    standin.set_options(|options| options.token_lifetime_seconds = None);
    let location = browser.allow(&standin, &but("state", None)).await;
    let token = standin.issued_tokens().pop().unwrap();
    assert_eq!(fragment(&location), format!("access_token={token}&token_type=bearer"));

    standin.set_options(|options| {
        options.token_lifetime_seconds = Some(7);
        options.answer_spelling = Spelling::DjangoOauthToolkit;
        options.token_format = standin::TokenFormat::ThreeParts;
    });
    let location = browser.allow(&standin, IMPLICIT).await;
    let token = standin.issued_tokens().pop().unwrap();
    assert_eq!(token.split('.').count(), 3);
    assert_eq!(
        fragment(&location),
        format!("access_token={token}&expires_in=7&token_type=Bearer&scope=read+write&state=a+b%7Ec")
    );
}

#[tokio::test]
async fn deny() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    let location = header(&browser.decide(&standin, IMPLICIT, "deny").await, "location").unwrap();
    assert_eq!(
        fragment(&location),
        "error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request.&state=a+b%7Ec"
    );
    standin.set_options(|options| {
        options.denied_in = Part::Query;
        options.denied_description = false;
    });
    let location = header(&browser.decide(&standin, IMPLICIT, "deny").await, "location").unwrap();
    assert_eq!(location, format!("{SITE}?error=access_denied&state=a+b%7Ec"));
    assert!(standin.issued_tokens().is_empty());
}

#[tokio::test]
async fn consent_needs_the_field_of_this_session() {
    let standin = standin().await;
    let browser = Browser::new();
    let url = format!("{}/oauth/authorize", standin.login_origin());
    let forged =
        but("state", None).into_iter().chain([("decision", "allow"), ("csrf", "x")]).collect::<Vec<_>>();
    let nobody = browser.post(&url, &forged).await;
    assert!(nobody.text().await.unwrap().contains("Password"));
    browser.log_in(&standin, ADA).await;
    assert_eq!(browser.post(&url, &forged).await.status(), StatusCode::FORBIDDEN);
    assert!(standin.issued_tokens().is_empty());
}

#[tokio::test]
async fn somebody_else_can_log_in_from_the_consent_page() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    let html = browser.ask(&standin, IMPLICIT).await.text().await.unwrap();
    let fields = hidden_fields(html.split_once("</form>").unwrap().1);
    let form: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let response = browser.post(&format!("{}/logout", standin.login_origin()), &form).await;
    let again = format!("{}{}", standin.login_origin(), header(&response, "location").unwrap());
    assert!(again.contains("client_id="));
    assert!(browser.get(&again).await.text().await.unwrap().contains("Password"));
}

async fn is_error_page(response: Response, code: &str) {
    assert!(response.status().is_client_error());
    assert!(header(&response, "location").is_none());
    assert!(response.text().await.unwrap().contains(code));
}

#[tokio::test]
async fn early_errors_are_pages() {
    let standin = standin().await;
    standin.set_options(|options| options.clients[0].redirect_uris.push(format!("{SITE}#x")));
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    for (name, value, code) in [
        ("client_id", None, "invalid_request"),
        ("client_id", Some("nobody"), "invalid_client"),
        ("redirect_uri", None, "invalid_redirect_uri"),
        ("redirect_uri", Some("http://localhost:8080/a/b"), "invalid_redirect_uri"),
        ("redirect_uri", Some("http://localhost:8080/a/b/?x=1"), "invalid_redirect_uri"),
        ("redirect_uri", Some("http://localhost:8080/a/b/#x"), "invalid_redirect_uri"),
        ("response_type", None, "invalid_request"),
        ("response_type", Some("id_token"), "unsupported_response_type"),
    ] {
        is_error_page(browser.ask(&standin, &but(name, value)).await, code).await;
    }
    standin.set_options(|options| options.implicit_enabled = false);
    is_error_page(browser.ask(&standin, IMPLICIT).await, "unsupported_response_type").await;
}

#[tokio::test]
async fn early_errors_are_redirected_where_allowed() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    let ask = but("response_type", Some("x"));
    for (early_errors, separator) in [(EarlyErrors::Fragment, '#'), (EarlyErrors::Query, '?')] {
        standin.set_options(|options| options.early_errors = early_errors);
        let location = header(&browser.ask(&standin, &ask).await, "location").unwrap();
        let answer = parameters(location.strip_prefix(SITE).unwrap().strip_prefix(separator).unwrap());
        assert_eq!(answer["error"], "unsupported_response_type");
        assert_eq!(answer["state"], "a b~c");
        is_error_page(browser.ask(&standin, &but("client_id", Some("nobody"))).await, "invalid_client").await;
        let elsewhere = but("redirect_uri", Some("http://localhost:9/"));
        is_error_page(browser.ask(&standin, &elsewhere).await, "invalid_redirect_uri").await;
    }
}

#[tokio::test]
async fn consent_is_skipped_when_switched_on() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    standin.set_options(|options| options.skip_consent_when_granted = true);
    let first = browser.allow(&standin, IMPLICIT).await;
    let again = browser.ask(&standin, IMPLICIT).await;
    assert_eq!(again.status(), StatusCode::FOUND);
    assert_ne!(header(&again, "location").unwrap(), first);

    standin.set_options(|options| options.reuse_token = true);
    standin.advance(std::time::Duration::from_secs(100));
    let reused = header(&browser.ask(&standin, IMPLICIT).await, "location").unwrap();
    let answer = parameters(fragment(&reused));
    assert_eq!(answer["access_token"], standin.issued_tokens()[1]);
    assert!(answer["expires_in"].parse::<u64>().unwrap() <= 5300);

    standin.revoke_all();
    assert_eq!(browser.ask(&standin, IMPLICIT).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn out_of_band() {
    let standin = standin().await;
    let browser = Browser::new();
    browser.log_in(&standin, ADA).await;
    let ask = [("response_type", "code"), ("client_id", DEMO_CLIENT), ("redirect_uri", OUT_OF_BAND)];
    let location = browser.allow(&standin, &ask).await;
    let code = location.strip_prefix("/oauth/authorize/").unwrap().to_owned();
    assert_eq!(standin.issued_codes(), std::slice::from_ref(&code));
    let page = browser.get(&format!("{}{location}", standin.login_origin())).await;
    assert!(page.text().await.unwrap().contains(&format!("<code id=\"authorization_code\">{code}</code>")));
    let nobody = Browser::new().get(&format!("{}{location}", standin.login_origin())).await;
    assert_eq!(nobody.status(), StatusCode::NOT_FOUND);

    let location = browser.allow(&standin, &but("redirect_uri", Some(OUT_OF_BAND))).await;
    assert!(location.starts_with("/oauth/token/info?access_token="));
    let info = browser.get(&format!("{}{location}", standin.login_origin())).await;
    assert_eq!(info.status(), StatusCode::OK);
}
