//! The views: Leptos components that draw the console's state and send it events. They decide nothing.

mod app;
mod copy_button;
mod explanation;
mod grants;
mod json_view;
mod keep_session;
mod not_found;
mod response;
mod session_panel;
mod setup;
mod shell;
mod sign_in;
mod signed_in;
mod start;
mod store;
mod unusable;

pub use json_view::JsonView;
pub use response::ResponseView;
pub use sign_in::SignIn;
pub use start::start;
pub use store::Store;
pub use unusable::{Unusable, UnusablePage};
