//! Storage: what lies where, and under which key. Every key begins with the app's root path, because two apps
//! under one origin share their storage.
//!
//! Session storage, which belongs to the tab, holds the pending sign-ins, what is typed into requests, a link that was
//! followed and, if the person wants it, the session. Local storage holds the preferences, and which sessions were signed out. A token is in no other place.

use leptos::prelude::window;
use web_sys::{Storage as WebStorage, Window};

use crate::console::{Change, Preferences};
use crate::nonce::Nonce;
use crate::oauth::{PENDING_LIMIT, Pending, ResponseType, Session, SessionRecord, State, sweep};
use crate::time::UnixTime;

/// How many signed-out sessions are remembered.
const MOST_ENDED: usize = 300;

/// The two storages of the browser, as this app uses them.
#[derive(Clone, Debug)]
pub struct Storage {
    tab: WebStorage,
    lasting: Option<WebStorage>,
    prefix: String,
}

/// The browser keeps this page from storing anything, so no sign-in can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StorageBlocked;

impl Storage {
    /// Opens the storages for the app at `base_path`. Without session storage there is no sign-in; without
    /// local storage there are only no preferences.
    pub fn open(base_path: &str) -> Result<Self, StorageBlocked> {
        let tab = window().session_storage().ok().flatten().ok_or(StorageBlocked)?;
        let lasting = window().local_storage().ok().flatten();
        Ok(Self { tab, lasting, prefix: format!("procore-console:{base_path}/:") })
    }

    fn pending_key(&self, state: &str) -> String {
        format!("{}pending:{state}", self.prefix)
    }

    fn session_key(&self) -> String {
        format!("{}session", self.prefix)
    }

    fn preferences_key(&self) -> String {
        format!("{}preferences", self.prefix)
    }

    /// Stores a pending entry under its state, after making room for it.
    pub fn put_pending(&self, pending: &Pending, now: UnixTime) -> Result<(), StorageBlocked> {
        let entries = self.pending_entries();
        for state in sweep(&entries, now) {
            let _ = self.tab.remove_item(&self.pending_key(state));
        }
        let key = self.pending_key(pending.state.as_str());
        self.tab.set_item(&key, &pending.to_record()).map_err(|_| StorageBlocked)
    }

    /// Takes the pending entry that `state` leads to: whatever comes next, it is gone.
    pub fn take_pending(&self, state: &str) -> Option<Pending> {
        let key = self.pending_key(State::parse(state)?.as_str());
        let record = self.tab.get_item(&key).ok().flatten()?;
        self.tab.remove_item(&key).ok()?;
        Pending::from_record(&record)
    }

    /// Whether a sign-in of this tab still waits for its answer; a request for a code is none.
    pub fn is_waiting(&self, now: UnixTime) -> bool {
        let is_live = |entry: &Option<Pending>| {
            entry
                .as_ref()
                .is_some_and(|pending| pending.response_type == ResponseType::Token && !pending.is_stale(now))
        };
        self.pending_entries().iter().any(|(_, entry)| is_live(entry))
    }

    /// Removes every pending entry.
    pub fn forget_pending(&self) {
        for (state, _) in self.pending_entries() {
            let _ = self.tab.remove_item(&self.pending_key(&state));
        }
    }

    fn pending_entries(&self) -> Vec<(String, Option<Pending>)> {
        let prefix = self.pending_key("");
        let count = self.tab.length().unwrap_or_default();
        let keys = (0..count).filter_map(|index| self.tab.key(index).ok().flatten());
        let states = keys.filter_map(|key| key.strip_prefix(&prefix).map(str::to_owned));
        // Whatever else was put there under our prefix is bounded too.
        states
            .take(PENDING_LIMIT * 4)
            .map(|state| {
                let record = self.tab.get_item(&self.pending_key(&state)).ok().flatten();
                let pending = record.and_then(|record| Pending::from_record(&record));
                (state, pending)
            })
            .collect()
    }

    /// Makes the storage of a window that was just opened hold the pending entry and nothing else of this app: it
    /// began with a copy of this tab's, the session included.
    pub fn prepare(&self, opened: &Window, pending: &Pending) -> Result<(), StorageBlocked> {
        let theirs = opened.session_storage().ok().flatten().ok_or(StorageBlocked)?;
        theirs.clear().map_err(|_| StorageBlocked)?;
        theirs
            .set_item(&self.pending_key(pending.state.as_str()), &pending.to_record())
            .map_err(|_| StorageBlocked)
    }

