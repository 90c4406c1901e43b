//! The table of answers, and what holds for every answer.

use proptest::prelude::*;

use super::pending::tests::pending;
use super::{AccessTokenError, AuthorizationResponse, ErrorCode, Granted, Pending, Refusal, ResponseType};
use crate::time::UnixTime;

const STATE: &str = "0123456789abcdef0123456789abcdef";
const START: u64 = 1_000_000;

/// Reads and checks an answer one second after the sign-in began; `S` stands for the pending state.
fn check(query: &str, fragment: &str) -> Option<Result<(String, Option<u64>), Refusal>> {
    check_at(query, fragment, START + 1_000)
}

fn check_at(query: &str, fragment: &str, now: u64) -> Option<Result<(String, Option<u64>), Refusal>> {
    let with_state = |text: &str| text.replace("state=S", &format!("state={STATE}"));
    let answer = AuthorizationResponse::read(&with_state(query), &with_state(fragment))?;
    let entry = pending(STATE, START);
    let entry = answer.state().filter(|state| *state == STATE).map(|_| &entry);
    let granted = answer.check(entry, UnixTime(now));
    Some(granted.map(|granted| match granted {
        Granted::Token(issued) => (issued.token.expose().to_owned(), issued.expires_in),
        Granted::Code(code) => panic!("no code was asked for: {code:?}"),
    }))
}

fn granted(token: &str, expires_in: Option<u64>) -> Result<(String, Option<u64>), Refusal> {
    Ok((token.to_owned(), expires_in))
}

fn error(code: ErrorCode, description: Option<&str>) -> Result<(String, Option<u64>), Refusal> {
    Err(Refusal::Error { code, description: description.map(str::to_owned) })
}

#[test]
fn granted_answers() {
    let huge = format!("access_token=t&token_type=bearer&state=S&expires_in={}", "9".repeat(400));
    let long = format!("access_token={}&token_type=bearer&state=S", "x".repeat(16 * 1024));
    let rows: &[(&str, &str, &str, Option<u64>)] = &[
        // Any order of parameters, as Doorkeeper and django-oauth-toolkit send them; `#` and `?` or not.
        ("", "#access_token=t&token_type=bearer&expires_in=7200&state=S", "t", Some(7200)),
        ("", "#access_token=t&expires_in=36000&token_type=Bearer&scope=read&state=S", "t", Some(36000)),
        ("", "state=S&expires_in=1&token_type=bearer&access_token=t", "t", Some(1)),
        ("?", "#token_type=bearer&state=S&access_token=t", "t", None),
        // Case of the token type (RFC 6749 section 5.1).
        ("", "access_token=t&token_type=BEARER&state=S", "t", None),
        ("", "access_token=t&token_type=bEaReR&state=S", "t", None),
        // Encoding: percent escapes in values and in names; an escaped plus is a plus.
        ("", "access_token=a%2Bb%2fc%3D%3D&token_type=bearer&state=S", "a+b/c==", None),
        ("", "access%5Ftoken=t&token_type=%62earer&state=S", "t", None),
        ("", "access_token=%7Etilde~&token_type=bearer&state=S", "~tilde~", None),
        ("", "access_token=eyJ0.eyJh-_.MI&token_type=bearer&state=S", "eyJ0.eyJh-_.MI", None),
        // Whatever else comes is ignored (RFC 6749 section 4.2.2), in either part.
        ("", "access_token=t&token_type=bearer&state=S&unknown=1&%F0%9F%98%80=%F0%9F%98%80", "t", None),
        ("?utm_source=mail", "access_token=t&token_type=bearer&state=S", "t", None),
        ("", "&&access_token=t&&token_type=bearer&state=S&", "t", None),
        // Empty is absent (RFC 6749 section 3.1).
        ("", "access_token=t&token_type=bearer&state=S&error=&error_description", "t", None),
        ("?error=", "access_token=t&token_type=bearer&state=S", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&code=", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=", "t", None),
        // A life that is no number of seconds is an unknown life.
        ("", "access_token=t&token_type=bearer&state=S&expires_in=-1", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=%2B60", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=60.5", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=1e3", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=soon", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=+60", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=%D9%A6", "t", None),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=007", "t", Some(7)),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=18446744073709551615", "t", Some(u64::MAX)),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=18446744073709551616", "t", Some(u64::MAX)),
        ("", &huge, "t", Some(u64::MAX)),
        ("", &long, &"x".repeat(16 * 1024), None),
    ];
    for (query, fragment, token, expires_in) in rows {
        assert_eq!(check(query, fragment), Some(granted(token, *expires_in)), "{query} {fragment:.120}");
    }
}

