//! jq programs over a JSON text: filter, pick, sort, count. The interpreter is jaq; this room says what goes in, what comes
//! out, and what is wrong, and knows no browser. It runs in a worker of its own (`src/bin/filter.rs`) and to the end:
//! whoever wants it to stop ends the worker. Only that worker has jaq in it (feature `filter`); the page knows the rest.
//!
//! | file | its idea |
//! |---|---|
//! | `program` | the text of a program, read and run |
//! | `fault`, `blame` | where and why that text is no program; how jaq says it |
//! | `natives`, `defs.jq` | the filters that programs can call |
//! | `input`, `limits` | the document as it arrives; how large it may be |
//! | `tree` | the document as jaq's tree of values |
//! | `outputs`, `write` | what comes out, as one document; a value as JSON |
//! | `failure`, `cut` | what can go wrong; long messages made short |
//! | `report`, `wire` | what there was; all of that as bytes between workers |
//! | `examples` | programs that make sense for Procore's lists |
//!
//! **What is kept.** Numbers that a program only passes on come out as they went in, digit by digit, and so do strings, half
//! surrogate pairs too (as an escape). Members stay in their order. A name that an object has twice is kept once, in its
//! first place with its last value, and [`Report::had_repeated_names`] says so.
//!
//! **What is not.** Programs calculate with floats, except for whole numbers, which are exact at any size; they also compare,
//! sort and group other numbers as floats.

#[cfg(feature = "filter")]
mod blame;
#[cfg(feature = "filter")]
mod cut;
mod examples;
mod failure;
mod fault;
#[cfg(feature = "filter")]
mod input;
mod limits;
#[cfg(feature = "filter")]
mod natives;
#[cfg(feature = "filter")]
mod outputs;
#[cfg(feature = "filter")]
mod program;
mod report;
#[cfg(feature = "filter")]
mod tree;
mod wire;
#[cfg(feature = "filter")]
mod write;

pub use examples::{EXAMPLES, Example};
pub use failure::Failure;
pub use fault::{ProgramFault, Wanted, Why};
#[cfg(feature = "filter")]
pub use input::{Document, Input};
pub use limits::{DEEPEST, LARGEST, MOST, MOST_VALUES};
#[cfg(feature = "filter")]
pub use program::Program;
pub use report::Report;
pub use wire::{from_wire, to_wire};
#[cfg(feature = "filter")]
pub use write::CHUNK;

#[cfg(all(test, feature = "filter", not(target_arch = "wasm32")))]
mod tests;
