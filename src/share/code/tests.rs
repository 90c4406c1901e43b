//! What holds for the code of any request. `snapshot_tests` has whole programs. That it does what it says is proved by running it: tests/standin/tests/code.

use super::*;
use crate::procore::{Body, CompanyId, Content, Method, Part};
use proptest::prelude::*;

fn written(request: &Outgoing, language: Language) -> String {
    code(request, &Origin::parse("https://api.example").expect("an origin"), language)
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn read() -> Outgoing {
    Outgoing {
        target: "/rest/v1.1/projects?filters[by_status]=Active".into(),
        company: CompanyId::parse("7").ok(),
        ..Outgoing::default()
    }
}

fn write() -> Outgoing {
    Outgoing {
        method: Method::Patch,
        target: "/rest/v1.0/rfis/1".into(),
        headers: vec![pair("X-Api-Key", "hush")],
        body: Body::Json("{\n  \"subject\": \"it's $5\"\n}".into()),
        ..Outgoing::default()
    }
}

#[test]
fn an_upload_from_powershell() {
    let parts = written(&upload(), Language::PowerShell);
    for line in [
        "Add-Part 'name=\"upload[%22name%22]\"'\n",
        "Add-Text (\"`r`n\" + 'it''s\r\nlong' + \"`r`n\")\n",
        "Add-Part 'name=\"file\"; filename=\"a ’’ b.pdf\"'\n",
        "(Resolve-Path -LiteralPath 'a ’’ b.pdf')",
        " -ContentType \"multipart/form-data; boundary=$boundary\" -Body ($body.ToArray())).RawContent\n}",
    ] {
        assert!(parts.contains(line), "{line}\n{parts}");
    }
}

fn upload() -> Outgoing {
    let part = |name: &str, content| Part { name: name.into(), content };
    Outgoing {
        method: Method::Post,
        target: "/rest/v1.0/uploads".into(),
        body: Body::Multipart(vec![
            part("upload[\"name\"]", Content::Text("it's\nlong".into())),
            part("file", Content::File("a ’ b.pdf".into())),
        ]),
        ..Outgoing::default()
    }
}

#[test]
fn what_no_browser_sends_is_left_out() {
    let refused = ["Cookie", "Host", "Proxy-Authorization", "Sec-Fetch-Mode", "a b", "", "X\nY"];
    let mut headers: Vec<_> = refused.iter().map(|name| pair(name, "refused")).collect();
    headers.extend([pair("X-Note", "refused\r\nX-Other: refused"), pair("X-Name", "refusé")]);
    headers.push(pair("Authorization", "refused"));
    let request = Outgoing { headers, ..read() };
    for language in Language::ALL {
        let code = written(&request, language);
        assert!(!code.contains("refus"), "{code}");
        assert_eq!(code.matches("A header that no browser sends is left out.").count(), 1, "{code}");
        assert!(code.contains("PROCORE_TOKEN"), "{code}");
    }
}

#[test]
fn what_a_shell_or_curl_cannot_do_is_said() {
    let body = Body::Json("\"a\0b\"".into());
    for language in [Language::Bash, Language::PowerShell] {
        let code = written(&Outgoing { body: body.clone(), ..write() }, language);
        assert!(code.starts_with("# A shell cannot hold the character NUL"), "{code}");
        assert!(code.contains("'\"ab\"'"), "{code}");
    }
    let part = Part { name: "a=b".into(), content: Content::Text(String::new()) };
    let code = written(&Outgoing { body: Body::Multipart(vec![part]), ..write() }, Language::Bash);
    assert!(code.starts_with("# curl cannot send a field"), "{code}");
}

/// What a machine has: curl's `.curlrc` and proxies (curl, "--disable", "--noproxy"), `.netrc` and proxies of requests ("Session
/// objects", `trust_env`), proxies of reqwest (`ClientBuilder::no_proxy`) and of Node (`NODE_USE_ENV_PROXY`), and in PowerShell
/// defaults of a profile (`about_Parameters_Default_Values`), functions and aliases of a cmdlet's name, and proxies.
#[test]
fn nothing_of_the_machine_counts() {
    for (language, lines) in [
        (Language::Bash, &["command curl --disable --noproxy '*' "][..]),
        (
            Language::PowerShell,
            &[
                "$PSDefaultParameterValues = @{}",
                "NoProxy = $true",
                "Microsoft.PowerShell.Utility\\Invoke-WebRequest @direct",
                "-MaximumRedirection 0",
            ],
        ),
        (
            Language::JavaScript,
            &["process.env.no_proxy = \"*\";", "redirect: \"manual\"", "credentials: \"omit\""],
        ),
        (Language::Python, &["session.trust_env = False\n", "session.request(", "allow_redirects=False"]),
        (Language::Rust, &[".no_proxy()", "redirect::Policy::none()"]),
    ] {
        for request in [read(), write(), upload()] {
            let code = written(&request, language);
            for line in lines {
                assert!(code.contains(line), "{line}\n{code}");
            }
        }
    }
}

/// What the page says of a typed `Content-Type`, the code says too, and no code has one that contradicts the body.
#[test]
fn the_type_fits_the_body() {
    let typed =
        |value: &str, request: Outgoing| Outgoing { headers: vec![pair("content-type", value)], ..request };
    for (request, note) in [
        (typed("text/csv", write()), "A Content-Type that contradicts the body is left out."),
        (typed("text/csv", read()), "this request has no body."),
        (typed("multipart/form-data", upload()), "with a boundary of its own."),
        (typed("application/merge-patch+json; charset=utf-8", write()), "merge-patch+json; charset=utf-8"),
    ] {
        for language in Language::ALL {
            let code = written(&request, language);
            assert!(code.contains(note) && !code.contains("text/csv"), "{code}");
        }
    }
}

#[test]
fn a_library_that_spells_otherwise_is_named() {
    for (target, is_named) in [
        ("/rest/v1.0/me?a=1&b=%2F%20", false),
        ("/rest?filters[id]=1", true),
        ("/rest?a=%2f", true),
        ("/rest?a=%41", true),
        ("/rest?a=|", true),
        ("/rest?a=%", true),
    ] {
        for language in [Language::Python, Language::PowerShell] {
            let code = written(&Outgoing { target: target.into(), ..Outgoing::default() }, language);
            assert_eq!(code.contains("which means the same"), is_named, "{code}");
        }
    }
}

#[test]
fn a_get_has_no_body() {
    for language in Language::ALL {
        let with_body = Outgoing { method: Method::Get, ..write() };
        let without = Outgoing { body: Body::Empty, ..with_body.clone() };
        assert_eq!(written(&with_body, language), written(&without, language));
    }
}

proptest! {
    /// Secrets stay at home, whatever else is in the request.
    #[test]
    fn no_secret_is_written(name in "(x-)?(api-key|auth-token|secret)(-[a-z]{1,5})?", target in "/[!-~]{0,20}") {
        let headers = vec![pair(&name, "hush-hush")];
        let request = Outgoing { target, headers, ..write() };
        for language in Language::ALL {
            prop_assert!(!written(&request, language).contains("hush-hush"));
        }
    }
}
