//! Which addresses hold an authorization response, whole or garbled. The page's first script (`src/guard.js`) takes those out of
//! the address by the same rule: `addresses.json` is the table of both.
//!
//! Mail filters, chat programs and redirects encode an address again, put it behind `#/` or join it by `;`. Such an answer is not
//! used, but it may hold a token, so it does not stay in the address.

/// The parameters that make an address an answer (RFC 6749 sections 4.1.2, 4.1.2.1, 4.2.2 and 4.2.2.1).
pub(super) const NAMES: [&str; 8] =
    ["access_token", "code", "error", "error_description", "error_uri", "expires_in", "state", "token_type"];

/// So many layers of encoding are taken off at most. What has more is no address that anybody follows on purpose.
const MOST_LAYERS: usize = 32;

/// Whether a query or a fragment, each with or without its `?` or `#`, holds a parameter of an answer.
pub(super) fn is_answer(query: &str, fragment: &str) -> bool {
    let is_in_query = match is_shared_link(query) {
        // What a shared link fills in may have any name within its own: it is looked at as it is.
        true => has_parameter(query.as_bytes(), is_plain_boundary, |_, rest| rest.first() == Some(&b'=')),
        false => is_in(query),
    };
    is_in_query || is_in(fragment)
}

/// Whether a query is that of a shared link: see `share/link.rs`.
fn is_shared_link(query: &str) -> bool {
    query.strip_prefix('?').unwrap_or(query).split('&').any(|pair| pair.starts_with("request="))
}

fn is_in(text: &str) -> bool {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..MOST_LAYERS {
        if has_parameter(&bytes, is_boundary, gives_value) {
            return true;
        }
        let decoded = decoded(&bytes);
        if decoded.len() == bytes.len() {
            return false;
        }
        bytes = decoded;
    }
    true
}

/// Whether one of the names, in either case, stands after a boundary and before what gives it a value.
fn has_parameter(text: &[u8], is_boundary: fn(u8) -> bool, gives_value: fn(&str, &[u8]) -> bool) -> bool {
    (0..text.len()).any(|at| {
        let is_after_boundary = at == 0 || is_boundary(text[at - 1]);
        is_after_boundary
            && NAMES.iter().any(|name| {
                let rest = text[at..].split_at_checked(name.len());
                rest.is_some_and(|(found, rest)| {
                    found.eq_ignore_ascii_case(name.as_bytes()) && gives_value(name, rest)
                })
            })
    })
}

fn is_plain_boundary(byte: u8) -> bool {
    matches!(byte, b'?' | b'&' | b'#')
}

/// A name of its own begins after anything that no name has in it.
fn is_boundary(byte: u8) -> bool {
    !matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'.' | b'-')
}

/// Whether what follows a name gives it a value: `=`, also as of a list (`[]=`), or the colon of a member of JSON. A colon alone
/// is enough for a token.
fn gives_value(name: &str, rest: &[u8]) -> bool {
    let rest = without(without_indices(rest), is_space);
    match rest {
        [b'=', ..] => true,
        [b':', ..] => name == "access_token",
        [b'"' | b'\'' | b'\\', ..] => {
            let rest = without(rest, |byte| is_space(byte) || matches!(byte, b'"' | b'\'' | b'\\'));
            matches!(rest, [b'=' | b':', ..])
        }
        _ => false,
    }
}

/// White space in an address, a no-break space in UTF-8 among it.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'+' | b'\t' | b'\r' | b'\n' | 0xc2 | 0xa0)
}

fn without(text: &[u8], is_left_out: fn(u8) -> bool) -> &[u8] {
    let length = text.iter().take_while(|byte| is_left_out(**byte)).count();
    &text[length..]
}

/// The text behind `[]`, `[0]` and the like.
fn without_indices(mut text: &[u8]) -> &[u8] {
    while let [b'[', rest @ ..] = text
        && let [b']', rest @ ..] = without(rest, |byte| byte.is_ascii_digit())
    {
        text = rest;
    }
    text
}

/// The text with one layer of encoding taken off: percent-encoding, escapes of JavaScript and of HTML, the line breaks of mail and
/// what nobody sees.
fn decoded(mut text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    while let [first, rest @ ..] = text {
        if let Some((byte, length)) = escape(text) {
            decoded.push(byte);
            text = &text[length..];
            continue;
        }
        if let Some(rest) = INVISIBLE.iter().find_map(|invisible| text.strip_prefix(*invisible)) {
            text = rest;
            continue;
        }
        if !matches!(first, b'\t' | b'\r' | b'\n') {
            decoded.push(*first);
        }
        text = rest;
    }
    decoded
}

/// The byte of the escape that a text begins with, and the length of that escape.
fn escape(text: &[u8]) -> Option<(u8, usize)> {
    let ascii = |digits: &[u8], radix| {
        let digits = std::str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
        u8::from_str_radix(digits, radix).ok().filter(u8::is_ascii)
    };
    match text {
        [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
            let digits = std::str::from_utf8(&text[1..3]).ok()?;
            Some((u8::from_str_radix(digits, 16).ok()?, 3))
        }
        [b'%' | b'\\', b'u' | b'U', b'0', b'0', digits @ ..] => Some((ascii(digits.get(..2)?, 16)?, 6)),
        [b'\\', b'x' | b'X', digits @ ..] => Some((ascii(digits.get(..2)?, 16)?, 4)),
        [b'&', rest @ ..] => {
            let end = rest.iter().take(8).position(|byte| *byte == b';')?;
            let byte = match &rest[..end] {
                [b'#', b'x' | b'X', digits @ ..] => ascii(digits, 16)?,
                [b'#', digits @ ..] => ascii(digits, 10)?,
                name => ENTITIES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known.as_bytes()))?.1,
            };
            Some((byte, end + 2))
        }
        _ => None,
    }
}

