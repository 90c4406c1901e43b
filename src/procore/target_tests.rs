//! Tests of addresses: what is made of them, what is refused, and that browsers agree.

use proptest::prelude::*;

use super::*;
use crate::procore::request::check_path;

fn api() -> Origin {
    Origin::parse("https://api.procore.com").expect("an origin")
}

fn parsed(typed: &str) -> Result<String, TargetError> {
    Target::parse(typed, &api()).map(|target| target.to_string())
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn filled(template: &str, values: &[(&str, &str)]) -> Result<String, TargetError> {
    Target::fill(template, &owned(values)).map(|target| target.to_string())
}

/// A browser sends `target` as it is, to the host that it was meant for.
fn is_what_a_browser_sends(target: &str) -> bool {
    check_path(target).is_ok() && spelled_by_the_parser(target) == target
}

/// Path and query as the crate `url` spells them, which follows the URL standard. In a path, the caret joined the path
/// percent-encode set in 2023, which the crate does not have yet, and Chromium encodes the bar.
fn spelled_by_the_parser(typed: &str) -> String {
    let whole = if typed.contains("://api.") {
        typed.to_owned()
    } else {
        format!("https://api.procore.com{}", trimmed(typed))
    };
    let url = url::Url::parse(&whole).expect("an address");
    let path = url.path().replace('^', "%5E").replace('|', "%7C");
    url.query().map_or(path.clone(), |query| format!("{path}?{query}"))
}

#[test]
fn what_is_typed_is_encoded() {
    for (typed, sent) in [
        ("/rest/v1.0/me", "/rest/v1.0/me"),
        ("  /rest/v1.0/me\n", "/rest/v1.0/me"),
        ("/rest/a b/é", "/rest/a%20b/%C3%A9"),
        ("/rest/a%20b%2Fc", "/rest/a%20b%2Fc"),
        ("/rest/100%/%zz", "/rest/100%/%zz"),
        ("/rest/a\tb\r\nc", "/rest/abc"),
        ("/rest/\u{1}\u{7f}", "/rest/%01%7F"),
        ("/rest/\"<>`^|[]{}", "/rest/%22%3C%3E%60%5E%7C[]%7B%7D"),
        ("/rest/a;b,c:d@e=f&g+h'i!(*)$~", "/rest/a;b,c:d@e=f&g+h'i!(*)$~"),
        ("/rest//me/", "/rest//me/"),
        ("/rest/%2f%2F%5c%e9", "/rest/%2f%2F%5c%e9"),
        ("/?a", "/?a"),
        ("/rest?", "/rest?"),
        ("/rest??", "/rest??"),
        ("/rest?&", "/rest?&"),
        ("/rest?a=1&", "/rest?a=1&"),
        ("/rest?&&a&&=&=b&a=", "/rest?&&a&&=&=b&a="),
        ("/rest?a;b=c%zz%", "/rest?a;b=c%zz%"),
        ("/rest?a=%2f%2F+%20%FF", "/rest?a=%2f%2F+%20%FF"),
        ("/rest?filters[status][]=a&filters[id]=1", "/rest?filters[status][]=a&filters[id]=1"),
        ("/rest?q=a b&r='x'&s=é", "/rest?q=a%20b&r=%27x%27&s=%C3%A9"),
        ("/rest?q={\"a\":1}", "/rest?q={%22a%22:1}"),
        ("/rest?q=<`^|>\u{7f}\u{a0}", "/rest?q=%3C`^|%3E%7F%C2%A0"),
        ("/rest?q=..&r=/../x&s=a\\b", "/rest?q=..&r=/../x&s=a\\b"),
        ("/rest?a=1\u{a0}", "/rest?a=1%C2%A0"),
        ("\u{0} /rest?a=1 \u{1f}", "/rest?a=1"),
        // What cannot be seen is sent all the same, and so is what lies beyond the first plane.
        ("/rest/\u{200b}a\u{2028}b", "/rest/%E2%80%8Ba%E2%80%A8b"),
        ("/rest?a=\u{1f600}&b=\u{202e}x", "/rest?a=%F0%9F%98%80&b=%E2%80%AEx"),
        ("https://api.procore.com/%72est?%61=1", "/%72est?%61=1"),
        ("https://api.procore.com/rest/v1.0/me?a=1", "/rest/v1.0/me?a=1"),
        ("HTTPS://API.procore.com:443/rest", "/rest"),
        ("https://api.procore.com", "/"),
        ("https://api.procore.com?z=1", "/?z=1"),
        ("/rest?next=https://evil.example/", "/rest?next=https://evil.example/"),
    ] {
        assert_eq!(parsed(typed).as_deref(), Ok(sent), "{typed}");
        assert!(is_what_a_browser_sends(sent), "{sent}");
        let typed = trimmed(typed);
        assert_eq!(spelled_by_the_parser(&typed.replace("HTTPS://API", "https://api")), sent, "{typed}");
    }
}

#[test]
fn what_is_refused_has_its_reason() {
    let foreign = |host: &str| TargetError::ForeignHost(host.to_owned());
    for (typed, error) in [
        ("", TargetError::NotAPath),
        ("rest/v1.0/me", TargetError::NotAPath),
        ("?a=1", TargetError::NotAPath),
        ("javascript:alert(1)", TargetError::NotAPath),
        ("https://evil.example/rest", foreign("evil.example")),
        ("https://api.procore.com@evil.example/rest", foreign("api.procore.com@evil.example")),
        ("https://api.procore.com.evil.example", foreign("api.procore.com.evil.example")),
        ("https://api.procore.com\\@evil.example", TargetError::Backslash),
        ("http://api.procore.com/rest", foreign("api.procore.com")),
        ("https://sandbox.procore.com/rest", foreign("sandbox.procore.com")),
        ("ftp://api.procore.com/rest", foreign("api.procore.com")),
        ("//evil.example/rest", foreign("evil.example")),
        ("/\\evil.example/rest", foreign("evil.example")),
        ("https://api.procore.com//evil.example/rest", foreign("evil.example")),
        ("/\t/evil.example/rest", foreign("evil.example")),
        ("https://api.procore.com:8443/rest", foreign("api.procore.com:8443")),
        ("https://me:pw@api.procore.com/rest", foreign("me:pw@api.procore.com")),
        ("https:api.procore.com/rest", TargetError::NotAPath),
        ("https:/\\api.procore.com/rest", TargetError::Backslash),
        ("/rest/.\t./oauth", TargetError::Dots),
        ("/rest/%2e", TargetError::Dots),
        ("/rest/{project\t_id}", TargetError::Unfilled("project_id".into())),
        ("/rest/../oauth", TargetError::Dots),
        ("/rest/%2E%2e/oauth", TargetError::Dots),
        ("/rest/.", TargetError::Dots),
        ("/rest\\me", TargetError::Backslash),
        ("/rest/me#x", TargetError::Fragment),
        ("/rest?a=#x", TargetError::Fragment),
        ("/rest/{project_id}/x", TargetError::Unfilled("project_id".into())),
        ("/rest?a={b-1}", TargetError::Unfilled("b-1".into())),
    ] {
        assert_eq!(parsed(typed), Err(error.clone()), "{typed}");
        assert!(error.words().len() > 10, "{typed}");
    }
    assert!(foreign("evil.example").words().contains("evil.example"));
    assert!(TargetError::Unfilled("id".into()).words().starts_with("{id}"));
}

#[test]
fn how_long_an_address_may_be() {
    let of = |bytes: usize| parsed(&format!("/?{}", "x".repeat(bytes - 2)));
    let warning = |bytes: usize| Target::of_sent(&of(bytes).expect("short enough")).warning().is_some();
    assert_eq!((warning(8_000), warning(8_001), warning(LONGEST)), (false, true, true));
    assert_eq!(of(LONGEST + 1), Err(TargetError::TooLong(LONGEST + 1)));
    assert_eq!(of(100_000), Err(TargetError::TooLong(100_000)));
    let long = "é".repeat(LONGEST / 6 + 1);
    assert!(matches!(filled("/{a}", &[("a", &long)]), Err(TargetError::TooLong(_))));
}

#[test]
fn templates_are_filled() {
    let template = "/rest/v1.0/projects/{project_id}/rfis/{id}";
    assert_eq!(names(template).collect::<Vec<_>>(), ["project_id", "id"]);
    assert_eq!(names("/{}/{a b}/{{c}}/{d").collect::<Vec<_>>(), ["c"]);
    for (values, sent) in [
        (&[("id", "2"), ("project_id", "1")][..], Ok("/rest/v1.0/projects/1/rfis/2")),
        (
            &[("id", "a/b?c#d%e f"), ("project_id", "é\\")],
            Ok("/rest/v1.0/projects/%C3%A9%5C/rfis/a%2Fb%3Fc%23d%25e%20f"),
        ),
        (&[("id", "../.."), ("project_id", "{id}")], Ok("/rest/v1.0/projects/%7Bid%7D/rfis/..%2F..")),
        (&[("project_id", "1")], Err(TargetError::Unfilled("id".into()))),
        (&[("id", ""), ("project_id", "1")], Err(TargetError::Unfilled("id".into()))),
        (&[("id", ".."), ("project_id", "1")], Err(TargetError::Dots)),
        (&[("id", "."), ("project_id", "1")], Err(TargetError::Dots)),
    ] {
        assert_eq!(filled(template, values), sent.map(str::to_owned), "{values:?}");
    }
    assert_eq!(filled("/x/{a}{b}", &[("a", "."), ("b", ".")]), Err(TargetError::Dots));
    assert_eq!(filled("/{a}x", &[("a", "%2e")]).as_deref(), Ok("/%252ex"));
    assert_eq!(filled("{a}", &[("a", "/evil")]), Err(TargetError::NotAPath));
}

#[test]
fn what_is_not_filled_in_yet_is_spelled_as_it_will_be() {
    for (typed, expected) in [
        ("/a b/{id}/{x y}?q={id}&r={\"a\":'}", "/a%20b/{id}/%7Bx%20y%7D?q={id}&r={%22a%22:%27}"),
        ("/{a}{b}?{c}?{d}", "/{a}{b}?{c}?{d}"),
        (" /{{a}}^?{{b}}^ ", "/%7B{a}%7D%5E?{{b}}^"),
        ("/x?", "/x?"),
        ("/x", "/x"),
    ] {
        assert_eq!(spelled(typed), expected, "{typed}");
    }
}

#[test]
fn a_query_is_edited() {
    let target = Target::of_sent("/rest?page=3&q=a+b%2fc&%70age=4&x");
    let pairs = owned(&[("page", "3"), ("q", "a b/c"), ("page", "4"), ("x", "")]);
    assert_eq!((target.path(), target.pairs()), ("/rest", pairs));
    assert_eq!(target.with("page", "2").to_string(), "/rest?page=2&q=a+b%2fc&x");
    assert_eq!(Target::of_sent("/rest").with("a&b", "c d'").to_string(), "/rest?a%26b=c+d%27");
    assert_eq!(Target::of_sent("/rest?&a&&").with("page", "2").to_string(), "/rest?&a&&&page=2");
}

proptest! {
    #[test]
    fn a_browser_sends_what_was_made_of_it(
        typed in "/[ -~é\t]{0,30}|/[/.%2eE\\\\?#@:\\[\\]{}a&=+' ]{0,30}|(https?://api.procore.com)?[/\\\\?#.%a]{0,12}",
    ) {
        if let Ok(sent) = parsed(&typed) {
            prop_assert!(is_what_a_browser_sends(&sent), "{sent}");
            prop_assert_eq!(&sent, &spelled_by_the_parser(&typed.replace("http:", "https:")));
            prop_assert_eq!(parsed(&sent), Ok(sent), "typed again it stays the same");
        }
    }

    #[test]
    fn no_value_leaves_its_place(first in any::<String>(), second in "[./%2eE\\\\?#{}a]{1,6}") {
        if let Ok(sent) = filled("/rest/{a}/x/{b}/y", &[("a", &first), ("b", &second)]) {
            prop_assert!(is_what_a_browser_sends(&sent), "{sent}");
            let url = url::Url::parse(&format!("https://api.procore.com{sent}")).expect("a browser reads it");
            let decoded = |segment: &str| {
                let plain = segment.replace('+', "%2B");
                form_urlencoded::parse(plain.as_bytes()).map(|(name, _)| name.into_owned()).collect::<String>()
            };
            let segments: Vec<String> = url.path_segments().expect("segments").map(decoded).collect();
            prop_assert_eq!(segments, ["rest", &first, "x", &second, "y"]);
        }
    }

    #[test]
    fn one_pair_is_set(query in "[ab=&%61]{0,12}", value in any::<String>()) {
        let target = Target::of_sent(&format!("/rest?{query}"));
        let set = target.with("a", &value);
        let others = |target: &Target| target.pairs().into_iter().filter(|(name, _)| name != "a").collect::<Vec<_>>();
        prop_assert_eq!(set.pairs().into_iter().filter(|(name, _)| name == "a").collect::<Vec<_>>(), [("a".to_owned(), value)]);
        prop_assert_eq!(others(&set), others(&target));
    }
}
