//! Any array of objects as a table: its rows, its columns, its cells, and the order of its rows.
//!
//! The rows are the elements of one array. The columns are found by going through them once: each member of an object is
//! a column, and the members of an object in it are columns of their own, as `vendor.name`. Nothing is copied out of the
//! text: a cell is a [`Node`](super::Node).
//!
//! | file | its idea |
//! |---|---|
//! | `find` | which array of a text is the table |
//! | `field` | the names of all rows, and the quick way from a member to its field |
//! | `walk`, `found` | through the members of a row; which of several with one name counts |
//! | `custom` | Procore's custom fields |
//! | `column`, `build` | titles and counts; columns and rows while the text arrives |
//! | `cells` | the cells of a row |
//! | `sort` | the order of the rows by one column |
//!
//! What is bounded, since a text may hold anything:
//!
//! * A title has at most 8 names. An object that is nested more deeply is one cell.
//! * An object with more than 1,000 members is no record but a directory: it is one cell. The row itself may have more.
//! * There are at most 2,000 columns. Members for which there would be more have no column, and
//!   [`Table::rows_with_others`] says how many rows have such members.
//! * An array is one cell, and so is an object without members.

mod build;
mod cells;
mod column;
mod custom;
mod field;
mod find;
mod found;
mod sort;
mod walk;

pub use build::Table;
pub use cells::Cells;
pub use column::{Column, Types};
pub use find::{find, is_certain};
pub use sort::{Direction, Sort};

/// Passing a member costs about as much as reading so many bytes, which is the unit of work: a few nanoseconds.
pub(in crate::json) const MEMBER_WORK: usize = 6;

/// A table has at most this many columns.
pub const MOST_COLUMNS: usize = 2000;
/// A title has at most this many names.
pub const DEEPEST: usize = 8;
/// A nested object with more members than this is one cell.
pub const WIDEST: usize = 1000;
/// A row with more members than this is one cell: to look at it must take no longer than a step.
pub const WIDEST_ROW: usize = 20_000;

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests;
