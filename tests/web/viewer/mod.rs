//! The view of a document, by what a person sees of it and does. The document answers in the page itself: see [`stage`].

mod bodies;
mod files;
mod find;
mod inspect;
mod jq;
mod keys;
mod list;
mod odd;
mod sent;
pub mod stage;
mod tree;
mod two;
