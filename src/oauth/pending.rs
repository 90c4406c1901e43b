//! Pending sign-ins: what this tab remembers of a request while the person is at Procore.

use serde::{Deserialize, Serialize};

use super::{AuthorizationRequest, ClientId, Origin, ResponseType, State};
use crate::nonce::Nonce;
use crate::record;
use crate::time::UnixTime;

/// How long an answer is waited for, in seconds.
pub const PENDING_SECONDS: u64 = 600;

/// How many sign-ins may be pending in one tab.
pub const PENDING_LIMIT: usize = 8;

/// The version of the record.
const VERSION: u32 = 1;

/// One sign-in under way. It is kept under its state and taken by the answer that brings that state back, so
/// an answer that was made up cannot take it, and no answer can be used twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// The state that went out: the key, repeated here so that an entry cannot be moved under another key.
    pub state: State,
    /// What was asked for.
    pub response_type: ResponseType,
    /// The environment's id in the configuration.
    pub environment: String,
    /// The authorization server that was asked.
    pub login: Origin,
    /// The resource server that the token will be for.
    pub api: Origin,
    /// The app that asked.
    pub client_id: ClientId,
    /// Where the answer was to come.
    pub redirect_uri: String,
    /// The route to return to: text here, because routes are the console's business.
    pub return_to: String,
    /// The tab that waits for the session, if this sign-in runs in a window that only renews it.
    pub renews: Option<Nonce>,
    /// When the request went out.
    pub started_at: UnixTime,
}

impl Pending {
    /// Whether an answer at `now` comes too late, or the clock was turned back since.
    pub fn is_stale(&self, now: UnixTime) -> bool {
        now < self.started_at || now.millis_since(self.started_at) > PENDING_SECONDS * 1000
    }

    /// The link to the authorization endpoint at `endpoint`.
    pub fn authorization_url(&self, endpoint: &str) -> String {
        let Self { state, response_type, client_id, redirect_uri, .. } = self;
        let response_type = *response_type;
        AuthorizationRequest { endpoint, response_type, client_id, redirect_uri, state: Some(state) }.url()
    }

    /// The record for session storage.
    pub fn to_record(&self) -> String {
        record::write(VERSION, self)
    }

    /// The entry that `record` stands for; `None` if this app cannot have written it.
    pub fn from_record(record: &str) -> Option<Self> {
        record::read(VERSION, record)
    }
}

/// The keys to remove so that the entries are readable and fresh, and fewer than [`PENDING_LIMIT`]: there is
/// room for one more afterwards. `entries` are keys with what is stored under them, `None` if unreadable.
pub fn sweep<'a>(entries: &'a [(String, Option<Pending>)], now: UnixTime) -> Vec<&'a str> {
    let is_dead = |entry: &Option<Pending>| entry.as_ref().is_none_or(|pending| pending.is_stale(now));
    let mut dead: Vec<&'a str> =
        entries.iter().filter(|(_, entry)| is_dead(entry)).map(|(key, _)| key.as_str()).collect();
    let mut live: Vec<(UnixTime, &'a str)> = entries
        .iter()
        .filter_map(|(key, entry)| entry.as_ref().map(|pending| (pending, key.as_str())))
        .filter(|(pending, _)| !pending.is_stale(now))
        .map(|(pending, key)| (pending.started_at, key))
        .collect();
    live.sort_unstable();
    let surplus = (live.len() + 1).saturating_sub(PENDING_LIMIT);
    dead.extend(live.iter().take(surplus).map(|(_, key)| key));
    dead
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests {
    use super::*;

    /// An entry under `state` that began at `started_at` milliseconds.
    pub(crate) fn pending(state: &str, started_at: u64) -> Pending {
        Pending {
            state: State::parse(state).expect("a state"),
            response_type: ResponseType::Token,
            environment: "sandbox".into(),
            login: Origin::parse("https://login.example").expect("an origin"),
            api: Origin::parse("https://api.example").expect("an origin"),
            client_id: ClientId::parse("our-client").expect("a client id"),
            redirect_uri: "https://console.example/".into(),
            return_to: "home".into(),
            renews: None,
            started_at: UnixTime(started_at),
        }
    }

    fn numbered(number: u64, started_at: u64) -> (String, Option<Pending>) {
        let state = format!("{number:032x}");
        let entry = pending(&state, started_at);
        (state, Some(entry))
    }

    #[test]
    fn stale_after_ten_minutes_or_when_the_clock_went_back() {
        let entry = pending("00000000000000000000000000000001", 1_000);
        for (now, stale) in [(999, true), (1_000, false), (601_000, false), (601_001, true)] {
            assert_eq!(entry.is_stale(UnixTime(now)), stale, "{now}");
        }
    }

    #[test]
    fn sweeping_removes_the_stale_and_the_unreadable() {
        let entries = [numbered(1, 0), ("rubbish".into(), None), numbered(2, 700_000)];
        assert_eq!(sweep(&entries, UnixTime(700_001)), [entries[0].0.as_str(), "rubbish"]);
    }

    #[test]
    fn sweeping_makes_room_by_removing_the_oldest() {
        let entries: Vec<_> = (0..10).map(|number| numbered(number, 1_000 - number)).collect();
        let removed = sweep(&entries, UnixTime(2_000));
        assert_eq!(removed, [&entries[9].0, &entries[8].0, &entries[7].0]);
        let entries = &entries[..PENDING_LIMIT - 1];
        assert!(sweep(entries, UnixTime(2_000)).is_empty());
    }

    #[test]
    fn an_entry_reads_back_as_it_was_written() {
        let plain = pending("0123456789abcdef0123456789abcdef", 5);
        let renewing = Pending {
            response_type: ResponseType::Code,
            renews: Nonce::parse("fedcba9876543210fedcba9876543210"),
            ..plain.clone()
        };
        for entry in [&plain, &renewing] {
            assert_eq!(Pending::from_record(&entry.to_record()).as_ref(), Some(entry));
        }
        let record = renewing.to_record();
        for (from, to) in [
            ("https://login", "http://login"),
            ("\"response_type\":\"code\"", "\"response_type\":\"password\""),
            ("\"renews\":\"fed", "\"renews\":\"x"),
            ("\"state\":\"0123", "\"state\":\"012"),
            ("\"started_at\":5", "\"started_at\":-5"),
            ("\"started_at\":5", "\"started_at\":5,\"started_at\":6"),
            ("\"started_at\":5", "\"started_at\":5,\"more\":1"),
            (",\"started_at\":5", ""),
        ] {
            let changed = record.replace(from, to);
            assert_ne!(changed, record, "{from}");
            assert_eq!(Pending::from_record(&changed), None, "{to}");
        }
    }
}