#[test]
fn refused_answers() {
    use Refusal::*;
    let characters = TokenMalformed(AccessTokenError::Characters);
    let megabyte = format!("access_token={}&token_type=bearer&state=S", "x".repeat(1 << 20));
    let many = format!("state=S{}", "&a=1".repeat(1 << 18));
    let rows: &[(&str, &str, Refusal)] = &[
        // Each parameter twice: in the fragment, with and without values, and across the two parts.
        ("", "access_token=t&access_token=u&token_type=bearer&state=S", Repeated),
        ("", "access_token=t&token_type=bearer&token_type=bearer&state=S", Repeated),
        ("", "access_token=t&token_type=bearer&expires_in=1&expires_in=1&state=S", Repeated),
        ("", "access_token=t&token_type=bearer&scope=a&scope=b&state=S", Repeated),
        ("", "access_token=t&token_type=bearer&state=S&state=S", Repeated),
        ("", "access_token=t&token_type=bearer&state=S&state=", Repeated),
        ("", "access_token=t&token_type=bearer&state=S&sta%74e=S", Repeated),
        ("", "error=access_denied&error=server_error&state=S", Repeated),
        ("", "error=access_denied&error_description=a&error_description=b&state=S", Repeated),
        ("?code=a&code=b&state=S", "", Repeated),
        ("?state=S", "access_token=t&token_type=bearer&state=S", Repeated),
        ("?access_token=u", "access_token=t&token_type=bearer&state=S", Repeated),
        ("", &many, Repeated),
        // The state: missing, empty, wrong, of other case or form.
        ("", "access_token=t&token_type=bearer", StateMissing),
        ("", "access_token=t&token_type=bearer&state=", StateMissing),
        ("", "access_token=t&token_type=bearer&state=fedcba9876543210fedcba9876543210", StateUnknown),
        ("", "access_token=t&token_type=bearer&state=0123456789ABCDEF0123456789ABCDEF", StateUnknown),
        ("", "access_token=t&token_type=bearer&state=+0123456789abcdef0123456789abcdef", StateUnknown),
        ("", "access_token=t&token_type=bearer&state=%00", StateUnknown),
        ("", "access_token=t&token_type=bearer&STATE=S", StateMissing),
        // Garbled on its way: not used, and said to belong to no sign-in.
        ("", "access_token%3Dt%26token_type%3Dbearer%26state%3DS", StateMissing),
        ("", "/access_token=t&token_type=bearer&state=", StateMissing),
        ("", "{\"access_token\":\"t\",\"state\":\"S\"}", StateMissing),
        // An error without a valid state is not believed.
        ("", "error=access_denied&error_description=Call+555-0100", StateMissing),
        ("?error=access_denied&state=zzz", "", StateUnknown),
        // State and answer in different parts, or the token in the query.
        ("?state=S", "access_token=t&token_type=bearer", Misplaced),
        ("?state=S", "error=access_denied", Misplaced),
        ("?error=access_denied", "state=S", Misplaced),
        ("?access_token=t&token_type=bearer&state=S", "", Misplaced),
        ("?code=c", "access_token=t&token_type=bearer&state=S", Misplaced),
        ("?token_type=bearer", "access_token=t&state=S", Misplaced),
        ("?expires_in=1", "access_token=t&token_type=bearer&state=S", Misplaced),
        // A code that nobody asked for, alone and beside a token.
        ("?code=c&state=S", "", CodeUninvited),
        ("", "code=c&state=S", CodeUninvited),
        ("", "code=c&access_token=t&token_type=bearer&state=S", CodeUninvited),
        // The token type: missing, unknown, alike but not the same.
        ("", "access_token=t&state=S", TokenTypeMissing),
        ("", "access_token=t&token_type=&state=S", TokenTypeMissing),
        ("", "access_token=t&token_type=mac&state=S", TokenTypeUnknown),
        ("", "access_token=t&token_type=bearer+&state=S", TokenTypeUnknown),
        ("", "access_token=t&token_type=b%C4%99arer&state=S", TokenTypeUnknown),
        ("", "token_type=mac&state=S", TokenTypeUnknown),
        // The token: missing, empty, or nothing that a header could carry.
        ("", "state=S", TokenMissing),
        ("", "token_type=bearer&expires_in=1&state=S", TokenMissing),
        ("", "access_token=&token_type=bearer&state=S", TokenMissing),
        ("", "access_token=a+b&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=a%20b&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=a%0D%0AX-Evil:1&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=a%0Ab&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=a%00b&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=a%E2%80%AEb&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=t%C3%B6ken&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=%FF%FE&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=%C3&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=100%&token_type=bearer&state=S", characters.clone()),
        ("", "access_token=%zz%2&token_type=bearer&state=S", characters),
        ("", &megabyte, TokenMalformed(AccessTokenError::TooLong)),
        // A life of nothing.
        ("", "access_token=t&token_type=bearer&state=S&expires_in=0", ExpiredOnArrival),
        ("", "access_token=t&token_type=bearer&state=S&expires_in=000", ExpiredOnArrival),
    ];
    for (query, fragment, refusal) in rows {
        assert_eq!(check(query, fragment), Some(Err(refusal.clone())), "{query} {fragment:.120}");
    }
}