    /// The record of the session, if one is kept.
    pub fn session(&self) -> Option<SessionRecord> {
        self.tab.get_item(&self.session_key()).ok().flatten().map(SessionRecord::stored)
    }

    /// Keeps the session, so that a reload of this tab has it.
    pub fn put_session(&self, session: &Session) {
        // If there is no room, a reload asks to sign in again: nothing else is lost.
        let _ = self.tab.set_item(&self.session_key(), session.to_record().expose());
    }

    /// Removes the session.
    pub fn forget_session(&self) {
        let _ = self.tab.remove_item(&self.session_key());
    }

    fn drafts_key(&self) -> String {
        format!("{}drafts", self.prefix)
    }

    /// The record of what was typed in this tab.
    pub fn drafts(&self) -> Option<String> {
        self.tab.get_item(&self.drafts_key()).ok().flatten()
    }

    /// Keeps what is typed, so that a reload of this tab has it; none is removed.
    pub fn keep_drafts(&self, record: Option<&str>) {
        // If there is no room, a reload loses it: nothing else does.
        let _ = match record {
            Some(record) => self.tab.set_item(&self.drafts_key(), record),
            None => self.tab.remove_item(&self.drafts_key()),
        };
    }

    fn link_key(&self) -> String {
        format!("{}link", self.prefix)
    }

    /// The link that was followed in this tab and waits for a sign-in.
    pub fn link(&self) -> Option<String> {
        self.tab.get_item(&self.link_key()).ok().flatten()
    }

    /// Keeps a link until somebody is signed in; none is removed.
    pub fn keep_link(&self, link: Option<&str>) {
        let _ = match link {
            Some(link) => self.tab.set_item(&self.link_key(), link),
            None => self.tab.remove_item(&self.link_key()),
        };
    }

    /// Removes everything of this app from both storages.
    pub fn clear(&self) {
        for storage in [Some(&self.tab), self.lasting.as_ref()].into_iter().flatten() {
            let count = storage.length().unwrap_or_default();
            let keys: Vec<String> =
                (0..count).filter_map(|index| storage.key(index).ok().flatten()).collect();
            for key in keys.iter().filter(|key| key.starts_with(&self.prefix)) {
                let _ = storage.remove_item(key);
            }
        }
    }

    fn ended_key(&self) -> String {
        format!("{}ended", self.prefix)
    }

    /// The ids of sessions that were signed out, in any tab.
    pub fn ended(&self) -> Vec<Nonce> {
        let stored =
            self.lasting.as_ref().and_then(|storage| storage.get_item(&self.ended_key()).ok()).flatten();
        stored.iter().flat_map(|list| list.split(' ')).filter_map(Nonce::parse).collect()
    }

    /// Records that a session was signed out. Tabs that sleep find it when they wake: by then hundreds of others would
    /// have to have been signed out for it to be missing.
    pub fn record_end(&self, id: &Nonce) {
        let mut ended = self.ended();
        ended.retain(|other| other != id);
        ended.push(id.clone());
        let latest = &ended[ended.len().saturating_sub(MOST_ENDED)..];
        let list: Vec<&str> = latest.iter().map(Nonce::as_str).collect();
        if let Some(storage) = &self.lasting {
            let _ = storage.set_item(&self.ended_key(), &list.join(" "));
        }
    }

    /// The preferences of earlier visits.
    pub fn preferences(&self) -> Preferences {
        let stored = self.lasting.as_ref().and_then(|storage| storage.get_item(&self.preferences_key()).ok());
        stored.flatten().map(|record| Preferences::from_record(&record)).unwrap_or_default()
    }

    /// Makes `change` to the stored preferences, whatever other tabs have stored meanwhile.
    pub fn change_preferences(&self, change: Change) {
        let mut preferences = self.preferences();
        preferences.apply(change);
        if let Some(storage) = &self.lasting {
            let _ = storage.set_item(&self.preferences_key(), &preferences.to_record());
        }
    }
}
