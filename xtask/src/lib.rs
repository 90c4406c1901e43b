//! What other packages use of the tasks: the headers of the site.

pub mod headers;
