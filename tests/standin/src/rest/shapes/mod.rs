//! What a row of each kind looks like: the members that Procore's schemas name, filled from a seed.

pub(crate) mod daily;
pub(crate) mod directory;
pub(crate) mod field;
pub(crate) mod money;
pub(crate) mod projects;
pub(crate) mod questions;
