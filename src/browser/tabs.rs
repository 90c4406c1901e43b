//! Other windows: opening them, and closing one's own.

use leptos::prelude::window;
use web_sys::Window;

use super::storage::{Storage, StorageBlocked};
use crate::oauth::Pending;

/// Why a window did not open for a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The browser did not let it.
    Blocked,
    /// Its storage did not take the pending sign-in.
    NotStored,
}

impl From<StorageBlocked> for NotOpened {
    fn from(_: StorageBlocked) -> Self {
        Self::NotStored
    }
}

/// Opens a window for a sign-in and leads it to `endpoint`.
///
/// A window that a page opens begins with a copy of that page's session storage. While it is still empty it is of our
/// origin, so the copy is emptied and gets the pending sign-in, which is all that the window needs: not the session.
pub fn open_for_sign_in(storage: &Storage, pending: &Pending, endpoint: &str) -> Result<(), NotOpened> {
    let opened = window().open_with_url_and_target_and_features("", "_blank", "popup,width=520,height=720");
    let opened: Window = opened.ok().flatten().ok_or(NotOpened::Blocked)?;
    let prepared = storage.prepare(&opened, pending).map_err(NotOpened::from);
    if prepared.is_err() || opened.location().assign(&pending.authorization_url(endpoint)).is_err() {
        let _ = opened.close();
    }
    prepared
}

/// Opens `url` in a tab that cannot reach back to this one.
pub fn open(url: &str) {
    // With `noopener` there is nothing to hold on to, so a browser that blocks it cannot be noticed.
    let _ = window().open_with_url_and_target_and_features(url, "_blank", "noopener,noreferrer");
}

/// Closes this window; a browser does that only for windows that a script opened.
pub fn close() {
    let _ = window().close();
}
