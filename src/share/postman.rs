//! Saved requests as a Postman collection, version 2.1 of its schema (<https://schema.postman.com/>).
//!
//! Host and token are variables of the collection, so that nothing of a session is in it. Path and query stay encoded as
//! they are sent, with the values of their parameters.
//!
//! Postman evaluates every text of a request: `{{name}}` by a variable, `{{$guid}}` by a value that it makes up, `:name` as a
//! part of the path. What a person wrote so is to be sent as it is written. So the collection gives each such name itself as
//! its value: Postman replaces it by itself, up to twenty times, and sends it (tried with the npm package postman-collection
//! 5.3.1). Names of our own variables are none that is in a text. What cannot be said so, the description says.

use std::collections::BTreeSet;

use super::json::{array, object, optional, string};
use super::saved::SavedRequest;
use super::secrets::{is_secret_header, without_secrets};
use crate::oauth::Origin;
use crate::procore::{
    Body, Content, Outgoing, Part, TypeNote, check_content_type, check_header, names, spelled,
};

/// What a collection says that it is.
const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
/// The variable of the host.
const HOST: &str = "base_url";
/// The variable of the token.
const TOKEN: &str = "procore_token";

/// The collection called `name` of these requests, for the host `api` as long as nobody changes the variable. Folders stand
/// where their first request does.
pub fn collection(name: &str, requests: &[SavedRequest], api: &Origin) -> String {
    let cleaned: Vec<Outgoing> =
        requests.iter().map(|saved| without_secrets(saved.request.clone())).collect();
    let open: BTreeSet<&str> = cleaned.iter().flat_map(|request| names(&request.target)).collect();
    let variables = Variables::new(cleaned.iter().flat_map(written_braces).collect(), &open);
    let item = |saved: &SavedRequest| item(saved, &variables);
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
    let token = variable(&variables.token);
    let bearer = object([("key", string("token")), ("value", string(&token)), ("type", string("string"))]);
    // What stands in braces is a variable too, for whoever imports it to fill in.
    let ours = [pair(&variables.host, api.as_str()), pair(&variables.token, "")];
    let ours = ours.into_iter().chain(open.into_iter().map(|name| pair(&variables.named(name), "")));
    let literal = variables.literal.iter().map(|name| pair(name, &format!("{{{{{name}}}}}")));
    // As on the page: a redirect is not followed, and no cookie goes out.
    let behaviour = object([("followRedirects", "false".to_owned()), ("disableCookies", "true".to_owned())]);
    object([
        ("info", object([("name", string(name)), ("schema", string(SCHEMA))])),
        ("auth", object([("type", string("bearer")), ("bearer", array([bearer]))])),
        ("protocolProfileBehavior", behaviour),
        ("variable", array(ours.chain(literal))),
        ("item", array(items)),
    ])
}

/// Whether a text of the request has something in double braces, which Postman could take for a variable.
pub fn has_braces(request: &Outgoing) -> bool {
    !written_braces(&without_secrets(request.clone())).is_empty()
}

/// The variables of a collection.
struct Variables {
    /// The names in double braces that are text.
    literal: BTreeSet<String>,
    /// The name of the host's.
    host: String,
    /// The name of the token's.
    token: String,
}

impl Variables {
    /// The host's and the token's are called neither as something in a text nor as one of the `open` names in single braces.
    fn new(literal: BTreeSet<String>, open: &BTreeSet<&str>) -> Self {
        let mut taken = literal.clone();
        taken.extend(open.iter().map(|name| unlike(&literal, name)));
        let (host, token) = (unlike(&taken, HOST), unlike(&taken, TOKEN));
        Self { literal, host, token }
    }

    /// What a name in single braces is called: never as something in a text.
    fn named(&self, name: &str) -> String {
        unlike(&self.literal, name)
    }

    /// Names in braces as Postman writes variables.
    fn filled_in(&self, target: &str) -> String {
        let (mut written, mut rest) = (String::new(), target);
        for name in names(target) {
            let (before, behind) = rest.split_once(&format!("{{{name}}}")).unwrap_or((rest, ""));
            written += before;
            written += &variable(&self.named(name));
            rest = behind;
        }
        written + rest
    }
}

/// `name`, lengthened until it is none of `taken`.
fn unlike(taken: &BTreeSet<String>, name: &str) -> String {
    let mut name = name.to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    name
}

/// A variable as Postman writes it.
fn variable(name: &str) -> String {
    format!("{{{{{name}}}}}")
}

