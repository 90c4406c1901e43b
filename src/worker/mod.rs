//! Workers: of a document, which fetches, keeps the document, and answers the page; of a jq program; of the catalogue.
//! Everything that can be known without a browser is in [`engine`](crate::engine), [`filter`](crate::filter) and
//! [`catalogue`](crate::catalogue).

mod calls;
pub mod catalogue;
mod document;
mod file;
#[cfg(feature = "filter")]
pub mod filter;
mod incoming;
mod pages;
mod turn;

pub use document::{serve, start};
