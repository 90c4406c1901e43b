//! What leaves the app, to be run or sent elsewhere: commands and letters. No secret is ever in them.

mod command;
mod letter;

pub use command::{Shell, TokenRequest, call, set_secret};
pub use letter::Letter;
