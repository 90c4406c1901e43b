//! Saved requests as a Postman collection, version 2.1 of its schema (<https://schema.postman.com/>).
//!
//! Host and token are variables of the collection, so that nothing of a session is in it. Path and query stay encoded as
//! they are sent, with the values of their parameters.

use std::collections::BTreeSet;

use super::json::{array, object, optional, string};
use super::saved::SavedRequest;
use super::secrets::without_secrets;
use crate::oauth::Origin;
use crate::procore::{Body, CompanyId, Content, Outgoing, Part, names};

/// What a collection says that it is.
const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
/// The variable of the host.
const HOST: &str = "{{base_url}}";
/// The variable of the token.
const TOKEN: &str = "{{procore_token}}";

/// The collection called `name` of these requests, for the host `api` as long as nobody changes the variable. Folders stand
/// where their first request does.
pub fn collection(name: &str, requests: &[SavedRequest], api: &Origin) -> String {
    let mut items: Vec<String> = Vec::new();
    for (at, request) in requests.iter().enumerate() {
        if request.folder.is_empty() {
            items.push(item(request));
            continue;
        }
        let is_of_folder = |other: &&SavedRequest| other.folder == request.folder;
        if requests[..at].iter().any(|before| is_of_folder(&before)) {
            continue;
        }
        let inside = requests[at..].iter().filter(is_of_folder).map(item);
        items.push(object([("name", string(&request.folder)), ("item", array(inside))]));
    }
    let bearer = object([("key", string("token")), ("value", string(TOKEN)), ("type", string("string"))]);
    // What stands in braces is a variable too, for whoever imports it to fill in.
    let targets = requests.iter().map(|request| &*request.request.target);
    let open: BTreeSet<&str> = targets.flat_map(names).collect();
    let variables = [("base_url", api.as_str()), ("procore_token", "")].into_iter();
    let variables = variables.chain(open.into_iter().map(|name| (name, "")));
    let variables = variables.map(|(key, value)| object([("key", string(key)), ("value", string(value))]));
    object([
        ("info", object([("name", string(name)), ("schema", string(SCHEMA))])),
        ("auth", object([("type", string("bearer")), ("bearer", array([bearer]))])),
        ("variable", array(variables)),
        ("item", array(items)),
    ])
}

fn item(saved: &SavedRequest) -> String {
    let request = without_secrets(saved.request.clone());
    object([
        ("name", string(&saved.name)),
        (
            "request",
            object([
                ("description", string(&saved.notes)),
                ("method", string(request.method.name())),
                ("header", headers(&request)),
                ("url", url(&request.target)),
                ("body", body(&request.body)),
            ]),
        ),
    ])
}

/// All that are sent, but for those of the token and of a multipart body, which Postman makes itself.
fn headers(request: &Outgoing) -> String {
    let content_type = match request.body {
        Body::Json(_) => Some("application/json"),
        Body::Form(_) => Some("application/x-www-form-urlencoded"),
        Body::Empty | Body::Multipart(_) => None,
    };
    let company = request.company.as_ref().map(CompanyId::as_str);
    let ours =
        [("Accept", Some("application/json")), ("Content-Type", content_type), (CompanyId::HEADER, company)];
    let is_set = |name: &str| request.headers.iter().any(|(set, _)| set.trim().eq_ignore_ascii_case(name));
    let ours =
        ours.into_iter().filter(|(name, _)| !is_set(name)).filter_map(|(name, value)| Some((name, value?)));
    let has_boundary = matches!(request.body, Body::Multipart(_));
    let is_theirs = |name: &str| !(has_boundary && name.trim().eq_ignore_ascii_case("Content-Type"));
    let theirs = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let theirs = theirs.filter(|(name, _)| is_theirs(name));
    array(ours.chain(theirs).map(|(name, value)| pair(name, value)))
}

fn pair(key: &str, value: &str) -> String {
    object([("key", string(key)), ("value", string(value))])
}

