//! What other packages use of the tasks: the headers of the site, and its files as they are sent.

pub mod files;
pub mod headers;