/// What stands in double braces in the texts of a request, as Postman looks for it.
fn written_braces(request: &Outgoing) -> BTreeSet<String> {
    let target = spelled(&request.target);
    let mut texts: Vec<String> = Vec::new();
    // Names in single braces are variables of ours, and stand for nothing here.
    let mut rest = target.as_str();
    for name in names(&target) {
        let (before, behind) = rest.split_once(&format!("{{{name}}}")).unwrap_or((rest, ""));
        texts.push(before.to_owned());
        rest = behind;
    }
    texts.push(rest.to_owned());
    texts.extend(request.sent_headers().into_iter().flat_map(|(name, value)| [name, value]));
    match request.sent_body() {
        Body::Empty | Body::Form(_) => {}
        Body::Json(text) => texts.push(text.clone()),
        Body::Multipart(parts) => {
            for Part { name, content: Content::Text(text) | Content::File(text) } in parts {
                texts.extend([name.clone(), text.clone()]);
            }
        }
    }
    texts.iter().flat_map(|text| braces(text)).map(str::to_owned).collect()
}

/// The names in double braces: whatever is between them but braces, and something.
fn braces(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices("{{").map(|(at, _)| at);
    // `{{{` has a second beginning.
    let starts = starts.flat_map(|at| [at, at + 1]).filter(|at| text[*at..].starts_with("{{"));
    starts.filter_map(|at| {
        let inside = &text[at + 2..];
        let length = inside.find(['{', '}'])?;
        (length > 0 && inside[length..].starts_with("}}")).then(|| &inside[..length])
    })
}

fn item(saved: &SavedRequest, variables: &Variables) -> String {
    let request = without_secrets(saved.request.clone());
    let said = said(&saved.request, &request);
    let notes = Some(&saved.notes).filter(|notes| !notes.is_empty()).into_iter();
    let description: Vec<&str> = notes.chain(&said).map(String::as_str).collect();
    object([
        ("name", string(&saved.name)),
        (
            "request",
            object([
                ("description", string(&description.join("\n\n"))),
                ("method", string(request.method.name())),
                ("header", headers(&request)),
                ("url", url(&request.target, variables)),
                ("body", body(request.sent_body())),
            ]),
        ),
    ])
}

/// What is not in the collection as it is in the request, sentence by sentence.
fn said(whole: &Outgoing, cleaned: &Outgoing) -> Vec<String> {
    let list = |names: Vec<&str>| names.join(", ");
    let mut said = Vec::new();
    let secret = whole.headers.iter().map(|(name, _)| name.as_str()).filter(|name| is_secret_header(name));
    let secret: Vec<&str> = secret.collect();
    if !secret.is_empty() {
        said.push(format!("Left out, since their values may be secrets: {}.", list(secret)));
    }
    let is_refused = |(name, value): &&(String, String)| check_header(name.trim(), value.trim()).is_err();
    let refused: Vec<&str> =
        cleaned.headers.iter().filter(is_refused).map(|(name, _)| name.as_str()).collect();
    if !refused.is_empty() {
        said.push(format!("Left out, since no browser sends them from a page: {}.", list(refused)));
    }
    match check_content_type(cleaned.sent_body(), &cleaned.headers) {
        Ok(note) => said.extend(note.map(TypeNote::words).map(str::to_owned)),
        Err(fault) => said.push(format!("The typed Content-Type is left out. {}", fault.words())),
    }
    match cleaned.sent_body() {
        Body::Form(fields) if !is_spelled_alike(fields) => said.push(
            "The form is written as text: Postman would spell or order its fields in another way.".to_owned(),
        ),
        Body::Multipart(parts) => {
            let file = |part: &Part| match &part.content {
                Content::File(file) => Some(file.clone()),
                Content::Text(_) => None,
            };
            let files: Vec<String> = parts.iter().filter_map(file).collect();
            if !files.is_empty() {
                said.push(format!("Files are not in a collection. Choose them again: {}.", files.join(", ")));
            }
        }
        Body::Empty | Body::Json(_) | Body::Form(_) => {}
    }
    let braces: Vec<String> = written_braces(cleaned).iter().map(|name| format!("{{{{{name}}}}}")).collect();
    if !braces.is_empty() {
        said.push(format!(
            "Text, not variables: {}. The collection keeps them as they are; a variable of the same name in your environment \
             would be put in their place, so have none.",
            braces.join(", ")
        ));
    }
    said
}

/// All that are sent, but for the token's. Those with one name are one (Fetch standard, "combine").
fn headers(request: &Outgoing) -> String {
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, value) in request.sent_headers() {
        match all.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            Some((_, known)) => *known += &format!(", {value}"),
            None => all.push((name, value)),
        }
    }
    array(all.iter().map(|(name, value)| pair(name, value)))
}

