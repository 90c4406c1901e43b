//! Lossless JSON (RFC 8259). Nothing here turns a number into a float or a string into another string: what
//! the server sent is what the eye gets, and only the white space between the tokens is ours.

mod fault;
mod indent;
mod value;

pub use fault::{Expected, Fault};
pub use indent::{Kind, Piece, indent};
pub use value::Value;
