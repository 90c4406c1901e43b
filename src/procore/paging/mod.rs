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
//!
//! ```ignore-wasm32
//! use procore_console::procore::Gauge;
//! use procore_console::procore::paging::{Envelope, List, Reply, Run};
//! use procore_console::time::UnixTime;
//!
//! let (now, gauge) = (UnixTime(1_700_000_000_000), Gauge::default());
//! let mut run = Run::new(2);
//! assert_eq!(run.next_requests(&gauge, now), [1]);
//!
//! // The first page says that there are four rows in all.
//! let headers = vec![("total".to_owned(), "4".to_owned()), ("per-page".to_owned(), "2".to_owned())];
//! let list = List { envelope: Envelope::Bare, ids: vec!["1".into(), "2".into()], digest: 0 };
//! let placed = run.answered(1, Reply { status: 200, headers, list: Some(list) }, 0, now);
//! assert_eq!(placed.len(), 1);
//! assert_eq!(run.next_requests(&gauge, now), [2]);
//! assert_eq!(run.last(), Some(2));
//! ```

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
