//! What is Procore's own: its environments, the requests that its hosts get, and what their answers mean.

mod company;
mod config;
mod environment;
mod headers;
mod outcome;
mod outgoing;
mod probe;
mod request;
mod status;
mod token_info;
mod user;

pub use company::{CompanyId, CompanyIdError};
pub use config::{ConfigError, ConfigUnusable, FieldFault};
pub use environment::{Environment, Environments, Tone};
pub use headers::EXPECTED_HEADERS;
pub use outcome::{Answer, Failure, Outcome};
pub use outgoing::{Body, Content, Method, Outgoing, Part};
pub use probe::{Evidence, Probe};
pub use request::{Request, RequestError};
pub use status::{Meaning, meaning, status_text};
pub use token_info::TokenInfo;
pub use user::User;
