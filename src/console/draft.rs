//! A request as a person types it, and the one that is made of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::draft_fault::DraftFault;
use super::history::Whence;
use super::place::Chosen;
use crate::catalogue::{self, Endpoint};
use crate::json::SyntaxError;
use crate::json::write::indented;
use crate::oauth::Origin;
use crate::procore::{
    Body, CompanyFault, CompanyId, Content, Method, Outgoing, Part, Query, Target, TargetError, TypeNote,
    check_content_type, check_header, names, needs_no_company, trimmed,
};

/// A JSON body is checked up to so many bytes, which takes a moment; beyond, it is Procore's to say.
const CHECKED: usize = 1 << 20;

/// What the person typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The method.
    pub method: Method,
    /// Path and query, as typed: names in braces stand for values.
    pub path: String,
    /// Values for names in braces, by name. Those of company and project come from what is chosen above, if they are not
    /// given here.
    pub values: Vec<(String, String)>,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// Which body is sent.
    pub kind: BodyKind,
    /// The JSON text.
    pub json: String,
    /// The fields of a form.
    pub fields: Vec<(String, String)>,
    /// The parts of a multipart body.
    pub parts: Vec<DraftPart>,
    /// Where it was taken from, if it was.
    pub whence: Option<Whence>,
}

/// A part of a multipart body as it is put together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftPart {
    /// The name of its field.
    pub name: String,
    /// What is in it.
    pub content: Content,
    /// Under which number the browser holds the file, if it is one and is still there. A page that is loaded
    /// anew has no files.
    #[serde(skip)]
    pub file: Option<u32>,
}

/// Which body is sent. What was typed for another kind stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BodyKind {
    /// None.
    #[default]
    Empty,
    /// `application/json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
}

impl BodyKind {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Empty, "None"), (Self::Json, "JSON"), (Self::Form, "Form"), (Self::Multipart, "Multipart")];
}

/// What there is to say of a draft before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The address that will be called; what was typed, if there is a fault in it.
    pub url: String,
    /// The company that the header will name.
    pub company: Option<CompanyId>,
    /// What is wrong with the address, in words.
    pub fault: Option<String>,
    /// What is to be minded.
    pub warning: Option<&'static str>,
    /// What is wrong with the company.
    pub company_fault: Option<CompanyFault>,
}

impl Default for Draft {
    /// The call that says who is signed in.
    fn default() -> Self {
        Self { path: super::session::ME.to_owned(), ..Self::new() }
    }
}

impl Draft {
    /// Nothing is typed yet.
    pub fn new() -> Self {
        Self {
            method: Method::Get,
            path: String::new(),
            values: Vec::new(),
            headers: Vec::new(),
            kind: BodyKind::Empty,
            json: String::new(),
            fields: Vec::new(),
            parts: Vec::new(),
            whence: None,
        }
    }

    /// The body as it is typed, whether or not it can be sent. Of a file its name goes along.
    pub(super) fn typed_body(&self) -> Body {
        match self.kind {
            BodyKind::Empty => Body::Empty,
            BodyKind::Json => Body::Json(self.json.clone()),
            BodyKind::Form => Body::Form(self.fields.clone()),
            BodyKind::Multipart => {
                let part = |part: &DraftPart| Part { name: part.name.clone(), content: part.content.clone() };
                Body::Multipart(self.parts.iter().map(part).collect())
            }
        }
    }

    /// The same with this body. Files are to be chosen again.
    pub(super) fn with_body(self, body: Body) -> Self {
        match body {
            Body::Empty => self,
            Body::Json(json) => Self { kind: BodyKind::Json, json, ..self },
            Body::Form(fields) => Self { kind: BodyKind::Form, fields, ..self },
            Body::Multipart(parts) => {
                let part = |Part { name, content }| DraftPart { name, content, file: None };
                Self { kind: BodyKind::Multipart, parts: parts.into_iter().map(part).collect(), ..self }
            }
        }
    }

    /// Takes the method and the path of an endpoint of the catalogue. What its query needs is named in braces. What was
    /// typed for a body stays; where nothing was, there is something to start from.
    pub(super) fn take_endpoint(&mut self, endpoint: &Endpoint, chosen: &Chosen) {
        self.method = endpoint.method;
        self.path = endpoint.call();
        self.whence = None;
        self.take_body(endpoint, chosen);
    }

