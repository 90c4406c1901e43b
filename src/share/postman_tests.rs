//! Tests of collections: their JSON, and what Postman makes of their texts.

use super::*;
use crate::procore::Method;
use serde_json::{Value, json};

fn read(requests: &[SavedRequest]) -> Value {
    let api = Origin::parse("https://sandbox.procore.com").expect("an origin");
    serde_json::from_str(&collection("My \"requests\"", requests, &api)).expect("JSON")
}

fn saved(name: &str, folder: &str, request: Outgoing) -> SavedRequest {
    SavedRequest { name: name.into(), folder: folder.into(), request, ..SavedRequest::default() }
}

#[test]
fn a_collection_has_variables_for_host_and_token() {
    assert_eq!(
        read(&[]),
        json!({
            "info": { "name": "My \"requests\"", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
            "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{procore_token}}", "type": "string" }] },
            "protocolProfileBehavior": { "followRedirects": false, "disableCookies": true },
            "variable": [
                { "key": "base_url", "value": "https://sandbox.procore.com" },
                { "key": "procore_token", "value": "" },
            ],
            "item": [],
        })
    );
}

#[test]
fn bodies() {
    let body = |body| {
        let request = Outgoing { method: Method::Post, target: "/a".into(), body, ..Outgoing::default() };
        let item = read(&[saved("a", "", request)])["item"][0]["request"].clone();
        (item["body"].clone(), item["header"][1]["value"].clone())
    };
    let text = "{ \"a\":\t1.10 }\n";
    assert_eq!(
        body(Body::Json(text.into())),
        (
            json!({ "mode": "raw", "raw": text, "options": { "raw": { "language": "json" } } }),
            json!("application/json")
        )
    );
    let fields = vec![("a[]".into(), "1".into()), ("b".into(), "".into())];
    assert_eq!(
        body(Body::Form(fields)),
        (
            json!({ "mode": "urlencoded", "urlencoded": [{ "key": "a[]", "value": "1" }, { "key": "b", "value": "" }] }),
            json!("application/x-www-form-urlencoded")
        )
    );
    let text = |raw: &str| json!({ "mode": "raw", "raw": raw, "options": { "raw": { "language": "text" } } });
    for (fields, raw) in [
        (vec![("a[]", "1"), ("a[]", "2 &")], "a%5B%5D=1&a%5B%5D=2+%26"),
        (vec![("", "1")], "=1"),
        (vec![("a", "{{$guid}}*~")], "a=%7B%7B%24guid%7D%7D*%7E"),
    ] {
        let fields = fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        assert_eq!(body(Body::Form(fields)), (text(raw), json!("application/x-www-form-urlencoded")));
    }
    let part = |name: &str, content| Part { name: name.into(), content };
    let parts = vec![part("a", Content::Text("b".into())), part("file", Content::File("c.pdf".into()))];
    assert_eq!(
        body(Body::Multipart(parts)),
        (
            json!({
                "mode": "formdata",
                "formdata": [{ "key": "a", "type": "text", "value": "b" }, { "key": "file", "type": "file", "src": "c.pdf" }],
            }),
            Value::Null
        )
    );
}

#[test]
fn what_stands_in_braces_is_a_variable() {
    let target = "/rest/v1.0/projects/{project_id}/rfis?company_id={company_id}&again={project_id}&json={}";
    let all = read(&[saved("a", "", Outgoing { target: target.into(), ..Outgoing::default() })]);
    let url = &all["item"][0]["request"]["url"];
    assert_eq!(
        url["raw"],
        "{{base_url}}/rest/v1.0/projects/{{project_id}}/rfis?company_id={{company_id}}&again={{project_id}}&json={}"
    );
    assert_eq!(url["path"][3], "{{project_id}}");
    let keys: Vec<&str> =
        all["variable"].as_array().into_iter().flatten().filter_map(|it| it["key"].as_str()).collect();
    assert_eq!(keys, ["base_url", "procore_token", "company_id", "project_id"]);
}

#[test]
fn folders_are_kept() {
    let entry = |name, folder| saved(name, folder, Outgoing { target: "/a".into(), ..Outgoing::default() });
    let entries =
        [entry("1", ""), entry("2", "RFIs"), entry("3", "Users"), entry("4", "RFIs"), entry("5", "")];
    let tree = |items: &Value| -> Vec<String> {
        let label = |item: &Value| {
            let inside = item["item"].as_array().into_iter().flatten().map(|item| item["name"].to_string());
            format!("{}{}", item["name"], inside.collect::<String>())
        };
        items.as_array().into_iter().flatten().map(label).collect()
    };
    assert_eq!(tree(&read(&entries)["item"]), ["\"1\"", "\"RFIs\"\"2\"\"4\"", "\"Users\"\"3\"", "\"5\""]);
}

#[test]
fn a_header_of_the_person_counts() {
    let header = |name: &str, value: &str, method, body| {
        let headers = vec![(name.to_owned(), value.to_owned())];
        let request = Outgoing { method, target: "/a".into(), headers, body, ..Outgoing::default() };
        read(&[saved("a", "", request)])["item"][0]["request"]["header"].clone()
    };
    let pair = |key: &str, value: &str| json!({ "key": key, "value": value });
    let accept = pair("Accept", "application/json");
    assert_eq!(header("accept", "text/csv", Method::Get, Body::Empty), json!([pair("accept", "text/csv")]));
    let json = Body::Json("{}".into());
    let patch = "application/merge-patch+json";
    assert_eq!(
        header("Content-type", patch, Method::Post, json.clone()),
        json!([accept, pair("Content-type", patch)])
    );
    // What contradicts the body, what has no body, and what no page may set.
    let usual = json!([accept, pair("Content-Type", "application/json")]);
    assert_eq!(header("Content-Type", "text/csv", Method::Post, json.clone()), usual);
    assert_eq!(header("Host", "evil.example", Method::Post, json.clone()), usual);
    assert_eq!(header("Content-Type", patch, Method::Get, json), json!([accept]));
}

