//! What stands at the app's root, as the state says.

use crate::console::{Console, Progress};

/// What stands at the app's root.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// The way in.
    SignIn,
    /// What is open, with a session or after it.
    Console,
    /// A window that signs in for another tab.
    Errand,
}

impl Place {
    pub(super) fn of(console: &Console) -> Self {
        match &console.errand {
            Some(errand) if errand.progress != Progress::Refused => Self::Errand,
            _ if console.signed_in().is_some() || console.work.is_open() => Self::Console,
            _ => Self::SignIn,
        }
    }
}
