//! The shape of a text as balanced parentheses: two bits for each value, and summaries of them.
//!
//! A value is a 1 where it begins and a 0 where it ends, in the order of the text, so `[1,[2]]` is `1 10 1 10 0 0`. The
//! *excess* at a place is the number of ones before it less the number of zeros: the values that are open there. Each
//! question about the tree is a search for an excess: a value ends where the excess falls below what it was inside. With
//! the least excess of each block of bits (a range min-max tree: G. Navarro and K. Sadakane, "Fully functional static and
//! dynamic succinct trees", 2014), such a search skips what cannot hold the answer and takes logarithmic time.
//!
//! The tree may be read while it grows: values that are still open simply have no end yet.

mod bits;
mod near;
mod search;
mod summary;
mod walk;

pub(super) use bits::Tree;
pub(super) use walk::Spot;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
