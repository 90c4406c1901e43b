//! What leaves the app, to be run or sent elsewhere: commands, letters and bundles for support. No secret is ever in them.

mod command;
mod letter;
mod support;

pub use command::{Shell, TokenRequest, call, set_secret};
pub use letter::Letter;
pub use support::Bundle;
