//! The tables of calls and saved requests.

use idb::{DatabaseEvent, Factory, IndexParams, KeyPath, ObjectStoreParams};
use js_sys::{JSON, Object, Reflect};
use procore_console::browser::database;
use procore_console::console::Meeting;
use procore_console::console::history::{MOST_CALLS, Owner, Stored};
use procore_console::procore::{Outgoing, User};
use procore_console::share::{Export, Past, SavedRequest};
use procore_console::time::UnixTime;
use wasm_bindgen_futures::future_to_promise;
use wasm_bindgen_test::wasm_bindgen_test;

use super::support::NOW;

fn owner(person: &str) -> Owner {
    Owner { environment: "sandbox".into(), person: person.into() }
}

fn past(number: u64) -> Past {
    let request = Outgoing { target: format!("/rest/v1.0/{number}"), ..Outgoing::default() };
    Past {
        request,
        environment: "sandbox".into(),
        status: Some(200),
        at: UnixTime(number),
        elapsed: 1,
        bytes: 2,
    }
}

fn saved(name: &str) -> SavedRequest {
    SavedRequest { name: name.into(), request: past(1).request, ..SavedRequest::default() }
}

/// When the calls of a person were made, and the names of what they saved.
async fn kept(app: &str, owner: &Owner) -> (Vec<u64>, Vec<String>) {
    let rows = database::read(app, owner).await.expect("a database");
    let calls = rows.calls.iter().filter_map(|(_, record)| Past::from_record(record)).map(|past| past.at.0);
    let saved = rows.saved.iter().filter_map(|(_, record)| SavedRequest::from_record(record));
    (calls.collect(), saved.map(|saved| saved.name).collect())
}

#[wasm_bindgen_test]
async fn calls_and_saved_requests_are_each_persons_own() {
    let app = "/history";
    let (ada, bjorn) = (owner("9007199254740993"), owner("9007199254740992"));
    let elsewhere = Owner { environment: "production".into(), ..ada.clone() };
    for number in [2, 1] {
        database::keep(app, &ada, &past(number)).await.expect("room");
    }
    let id = database::put(app, &ada, None, &saved("A")).await.expect("room");
    assert_eq!(database::put(app, &ada, Some(id), &saved("B")).await, Some(id), "in its place");
    let other = database::put(app, &bjorn, None, &saved("C")).await.expect("room");
    assert_eq!(kept(app, &ada).await, (vec![1, 2], vec!["B".into()]));
    assert_eq!(kept(app, &bjorn).await, (vec![], vec!["C".into()]));
    assert_eq!(kept(app, &elsewhere).await, (vec![], vec![]));
    assert_eq!(kept("/history-of-another-app", &ada).await, (vec![], vec![]));
    database::delete(app, id).await;
    assert_eq!(kept(app, &ada).await.1, [] as [String; 0]);
    assert_eq!(database::put(app, &ada, Some(id), &saved("B")).await, Some(id), "it can be had back");
    assert_eq!(kept(app, &ada).await.1, ["B"]);
    assert_ne!(id, other);
}

#[wasm_bindgen_test]
async fn the_newest_calls_are_kept() {
    let app = "/newest";
    let (ada, bjorn) = (owner("1"), owner("2"));
    database::keep(app, &bjorn, &past(1)).await.expect("room");
    let most = MOST_CALLS as u64;
    let history = (1..most).map(past).collect();
    let export = Export { saved: vec![saved("A"), saved("A")], history };
    let rows = database::add(app, &ada, &export).await.expect("room");
    assert_eq!((rows.calls.len(), rows.saved.len()), (MOST_CALLS - 1, 2));
    for number in most..most + 5 {
        database::keep(app, &ada, &past(number)).await.expect("room");
    }
    assert_eq!(kept(app, &ada).await.0, (5..most + 5).collect::<Vec<_>>());
    // What is older than all of them does not push out any.
    database::add(app, &ada, &Export { history: vec![past(2)], ..Export::default() }).await.expect("room");
    assert_eq!(kept(app, &ada).await.0.first(), Some(&5));
    assert_eq!(kept(app, &bjorn).await.0, [1], "another person's stay");
}

/// Tabs write at once: nothing is lost, and no number is given twice.
#[wasm_bindgen_test]
async fn many_write_at_once() {
    let app = "/at-once";
    let writes = js_sys::Array::new();
    for number in 1..=30 {
        writes.push(&future_to_promise(async move {
            database::keep(app, &owner("1"), &past(number))
                .await
                .map(|id| (id as f64).into())
                .ok_or("lost".into())
        }));
    }
    let ids =
        wasm_bindgen_futures::JsFuture::from(js_sys::Promise::all(&writes)).await.expect("all are kept");
    let ids: std::collections::BTreeSet<u64> =
        js_sys::Array::from(&ids).iter().filter_map(|id| id.as_f64()).map(|id| id as u64).collect();
    assert_eq!(ids.len(), 30);
    assert_eq!(kept(app, &owner("1")).await.0, (1..=30).collect::<Vec<_>>());
}

