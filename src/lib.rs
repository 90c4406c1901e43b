//! **Procore Console**: sign in to Procore with the OAuth 2.0 implicit grant, call its REST API straight from
//! the browser, read what comes back.
//!
//! The rooms of the house, and what each may know:
//!
//! | room | what is in it | may use |
//! |---|---|---|
//! | [`time`], [`nonce`], [`record`], [`keyboard`] | instants; random names; records in storage; what a key press means | nothing |
//! | [`json`] | lossless JSON over the bytes that the server sent | nothing |
//! | [`oauth`] | RFC 6749 section 4.2: request, response, state, token, session | `json`, `time`, `nonce`, `record` |
//! | [`procore`] | environments, `config.json`, requests, their outcomes and what comes next | `oauth`, `json`, `time`, `record` |
//! | [`share`] | what leaves the app: links, generated code, files, letters, bundles for support | `procore`, `oauth`, `json`, `time`, `nonce`, `record` |
//! | [`engine`] | a document: bytes come in, questions of its view are answered | `procore`, `json` |
//! | [`catalogue`] | what can be called: endpoints, finding them, where ids lead | `oauth`, `procore`, `share` |
//! | [`console`] | what the person is doing: `Event -> update -> Effects` | all of the above |
//! | [`filter`] | jq programs over a JSON text, for a worker of its own | `json` |
//! | `wire` | a request as the browser sends it, from the page and from a worker | `procore` |
//! | `worker` | the workers of documents, of jq programs and of the catalogue | `wire`, `engine`, `filter`, `catalogue`, `procore`, `oauth`, `json`, `time` |
//! | `browser` | effects, one thin file each | `wire` and the pure rooms, but not `filter` |
//! | `viewer` | the view of a document | `browser`, `wire`, `filter`, `engine`, `share`, `procore`, `json` |
//! | `ui` | views: they draw the state and send events | `viewer`, `browser`, `wire` and the pure rooms, but not `filter`, `record`, `keyboard` |
//!
//! All but the last five are pure: the clock and randomness are arguments, and `cargo test` proves them on the host.
//! The last five exist only for wasm32, and so do the crates that know a browser: the wall is Cargo itself.

pub mod catalogue;
pub mod console;
pub mod engine;
pub mod filter;
pub mod json;
pub mod keyboard;
pub mod nonce;
pub mod oauth;
pub mod procore;
pub mod record;
pub mod share;
pub mod time;

#[cfg(target_arch = "wasm32")]
pub mod wire;
#[cfg(target_arch = "wasm32")]
pub mod worker;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod viewer;

/// Names the build that page and workers belong to.
pub const BUILD: &str = match option_env!("CONSOLE_BUILD") {
    Some(build) => build,
    None => "unnamed",
};
