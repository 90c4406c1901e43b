//! Finding in a list of calls, as one types. A list is prepared once: its texts stand one behind the other in small
//! letters, and a search goes over them with the words of the query.
//!
//! Each word must be somewhere: in the tool, in what the method does, in the path, in the line, or in what else the entry
//! says of itself. Where a word stands decides on the order: beginnings of words are better than their middles; what a path is
//! about is better than its tool, that than the rest of the path, that than the line; and where all is equal, reading comes
//! before writing, and then the order of the list.

mod index;
mod marks;
mod query;

pub use index::{Entry, Hit, Index};
pub use marks::{Mark, Spot};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