    /// Begins the body of an endpoint, unless one is typed already.
    pub(super) fn take_body(&mut self, endpoint: &Endpoint, chosen: &Chosen) {
        let Some(body) = &endpoint.body else { return };
        // What can be written down is, also where files could come with it.
        self.kind = match body.start.trim() {
            _ if body.content == catalogue::Content::Upload => BodyKind::Multipart,
            "" | "{}" if body.content == catalogue::Content::Multipart => BodyKind::Multipart,
            _ => BodyKind::Json,
        };
        if self.kind == BodyKind::Json && self.json.trim().is_empty() {
            self.json = begun(body, chosen);
        }
        self.begin_parts(endpoint, chosen);
    }

    /// Begins the parts of an endpoint that takes files, if parts are what is sent and nothing is in them yet.
    pub(super) fn begin_parts(&mut self, endpoint: &Endpoint, chosen: &Chosen) {
        let takes_files = |body: &&catalogue::Body| body.content != catalogue::Content::Json;
        let is_empty = |part: &DraftPart| {
            let (Content::Text(text) | Content::File(text)) = &part.content;
            text.is_empty()
        };
        let Some(body) = endpoint.body.as_ref().filter(takes_files) else { return };
        if self.kind == BodyKind::Multipart && self.parts.iter().all(is_empty) {
            self.parts = begun_parts(body, chosen);
        }
    }

    /// The names in braces, each once, in their order.
    pub fn names(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for name in names(&self.path) {
            if !all.iter().any(|known| known == name) {
                all.push(name.to_owned());
            }
        }
        all
    }

    /// What the person typed for a name in braces.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(given, _)| given == name).map_or("", |(_, value)| value)
    }

    pub(super) fn set_value(&mut self, name: &str, value: String) {
        self.values.retain(|(given, _)| given != name);
        self.values.push((name.to_owned(), value));
    }

    /// The query, as typed.
    pub(super) fn query(&self) -> Query {
        Query::of(trimmed(&self.path))
    }

    /// The names and values of the query, as typed.
    pub fn pairs(&self) -> Vec<(String, String)> {
        self.query().pairs()
    }

    /// Puts this query in place of the one that is there.
    pub(super) fn set_query(&mut self, query: &Query) {
        self.path = query.behind(self.path.split('?').next().unwrap_or_default());
    }

    /// The value for a name in braces: what was typed, or else what is chosen.
    pub(super) fn filled(&self, name: &str, chosen: &Chosen) -> Option<String> {
        let typed = Some(self.value(name).trim().to_owned()).filter(|value| !value.is_empty());
        typed.or_else(|| chosen.value(name).map(str::to_owned))
    }

    /// Path and query with each name in braces filled that has a value.
    pub(super) fn with_values(&self, chosen: &Chosen) -> Result<String, TargetError> {
        let mut text = trimmed(&self.path).to_owned();
        for name in self.names() {
            if let Some(value) = self.filled(&name, chosen) {
                let part = Target::fill("/{value}", &[("value".to_owned(), value)])?;
                text = text.replace(&format!("{{{name}}}"), &part.path()[1..]);
            }
        }
        Ok(text)
    }

    /// The address that it stands for.
    pub fn target(&self, chosen: &Chosen, api: &Origin) -> Result<Target, TargetError> {
        Target::parse(&self.with_values(chosen)?, api)
    }

    /// What there is to say of it before it is sent. `service` is the company of a service account, which is named where no
    /// other is.
    pub(super) fn preview(&self, chosen: &Chosen, service: Option<&CompanyId>, api: &Origin) -> Preview {
        match self.target(chosen, api) {
            Ok(target) => {
                let company = company_for(&target, chosen).or_else(|| service.cloned());
                let asked =
                    Outgoing { target: target.to_string(), company: company.clone(), ..Outgoing::default() };
                Preview {
                    url: format!("{api}{target}"),
                    company,
                    fault: None,
                    warning: target.warning(),
                    company_fault: CompanyFault::of(&asked),
                }
            }
            Err(fault) => Preview {
                url: format!("{api}{}", trimmed(&self.path)),
                company: None,
                fault: Some(fault.words()),
                warning: None,
                company_fault: None,
            },
        }
    }

    /// Why a typed `Content-Type` will not be sent, if so.
    pub(super) fn type_note(&self) -> Option<TypeNote> {
        let asked = Outgoing { method: self.method, body: self.typed_body(), ..Outgoing::default() };
        check_content_type(asked.sent_body(), &self.headers).ok().flatten()
    }

    /// The files of the parts that are sent, by the numbers under which the browser holds them.
    pub(super) fn files(&self) -> Vec<u32> {
        let is_sent = self.kind == BodyKind::Multipart && self.method != Method::Get;
        self.parts.iter().filter(|_| is_sent).filter_map(|part| part.file).collect()
    }

    /// The request that it stands for.
    pub fn outgoing(&self, chosen: &Chosen, api: &Origin) -> Result<Outgoing, DraftFault> {
        let target = self.target(chosen, api).map_err(DraftFault::Target)?;
        let headers: Vec<(String, String)> = self
            .headers
            .iter()
            .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
            .filter(|(name, value)| !name.is_empty() || !value.is_empty())
            .collect();
        for (name, value) in &headers {
            check_header(name, value).map_err(|fault| DraftFault::Header(name.clone(), fault))?;
        }
        let fields =
            || self.fields.iter().filter(|(name, value)| !name.is_empty() || !value.is_empty()).cloned();
        let body = match self.kind {
            _ if self.method == Method::Get => Body::Empty,
            BodyKind::Empty => Body::Empty,
            BodyKind::Json => {
                check_json(&self.json)?;
                Body::Json(self.json.clone())
            }
            BodyKind::Form => Body::Form(fields().collect()),
            BodyKind::Multipart => {
                let is_gone =
                    |part: &&DraftPart| matches!(part.content, Content::File(_)) && part.file.is_none();
                if let Some(part) = self.parts.iter().find(is_gone) {
                    return Err(DraftFault::FileGone(part.name.clone()));
                }
                let part = |part: &DraftPart| Part { name: part.name.clone(), content: part.content.clone() };
                Body::Multipart(self.parts.iter().map(part).collect())
            }
        };
        let company = company_for(&target, chosen);
        let asked = Outgoing { method: self.method, target: target.to_string(), company, headers, body };
        check_content_type(asked.sent_body(), &asked.headers).map_err(DraftFault::Type)?;
        Ok(asked)
    }
}

