//! The worker of a document: it fetches, keeps the document, and answers the page. Everything that can be known without
//! a browser is in [`engine`](crate::engine).

mod calls;
mod document;
#[cfg(feature = "filter")]
pub mod filter;
mod incoming;
mod turn;

pub use document::start;
