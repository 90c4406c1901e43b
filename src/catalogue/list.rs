//! A list of endpoints, prepared.

use serde::{Deserialize, Serialize};

use super::data::TABLES;
use super::endpoint::{Endpoint, Kind};
use super::search::{Entry, Index, Mark};
use super::template;
use super::versions::side_by_side;
use crate::procore::Method;

/// Endpoints, and what is needed to find them.
#[derive(Clone, Debug)]
pub struct Catalogue {
    endpoints: Vec<Endpoint>,
    index: Index,
}

/// An endpoint that was found, as a view shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The method.
    pub method: Method,
    /// The path, with its parameters in braces.
    pub path: String,
    /// The tool.
    pub tool: String,
    /// The line.
    pub line: String,
    /// Where the words of the query stand.
    pub marks: Vec<Mark>,
    /// Whether it does the same, in another version, as the last one above it that is no such version itself.
    pub is_version: bool,
}

impl Catalogue {
    /// The endpoints that the app knows by itself.
    pub fn builtin() -> Self {
        let of_table = |table: &super::row::Table| {
            let endpoints = table.rows.iter().map(|row| row.endpoint(table.tool));
            endpoints.collect::<Vec<_>>()
        };
        Self::new(TABLES.iter().flat_map(of_table).collect())
    }

    /// Any endpoints, in their order.
    pub fn new(endpoints: Vec<Endpoint>) -> Self {
        let index = Index::new(&endpoints);
        Self { endpoints, index }
    }

    /// All of them.
    pub fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    /// The best `limit` endpoints that all words of `typed` are in, the best first and its other versions beside it. Without
    /// a word, the first ones.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Found> {
        let hits = self.index.search(&self.endpoints, typed, limit);
        let hits = hits.into_iter().filter_map(|hit| Some((self.endpoints.get(hit.index)?, hit.marks)));
        let found = side_by_side(hits.collect()).into_iter().map(|(endpoint, marks, is_version)| {
            let Endpoint { method, path, tool, line, .. } = endpoint.clone();
            Found { method, path, tool, line, marks, is_version }
        });
        found.collect()
    }

    /// The endpoint that `target` belongs to: a path, its parameters filled in or not, with or without a query. Where
    /// several fit, the one that has most of it literally.
    pub fn of(&self, method: Method, target: &str) -> Option<&Endpoint> {
        let fitting = self.endpoints.iter().filter(|endpoint| endpoint.method == method);
        let fitting = fitting.filter_map(|endpoint| Some((template::fit(&endpoint.path, target)?, endpoint)));
        // Of equal ones, the first.
        let best = fitting.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|(_, endpoint)| endpoint)
    }
}

impl Entry for Endpoint {
    fn method(&self) -> Method {
        self.method
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn tool(&self) -> &str {
        &self.tool
    }

    fn line(&self) -> &str {
        &self.line
    }

    fn more(&self, add: &mut dyn FnMut(&str)) {
        for parameter in &self.parameters {
            add(&parameter.name);
            if let Kind::OneOf(values) | Kind::Sort(values) = &parameter.kind {
                values.iter().for_each(|value| add(value));
            }
        }
        if self.pages {
            add("page per_page");
        }
        if let Some(wrap) = self.body.as_ref().and_then(|body| body.wrap.as_deref()) {
            add(wrap);
        }
    }
}
