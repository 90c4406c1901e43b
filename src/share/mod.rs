//! What leaves the app, to be run, opened or sent elsewhere: commands, code, links, files, letters and bundles for support.
//! No secret is ever in them.

mod code;
mod command;
mod letter;
mod link;
mod postman;
mod quote;
mod saved;
mod secrets;
mod seen;
mod support;

pub use code::{Language, code};
pub use command::{Shell, TokenRequest, set_secret};
pub use letter::Letter;
pub use link::{LONGEST_LINK, LinkError, Shared};
pub use postman::{collection, has_braces};
pub use saved::{Export, ImportError, LARGEST_FILE, MOST_ENTRIES, Past, SavedRequest};
pub use secrets::{holds_token, is_secret_header, without_secrets};
pub use seen::{Seen, View};
pub use support::Bundle;
