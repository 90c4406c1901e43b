//! What is stored, where, and for how long.

use leptos::prelude::window;
use procore_console::browser::storage::Storage;
use procore_console::console::{Change, Preferences};
use procore_console::oauth::{
    AccessToken, ClientId, IssuedToken, Origin, PENDING_LIMIT, Pending, ResponseType, Session, State,
};
use procore_console::time::UnixTime;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::{NOW, nonce, storage};

/// The pending sign-in with this number as its state, begun at `started_at`.
pub fn pending(number: u8, started_at: UnixTime) -> Pending {
    Pending {
        state: State::new(nonce(number)),
        response_type: ResponseType::Token,
        environment: "sandbox".into(),
        login: Origin::parse("https://login-sandbox.procore.com").expect("an origin"),
        api: Origin::parse("https://sandbox.procore.com").expect("an origin"),
        client_id: ClientId::parse("our-client").expect("a client id"),
        redirect_uri: "https://console.example/".into(),
        return_to: "home".into(),
        renews: None,
        started_at,
    }
}

fn session() -> Session {
    let token = AccessToken::parse("obviously-fake-token").expect("a token");
    Session::begin(&pending(1, NOW), IssuedToken { token, expires_in: Some(60) }, nonce(9), NOW)
}

/// Everything in both storages whose key begins with `prefix`.
fn stored(prefix: &str) -> Vec<(&'static str, String)> {
    let local = window().local_storage().ok().flatten().expect("local storage");
    let tab = window().session_storage().ok().flatten().expect("session storage");
    let of = |kind, storage: web_sys::Storage| {
        let keys = (0..storage.length().expect("a length"))
            .filter_map(|i| storage.key(i).ok().flatten())
            .collect::<Vec<_>>();
        keys.into_iter().filter(|key| key.starts_with(prefix)).map(move |key| (kind, key)).collect::<Vec<_>>()
    };
    [of("local", local), of("tab", tab)].concat()
}

#[wasm_bindgen_test]
fn a_pending_entry_is_taken_once_and_only_by_its_state() {
    let storage = storage("once");
    let entry = pending(1, NOW);
    storage.put_pending(&entry, NOW).expect("room");
    assert!(storage.is_waiting(NOW));
    for unknown in ["", "rubbish", State::new(nonce(2)).as_str()] {
        assert_eq!(storage.take_pending(unknown), None);
    }
    assert_eq!(storage.take_pending(entry.state.as_str()), Some(entry.clone()));
    assert_eq!(storage.take_pending(entry.state.as_str()), None);
    assert!(!storage.is_waiting(NOW));
    let for_a_code = Pending { response_type: ResponseType::Code, ..pending(3, NOW) };
    storage.put_pending(&for_a_code, NOW).expect("room");
    assert!(!storage.is_waiting(NOW), "a request for a code is no sign-in");
    storage.put_pending(&pending(2, NOW), NOW).expect("room");
    storage.forget_pending();
    assert!(!storage.is_waiting(NOW));
}

#[wasm_bindgen_test]
fn stale_entries_and_rubbish_make_room() {
    let storage = storage("sweep");
    storage.put_pending(&pending(1, NOW), NOW).expect("room");
    let tab = window().session_storage().ok().flatten().expect("session storage");
    tab.set_item("procore-console:/sweep/:pending:rubbish", "rubbish").expect("room");
    let later = NOW.plus_seconds(601);
    storage.put_pending(&pending(2, later), later).expect("room");
    assert_eq!(stored("procore-console:/sweep/:pending:").len(), 1);
    for number in 3..30 {
        storage.put_pending(&pending(number, later), later).expect("room");
    }
    assert_eq!(stored("procore-console:/sweep/:pending:").len(), PENDING_LIMIT);
}

