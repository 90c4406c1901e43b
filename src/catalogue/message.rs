//! What the page asks the worker of the catalogue, and what it answers. Code for requests is made there too: it
//! needs much text, which the first page is not to load. Page and worker are built together, and the worker names its build
//! before anything else, so there is one version of each message.

use serde::{Deserialize, Serialize};

use super::{Catalogue, Endpoint, Found, Lead};
use crate::oauth::Origin;
use crate::procore::{Method, Outgoing};
use crate::share::{Export, ImportError, Language, SavedRequest, code, collection};

/// What a collection for Postman is called.
const COLLECTION: &str = "Procore Console";

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Which endpoints are there, by what is typed: [`Catalogue::search`].
    Search {
        /// What is typed.
        typed: String,
        /// How many are wanted.
        limit: u32,
    },
    /// Which endpoint does a call belong to: [`Catalogue::of`].
    Endpoint {
        /// The method of the call.
        method: Method,
        /// Its path, filled in or not, with or without a query.
        target: String,
    },
    /// Where does an id in an answer lead: [`Catalogue::lead`].
    Lead {
        /// The names of the members on the way to the id, from the outside in, without places in arrays.
        names: Vec<String>,
        /// The method of the call that the answer is of.
        method: Method,
        /// Path and query of that call.
        target: String,
    },
    /// The request as code: [`code`].
    Code {
        /// The request.
        request: Outgoing,
        /// The origin of the API.
        api: String,
        /// The language.
        language: Language,
    },
    /// History and saved requests as a file: [`Export::to_json`].
    Export(Box<Export>),
    /// Saved requests as a collection for Postman: [`collection`].
    Collection {
        /// The requests.
        requests: Vec<SavedRequest>,
        /// The origin of the API.
        api: String,
    },
    /// What is in a file: [`Export::read`].
    Import(Vec<u8>),
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// To [`Question::Search`]: the best first.
    Found(Vec<Found>),
    /// To [`Question::Endpoint`], if one is known.
    Endpoint(Option<Known>),
    /// To [`Question::Lead`], if it leads anywhere.
    Lead(Option<Lead>),
    /// To [`Question::Code`], [`Question::Export`] and [`Question::Collection`]; `None` if the origin in the question is none.
    Text(Option<String>),
    /// To [`Question::Import`].
    Imported(Box<Result<Export, ImportError>>),
}

/// An endpoint, and what does the same in other versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// The others, the oldest version first: [`Catalogue::other_versions`].
    pub others: Vec<Endpoint>,
}

impl Catalogue {
    /// The answer to `question`.
    pub fn answer(&self, question: Question) -> Answer {
        match question {
            Question::Search { typed, limit } => Answer::Found(self.search(&typed, limit as usize)),
            Question::Endpoint { method, target } => Answer::Endpoint(self.of(method, &target).map(|it| {
                let others = self.other_versions(it).into_iter().cloned().collect();
                Known { endpoint: it.clone(), others }
            })),
            Question::Lead { names, method, target } => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let from = self.of(method, &target);
                let mut lead = self.lead(&names, from);
                if let (Some(lead), Some(from)) = (&mut lead, from) {
                    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
                    lead.given = from.given(&target).into_iter().map(own).collect();
                }
                Answer::Lead(lead)
            }
            Question::Code { request, api, language } => {
                Answer::Text(Origin::parse(&api).ok().map(|api| code(&request, &api, language)))
            }
            Question::Export(export) => Answer::Text(Some(export.to_json())),
            Question::Collection { requests, api } => {
                Answer::Text(Origin::parse(&api).ok().map(|api| collection(COLLECTION, &requests, &api)))
            }
            Question::Import(file) => Answer::Imported(Box::new(Export::read(&file))),
        }
    }
}
