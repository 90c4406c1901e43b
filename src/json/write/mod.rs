//! What leaves as a file: JSON re-indented or compact, one element a line, and CSV.
//!
//! Each is a writer that is stepped and appends to a `Vec<u8>`, which the caller empties as often as it likes: the whole
//! is never in memory twice. Tokens are written as they were sent, byte by byte.

mod csv;
mod csv_cell;
mod csv_guard;
mod json;
mod layout;
mod lines;

pub use csv::Csv;
pub use json::JsonWriter;
pub use layout::{DEEPEST_INDENT, Layout, indented};
pub use lines::Lines;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod csv_tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
