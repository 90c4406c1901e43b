//! The views: Leptos components that draw the console's state and send it events. They decide nothing.

mod app;
mod bring_token;
mod command;
mod company;
mod console_page;
mod copy_button;
mod countdown;
mod doctor;
mod environment_fields;
mod errand;
mod explanation;
mod gauge;
mod grants;
mod greeting;
mod keep_session;
mod letter;
mod not_found;
mod note;
mod refusal;
mod renewal;
mod response;
mod session_panel;
mod setup;
mod shell;
mod sign_in;
mod start;
mod store;
mod token;
mod unusable;

pub use bring_token::PasteForm;
pub use response::FailureView;
pub use sign_in::SignIn;
pub use start::start;
pub use store::Store;
pub use unusable::{Unusable, UnusablePage};