/// Characters that break a long word or join two, and are not seen (Unicode, "Format Characters"): soft hyphen, the spaces and
/// joiners without a width, byte order mark. They come along when an address is copied out of a text.
const INVISIBLE: [&[u8]; 6] = [
    "\u{ad}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{200c}".as_bytes(),
    "\u{200d}".as_bytes(),
    "\u{2060}".as_bytes(),
    "\u{feff}".as_bytes(),
];

/// What HTML calls the signs that matter here.
const ENTITIES: [(&str, u8); 4] = [("equals", b'='), ("colon", b':'), ("lowbar", b'_'), ("quot", b'"')];

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::oauth::AuthorizationResponse;
    use crate::procore::{Body, Method};
    use crate::share::Shared;

    /// Query, fragment, and whether they hold an answer.
    type Row = (String, String, bool);

    fn rows() -> Vec<Row> {
        serde_json::from_str(include_str!("addresses.json")).expect("the table")
    }

    #[test]
    fn whatever_looks_like_an_answer_is_one() {
        for (query, fragment, expected) in rows() {
            assert_eq!(is_answer(&query, &fragment), expected, "{query} {fragment}");
            let read = AuthorizationResponse::read(&query, &fragment);
            assert_eq!(read.is_some(), expected, "{query} {fragment}");
        }
        for name in NAMES {
            assert!(is_answer("", &format!("#{name}=x")) && is_answer(&format!("?{name}=x"), ""), "{name}");
        }
    }

    /// A link fills in names and values of any kind, and none makes it an answer.
    #[test]
    fn a_shared_link_is_no_answer() {
        let pairs = |before: &str| {
            let named =
                |name: &&str| [format!("{before}{name}"), format!("{name}=1&{name}"), format!("my {name}")];
            NAMES.iter().flat_map(named).map(|name| (name.clone(), format!("#{name}=1"))).collect::<Vec<_>>()
        };
        let link = Shared {
            method: Method::Post,
            path: "/rest/v1.0/x?code=1&state=2#error=3".into(),
            parameters: pairs(""),
            headers: pairs("X-"),
            body: Body::Form(pairs("&")),
            ..Shared::default()
        };
        let query = link.to_query().expect("a link");
        assert!(!is_answer(&format!("?{query}"), "") && !is_answer(&query, "#top"), "{query}");
        assert!(is_answer(&query, "#access_token=t"));
        assert!(is_answer(&format!("?{query}&access_token=t"), ""));
    }

    /// The first script, in Node, says of each address what is said here, and takes out what is an answer.
    #[test]
    fn the_first_script_has_the_same_rule() {
        let part = "([?#&;/ ]|p\\.|%2[56]|%3[bBdDfF]|access_token|ACCESS%5ftoken|state|Code|error|_uri|=|\"|:|\\+|%|a|request=1&|é|\\\\u003[dD]|\\[0?\\]|&#61;|&#x3a;|&equals;|%0A|%C2%A0|%5C|;){0,9}";
        let mut runner = TestRunner::deterministic();
        let mut rows = rows();
        for _ in 0..3_000 {
            let mut text = || part.new_tree_of(&mut runner);
            let (query, fragment) = (format!("?{}", text()), format!("#{}", text()));
            let expected = is_answer(&query, &fragment);
            rows.push((query, fragment, expected));
        }
        let addresses: Vec<_> = rows.iter().map(|(query, fragment, _)| (query, fragment)).collect();
        let said = in_node(&serde_json::to_string(&addresses).expect("text"));
        let Some(said) = said else {
            eprintln!("`node` does not work: the first script was not asked");
            return;
        };
        assert_eq!(said.len(), rows.len());
        for ((query, fragment, expected), is_taken) in rows.iter().zip(said) {
            assert_eq!(is_taken, *expected, "{query} {fragment}");
        }
    }

    trait NewTree {
        fn new_tree_of(&self, runner: &mut TestRunner) -> String;
    }

    impl NewTree for &str {
        fn new_tree_of(&self, runner: &mut TestRunner) -> String {
            self.new_tree(runner).expect("a pattern").current()
        }
    }

    /// Runs `guard.js` at each of these addresses, with a stub of the page around it: whether the address was cleaned and
    /// the answer is there to be taken once.
    fn in_node(addresses: &str) -> Option<Vec<bool>> {
        const STUB: &str = r#"
            const vm = require("vm");
            const [guard, addresses] = JSON.parse(require("fs").readFileSync(0, "utf8"));
            const script = new vm.Script(guard);
            console.log(JSON.stringify(JSON.parse(addresses).map(([search, hash]) => {
                let cleaned = null;
                const location = { search, hash, origin: "https://a.example", pathname: "/app/", href: "https://a.example/app/" + search + hash };
                const page = {
                    location,
                    history: { replaceState: (state, title, url) => { cleaned = url; } },
                    document: { baseURI: "https://a.example/app/" },
                    sessionStorage: {},
                    addEventListener: () => {},
                };
                page.window = page;
                script.runInNewContext(page);
                const taken = page.takeAnswer();
                if ((cleaned === null) !== (taken === null) || page.takeAnswer() !== null) throw new Error(search + hash);
                if (taken !== null && (taken !== search + hash || cleaned !== "https://a.example/app/")) throw new Error(taken);
                return taken !== null;
            })));"#;
        let mut node = Command::new("node")
            .args(["-e", STUB])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let input = serde_json::to_string(&(include_str!("../guard.js"), addresses)).expect("text");
        node.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
        let output = node.wait_with_output().expect("it ends");
        assert!(output.status.success(), "it fails");
        Some(serde_json::from_slice(&output.stdout).expect("a list"))
    }
}