/// Answers to a request for a code (RFC 6749 section 4.1.2): in the query, or where a server puts it.
#[test]
fn a_code_is_taken_where_one_was_asked_for() {
    let asked = Pending { response_type: ResponseType::Code, ..pending(STATE, START) };
    let check = |query: &str, fragment: &str| {
        let with_state = |text: &str| text.replace("state=S", &format!("state={STATE}"));
        let answer = AuthorizationResponse::read(&with_state(query), &with_state(fragment));
        let granted = answer.expect("an answer").check(Some(&asked), UnixTime(START));
        granted.map(|granted| match granted {
            Granted::Code(code) => code.expose().to_owned(),
            Granted::Token(token) => panic!("no token was asked for: {token:?}"),
        })
    };
    for (query, fragment, code) in [
        ("?code=c&state=S", "", "c"),
        ("?state=S&code=a%2Fb%2Bc", "", "a/b+c"),
        ("?code=c&state=S&token_type=&expires_in=60", "", "c"),
        ("", "#code=c&state=S", "c"),
        ("?code=c&state=S", "#top", "c"),
    ] {
        assert_eq!(check(query, fragment).as_deref(), Ok(code), "{query}{fragment}");
    }
    let denied = Refusal::Error { code: ErrorCode::AccessDenied, description: None };
    for (query, fragment, refusal) in [
        ("?code=c", "", Refusal::StateMissing),
        ("?code=c&state=ffffffffffffffffffffffffffffffff", "", Refusal::StateUnknown),
        ("?code=c&code=d&state=S", "", Refusal::Repeated),
        ("?state=S", "code=c", Refusal::Misplaced),
        ("?state=S", "", Refusal::CodeMissing),
        ("?code=&state=S", "", Refusal::CodeMissing),
        ("?code=two+words&state=S", "", Refusal::CodeMalformed),
        ("?error=access_denied&state=S", "", denied),
        ("", "access_token=t&token_type=bearer&state=S", Refusal::TokenUninvited),
        ("", "access_token=t&token_type=bearer&code=c&state=S", Refusal::TokenUninvited),
    ] {
        assert_eq!(check(query, fragment), Err(refusal), "{query}{fragment}");
    }
}

#[test]
fn every_named_error_code_is_read_as_it_is_spelled() {
    for code in ErrorCode::NAMED {
        assert_eq!(ErrorCode::parse(code.as_str()), code);
    }
}

#[test]
fn errors_that_the_state_vouches_for() {
    let rows: &[(&str, &str, ErrorCode, Option<&str>)] = &[
        (
            "",
            "error=access_denied&error_description=The+owner+said+no.&state=S",
            ErrorCode::AccessDenied,
            Some("The owner said no."),
        ),
        ("?error=access_denied&state=S", "", ErrorCode::AccessDenied, None),
        (
            "?error=invalid_request&error_description=a%2Bb%C3%BC&state=S",
            "",
            ErrorCode::InvalidRequest,
            Some("a+bü"),
        ),
        ("", "error=unauthorized_client&state=S", ErrorCode::UnauthorizedClient, None),
        ("", "error=unsupported_response_type&state=S", ErrorCode::UnsupportedResponseType, None),
        ("", "error=invalid_scope&state=S", ErrorCode::InvalidScope, None),
        ("", "error=server_error&state=S", ErrorCode::ServerError, None),
        ("", "error=temporarily_unavailable&state=S", ErrorCode::TemporarilyUnavailable, None),
        ("", "error=Access_Denied&state=S", ErrorCode::Other("Access_Denied".into()), None),
        ("", "error=%3Cb%3Ex%00%E2%80%AE&state=S", ErrorCode::Other("<b>x".into()), None),
        (
            "",
            "error=server_error&error_description=a%0Ab%E2%80%AEc%E2%81%A6d&state=S",
            ErrorCode::ServerError,
            Some("abcd"),
        ),
        // Token and error together: the error is believed, the token is not.
        ("", "access_token=t&token_type=bearer&error=access_denied&state=S", ErrorCode::AccessDenied, None),
        ("", "error=access_denied&code=c&state=S", ErrorCode::AccessDenied, None),
    ];
    for (query, fragment, code, description) in rows {
        assert_eq!(check(query, fragment), Some(error(code.clone(), *description)), "{query} {fragment}");
    }
    let long = format!("error=server_error&error_description={}&state=S", "x".repeat(1 << 20));
    assert_eq!(check("", &long), Some(error(ErrorCode::ServerError, Some(&"x".repeat(300)))));
}

