//! Lossless JSON (RFC 8259). Nothing here turns a number into a float or a string into another string: what
//! the server sent is what the eye gets, and only the white space between the tokens is ours.
//!
//! Two readers are here. [`JsonText`] is for what a person reads, at any size: the bytes stay as they came, and an index
//! over them grows as they arrive. `scan` is the grammar, `index` where the values begin, `tree` their nesting in two
//! bits for each, `node` the way from value to value, `token` the bytes of a value and its name. [`indent`] and [`Value`]
//! are for short texts: answers re-indented whole, and our own configuration.

mod chunks;
mod fault;
mod indent;
mod index;
mod node;
mod scan;
mod segments;
mod text;
mod token;
mod tree;
mod value;

pub use fault::{Expected, Fault};
pub use indent::{Kind, Piece, indent};
pub use node::Node;
pub use segments::{Segments, TooLong};
pub use text::{JsonText, Status};
pub use token::Type;
pub use value::Value;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
