//! What is to be done outside of the state: `browser/effects.rs` does it.

use super::preferences::Change;
use super::{Question, Route};
use crate::oauth::{Pending, Session};
use crate::procore::Request;
use crate::time::UnixTime;

/// Something to do outside of the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Make this change to the stored preferences.
    SavePreference(Change),
    /// Store the pending entry, and only then leave the page for this authorization endpoint.
    Leave(Box<Pending>, String),
    /// Remove every pending entry: one sign-in of this tab has come to its end.
    ForgetPending,
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
