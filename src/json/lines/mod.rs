//! A text as lines, for a raw view that draws only those in sight: any of them in about the time that it takes to read
//! them, however many there are.
//!
//! | file | its idea |
//! |---|---|
//! | `sent` | the lines of the bytes as they came, very long ones continued on further rows; for any bytes |
//! | `pretty` | the lines that the text would have if it were indented, read from its shape; for JSON |

mod pretty;
mod sent;

pub use pretty::{PrettyLine, PrettyLines, Shows};
pub use sent::{SentLine, SentLines, WIDTH};
