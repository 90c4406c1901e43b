//! Lossless JSON (RFC 8259). Nothing here turns a number into a float or a string into another string: what
//! the server sent is what the eye gets, and only the white space between the tokens is ours.
//!
//! Two readers are here. [`JsonText`] is for what a person reads, at any size: the bytes stay as they came, and an index
//! over them grows as they arrive.
//!
//! | file | its idea |
//! |---|---|
//! | `segments` | bytes that grow without being copied |
//! | `scan` | the grammar, which may be cut after any byte |
//! | `index`, `tree` | where the values begin; their nesting in two bits for each |
//! | `text` | all of that together, while it arrives |
//! | `node`, `token`, `excerpt` | from value to value; the bytes of a value and its name; the beginning of a long one |
//! | `rows` | open, closed and visible values: the rows of a tree view |
//! | `path`, `repeated` | the way to a value; members with the same name |
//! | `string`, `decimal` | what a string says; numbers in order, exactly |
//!
//! [`indent`] and [`Value`] are for short texts: answers re-indented whole, and our own configuration.

mod bit_list;
mod chunks;
mod decimal;
mod excerpt;
mod fault;
mod indent;
mod index;
mod node;
mod path;
mod repeated;
mod rows;
mod scan;
mod segments;
mod string;
mod text;
mod token;
mod tree;
mod value;

pub use decimal::Decimal;
pub use excerpt::Excerpt;
pub use fault::{Expected, Fault};
pub use indent::{Kind, Piece, indent};
pub use node::Node;
pub use path::{Spelling, Step, spell};
pub use rows::Rows;
pub use segments::{Segments, TooLong};
pub use string::decoded;
pub use text::{JsonText, Status};
pub use token::Type;
pub use value::Value;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
