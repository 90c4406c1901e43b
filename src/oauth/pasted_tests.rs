//! What people paste, and what becomes of it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proptest::prelude::*;

use super::{AccessTokenError, Dropped, ErrorCode, PastedError, PastedToken};
use crate::time::UnixTime;

/// 2023, as milliseconds and as seconds.
const NOW: UnixTime = UnixTime(1_700_000_000_000);
const SECONDS: u64 = 1_700_000_000;

fn parse(text: &str) -> Result<PastedToken, PastedError> {
    PastedToken::parse(text, NOW)
}

fn token(text: &str) -> Result<String, PastedError> {
    parse(text).map(|pasted| pasted.token.expose().to_owned())
}

#[test]
fn bare_tokens() {
    for text in ["fake-token", " fake-token\n", "Bearer fake-token", "bearer  fake-token", "\"fake-token\""] {
        assert_eq!(token(text).as_deref(), Ok("fake-token"), "{text}");
    }
    assert_eq!(token(""), Err(PastedError::Empty));
    assert_eq!(token(" \n\t"), Err(PastedError::Empty));
    assert_eq!(token(&"x".repeat(65 * 1024)), Err(PastedError::TooLong));
    assert_eq!(token("two words"), Err(PastedError::Token(AccessTokenError::Characters)));
    assert_eq!(token(&"x".repeat(20 * 1024)), Err(PastedError::Token(AccessTokenError::TooLong)));
}

#[test]
fn token_responses() {
    let whole = r#" {"access_token":"fake-token","token_type":"bearer","expires_in":5400,"refresh_token":"r","created_at":1699999900} "#;
    let pasted = parse(whole).expect("a response");
    assert_eq!(pasted.token.expose(), "fake-token");
    assert_eq!(pasted.expires_at, Some(UnixTime((SECONDS - 100 + 5400) * 1000)));
    assert_eq!(pasted.dropped, [Dropped::RefreshToken]);
    let all = r#"{"access_token":"t","client_secret":"s","id_token":"i","refresh_token":"r"}"#;
    let dropped = [Dropped::RefreshToken, Dropped::ClientSecret, Dropped::IdToken];
    assert_eq!(parse(all).expect("a response").dropped, dropped);
    for none in [r#"{"access_token":"t","refresh_token":null}"#, r#"{"access_token":"t","refresh_token":""}"#]
    {
        assert_eq!(parse(none).expect("a response").dropped, [], "{none}");
    }
    for (text, error) in [
        ("{}", PastedError::NoToken),
        ("[]", PastedError::NoToken),
        (r#"{"access_token":null}"#, PastedError::NoToken),
        (r#"{"refresh_token":"r"}"#, PastedError::NoToken),
        (r#"{"access_token":"t","token_type":"mac"}"#, PastedError::TokenType),
        (r#"{"access_token":"a b"}"#, PastedError::Token(AccessTokenError::Characters)),
        (
            r#"{"error":"invalid_grant","error_description":"The code\u202e is over."}"#,
            PastedError::Refused {
                code: ErrorCode::InvalidGrant,
                description: Some("The code is over.".into()),
            },
        ),
    ] {
        assert_eq!(parse(text), Err(error), "{text}");
    }
    assert!(matches!(parse(r#"{"access_token":"t""#), Err(PastedError::NotJson(_))));
}

#[test]
fn addresses() {
    assert_eq!(token("http://localhost/#access_token=a%2Bb&token_type=bearer").as_deref(), Ok("a+b"));
    assert_eq!(token("access_token=t&state=x").as_deref(), Ok("t"));
    let refused = PastedError::Refused { code: ErrorCode::AccessDenied, description: Some("No way.".into()) };
    assert_eq!(parse("http://localhost/?error=access_denied&error_description=No+way."), Err(refused));
}

#[test]
fn how_long_it_lives() {
    let end = |fields: &str| parse(&format!(r#"{{"access_token":"t",{fields}}}"#)).map(|p| p.expires_at);
    let at = |seconds: u64| Ok(Some(UnixTime(seconds * 1000)));
    assert_eq!(end(r#""expires_in":60"#), at(SECONDS + 60));
    assert_eq!(end(r#""expires_in":"60""#), at(SECONDS + 60));
    assert_eq!(end(&format!(r#""expires_in":60,"created_at":{}"#, SECONDS - 10)), at(SECONDS + 50));
    // Slightly ahead is a clock; far ahead is a wrong clock, ours or theirs: never longer than from now.
    assert_eq!(end(&format!(r#""expires_in":60,"created_at":{}"#, SECONDS + 30)), at(SECONDS + 60));
    assert_eq!(end(&format!(r#""expires_in":60,"created_at":{}"#, SECONDS + 9999)), at(SECONDS + 60));
    assert_eq!(end(&format!(r#""created_at":{SECONDS}"#)), Ok(None));
    assert_eq!(end(r#""expires_in":-5"#), Ok(None));
    assert_eq!(end(r#""expires_in":1.5"#), Ok(None));
    assert_eq!(end(r#""expires_in":0"#), Err(PastedError::Expired));
    assert_eq!(end(&format!(r#""expires_in":60,"created_at":{}"#, SECONDS - 60)), Err(PastedError::Expired));
    assert_eq!(end(r#""expires_in":18446744073709551616"#), Ok(Some(UnixTime(u64::MAX))));
}

#[test]
fn a_jwt_hints_at_its_end_and_no_more() {
    let jwt = |claims: &str| format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims));
    let hint = |text: &str| parse(text).expect("a token").expiry_hint;
    assert_eq!(hint(&jwt(r#"{"exp":1700005400}"#)), Some(UnixTime(1_700_005_400_000)));
    // Even one that says it is over: the signature is not ours to check.
    assert_eq!(hint(&jwt(r#"{"exp":1}"#)), Some(UnixTime(1_000)));
    for claims in [
        "{}",
        "[]",
        "",
        r#"{"exp":"soon"}"#,
        r#"{"exp":1.5}"#,
        r#"{"exp":-1}"#,
        r#"{"exp":99999999999999999999}"#,
    ] {
        assert_eq!(hint(&jwt(claims)), None, "{claims}");
    }
    assert_eq!(hint("a.b.c"), None);
    assert_eq!(hint(&(jwt(r#"{"exp":1700005400}"#) + ".more")), None);
    let known = format!(r#"{{"access_token":"{}","expires_in":60}}"#, jwt(r#"{"exp":1700005400}"#));
    let pasted = parse(&known).expect("a response");
    assert_eq!((pasted.expires_at, pasted.expiry_hint), (Some(NOW.plus_seconds(60)), None));
}

proptest! {
    #[test]
    fn nothing_that_is_pasted_panics(text in "\\PC{0,80}|[{\\[]\\PC{0,80}|[a-z_#?=&.\"]{0,80}") {
        let _ = parse(&text);
    }
}
