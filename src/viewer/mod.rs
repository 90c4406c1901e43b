//! The view of a document. It speaks with the document directly over a connection: rows never pass through the state of the
//! page. A [`Viewer`] owns all that belongs to one view.
//!
//! | file | its idea |
//! |---|---|
//! | `desk`, `asked` | what is known of the document, as signals; what was asked and is not answered yet |
//! | `connection` | the connection to the document |
//! | `list`, `row` | rows that exist only while they are in sight; a row as elements |
//! | `keys` | what keys do in a list |
//! | `columns`, `table` | where columns stand, and which are chosen; what stands above a table |
//! | `view`, `bar`, `find`, `selection`, `headers`, `menu` | the parts of the page |
//! | `filter`, `results` | jq programs over the document, and what they put out |
//! | `marks` | marks in the browser's timeline |

mod asked;
mod bar;
pub mod columns;
mod connection;
mod desk;
mod filter;
mod find;
mod headers;
mod keys;
pub mod list;
mod marks;
mod menu;
mod results;
pub mod row;
mod selection;
mod table;
mod view;

pub use desk::Chosen;
pub use results::{Connecting, Workers};
pub use view::{Given, Viewer};
