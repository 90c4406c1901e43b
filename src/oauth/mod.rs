//! OAuth 2.0 as a browser without a secret can do it: RFC 6749 section 4.2, the implicit grant.
//!
//! Sign-in reads from top to bottom as a straight line: a [`State`] from the browser's random source, a
//! [`Pending`] entry kept under it, an [`AuthorizationRequest`] that leaves the page, an
//! [`AuthorizationResponse`] that comes back, its check against the pending entry, and a [`Session`].
//!
//! The other grants are here as data, in [`grant`]: for the guide, and for commands that are run elsewhere.
//!
//! ```ignore-wasm32
//! use procore_console::nonce::Nonce;
//! use procore_console::oauth::{
//!     AuthorizationResponse, ClientId, Granted, Origin, Pending, Refusal, ResponseType, State,
//! };
//! use procore_console::time::UnixTime;
//!
//! let now = UnixTime(1_700_000_000_000);
//! let pending = Pending {
//!     state: State::new(Nonce::from_random([7; 16])),
//!     response_type: ResponseType::Token,
//!     environment: "sandbox".into(),
//!     login: Origin::parse("https://login-sandbox.procore.com").expect("an origin"),
//!     api: Origin::parse("https://sandbox.procore.com").expect("an origin"),
//!     client_id: ClientId::parse("a-client-id").expect("a client id"),
//!     redirect_uri: "https://console.example.com/".into(),
//!     return_to: String::new(),
//!     renews: None,
//!     started_at: now,
//! };
//! let url = pending.authorization_url("https://login-sandbox.procore.com/oauth/authorize");
//! assert!(url.contains("response_type=token&client_id=a-client-id&redirect_uri="));
//!
//! let fragment = format!("access_token=a-fake-token&token_type=bearer&expires_in=5400&state={}", pending.state.as_str());
//! let response = AuthorizationResponse::read("", &fragment).expect("an answer");
//! let Ok(Granted::Token(issued)) = response.check(Some(&pending), now) else { panic!("a token") };
//! assert_eq!(issued.expires_in, Some(5400));
//! // Without the entry that began it, nothing in it is believed.
//! assert_eq!(response.check(None, now), Err(Refusal::StateUnknown));
//! ```

mod authorize;
mod client_id;
mod code;
mod error_code;
pub mod grant;
mod origin;
mod pasted;
mod pending;
mod recognize;
mod response;
mod session;
mod state;
mod token;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod pasted_tests;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod response_tests;

pub use authorize::{AuthorizationRequest, OUT_OF_BAND, ResponseType};
pub use client_id::{ClientId, ClientIdError};
pub use code::{AuthorizationCode, AuthorizationCodeError, CODE_SECONDS};
pub use error_code::ErrorCode;
pub use origin::{Origin, OriginError};
pub use pasted::{Dropped, PastedError, PastedToken};
pub use pending::{PENDING_LIMIT, PENDING_SECONDS, Pending, sweep};
pub use response::{AuthorizationResponse, Granted, IssuedToken, Refusal};
pub use session::{Session, SessionRecord, Source, StoredSessionError};
pub use state::State;
pub use token::{AccessToken, AccessTokenError};
