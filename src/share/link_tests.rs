use super::*;
use crate::oauth::AuthorizationResponse;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// What the page's first script takes for an answer (src/guard.js).
const GUARD: &str =
    r"[?#&](access_token|code|error|error_description|error_uri|expires_in|state|token_type)=";

#[test]
fn a_link_is_readable() {
    let shared = Shared {
        environment: Some("sandbox".into()),
        company: CompanyId::parse("7").ok(),
        path: "/rest/v1.0/projects/{project_id}/rfis".into(),
        parameters: vec![("project_id".into(), "5".into()), ("filters[status][]".into(), "open".into())],
        seen: Seen { view: View::Table, filter: Some(".[] | .id".into()), find: None },
        ..Shared::default()
    };
    assert_eq!(
        shared.to_query().as_deref(),
        Ok(
            "request=1&environment=sandbox&company=7&method=GET&path=%2Frest%2Fv1.0%2Fprojects%2F%7Bproject_id%7D%2Frfis\
            &view=table&filter=.%5B%5D+%7C+.id&p.project_id=5&p.filters%5Bstatus%5D%5B%5D=open"
        )
    );
}

#[test]
fn each_fault_has_its_name() {
    let long = format!("request=1&method=GET&path=/{}", "a".repeat(LONGEST_LINK));
    let body = format!("request=1&method=POST&path=/a&body=json&json={}", "a".repeat(LONGEST_BODY + 1));
    for (query, error) in [
        ("", LinkError::NotShared),
        ("?utm_source=x", LinkError::NotShared),
        ("request=2&method=GET&path=/a", LinkError::Version),
        ("request=&method=GET&path=/a", LinkError::Version),
        ("request=1&request=1&method=GET&path=/a", LinkError::Repeated("request")),
        (&long, LinkError::TooLong(long.len())),
        (&body, LinkError::BodyTooLong(LONGEST_BODY + 1)),
        ("request=1&path=/a", LinkError::Missing("method")),
        ("request=1&method=TRACE&path=/a", LinkError::Unreadable("method")),
        ("request=1&method=GET", LinkError::Missing("path")),
        ("request=1&method=GET&path=https://evil.example/", LinkError::Unreadable("path")),
        ("request=1&method=GET&path=//evil.example/", LinkError::Unreadable("path")),
        ("request=1&method=GET&path=/a&path=/b", LinkError::Repeated("path")),
        ("request=1&method=GET&path=/a&company=x", LinkError::Unreadable("company")),
        ("request=1&method=GET&path=/a&view=x", LinkError::Unreadable("view")),
        ("request=1&method=GET&path=/a&filter=.&filter=..", LinkError::Repeated("filter")),
        ("request=1&method=PUT&path=/a&body=xml", LinkError::Unreadable("body")),
        ("request=1&method=PUT&path=/a&body=json", LinkError::Missing("json")),
    ] {
        assert_eq!(Shared::parse(query), Err(error), "{query}");
        assert!(error.to_string().ends_with('.'));
    }
}

#[test]
fn what_is_not_known_is_passed_over() {
    let shared = Shared { path: "/a".into(), ..Shared::default() };
    assert_eq!(Shared::parse("?x=1&request=1&method=get&path=/a&f.a=1&color=red&body=json"), Ok(shared));
}

#[test]
fn secrets_stay_at_home() {
    let secret = Shared {
        method: Method::Post,
        path: "/a?access_token=hush&b=1".into(),
        parameters: vec![("client_secret".into(), "hush".into()), ("id".into(), "1".into())],
        headers: vec![("X-Api-Key".into(), "hush".into()), ("Accept".into(), "text/csv".into())],
        ..Shared::default()
    };
    let query = secret.to_query().expect("a link");
    assert!(!query.contains("hush"), "{query}");
    let forged = "request=1&method=POST&path=/a?access_token=hush%26b=1&p.client_secret=hush&p.id=1&h.x-api-key=hush\
                  &h.Accept=text/csv";
    assert_eq!(Shared::parse(forged), Shared::parse(&query));
}

