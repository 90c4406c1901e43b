//! The words of `endpoints.txt` as plain constants, from which endpoints are made when a catalogue is.

use super::endpoint::{At, Body, Content, Endpoint, Kind, Parameter};
use super::template;
use crate::procore::Method;

/// The endpoints of one tool.
pub(super) struct Table {
    pub(super) tool: &'static str,
    pub(super) rows: &'static [Row],
}

/// One endpoint. The parameters of its path are in the path.
pub(super) struct Row {
    method: Method,
    path: &'static str,
    line: &'static str,
    query: &'static [Query],
    pages: bool,
    body: Option<Start>,
}

/// One parameter of a query.
pub(super) struct Query {
    name: &'static str,
    kind: Type,
    many: bool,
    required: bool,
}

enum Type {
    Id,
    Integer,
    Text,
    Boolean,
    Date,
    DateRange,
    OneOf(&'static [&'static str]),
    Sort(&'static [&'static str]),
}

/// The body of a write.
pub(super) struct Start {
    content: Content,
    wrap: &'static str,
    text: &'static str,
    file: &'static str,
}

/// A GET that comes in pages.
pub(super) const fn list(path: &'static str, line: &'static str, query: &'static [Query]) -> Row {
    Row { method: Method::Get, path, line, query, pages: true, body: None }
}

/// A GET that does not.
pub(super) const fn show(path: &'static str, line: &'static str, query: &'static [Query]) -> Row {
    Row { method: Method::Get, path, line, query, pages: false, body: None }
}

pub(super) const fn create(
    path: &'static str,
    line: &'static str,
    query: &'static [Query],
    body: Start,
) -> Row {
    Row { method: Method::Post, path, line, query, pages: false, body: Some(body) }
}

pub(super) const fn change(
    path: &'static str,
    line: &'static str,
    query: &'static [Query],
    body: Start,
) -> Row {
    Row { method: Method::Patch, path, line, query, pages: false, body: Some(body) }
}

pub(super) const fn remove(path: &'static str, line: &'static str, query: &'static [Query]) -> Row {
    Row { method: Method::Delete, path, line, query, pages: false, body: None }
}

/// A body that is always JSON. `wrap` is empty where nothing wraps the fields.
pub(super) const fn json(wrap: &'static str, text: &'static str) -> Start {
    Start { content: Content::Json, wrap, text, file: "" }
}

/// A body that files may go with, in the field of this name; empty where the name is not known.
pub(super) const fn files(wrap: &'static str, text: &'static str, file: &'static str) -> Start {
    Start { content: Content::Multipart, wrap, text, file }
}

/// A body that is sent for its file, in the field of this name.
pub(super) const fn upload(wrap: &'static str, text: &'static str, file: &'static str) -> Start {
    Start { content: Content::Upload, wrap, text, file }
}

pub(super) const fn id(name: &'static str) -> Query {
    one(name, Type::Id)
}

pub(super) const fn ids(name: &'static str) -> Query {
    many(name, Type::Id)
}

pub(super) const fn integer(name: &'static str) -> Query {
    one(name, Type::Integer)
}

pub(super) const fn text(name: &'static str) -> Query {
    one(name, Type::Text)
}

pub(super) const fn texts(name: &'static str) -> Query {
    many(name, Type::Text)
}

pub(super) const fn yes_no(name: &'static str) -> Query {
    one(name, Type::Boolean)
}

pub(super) const fn day(name: &'static str) -> Query {
    one(name, Type::Date)
}

pub(super) const fn span(name: &'static str) -> Query {
    one(name, Type::DateRange)
}

pub(super) const fn one_of(name: &'static str, values: &'static [&'static str]) -> Query {
    one(name, Type::OneOf(values))
}

pub(super) const fn several(name: &'static str, values: &'static [&'static str]) -> Query {
    many(name, Type::OneOf(values))
}

pub(super) const fn sort(values: &'static [&'static str]) -> Query {
    one("sort", Type::Sort(values))
}

const fn one(name: &'static str, kind: Type) -> Query {
    Query { name, kind, many: false, required: false }
}

const fn many(name: &'static str, kind: Type) -> Query {
    Query { name, kind, many: true, required: false }
}

impl Query {
    /// The same, but Procore refuses the call without it.
    pub(super) const fn needed(self) -> Self {
        Self { required: true, ..self }
    }

    fn parameter(&self) -> Parameter {
        let owned = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        let kind = match self.kind {
            Type::Id => Kind::Id,
            Type::Integer => Kind::Integer,
            Type::Text => Kind::Text,
            Type::Boolean => Kind::Boolean,
            Type::Date => Kind::Date,
            Type::DateRange => Kind::DateRange,
            Type::OneOf(values) => Kind::OneOf(owned(values)),
            Type::Sort(values) => Kind::Sort(owned(values)),
        };
        let (many, required) = (self.many, self.required);
        Parameter { name: self.name.to_owned(), at: At::Query, kind, many, required }
    }
}

impl Row {
    /// The endpoint, as a part of `tool`. What stands in braces in these paths are ids, all of them.
    pub(super) fn endpoint(&self, tool: &str) -> Endpoint {
        let in_path = template::names(self.path).map(|name| Parameter {
            name: name.to_owned(),
            at: At::Path,
            kind: Kind::Id,
            many: false,
            required: true,
        });
        Endpoint {
            method: self.method,
            path: self.path.to_owned(),
            tool: tool.to_owned(),
            line: self.line.to_owned(),
            parameters: in_path.chain(self.query.iter().map(Query::parameter)).collect(),
            pages: self.pages,
            body: self.body.as_ref().map(|body| Body {
                content: body.content,
                wrap: (!body.wrap.is_empty()).then(|| body.wrap.to_owned()),
                start: body.text.to_owned(),
                file: (!body.file.is_empty()).then(|| body.file.to_owned()),
            }),
        }
    }
}
