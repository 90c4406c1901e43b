use super::*;
use crate::procore::{Body, CompanyId, Content, Method, Part};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::json;

/// A file with one saved request, changed by `change`.
fn changed(change: impl FnOnce(&mut serde_json::Value)) -> Result<Export, ImportError> {
    let body = Body::Multipart(vec![Part { name: "a".into(), content: Content::Text("b".into()) }]);
    let request = Outgoing {
        method: Method::Post,
        target: "/rest/v1.0/me".into(),
        company: CompanyId::parse("7").ok(),
        headers: vec![("Accept".into(), "text/csv".into())],
        body,
    };
    let saved = vec![SavedRequest { name: "Me".into(), request: request.clone(), ..SavedRequest::default() }];
    let past =
        Past { request, environment: "sandbox".into(), status: None, at: UnixTime(1), elapsed: 2, bytes: 3 };
    let mut file = serde_json::from_str(&Export { saved, history: vec![past] }.to_json()).expect("JSON");
    change(&mut file);
    Export::read(file.to_string().as_bytes())
}

#[test]
fn each_fault_has_its_place() {
    type Change = fn(&mut serde_json::Value);
    let changes: [(Change, &str, &str); 22] = [
        (|file| file["saved"] = json!({}), "saved", "invalid type: map, expected a sequence"),
        (|file| file["saved"][0] = json!(1), "saved[0]", "invalid type: integer `1`, expected an object"),
        (|file| file["saved"][0] = json!(["Me"]), "saved[0]", "invalid type: sequence, expected an object"),
        (
            |file| file["saved"][0]["name"] = json!(null),
            "saved[0].name",
            "invalid type: null, expected a string",
        ),
        (
            |file| file["saved"][0]["notes"] = json!(1),
            "saved[0].notes",
            "invalid type: integer `1`, expected a string",
        ),
        (
            |file| file["saved"][0]["colour"] = json!("red"),
            "saved[0].colour",
            "unknown field `colour`, expected one of `name`, `folder`, `notes`, `environment`, `request`",
        ),
        (
            |file| file["saved"][0]["request"]["method"] = json!("TRACE"),
            "saved[0].request.method",
            "is not a method of the API",
        ),
        (
            |file| file["saved"][0]["request"]["target"] = json!("https://evil.example/"),
            "saved[0].request.target",
            "is not a path that begins with one slash",
        ),
        (
            |file| file["saved"][0]["request"]["target"] = json!("//evil.example/"),
            "saved[0].request.target",
            "is not a path that begins with one slash",
        ),
        (
            |file| file["saved"][0]["request"]["company"] = json!("x"),
            "saved[0].request.company",
            "is not an id in digits",
        ),
        (
            |file| file["saved"][0]["request"]["company"] = json!(7),
            "saved[0].request.company",
            "invalid type: integer `7`, expected a string",
        ),
        (
            |file| file["saved"][0]["request"]["headers"][0] = json!(["a"]),
            "saved[0].request.headers[0]",
            "invalid length 1, expected a tuple of size 2",
        ),
        (
            |file| file["saved"][0]["request"]["headers"][0][1] = json!(true),
            "saved[0].request.headers[0][1]",
            "invalid type: boolean `true`, expected a string",
        ),
        (
            |file| file["saved"][0]["request"]["body"] = json!({ "xml": "" }),
            "saved[0].request.body",
            "unknown variant `xml`, expected one of `json`, `form`, `multipart`",
        ),
        (
            |file| file["saved"][0]["request"]["body"]["multipart"][0]["text"] = json!(null),
            "saved[0].request.body.multipart[0]",
            "must have either `text` or `file`",
        ),
        (
            |file| file["saved"][0]["request"]["timeout"] = json!(3),
            "saved[0].request.timeout",
            "unknown field `timeout`, expected one of `method`, `target`, `company`, `headers`, `body`",
        ),
        (
            |file| file["history"][0]["request"] = json!(null),
            "history[0].request",
            "invalid type: null, expected an object",
        ),
        (
            |file| file["history"][0]["status"] = json!(70_000),
            "history[0].status",
            "invalid value: integer `70000`, expected u16",
        ),
        (
            |file| file["history"][0]["at"] = json!(-1),
            "history[0].at",
            "invalid value: integer `-1`, expected u64",
        ),
        (
            |file| file["history"][0]["elapsed"] = json!(1.5),
            "history[0].elapsed",
            "invalid type: floating point `1.5`, expected u32",
        ),
        (
            |file| file["history"][0]["bytes"] = json!("3"),
            "history[0].bytes",
            "invalid type: string \"3\", expected u64",
        ),
        (
            |file| file["exported_by"] = json!("me"),
            "exported_by",
            "unknown field `exported_by`, expected one of `format`, `version`, `saved`, `history`",
        ),
    ];
    for (change, path, reason) in changes {
        let expected = ImportError::Field { path: path.into(), reason: reason.into() };
        assert_eq!(changed(change), Err(expected));
    }
    let twice = br#"{"format":"procore-console","version":1,"saved":[],"s\u0061ved":[]}"#;
    let error = Export::read(twice).expect_err("two members with one name");
    assert_eq!(error.to_string(), "Nothing was imported: the file: duplicate field `saved`.");
}