/// What Postman makes of a text: `Substitutor.parse` of postman-collection 5.3.1, with the variables of the collection and
/// those that Postman has of its own.
fn substituted(text: &str, collection: &Value) -> String {
    let variables = collection["variable"].as_array().expect("variables");
    let value = |name: &str| {
        let own = variables.iter().find(|it| it["key"] == name).and_then(|it| it["value"].as_str());
        own.map(str::to_owned).or_else(|| (name == "$guid").then(|| "made up".to_owned()))
    };
    let token = regex::Regex::new(r"\{\{([^{}]*?)\}\}").expect("a pattern");
    (0..19).fold(text.to_owned(), |text, _| {
        let put = |it: &regex::Captures<'_>| value(&it[1]).unwrap_or_else(|| it[0].to_owned());
        token.replace_all(&text, put).into_owned()
    })
}

#[test]
fn what_is_text_stays_text() {
    let text = "{\"a\": \"{{procore_token}} {{$guid}} {{{base_url}}} {{project_id}} {{ x\ny }} {{}} {{a{{b}}c}} {{\"}";
    let part = |name: &str, text: &str| Part { name: name.into(), content: Content::Text(text.into()) };
    for (target, sent) in [
        // Without a value: on the page, too, the inner braces stand for one.
        ("/a?q={{$guid}}&{{procore_token}}=1", "/a?q={{$guid}}&{}=1"),
        ("/:custom/:a.b/:/x:y/:custom", "/:custom/:a.b/:/x:y/:custom"),
        ("/projects/{project_id}/x?base={base_url}&t={procore_token}", "/projects//x?base=&t="),
        ("/a^b?x='1'&&y", "/a%5Eb?x=%271%27&&y"),
        ("/a?", "/a?"),
        // Variables of a folder or of a run, and a name with a colon in it.
        (
            "/a?q={{$timestamp}}&r={{$isoTimestamp}}{{vault:x}}",
            "/a?q={{$timestamp}}&r={{$isoTimestamp}}{{vault:x}}",
        ),
        ("/a/:a:b/::c", "/a/:a:b/::c"),
    ] {
        let request = Outgoing {
            method: Method::Post,
            target: target.into(),
            headers: vec![("X-{{$guid}}".into(), "a".into()), ("X-Note".into(), "{{procore_token}}".into())],
            body: Body::Json(text.into()),
            ..Outgoing::default()
        };
        let parts = Outgoing {
            body: Body::Multipart(vec![part("{{$guid}}", "{{procore_token}}\n")]),
            ..request.clone()
        };
        let all = read(&[saved("a", "", request.clone()), saved("b", "", parts)]);
        let [one, two] = [0, 1].map(|at| all["item"][at]["request"].clone());
        let resolved = |value: &Value| substituted(value.as_str().expect("a text"), &all);
        assert_eq!(resolved(&one["body"]["raw"]), text);
        let form = &two["body"]["formdata"][0];
        assert_eq!(
            (&*resolved(&form["key"]), &*resolved(&form["value"])),
            ("{{$guid}}", "{{procore_token}}\r\n")
        );
        let note = one["header"].as_array().and_then(|all| all.last()).expect("a header");
        assert_eq!(resolved(&note["value"]), "{{procore_token}}");
        // The path as `Url.getPath` resolves it, with the variables of the address.
        let filled = |segment: &Value| {
            let segment = resolved(segment);
            let Some(name) = segment.strip_prefix(':') else { return segment };
            let (name, behind) = name.split_at(name.find('.').unwrap_or(name.len()));
            let given =
                one["url"]["variable"].as_array().expect("variables").iter().find(|it| it["key"] == name);
            given.map_or(segment.clone(), |it| format!("{}{behind}", resolved(&it["value"])))
        };
        let path: Vec<String> = one["url"]["path"].as_array().expect("a path").iter().map(filled).collect();
        let parameter = |it: &Value| match it["value"].as_str() {
            Some(_) => format!("{}={}", resolved(&it["key"]), resolved(&it["value"])),
            None => resolved(&it["key"]),
        };
        let query: Vec<String> =
            one["url"]["query"].as_array().expect("a query").iter().map(parameter).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        let made = format!("/{}{mark}{}", path.join("/"), query.join("&"));
        assert_eq!(made, sent);
        assert_eq!(resolved(&one["url"]["host"][0]), "https://sandbox.procore.com");
        // The token has a name that is in no text, and the description says what is text.
        let bearer = all["auth"]["bearer"][0]["value"].as_str().expect("a text");
        assert!(!text.contains(bearer) && bearer.starts_with("{{procore_token_"), "{bearer}");
        let keys: Vec<&str> = all["variable"]
            .as_array()
            .expect("variables")
            .iter()
            .filter_map(|it| it["key"].as_str())
            .collect();
        assert_eq!(keys.len(), keys.iter().collect::<BTreeSet<_>>().len(), "each is there once: {keys:?}");
        assert!(one["description"].as_str().is_some_and(|it| it.contains("Text, not variables: {{ x")));
        assert!(has_braces(&request));
    }
    assert!(!has_braces(&Outgoing { target: "/{a}?b={c}".into(), ..Outgoing::default() }));
}