/// Names in braces are written as Postman writes variables.
fn url(target: &str) -> String {
    let open: BTreeSet<&str> = names(target).collect();
    let doubled =
        |text: String, name: &&str| text.replace(&format!("{{{name}}}"), &format!("{{{{{name}}}}}"));
    let target = &*open.iter().fold(target.to_owned(), doubled);
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let segments = path.strip_prefix('/').unwrap_or(path).split('/').map(string);
    let parameter = |parameter: &str| {
        let (key, value) =
            parameter.split_once('=').map_or((parameter, None), |(key, value)| (key, Some(value)));
        object([("key", string(key)), ("value", optional(value))])
    };
    let parameters = query.into_iter().flat_map(|query| query.split('&')).map(parameter);
    object([
        ("raw", string(&format!("{HOST}{target}"))),
        ("host", array([string(HOST)])),
        ("path", array(segments)),
        ("query", array(parameters)),
    ])
}

fn body(body: &Body) -> String {
    match body {
        Body::Empty => "null".to_owned(),
        Body::Json(text) => {
            let language = object([("raw", object([("language", string("json"))]))]);
            object([("mode", string("raw")), ("raw", string(text)), ("options", language)])
        }
        Body::Form(fields) => {
            let fields = fields.iter().map(|(name, value)| pair(name, value));
            object([("mode", string("urlencoded")), ("urlencoded", array(fields))])
        }
        Body::Multipart(parts) => {
            object([("mode", string("formdata")), ("formdata", array(parts.iter().map(part)))])
        }
    }
}

fn part(Part { name, content }: &Part) -> String {
    let (kind, member, value) = match content {
        Content::Text(text) => ("text", "value", text),
        Content::File(file) => ("file", "src", file),
    };
    object([("key", string(name)), ("type", string(kind)), (member, string(value))])
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
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
        let fields = vec![("a[]".into(), "1".into()), ("a[]".into(), "2 &".into())];
        assert_eq!(
            body(Body::Form(fields)),
            (
                json!({ "mode": "urlencoded", "urlencoded": [{ "key": "a[]", "value": "1" }, { "key": "a[]", "value": "2 &" }] }),
                json!("application/x-www-form-urlencoded")
            )
        );
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
        let target =
            "/rest/v1.0/projects/{project_id}/rfis?company_id={company_id}&again={project_id}&json={}";
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
        let entry =
            |name, folder| saved(name, folder, Outgoing { target: "/a".into(), ..Outgoing::default() });
        let entries =
            [entry("1", ""), entry("2", "RFIs"), entry("3", "Users"), entry("4", "RFIs"), entry("5", "")];
        let tree = |items: &Value| -> Vec<String> {
            let label = |item: &Value| {
                let inside =
                    item["item"].as_array().into_iter().flatten().map(|item| item["name"].to_string());
                format!("{}{}", item["name"], inside.collect::<String>())
            };
            items.as_array().into_iter().flatten().map(label).collect()
        };
        assert_eq!(tree(&read(&entries)["item"]), ["\"1\"", "\"RFIs\"\"2\"\"4\"", "\"Users\"\"3\"", "\"5\""]);
    }

    #[test]
    fn a_header_of_the_person_counts() {
        let header = |name: &str, body| {
            let headers = vec![(name.to_owned(), "text/csv".to_owned())];
            let request = Outgoing { target: "/a".into(), headers, body, ..Outgoing::default() };
            read(&[saved("a", "", request)])["item"][0]["request"]["header"].clone()
        };
        let csv = |name| json!({ "key": name, "value": "text/csv" });
        let accept = json!({ "key": "Accept", "value": "application/json" });
        assert_eq!(header("accept", Body::Empty), json!([csv("accept")]));
        assert_eq!(header("Content-type", Body::Json("a".into())), json!([accept, csv("Content-type")]));
        assert_eq!(header("Content-Type", Body::Multipart(Vec::new())), json!([accept]));
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "postman_snapshot_tests.rs"]
mod snapshot_tests;
