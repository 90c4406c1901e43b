//! The rules of the stand-in, proved over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod api;
mod authorize;
mod binary;
mod bodies;
mod browser;
mod control;
mod cors;
mod grants;
mod lists;
mod problems;
mod raw;
mod site;
mod tokens;
mod trials;
mod visitor;
mod writes;
