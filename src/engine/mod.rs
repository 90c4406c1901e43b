//! A document: an answer or a file, its bytes, its index, and the questions that it answers. It lives in a worker; here
//! is all of it that needs no browser.
//!
//! | file | its idea |
//! |---|---|
//! | `message` | what the page's state and a worker say to each other, as types |
//! | `view_message` | what the view asks of the worker and is told |
//! | `document` | bytes come in, questions are answered, long work is done in steps |
//! | `line` | a row as it is drawn: spans of text with what they are |
//! | `tree`, `grid`, `raw` | the rows of each view |
//! | `said` | what a value says, as far as it is shown |
//! | `find` | what is looked for, and where the person is among it |
//! | `save` | files that are made of a document |
//! | `pages` | pages of a collection that become one document |
//! | `media` | what a body is, by its type and its first bytes |
//! | `size` | sizes as people read them |
//! | `scroll` | which rows are in sight, past a browser's limit on the height of an element |

mod chosen;
mod document;
mod find;
mod grid;
mod line;
mod media;
mod message;
mod pages;
mod raw;
mod said;
mod save;
mod scroll;
mod size;
mod tree;
mod view_message;

pub use document::Document;
pub use line::{Fold, Line, Mark, Span};
pub use media::Media;
pub use message::{Call, News, Order, Source, Unread, decode, encode};
pub use pages::{Joined, Page, Pages};
pub use scroll::Scroll;
pub use size::size_text;
pub use view_message::{
    Arrange, Ask, ColumnHead, Columns, CsvDialect, Found, Head, Inspection, Look, Pane, Place, QuestionId,
    Reading, Save, TableHead, Tell, What,
};

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
