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
//! | `find` | names and values that have a pattern in them |
//! | `lines` | the text as lines: as it was sent, or indented |
//! | `path`, `repeated` | the way to a value; members with the same name |
//! | `string`, `spelled` | what a string says; and how that was spelled |
//! | `decimal` | numbers in order, exactly |
//! | `table` | an array of objects as rows and columns, and their order |
//! | `write` | what leaves as a file: indented, compact, line by line, CSV |
//!
//! Short texts that the app reads for itself, such as its configuration, are read by `serde_json` into types of their own:
//! `read` has what those share, `syntax` the place of an error.
//!
//! ```ignore-wasm32
//! use procore_console::json::{JsonText, Spelling, TooLong, spell};
//!
//! // The bytes arrive in pieces, cut anywhere.
//! let mut text = JsonText::new();
//! text.push(br#"[{"id": 9007199254740993, "amo"#)?;
//! text.push(br#"unt": 1.10}]"#)?;
//! text.finish();
//!
//! let amount = text.resolve("/0/amount").expect("a value");
//! let bytes = text.segments().bytes(text.range(amount).expect("its bytes"));
//! assert_eq!(&*bytes, b"1.10");
//! assert_eq!(spell(&text.path(amount), Spelling::Jq), ".[0].amount");
//! # Ok::<(), TooLong>(())
//! ```

mod bit_list;
mod chunks;
mod decimal;
mod excerpt;
mod fault;
mod find;
mod index;
mod lines;
mod node;
mod path;
pub mod read;
mod repeated;
mod rows;
mod scan;
mod segments;
mod spelled;
mod string;
mod syntax;
pub mod table;
mod text;
mod token;
mod tree;
pub mod write;

pub use decimal::Decimal;
pub use excerpt::Excerpt;
pub use fault::{Expected, Fault};
pub use find::{BadPattern, Find, Hit, Problem, Query};
pub use lines::{PrettyLine, PrettyLines, SentLine, SentLines, Shows, WIDTH};
pub use node::Node;
pub use path::{Spelling, Step, spell};
pub use rows::Rows;
pub use segments::{Segments, TooLong};
pub use spelled::Spelled;
#[cfg(feature = "filter")]
pub(crate) use string::comparable;
pub use string::decoded;
pub use syntax::{SyntaxError, reason};
pub use text::{JsonText, Status};
pub use token::Type;

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod tests;
