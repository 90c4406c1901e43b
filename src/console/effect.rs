//! What is to be done outside of the state: `browser/effects.rs` does it.

use super::{Preferences, Question, Route};
use crate::oauth::{Pending, Session};
use crate::procore::Request;
use crate::time::UnixTime;

/// Something to do outside of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Store the preferences.
    SavePreferences(Preferences),
    /// Store the pending entry, and only then leave the page for the address.
    Leave(Box<Pending>, String),
    /// Keep the session in session storage.
    StoreSession(Box<Session>),
    /// Remove the session from session storage.
    ForgetSession,
    /// Send the request and report [`Event::Answered`].
    Fetch(Question, u32, Request),
    /// Stop the call with this number.
    Stop(u32),
    /// Report [`Event::Woke`] at that time.
    WakeAt(UnixTime),
    /// Go to a page of the app, in place of the present one.
    Show(Route),
}
