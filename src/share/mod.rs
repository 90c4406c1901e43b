//! What leaves the app, to be run, opened or sent elsewhere: commands, code, links, files and letters. No secret is ever
//! in them.

mod code;
mod command;
mod letter;
mod quote;
mod secrets;

pub use code::{Language, call, code};
pub use command::{Shell, TokenRequest, set_secret};
pub use letter::Letter;
pub use secrets::{is_secret_header, without_secrets};
