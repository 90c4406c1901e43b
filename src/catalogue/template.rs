//! Paths with parameters in braces, and paths that were made of them.

/// The path of a target: without query, fragment and a last slash.
fn bare(target: &str) -> &str {
    let path = target.split(['?', '#']).next().unwrap_or(target).trim();
    path.strip_suffix('/').unwrap_or(path)
}

/// A part of a path between two slashes, as what stands before its parameter, the parameter's name, and what stands
/// behind it; `None` if it has no parameter.
pub(super) fn open(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, behind) = rest.split_once('}')?;
    Some((before, name, behind))
}

/// The names of the parameters of a path, in order.
pub(super) fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|segment| open(segment).map(|(_, name, _)| name))
}

/// The value that `written` has for the parameter of `segment`, if it fits; an unfilled parameter fits and has none.
fn value<'a>(segment: &str, written: &'a str) -> Option<Option<&'a str>> {
    let (before, _, behind) = open(segment)?;
    let value = written.strip_prefix(before)?.strip_suffix(behind)?;
    (!value.is_empty()).then_some((!value.contains(['{', '}'])).then_some(value))
}

/// How many parts of `target` are literally those of `template`; `None` if it cannot have been made of it.
pub(super) fn fit(template: &str, target: &str) -> Option<usize> {
    let (mut parts, mut literal) = (template.split('/'), 0);
    for written in bare(target).split('/') {
        let part = parts.next()?;
        if part == written {
            literal += 1;
        } else {
            value(part, written)?;
        }
    }
    parts.next().is_none().then_some(literal)
}

/// Names and values of the parameters of `template` in `target`; none if it cannot have been made of it.
pub(super) fn values<'a>(template: &'a str, target: &'a str) -> Vec<(&'a str, &'a str)> {
    if fit(template, target).is_none() {
        return Vec::new();
    }
    let pairs = template.split('/').zip(bare(target).split('/'));
    pairs.filter_map(|(part, written)| Some((open(part)?.1, value(part, written)??))).collect()
}

/// `target`, which was made of `template`, with this for the parameter `name`: a value, or the name in braces where there is
/// none. What would end a part of a path is encoded.
pub(super) fn put(template: &str, target: &str, name: &str, value: &str) -> String {
    let (path, rest) = target.split_at(target.find(['?', '#']).unwrap_or(target.len()));
    let shielded = value.replace('/', "%2F").replace('?', "%3F").replace('#', "%23");
    let value = if value.is_empty() { format!("{{{name}}}") } else { shielded };
    let mut parts = template.split('/');
    let written = path.split('/').map(|written| match parts.next().and_then(open) {
        Some((before, named, behind)) if named == name => [before, &value, behind].concat(),
        _ => written.to_owned(),
    });
    written.collect::<Vec<_>>().join("/") + rest
}

/// The version in a path, such as `v1.0`.
pub(super) fn version(path: &str) -> Option<&str> {
    let version = path.strip_prefix("/rest/")?.split('/').next()?;
    version.strip_prefix('v').filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(version)
}

/// The number before the dot in a path's version; 0 without one.
pub(super) fn major(path: &str) -> u32 {
    let number = version(path).and_then(|version| version[1..].split('.').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The parts of a path behind the version.
pub(super) fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').skip(if version(path).is_some() { 3 } else { 1 })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RFI: &str = "/rest/v1.0/projects/{project_id}/rfis/{id}";

    #[test]
    fn what_fits() {
        for (target, literal) in [
            (RFI, Some(7)),
            ("/rest/v1.0/projects/12/rfis/34", Some(5)),
            ("/rest/v1.0/projects/{id}/rfis/{rfi}/?page=2#x", Some(5)),
            (" /rest/v1.0/projects/12/rfis/34?a=/b/c ", Some(5)),
            ("/rest/v1.0/projects/12/rfis", None),
            ("/rest/v1.0/projects/12/rfis//", None),
            ("/rest/v1.0/projects/12/rfis/34/replies", None),
            ("/rest/v1.1/projects/12/rfis/34", None),
            ("/rest/v1.0/{x}/12/rfis/34", None),
            ("rest/v1.0/projects/12/rfis/34", None),
            ("", None),
        ] {
            assert_eq!(fit(RFI, target), literal, "{target}");
        }
        assert_eq!(fit("/rfis/{id}.pdf", "/rfis/7.pdf"), Some(2));
        assert_eq!(fit("/rfis/{id}.pdf", "/rfis/7.doc"), None);
        assert_eq!(fit("/rfis/{id}.pdf", "/rfis/.pdf"), None);
    }

    #[test]
    fn what_is_given() {
        let given = values(RFI, "/rest/v1.0/projects/{project_id}/rfis/34?id=5");
        assert_eq!(given, [("id", "34")]);
        assert_eq!(values(RFI, "/rest/v1.0/projects/12"), []);
        assert_eq!(values("/a/{b}.pdf", "/a/%2F.pdf"), [("b", "%2F")]);
    }

    #[test]
    fn a_value_is_put_in_its_place() {
        for (target, name, value, expected) in [
            ("/rest/v1.0/projects/12/rfis/34?a=/1", "id", "56", "/rest/v1.0/projects/12/rfis/56?a=/1"),
            (
                "/rest/v1.0/projects/12/rfis/34/",
                "project_id",
                "",
                "/rest/v1.0/projects/{project_id}/rfis/34/",
            ),
            (
                "/rest/v1.0/projects/{project_id}/rfis/{id}",
                "id",
                "a/b?#",
                "/rest/v1.0/projects/{project_id}/rfis/a%2Fb%3F%23",
            ),
            ("/rest/v1.0/projects/12/rfis/34", "other", "5", "/rest/v1.0/projects/12/rfis/34"),
        ] {
            assert_eq!(put(RFI, target, name, value), expected);
        }
        assert_eq!(put("/a/{b}.pdf", "/a/1.pdf", "b", "2"), "/a/2.pdf");
    }

    #[test]
    fn versions() {
        for (path, expected) in [
            (RFI, (Some("v1.0"), 1)),
            ("/rest/v2.1/x", (Some("v2.1"), 2)),
            ("/rest/v10", (Some("v10"), 10)),
            ("/rest/vendors", (None, 0)),
            ("/oauth/token/info", (None, 0)),
        ] {
            assert_eq!((version(path), major(path)), expected, "{path}");
        }
        assert_eq!(parts(RFI).collect::<Vec<_>>(), ["projects", "{project_id}", "rfis", "{id}"]);
        assert_eq!(parts("/oauth/token").collect::<Vec<_>>(), ["oauth", "token"]);
    }

    proptest! {
        /// A path that is filled in fits, and gives back what it was filled with.
        #[test]
        fn filled_in_fits(project in "[0-9a-z%.-]{1,12}", rfi in "[0-9a-z%.-]{1,12}", query in "(\\?[a-z=/&]{0,9})?") {
            let target = RFI.replace("{project_id}", &project).replace("{id}", &rfi) + &query;
            prop_assert_eq!(fit(RFI, &target), Some(5));
            prop_assert_eq!(values(RFI, &target), [("project_id", project.as_str()), ("id", rfi.as_str())]);
        }
    }
}