/// Something to start from, indented by two blanks.
pub(super) fn begun(body: &catalogue::Body, chosen: &Chosen) -> String {
    let text = body.filled(|name| chosen.value(name));
    if SyntaxError::check(text.as_bytes()).is_ok() { indented(&text) } else { text }
}

/// The rows of a multipart body to start from: the members of the JSON in the spelling of its forms, `rfi[subject]`, and one
/// for a file.
fn begun_parts(body: &catalogue::Body, chosen: &Chosen) -> Vec<DraftPart> {
    let mut parts = Vec::new();
    if let Ok(value) = serde_json::from_str(&body.filled(|name| chosen.value(name))) {
        spread(&value, String::new(), &mut parts);
    }
    let name = body.file.clone().unwrap_or_default();
    parts.push(DraftPart { name, content: Content::File(String::new()), file: None });
    parts
}

/// The members of a value, each with the names on the way to it in brackets.
fn spread(value: &Value, name: String, parts: &mut Vec<DraftPart>) {
    let text = match value {
        Value::Object(members) => {
            for (member, value) in members {
                let name = if name.is_empty() { member.clone() } else { format!("{name}[{member}]") };
                spread(value, name, parts);
            }
            return;
        }
        Value::Array(list) if !list.is_empty() => {
            list.iter().for_each(|value| spread(value, format!("{name}[]"), parts));
            return;
        }
        Value::Array(_) => {
            parts.push(DraftPart {
                name: format!("{name}[]"),
                content: Content::Text(String::new()),
                file: None,
            });
            return;
        }
        Value::Null => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
    };
    parts.push(DraftPart { name, content: Content::Text(text), file: None });
}

/// The company of the header.
fn company_for(target: &Target, chosen: &Chosen) -> Option<CompanyId> {
    let company = chosen.company.as_ref().filter(|_| !needs_no_company(target.path()));
    company.and_then(|company| CompanyId::parse(&company.id).ok())
}

fn check_json(text: &str) -> Result<(), DraftFault> {
    if text.len() > CHECKED {
        return Ok(());
    }
    SyntaxError::check(text.as_bytes()).map_err(DraftFault::Json)
}
