//! What leaves the app, to be run, opened or sent elsewhere: commands, code, links, files, letters and bundles for support.
//! No secret is ever in them.
//!
//! ```ignore-wasm32
//! use procore_console::share::Shared;
//!
//! let shared = Shared {
//!     path: "/rest/v1.0/projects/{project_id}/rfis".into(),
//!     parameters: vec![("project_id".into(), "5".into())],
//!     ..Shared::default()
//! };
//! let query = shared.to_query()?;
//! assert!(query.starts_with("request=1&method=GET&path=%2Frest"));
//! assert_eq!(Shared::parse(&query)?, shared);
//! # Ok::<(), procore_console::share::LinkError>(())
//! ```

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