#[test]
fn addresses_of_other_meaning_are_no_answers() {
    for (query, fragment) in [
        ("", ""),
        ("?", "#"),
        ("", "#section"),
        ("", "#/route?x=1"),
        ("?page=2&per_page=100", "#top"),
        ("", "#my_access_token=1"),
        ("", "#%FF%FE%00"),
        ("", "#====&&&&"),
    ] {
        assert_eq!(check(query, fragment), None, "{query} {fragment}");
    }
}

#[test]
fn an_answer_is_waited_for_ten_minutes() {
    let fragment = "access_token=t&token_type=bearer&state=S";
    for (now, result) in [
        (START + 600_000, granted("t", None)),
        (START + 600_001, Err(Refusal::StateStale)),
        (START - 1, Err(Refusal::StateStale)),
    ] {
        assert_eq!(check_at("", fragment, now), Some(result), "{now}");
    }
}

#[test]
fn a_replayed_answer_finds_no_entry() {
    let answer = AuthorizationResponse::read("", &format!("access_token=t&token_type=bearer&state={STATE}"));
    let answer = answer.expect("an answer");
    assert!(answer.check(Some(&pending(STATE, START)), UnixTime(START)).is_ok());
    assert_eq!(answer.check(None, UnixTime(START)), Err(Refusal::StateUnknown));
    let other = pending("ffffffffffffffffffffffffffffffff", START);
    assert_eq!(answer.check(Some(&other), UnixTime(START)), Err(Refusal::StateUnknown));
}

#[test]
fn a_refused_answer_still_names_the_entry_that_it_uses_up() {
    for fragment in ["state=S", "state=S&error=access_denied", "state=S&access_token=a&access_token=b"] {
        let fragment = fragment.replace("=S", &format!("={STATE}"));
        let answer = AuthorizationResponse::read("", &fragment).expect("an answer");
        assert_eq!(answer.state(), Some(STATE), "{fragment}");
    }
}

#[test]
fn debug_tells_no_value() {
    let answer =
        AuthorizationResponse::read("", "access_token=obviously-fake&state=secret").expect("an answer");
    assert_eq!(format!("{answer:?}"), r#"["access_token", "state"]"#);
}

proptest! {
    #[test]
    fn reading_and_checking_never_panics(query in ".{0,200}", fragment in "\\PC{0,200}|([a-z_]{0,12}=?[%+&=a-zA-Z0-9]{0,20}&?){0,8}") {
        let _ = check(&query, &fragment);
        let _ = check(&query, &format!("{fragment}&state=S"));
    }

    /// What a server's form serializer writes, we read back: any token that a header can carry, any order.
    #[test]
    fn what_a_serializer_writes_is_read_back(
        token in "[A-Za-z0-9._~+/-]{1,300}={0,2}",
        expires_in in proptest::option::of(1_u64..),
        other in ".{0,40}",
        rotation in 0_usize..5,
    ) {
        let seconds = expires_in.map(|seconds| seconds.to_string()).unwrap_or_default();
        let mut pairs = vec![("access_token", token.as_str()), ("token_type", "Bearer"), ("state", STATE), ("expires_in", &seconds), ("other", &other)];
        pairs.rotate_left(rotation);
        let fragment = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        prop_assert_eq!(check("", &fragment), Some(granted(&token, expires_in)));
    }

    /// Without the right state nothing else matters: no answer is granted, no error believed.
    #[test]
    fn nothing_is_believed_without_the_state(fragment in "(access_token=t|token_type=bearer|error=access_denied|expires_in=1|state=[0-9a-f]{0,32}|&){0,8}") {
        if let Some(answer) = AuthorizationResponse::read("", &fragment)
            && answer.state() != Some(STATE)
        {
            let result = answer.check(Some(&pending(STATE, START)), UnixTime(START));
            prop_assert!(matches!(result, Err(Refusal::Repeated | Refusal::StateMissing | Refusal::StateUnknown)));
        }
    }
}
