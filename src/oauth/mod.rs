//! OAuth 2.0 as a browser without a secret can do it: RFC 6749 section 4.2, the implicit grant.
//!
//! Sign-in reads from top to bottom as a straight line: a [`State`] from the browser's random source, a
//! [`Pending`] entry kept under it, an [`AuthorizationRequest`] that leaves the page, an
//! [`AuthorizationResponse`] that comes back, its check against the pending entry, and a [`Session`].
//!
//! The other grants are here as data, in [`grant`]: for the guide, and for commands that are run elsewhere.

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