fn pair(key: &str, value: &str) -> String {
    object([("key", string(key)), ("value", string(value))])
}

fn url(target: &str, variables: &Variables) -> String {
    let target = &*variables.filled_in(&spelled(target));
    let host = variable(&variables.host);
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let segments = || path.strip_prefix('/').unwrap_or(path).split('/');
    let parameter = |parameter: &str| {
        let (key, value) =
            parameter.split_once('=').map_or((parameter, None), |(key, value)| (key, Some(value)));
        object([("key", string(key)), ("value", optional(value))])
    };
    let parameters = query.into_iter().flat_map(|query| query.split('&')).map(parameter);
    // Postman fills in `:name`, up to a dot, by a variable of the address.
    let named = segments().filter_map(|segment| segment.strip_prefix(':')?.split('.').next());
    let named: BTreeSet<&str> = named.filter(|name| !name.is_empty()).collect();
    let named = named.into_iter().map(|name| pair(name, &format!(":{name}")));
    object([
        ("raw", string(&format!("{host}{target}"))),
        ("host", array([string(&host)])),
        ("path", array(segments().map(string))),
        ("query", array(parameters)),
        ("variable", array(named)),
    ])
}

fn raw(text: &str, language: &str) -> String {
    let language = object([("raw", object([("language", string(language))]))]);
    object([("mode", string("raw")), ("raw", string(text)), ("options", language)])
}

fn body(body: &Body) -> String {
    match body {
        Body::Empty => "null".to_owned(),
        Body::Json(text) => raw(text, "json"),
        Body::Form(fields) if is_spelled_alike(fields) => {
            let fields = fields.iter().map(|(name, value)| pair(name, value));
            object([("mode", string("urlencoded")), ("urlencoded", array(fields))])
        }
        Body::Form(fields) => {
            raw(&form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish(), "text")
        }
        Body::Multipart(parts) => {
            object([("mode", string("formdata")), ("formdata", array(parts.iter().map(part)))])
        }
    }
}

/// Whether Postman makes the same bytes of these fields as a browser: blanks and a few marks have two spellings, fields with
/// one name are brought together, and one without a name is none.
fn is_spelled_alike(fields: &[(String, String)]) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._[]".contains(&byte);
    let is_alike = |(name, value): &(String, String)| {
        !name.is_empty() && name.bytes().chain(value.bytes()).all(is_plain)
    };
    let distinct: BTreeSet<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
    distinct.len() == fields.len() && fields.iter().all(is_alike)
}

/// Line breaks are CR LF, as browsers send them (HTML standard, "Multipart form data").
fn part(Part { name, content }: &Part) -> String {
    let with_crlf = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    let (kind, member, value) = match content {
        Content::Text(text) => ("text", "value", with_crlf(text)),
        Content::File(file) => ("file", "src", file.clone()),
    };
    object([("key", string(&with_crlf(name))), ("type", string(kind)), (member, string(&value))])
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
        let text =
            |raw: &str| json!({ "mode": "raw", "raw": raw, "options": { "raw": { "language": "text" } } });
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
        let header = |name: &str, value: &str, method, body| {
            let headers = vec![(name.to_owned(), value.to_owned())];
            let request = Outgoing { method, target: "/a".into(), headers, body, ..Outgoing::default() };
            read(&[saved("a", "", request)])["item"][0]["request"]["header"].clone()
        };
        let pair = |key: &str, value: &str| json!({ "key": key, "value": value });
        let accept = pair("Accept", "application/json");
        assert_eq!(
            header("accept", "text/csv", Method::Get, Body::Empty),
            json!([pair("accept", "text/csv")])
        );
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
        ] {
            let request = Outgoing {
                method: Method::Post,
                target: target.into(),
                headers: vec![
                    ("X-{{$guid}}".into(), "a".into()),
                    ("X-Note".into(), "{{procore_token}}".into()),
                ],
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
            let path: Vec<String> =
                one["url"]["path"].as_array().expect("a path").iter().map(filled).collect();
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
            assert_eq!(
                keys.len(),
                keys.iter().collect::<BTreeSet<_>>().len(),
                "each is there once: {keys:?}"
            );
            assert!(one["description"].as_str().is_some_and(|it| it.contains("Text, not variables: {{ x")));
            assert!(has_braces(&request));
        }
        assert!(!has_braces(&Outgoing { target: "/{a}?b={c}".into(), ..Outgoing::default() }));
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "postman_snapshot_tests.rs"]
mod snapshot_tests;
