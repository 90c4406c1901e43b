//! What the person is doing, as a state machine without a browser: [`start`] makes the state, [`update`] takes
//! an [`Event`] and answers with [`Effect`]s, views draw the state. What the app does when something happens
//! stands in `update.rs`, and what concerns a session in `session.rs`.

mod effect;
mod event;
mod explain;
mod model;
mod preferences;
mod route;
mod session;
mod start;
mod update;

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;

pub use effect::Effect;
pub use event::{Event, Question};
pub use explain::{Called, Explanation};
pub use model::{Call, Console, Ended, Note, Person, SignedIn, SignedOut, Unverified, Whose};
pub use preferences::{Change, Preferences};
pub use route::Route;
pub use start::{Startup, start};
pub use update::update;
