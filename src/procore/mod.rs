//! What is Procore's own: its environments, the requests that its hosts get, and what their answers mean.

mod config;
mod environment;
mod outcome;
mod request;
mod status;
mod user;

pub use config::{ConfigError, ConfigUnusable, FieldFault};
pub use environment::{Environment, Environments, Tone};
pub use outcome::{Answer, Failure, Outcome};
pub use request::{Request, RequestError};
pub use status::{Meaning, meaning, status_text};
pub use user::{TokenInfo, User};
