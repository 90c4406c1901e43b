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

use serde_json::{Value, json};

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
    let mut items: Vec<Value> = Vec::new();
    for (at, request) in requests.iter().enumerate() {
        if request.folder.is_empty() {
            items.push(item(request));
            continue;
        }
        let is_of_folder = |other: &&SavedRequest| other.folder == request.folder;
        if requests[..at].iter().any(|before| is_of_folder(&before)) {
            continue;
        }
        let inside: Vec<Value> = requests[at..].iter().filter(is_of_folder).map(item).collect();
        items.push(json!({ "name": request.folder, "item": inside }));
    }
    let token = variable(&variables.token);
    // What stands in braces is a variable too, for whoever imports it to fill in.
    let ours = [pair(&variables.host, api.as_str()), pair(&variables.token, "")];
    let ours = ours.into_iter().chain(open.into_iter().map(|name| pair(&variables.named(name), "")));
    let literal = variables.literal.iter().map(|name| pair(name, &format!("{{{{{name}}}}}")));
    let collection = json!({
        "info": { "name": name, "schema": SCHEMA },
        "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": token, "type": "string" }] },
        // As on the page: a redirect is not followed, and no cookie goes out.
        "protocolProfileBehavior": { "followRedirects": false, "disableCookies": true },
        "variable": ours.chain(literal).collect::<Vec<Value>>(),
        "item": items,
    });
    collection.to_string()
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

fn item(saved: &SavedRequest, variables: &Variables) -> Value {
    let request = without_secrets(saved.request.clone());
    let said = said(&saved.request, &request);
    let notes = Some(&saved.notes).filter(|notes| !notes.is_empty()).into_iter();
    let description: Vec<&str> = notes.chain(&said).map(String::as_str).collect();
    json!({
        "name": saved.name,
        "request": {
            "description": description.join("\n\n"),
            "method": request.method.name(),
            "header": headers(&request),
            "url": url(&request.target, variables),
            "body": body(request.sent_body()),
        },
    })
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
fn headers(request: &Outgoing) -> Value {
    let mut all: Vec<(String, String)> = Vec::new();
    for (name, value) in request.sent_headers() {
        match all.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            Some((_, known)) => *known += &format!(", {value}"),
            None => all.push((name, value)),
        }
    }
    all.iter().map(|(name, value)| pair(name, value)).collect()
}

fn pair(key: &str, value: &str) -> Value {
    json!({ "key": key, "value": value })
}

fn url(target: &str, variables: &Variables) -> Value {
    let target = &*variables.filled_in(&spelled(target));
    let host = variable(&variables.host);
    let (path, query) = target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
    let segments = || path.strip_prefix('/').unwrap_or(path).split('/');
    let parameter = |parameter: &str| {
        let (key, value) =
            parameter.split_once('=').map_or((parameter, None), |(key, value)| (key, Some(value)));
        json!({ "key": key, "value": value })
    };
    let parameters = query.into_iter().flat_map(|query| query.split('&')).map(parameter);
    // Postman fills in `:name`, up to a dot, by a variable of the address.
    let named = segments().filter_map(|segment| segment.strip_prefix(':')?.split('.').next());
    let named: BTreeSet<&str> = named.filter(|name| !name.is_empty()).collect();
    let named = named.into_iter().map(|name| pair(name, &format!(":{name}")));
    json!({
        "raw": format!("{host}{target}"),
        "host": [host],
        "path": segments().collect::<Vec<&str>>(),
        "query": parameters.collect::<Vec<Value>>(),
        "variable": named.collect::<Vec<Value>>(),
    })
}

fn raw(text: &str, language: &str) -> Value {
    json!({ "mode": "raw", "raw": text, "options": { "raw": { "language": language } } })
}

fn body(body: &Body) -> Value {
    match body {
        Body::Empty => Value::Null,
        Body::Json(text) => raw(text, "json"),
        Body::Form(fields) if is_spelled_alike(fields) => {
            let fields: Vec<Value> = fields.iter().map(|(name, value)| pair(name, value)).collect();
            json!({ "mode": "urlencoded", "urlencoded": fields })
        }
        Body::Form(fields) => {
            raw(&form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish(), "text")
        }
        Body::Multipart(parts) => {
            json!({ "mode": "formdata", "formdata": parts.iter().map(part).collect::<Vec<Value>>() })
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
fn part(Part { name, content }: &Part) -> Value {
    let with_crlf = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    let (kind, member, value) = match content {
        Content::Text(text) => ("text", "value", with_crlf(text)),
        Content::File(file) => ("file", "src", file.clone()),
    };
    json!({ "key": with_crlf(name), "type": kind, (member): value })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "postman_tests.rs"]
mod tests;

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "postman_snapshot_tests.rs"]
mod snapshot_tests;
