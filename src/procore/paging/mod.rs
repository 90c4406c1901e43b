//! All pages of a collection, after Procore's "Pagination" page: `page` from 1 and `per_page` in the query, and the headers
//! `Link`, `Total` and `Per-Page`, which a browser may hide; in version 2, rows in `data`, 10 to a page and 100 at most.
//!
//! | file | its idea |
//! |---|---|
//! | `plan` | before: how many calls it takes, and whether they are there to be had |
//! | `run`, `state` | which page to ask for next, what to wait for, when it is over |
//! | `take` | the next page in order: what it says of the others, and whether it is the last |
//! | `list` | the rows of one page, and what tells them apart |
//! | `links` | the header `Link` |
//! | `part` | whether one answer is a part of a list |
//! | `account` | after: what came, how the end was known, and what may be missing |
//!
//! Nothing is fetched here: a [`Run`] is told what came, and says what to do.

mod account;
mod links;
mod list;
mod part;
mod plan;
mod run;
mod state;
mod take;

pub use account::{Account, KnownBy};
pub use list::{Envelope, List};
pub use part::{AskedPage, Part};
pub use plan::{Plan, per_page};
pub use run::Run;
pub use state::{Delivery, End, Fault, Reply, State};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