/// A database as a build of version 1 or 2 left it: one person; in version 2 a call and a saved request too, form-encoded.
async fn older_database(name: &str, version: u32) {
    let mut request = Factory::new().expect("a database").open(name, Some(version)).expect("a request");
    request.on_upgrade_needed(move |event| {
        let database = event.database().expect("a database");
        let table = |name: &str, index: &str, columns: &[&str], is_unique: bool, row: &str| {
            let mut rows = ObjectStoreParams::new();
            rows.auto_increment(true).key_path(Some(KeyPath::new_single("id")));
            let table = database.create_object_store(name, rows).expect("a table");
            let mut kind = IndexParams::new();
            kind.unique(is_unique);
            let columns = KeyPath::new_array(columns.iter().copied());
            table.create_index(index, columns, Some(kind)).expect("an index");
            table.add(&JSON::parse(row).expect("JSON"), None).expect("room");
        };
        let user = r#"{"environment":"sandbox","procore_id":"1","email":"ada@example.com","name":null,
            "first_sign_in":1700000000000,"last_sign_in":1700000000000}"#;
        table("users", "by_person", &["environment", "procore_id"], true, user);
        if version == 2 {
            let call = r#"{"environment":"sandbox","procore_id":"1","at":1,
                "record":"request=method%3DGET%26target%3D%252F&environment=sandbox&at=1&elapsed=1&bytes=2"}"#;
            table("calls", "by_owner", &["environment", "procore_id", "at"], false, call);
            let saved = r#"{"environment":"sandbox","procore_id":"1",
                "record":"name=A&folder=&notes=&request=method%3DGET%26target%3D%252F"}"#;
            table("saved", "by_owner", &["environment", "procore_id"], false, saved);
        }
    });
    request.await.expect("the older database").close();
}

/// A database of an earlier version keeps its people. Calls and saved requests of version 2 are removed.
#[wasm_bindgen_test]
async fn an_older_database_is_upgraded_in_its_place() {
    for version in [1, 2] {
        let app = format!("/older-{version}");
        older_database(&format!("procore-console:{app}/"), version).await;
        let user = User { id: "1".into(), login: None, name: None };
        let meeting = Meeting { user, environment: "sandbox".into(), signed_in_at: None };
        let row = database::meet(&app, &meeting).await.expect("the row is still there");
        let expected = (Some(1), Some("ada@example.com"), NOW);
        assert_eq!((row.id, row.email.as_deref(), row.first_sign_in), expected, "{version}");
        let rows = database::read(&app, &owner("1")).await.expect("a database");
        assert!(rows.calls.is_empty() && rows.saved.is_empty(), "{version}");
        database::keep(&app, &owner("1"), &past(1)).await.expect("room");
        database::put(&app, &owner("1"), None, &saved("A")).await.expect("room");
        assert_eq!(kept(&app, &owner("1")).await, (vec![1], vec!["A".to_owned()]), "{version}");
        assert!(database::remove(&app).await);
        assert_eq!(database::meet(&app, &meeting).await, None);
        assert_eq!(kept(&app, &owner("1")).await.0, [] as [u64; 0]);
    }
}

/// What is no record of ours, or of a version to come, is in nobody's way.
#[wasm_bindgen_test]
async fn rubbish_is_passed_over() {
    let app = "/rubbish";
    database::keep(app, &owner("1"), &past(1)).await.expect("room");
    let database = Factory::new()
        .and_then(|factory| factory.open("procore-console:/rubbish/", None))
        .expect("a request")
        .await
        .expect("a database");
    let calls = database
        .transaction(&["calls"], idb::TransactionMode::ReadWrite)
        .and_then(|transaction| transaction.object_store("calls"))
        .expect("a table");
    let row = Object::new();
    for (name, value) in [("environment", "sandbox"), ("procore_id", "1"), ("at", "x"), ("record", "rubbish")]
    {
        Reflect::set(&row, &name.into(), &value.into()).expect("an object");
    }
    calls.add(&row, None).expect("a request").await.expect("room");
    Reflect::delete_property(&row, &"record".into()).expect("an object");
    Reflect::delete_property(&row, &"id".into()).expect("an object");
    calls.add(&row, None).expect("a request").await.expect("room");
    database.close();
    assert_eq!(kept(app, &owner("1")).await.0, [1]);
}
