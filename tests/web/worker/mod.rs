//! Workers by what they are sent and what they answer. The loop of each runs in the page, at the other end of a channel; what a
//! person sees of it is for the tests of the viewer.

mod bench;
mod catalogue;
mod document;
mod files;
mod pages;
mod program;