#[wasm_bindgen_test]
fn a_session_is_in_the_tabs_storage_alone() {
    let storage = storage("session");
    storage.put_session(&session());
    assert_eq!(
        stored("procore-console:/session/:"),
        [("tab", "procore-console:/session/:session".to_owned())]
    );
    let record = storage.session().expect("a record");
    assert_eq!(Session::from_record(&record, NOW), Ok(session()));
    storage.forget_session();
    assert_eq!(storage.session(), None);
    assert_eq!(stored("procore-console:/session/:"), []);
}

#[wasm_bindgen_test]
fn preferences_last() {
    let storage = storage("preferences");
    assert_eq!(storage.preferences(), Preferences::default());
    let mut preferences = Preferences::default();
    // Another tab has the same record open.
    let other = super::support::storage("preferences");
    storage.change_preferences(Change::KeepSession(false));
    other.change_preferences(Change::ClientId("sandbox".into(), Some("our-client".into())));
    preferences.apply(Change::KeepSession(false));
    preferences.apply(Change::ClientId("sandbox".into(), Some("our-client".into())));
    assert_eq!(storage.preferences(), preferences);
    assert_eq!(
        stored("procore-console:/preferences/:"),
        [("local", "procore-console:/preferences/:preferences".to_owned())]
    );
}

#[wasm_bindgen_test]
fn sessions_that_were_signed_out_are_known_to_every_tab_and_bounded() {
    let (storage, other) = (storage("ended"), super::support::storage("ended"));
    assert_eq!(storage.ended(), []);
    storage.record_end(&nonce(1));
    other.record_end(&nonce(2));
    storage.record_end(&nonce(1));
    assert_eq!(other.ended(), [nonce(2), nonce(1)]);
    let local = window().local_storage().ok().flatten().expect("local storage");
    let many: Vec<String> = (0..400).map(|number| format!("{number:032x}")).collect();
    local.set_item("procore-console:/ended/:ended", &many.join(" ")).expect("room");
    storage.record_end(&nonce(3));
    let ended = storage.ended();
    assert_eq!((ended.len(), ended.last()), (300, Some(&nonce(3))));
    local.set_item("procore-console:/ended/:ended", "rubbish").expect("room");
    assert_eq!(storage.ended(), []);
}

#[wasm_bindgen_test]
fn all_of_one_app_is_cleared() {
    let (one, other) = (storage("cleared"), storage("cleared-not"));
    for storage in [&one, &other] {
        storage.put_session(&session());
        storage.keep_drafts(Some("a"));
        storage.record_end(&nonce(1));
        storage.change_preferences(Change::KeepSession(false));
    }
    one.clear();
    assert_eq!(stored("procore-console:/cleared/:"), []);
    assert_eq!(stored("procore-console:/cleared-not/:").len(), 4);
}

#[wasm_bindgen_test]
fn two_apps_of_one_origin_do_not_see_each_other() {
    let (one, other) = (storage("one"), storage("one/other"));
    one.put_session(&session());
    let entry = pending(1, NOW);
    one.put_pending(&entry, NOW).expect("room");
    assert_eq!(other.session(), None);
    assert_eq!(other.take_pending(entry.state.as_str()), None);
    assert!(!other.is_waiting(NOW));
}

#[wasm_bindgen_test]
fn a_full_storage_is_told() {
    let storage: Storage = storage("full");
    let tab = window().session_storage().ok().flatten().expect("session storage");
    // To the last byte: a large block first, then ever smaller ones.
    let mut size = 8 << 20;
    let mut number = 0;
    while size > 0 {
        match tab.set_item(&format!("filler{number}"), &"x".repeat(size)) {
            Ok(()) => number += 1,
            Err(_) => size /= 2,
        }
    }
    let refused = storage.put_pending(&pending(1, NOW), NOW);
    for number in 0..number {
        tab.remove_item(&format!("filler{number}")).expect("a filler");
    }
    assert!(refused.is_err());
    assert!(storage.put_pending(&pending(1, NOW), NOW).is_ok());
}
