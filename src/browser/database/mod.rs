//! The browser's own database, by the crate `idb`: the people who signed in, their calls, and the requests that they saved. It
//! holds no token. Whoever needs it opens it and closes it again, so that no tab stands in the way of another that upgrades or
//! removes it.

mod history;
mod users;

use idb::{Database, DatabaseEvent, Error, Factory, IndexParams, KeyPath, ObjectStoreParams};
use wasm_bindgen::JsValue;

pub use history::{add, delete, keep, put, read};
pub use users::{forget, meet};

/// 1: users. 2: calls and saved requests too. 3: their records are JSON.
const VERSION: u32 = 3;
const USERS: &str = "users";
const CALLS: &str = "calls";
const SAVED: &str = "saved";
/// Finds a person by environment and id at Procore.
const BY_PERSON: &str = "by_person";
/// Finds what is a person's.
const BY_OWNER: &str = "by_owner";

/// The name of the database of the app with this root path: two apps of one origin do not share it.
fn name(base_path: &str) -> String {
    format!("procore-console:{base_path}/")
}

async fn open(base_path: &str) -> Result<Database, Error> {
    let mut request = Factory::new()?.open(&name(base_path), Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // What fails here makes every later use fail, which is told.
        let _ = event
            .old_version()
            .and_then(|version| event.database().and_then(|database| upgrade(&database, version)));
    });
    request.await
}

/// Adds what a database of an earlier version lacks. Users stay; calls and saved requests of version 2 go, which only builds
/// before the first release wrote.
fn upgrade(database: &Database, from: u32) -> Result<(), Error> {
    if from < 1 {
        table(database, USERS, BY_PERSON, &["environment", "procore_id"], true)?;
    }
    if from == 2 {
        database.delete_object_store(CALLS)?;
        database.delete_object_store(SAVED)?;
    }
    if from < 3 {
        // By time, so that the oldest calls are found.
        table(database, CALLS, BY_OWNER, &["environment", "procore_id", "at"], false)?;
        table(database, SAVED, BY_OWNER, &["environment", "procore_id"], false)?;
    }
    Ok(())
}

/// A table whose rows are numbered by the database, so that two tabs never give one number twice.
fn table(
    database: &Database,
    name: &str,
    index: &str,
    columns: &[&str],
    is_unique: bool,
) -> Result<(), Error> {
    let mut rows = ObjectStoreParams::new();
    rows.auto_increment(true).key_path(Some(KeyPath::new_single("id")));
    let table = database.create_object_store(name, rows)?;
    let mut kind = IndexParams::new();
    kind.unique(is_unique);
    table.create_index(index, KeyPath::new_array(columns.iter().copied()), Some(kind))?;
    Ok(())
}

/// Removes the database of the app with this root path. Returns whether it is gone.
pub async fn remove(base_path: &str) -> bool {
    let removed = async { Factory::new()?.delete(&name(base_path))?.await };
    removed.await.is_ok()
}

fn number(value: &JsValue) -> Option<u64> {
    value.as_f64().map(|number| number as u64)
}
