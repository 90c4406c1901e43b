//! One endpoint: what can be asked of it, and how.

use serde::{Deserialize, Serialize};

use super::template;
use crate::procore::Method;

/// A method and a path of Procore's API, with all that is known of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// The method.
    pub method: Method,
    /// The path as Procore writes it, its parameters in braces: `/rest/v1.0/projects/{project_id}/rfis`.
    pub path: String,
    /// The tool of Procore's that it belongs to.
    pub tool: String,
    /// What it is for, in a line of our own.
    pub line: String,
    /// Those of the path in their order, then those of the query. `page` and `per_page` are not among them: see `pages`.
    pub parameters: Vec<Parameter>,
    /// Whether the answer comes in pages, by `page` (from 1) and `per_page` (Procore's "Pagination").
    pub pages: bool,
    /// The body, for a write that has one.
    pub body: Option<Body>,
}

/// One parameter. Only those are listed that are known for certain; an endpoint may have more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name, without the `[]` of an array: `filters[status_id]`.
    pub name: String,
    /// Where it stands.
    pub at: At,
    /// What its values are.
    pub kind: Kind,
    /// Whether it may have several values, each of them sent as `name[]=value` (Procore's "Filtering on List Actions").
    pub many: bool,
    /// Whether Procore refuses the call without it.
    pub required: bool,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// In the path, in braces.
    Path,
    /// In the query.
    Query,
}

/// What the values of a parameter are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// An id: up to 64 bits, or a string in version 2. It is never calculated with.
    Id,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Any text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A day, `YYYY-MM-DD` (Procore's "Working with Dates and Times").
    Date,
    /// An instant, `YYYY-MM-DDTHH:MM:SSZ`.
    DateTime,
    /// Two of either with `...` between them (Procore's "Filtering on List Actions").
    DateRange,
    /// One of these.
    OneOf(Vec<String>),
    /// One of these; or more with commas between them, each with a `-` before it for the other direction.
    Sort(Vec<String>),
}

/// How the body of an answer holds what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Envelope {
    /// The body is the thing itself.
    Bare,
    /// The thing is the member `data` (Procore's "REST v2").
    Data,
}

/// The body of a write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// How it is sent.
    pub content: Content,
    /// The member that all fields stand in, such as `rfi`.
    pub wrap: Option<String>,
    /// Something to start from: JSON, but for `{company_id}` and `{project_id}`. [`Body::filled`] fills them in.
    pub start: String,
    /// The field that a file is sent in, where its name is known.
    pub file: Option<String>,
}

/// How a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// As JSON.
    Json,
    /// As `multipart/form-data`, so that files can go with it; without files, JSON does as well.
    Multipart,
    /// As `multipart/form-data`: it is sent for its file.
    Upload,
}

impl Endpoint {
    /// Such as `v1.0`; `None` for a path that is not below `/rest`.
    pub fn version(&self) -> Option<&str> {
        template::version(&self.path)
    }

    /// How an answer holds what was asked for: by the version, since everything of version 2 is wrapped.
    pub fn envelope(&self) -> Envelope {
        if template::major(&self.path) >= 2 { Envelope::Data } else { Envelope::Bare }
    }

    /// Path and query of a call, with names in braces for all that it cannot do without.
    pub fn call(&self) -> String {
        let needed =
            self.parameters.iter().filter(|parameter| parameter.required && parameter.at == At::Query);
        let query: Vec<String> = needed
            .map(|Parameter { name, many, .. }| format!("{name}{}={{{name}}}", if *many { "[]" } else { "" }))
            .collect();
        if query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, query.join("&")) }
    }

    /// The values that `target`, a path that belongs here, gives to the parameters of the path: names, and values as they
    /// are written. Braces that were left unfilled give nothing.
    pub fn given<'a>(&'a self, target: &'a str) -> Vec<(&'a str, &'a str)> {
        template::values(&self.path, target)
    }

    /// Whether a call belongs here: [`Catalogue::of`](super::Catalogue::of) may know another that fits better.
    pub fn fits(&self, method: Method, target: &str) -> bool {
        self.method == method && template::fit(&self.path, target).is_some()
    }

    /// `target`, a path that belongs here, with this value for a parameter of the path; without one, its name is in braces.
    pub fn with_value(&self, target: &str, name: &str, value: &str) -> String {
        template::put(&self.path, target, name, value)
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Whether a call cannot do without the parameter `name`, wherever it stands.
    pub(super) fn needs(&self, name: &str) -> bool {
        let in_body = |body: &Body| {
            let mut parts = body.start.split('{');
            parts.any(|part| part.strip_prefix(name).is_some_and(|rest| rest.starts_with('}')))
        };
        self.parameter(name).is_some_and(|parameter| parameter.required)
            || self.body.as_ref().is_some_and(in_body)
    }
}

impl Body {
    /// What to start from, with the ids that `known` has for `company_id` and `project_id`, digits that they are; `null`
    /// for those that it has not.
    pub fn filled<'a>(&self, known: impl Fn(&str) -> Option<&'a str>) -> String {
        ["company_id", "project_id"].iter().fold(self.start.clone(), |text, name| {
            text.replace(&format!("{{{name}}}"), known(name).unwrap_or("null"))
        })
    }
}