#[test]
fn foreign_and_broken_files_are_refused() {
    for file in [
        "null",
        "[]",
        "{}",
        r#"{"info":{"schema":"https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},"item":[]}"#,
        r#"{"format":1,"version":1}"#,
        r#"{"format":"procore-consoles","version":1}"#,
    ] {
        assert_eq!(Export::read(file.as_bytes()), Err(ImportError::Foreign), "{file}");
    }
    for file in ["", "PK\u{3}\u{4}", "{\"format\":\"procore-console\",\"version\":1", "{\"format\":'a'}"] {
        assert!(matches!(Export::read(file.as_bytes()), Err(ImportError::NotJson(_))), "{file}");
    }
    for (version, said) in
        [("2", "2"), ("1.0", "1.0"), ("\"1\"", "\"1\""), ("123456789012345678901234", "12345678901234567890")]
    {
        let file = format!(r#"{{"format":"procore-console","version":{version}}}"#);
        assert_eq!(Export::read(file.as_bytes()), Err(ImportError::Version(said.into())));
    }
}

#[test]
fn huge_files_are_refused() {
    let error = ImportError::TooLarge(LARGEST_FILE + 1);
    assert_eq!(error.to_string(), "The file has 51 MB. At most 50 MB can be imported.");
    assert_eq!(Export::read(&vec![b' '; LARGEST_FILE + 1]), Err(error));
    let of = |entries| {
        let list = vec!["0"; entries - 1].join(",");
        format!(r#"{{"format":"procore-console","version":1,"saved":[0],"history":[{list}]}}"#)
    };
    assert_eq!(Export::read(of(MOST_ENTRIES + 1).as_bytes()), Err(ImportError::TooMany(MOST_ENTRIES + 1)));
    assert!(matches!(Export::read(of(MOST_ENTRIES).as_bytes()), Err(ImportError::Field { .. })));
}

/// A file of version 1 as it was written before serde. People have such files.
const FIRST: &str = concat!(
    r#"{"format":"procore-console","version":1,"saved":["#,
    r#"{"name":"A \"b\"","folder":"","notes":"é\n","environment":null,"request":"#,
    r#"{"method":"GET","target":"/rest/v1.0/me","company":null,"headers":[],"body":null}},"#,
    r#"{"name":"","folder":"F","notes":"","environment":"sandbox","request":"#,
    r#"{"method":"POST","target":"/a?b=c","company":"7","headers":[["Accept","text/csv"]],"body":{"json":"{}"}}}],"#,
    r#""history":["#,
    r#"{"request":{"method":"PUT","target":"/","company":null,"headers":[],"body":{"form":[["a","b"]]}},"#,
    r#""environment":"sandbox","status":null,"at":1700000000000,"elapsed":2,"bytes":3},"#,
    r#"{"request":{"method":"PATCH","target":"/","company":null,"headers":[],"#,
    r#""body":{"multipart":[{"name":"a","text":"b"},{"name":"c","file":"d.pdf"}]}},"#,
    r#""environment":"sandbox","status":200,"at":0,"elapsed":0,"bytes":18446744073709551615}]}"#,
);

#[test]
fn the_form_of_version_1_stays() {
    let export = Export::read(FIRST.as_bytes()).expect("a file of version 1");
    assert_eq!((export.saved.len(), export.history.len()), (2, 2));
    assert_eq!(export.to_json(), FIRST);
}

#[test]
fn lists_may_be_absent() {
    assert_eq!(Export::read(br#"{"version":1,"format":"procore-console"}"#), Ok(Export::default()));
}

#[test]
fn secrets_are_neither_written_nor_read() {
    let secret = |file: &mut serde_json::Value| {
        for list in ["saved", "history"] {
            let request = &mut file[list][0]["request"];
            request["target"] = json!("/rest/v1.0/me?access_token=hush");
            let headers = ["Authorization", "cookie", "Proxy-Authorization", "X-Api-Key"]
                .map(|name| json!([name, "hush"]));
            request["headers"] = json!(headers);
        }
    };
    let export = changed(secret).expect("an export");
    assert!(!format!("{export:?}").contains("hush"));
    let mut export = export;
    export.history[0].request.headers = vec![("Set-Cookie".into(), "hush".into())];
    export.saved[0].request.target = "/a?a=1&client_secret=hush".into();
    let file = export.to_json();
    assert!(!file.contains("hush") && file.contains("/a?a=1"), "{file}");
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    vec(("[a-z\\[\\]é\" ]{0,8}", any::<String>()), 0..3)
}

fn bodies() -> impl Strategy<Value = Body> {
    let content = (any::<bool>(), any::<String>())
        .prop_map(|(is_file, text)| if is_file { Content::File(text) } else { Content::Text(text) });
    let part = (any::<String>(), content).prop_map(|(name, content)| Part { name, content });
    prop_oneof![
        Just(Body::Empty),
        any::<String>().prop_map(Body::Json),
        pairs().prop_map(Body::Form),
        vec(part, 0..3).prop_map(Body::Multipart),
    ]
}

prop_compose! {
    fn requests()(
        method in proptest::sample::select(&Method::ALL[..]),
        target in "/([!-.0-~][!-~]{0,12})?",
        company in option::of("[0-9]{1,20}"),
        headers in pairs(),
        body in bodies(),
    ) -> Outgoing {
        let company = company.and_then(|id| CompanyId::parse(&id).ok());
        without_secrets(Outgoing { method, target, company, headers, body })
    }
}

prop_compose! {
    fn saved()(
        (name, folder, notes) in any::<(String, String, String)>(),
        environment in any::<Option<String>>(),
        request in requests(),
    ) -> SavedRequest {
        SavedRequest { name, folder, notes, environment, request }
    }
}

prop_compose! {
    fn pasts()(
        request in requests(),
        (environment, status, at, elapsed, bytes) in any::<(String, Option<u16>, u64, u32, u64)>(),
    ) -> Past {
        Past { request, environment, status, at: UnixTime(at), elapsed, bytes }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_is_read_as_it_was_written(saved in vec(saved(), 0..4), history in vec(pasts(), 0..4)) {
        let export = Export { saved, history };
        let file = export.to_json();
        prop_assert!(serde_json::from_str::<serde_json::Value>(&file).is_ok(), "{}", file);
        prop_assert_eq!(Export::read(file.as_bytes()), Ok(export.clone()));
        let bytes = postcard::to_allocvec(&export).expect("bytes");
        prop_assert_eq!(postcard::from_bytes::<Export>(&bytes).ok(), Some(export));
    }

    /// A download that broke off is never taken for less.
    #[test]
    fn a_file_that_is_cut_is_refused(saved in vec(saved(), 0..2), end in any::<prop::sample::Index>()) {
        let file = Export { saved, history: Vec::new() }.to_json();
        prop_assert!(matches!(Export::read(&file.as_bytes()[..end.index(file.len())]), Err(ImportError::NotJson(_))));
    }

    #[test]
    fn any_bytes_have_an_answer(bytes in vec(any::<u8>(), 0..60)) {
        let _ = Export::read(&bytes);
    }
}
