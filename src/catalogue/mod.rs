//! What can be called: the endpoints that the app knows, and any other list of them; finding one as one types; the endpoint
//! that a typed path belongs to; and where an id in an answer leads.
//!
//! | file | its idea |
//! |---|---|
//! | `endpoint` | one endpoint: method, path, parameters, paging, envelope, body |
//! | `data`, `row` | those that the app knows, as plain constants, and the words that these are written in |
//! | `template` | paths with parameters in braces |
//! | `search` | finding in a list, as one types |
//! | `versions` | the same thing in other versions |
//! | `lead` | from an id to the endpoint that shows the thing |
//! | `words` | one and many, capitals or not |
//! | `message` | what the page asks the worker that all of this is in, and its answers |

mod data;
mod endpoint;
mod lead;
mod list;
mod message;
mod row;
pub mod search;
mod template;
mod versions;
mod words;

pub use endpoint::{At, Body, Content, Endpoint, Envelope, Kind, Parameter};
pub use lead::Lead;
pub use list::{Catalogue, Found};
pub use message::{Answer, Known, Question};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