#[test]
fn long_ones_are_refused_when_they_are_made() {
    let seen = |bytes| Seen { find: Some("a".repeat(bytes)), ..Seen::default() };
    let long = |bytes| Shared { seen: seen(bytes), path: "/".into(), ..Shared::default() };
    let rest = long(0).to_query().expect("a link").len();
    assert_eq!(long(LONGEST_LINK - rest).to_query().map(|query| query.len()), Ok(LONGEST_LINK));
    assert_eq!(long(LONGEST_LINK - rest + 1).to_query(), Err(LinkError::TooLong(LONGEST_LINK + 1)));
    let body = Body::Json("a".repeat(LONGEST_BODY + 1));
    let write = Shared { method: Method::Put, body, ..long(0) };
    assert_eq!(write.to_query(), Err(LinkError::BodyTooLong(LONGEST_BODY + 1)));
    assert!((Shared { method: Method::Get, ..write }).to_query().is_ok());
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = "state|code|access_token|error|&code=|[a-z\\[\\]&=#?. é]{0,8}";
    vec((name, "[ -~é\n]{0,12}|#access_token=x&state=y"), 0..4)
}

fn bodies() -> impl Strategy<Value = Body> {
    let content =
        |(is_file, text): (bool, String)| if is_file { Content::File(text) } else { Content::Text(text) };
    let part = (any::<String>(), (any::<bool>(), any::<String>()).prop_map(content));
    prop_oneof![
        Just(Body::Empty),
        any::<String>().prop_map(Body::Json),
        pairs().prop_map(Body::Form),
        vec(part.prop_map(|(name, content)| Part { name, content }), 0..3).prop_map(Body::Multipart),
    ]
}

prop_compose! {
    fn anything()(
        environment in option::of(any::<String>()),
        company in option::of("[0-9]{1,20}"),
        method in proptest::sample::select(&Method::ALL[..]),
        path in "/([!-.0-~é ][ -~é]{0,20})?",
        parameters in pairs(),
        headers in pairs(),
        body in bodies(),
        view in proptest::sample::select(&View::ALL[..]),
        filter in option::of(any::<String>()),
        find in option::of(any::<String>()),
    ) -> Shared {
        let company = company.and_then(|id| CompanyId::parse(&id).ok());
        let seen = Seen { view, filter, find };
        Shared { environment, company, method, path, parameters, headers, body, seen }
    }
}

proptest! {
    /// All but secrets comes back, and no answer of an authorization server is seen in it.
    #[test]
    fn a_link_restores_what_was_shared(shared in anything()) {
        let query = shared.to_query().expect("it is short");
        let mut expected = shared;
        expected.path = target_without_secrets(expected.path);
        expected.parameters.retain(|(name, _)| !is_secret_parameter(name));
        expected.headers.retain(|(name, _)| !is_secret_header(name));
        if expected.method == Method::Get {
            expected.body = Body::Empty;
        }
        prop_assert_eq!(Shared::parse(&query), Ok(expected));
        prop_assert!(AuthorizationResponse::read(&format!("?{query}"), "").is_none(), "{}", query);
        let guard = regex::Regex::new(GUARD).expect("a pattern");
        prop_assert!(!guard.is_match(&format!("?{query}")), "{}", query);
        prop_assert!(query.is_ascii() && !query.contains(['#', '?', ' ', '"', '<']), "{}", query);
    }

    #[test]
    fn any_query_has_an_answer(query in "(request=1&method=(GET|POST)&path=/&?)?([a-z.]{0,6}=?[ -~é%]{0,6}&?){0,6}") {
        let _ = Shared::parse(&query);
    }

    /// Links that were cut off while they were copied are read or refused, and never more is read than was written.
    #[test]
    fn a_link_that_is_cut_is_no_other_call(shared in anything(), end in any::<prop::sample::Index>()) {
        let query = shared.to_query().expect("it is short");
        if let Ok(read) = Shared::parse(&query[..end.index(query.len() + 1)]) {
            prop_assert_eq!(read.method, shared.method);
            prop_assert!(read.parameters.len() <= shared.parameters.len());
        }
    }
}
