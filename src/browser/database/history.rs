//! The tables of calls and of saved requests. Each row is somebody's, and has a record that the pure rooms understand.

use idb::{Database, Error, KeyRange, ObjectStore, Query, TransactionMode};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::{BY_OWNER, CALLS, SAVED, number, open};
use crate::console::history::{MOST_CALLS, Owner, Rows, Stored};
use crate::share::{Export, Past, SavedRequest};

/// What is kept of this person; `None` if there is no database.
pub async fn read(base_path: &str, owner: &Owner) -> Option<Rows> {
    let database = open(base_path).await.ok()?;
    let rows = rows(&database, owner).await;
    database.close();
    rows.ok()
}

/// Keeps a call, and drops the oldest of the same person beyond [`MOST_CALLS`]. Returns its number.
pub async fn keep(base_path: &str, owner: &Owner, past: &Past) -> Option<u64> {
    let database = open(base_path).await.ok()?;
    let kept = async {
        let transaction = database.transaction(&[CALLS], TransactionMode::ReadWrite)?;
        let calls = transaction.object_store(CALLS)?;
        let id = calls.add(&call(owner, past), None)?.await?;
        trim(&calls, owner).await?;
        transaction.commit()?.await?;
        Ok::<_, Error>(id)
    };
    let kept = kept.await;
    database.close();
    number(&kept.ok()?)
}

/// Stores a saved request, in the place of the one with this number if there is one. Returns its number.
pub async fn put(base_path: &str, owner: &Owner, id: Option<u64>, request: &SavedRequest) -> Option<u64> {
    let database = open(base_path).await.ok()?;
    let stored = async {
        let transaction = database.transaction(&[SAVED], TransactionMode::ReadWrite)?;
        let id = transaction.object_store(SAVED)?.put(&saved(owner, id, request), None)?.await?;
        transaction.commit()?.await?;
        Ok::<_, Error>(id)
    };
    let stored = stored.await;
    database.close();
    number(&stored.ok()?)
}

/// Removes a saved request.
pub async fn delete(base_path: &str, id: u64) {
    let Ok(database) = open(base_path).await else { return };
    let removed = async {
        let transaction = database.transaction(&[SAVED], TransactionMode::ReadWrite)?;
        transaction.object_store(SAVED)?.delete(JsValue::from_f64(id as f64))?.await?;
        transaction.commit()?.await
    };
    let _ = removed.await;
    database.close();
}

/// Adds all of it or nothing. Returns what is kept of the person then.
pub async fn add(base_path: &str, owner: &Owner, export: &Export) -> Option<Rows> {
    let database = open(base_path).await.ok()?;
    let added = async {
        let transaction = database.transaction(&[CALLS, SAVED], TransactionMode::ReadWrite)?;
        let table = transaction.object_store(SAVED)?;
        for request in &export.saved {
            table.add(&saved(owner, None, request), None)?;
        }
        let calls = transaction.object_store(CALLS)?;
        for past in &export.history {
            calls.add(&call(owner, past), None)?;
        }
        trim(&calls, owner).await?;
        transaction.commit()?.await?;
        rows(&database, owner).await
    };
    let rows = added.await;
    database.close();
    rows.ok()
}

async fn rows(database: &Database, owner: &Owner) -> Result<Rows, Error> {
    let transaction = database.transaction(&[CALLS, SAVED], TransactionMode::ReadOnly)?;
    let all = |table: &str| transaction.object_store(table)?.index(BY_OWNER)?.get_all(Some(of(owner)?), None);
    let (calls, saved) = (all(CALLS)?, all(SAVED)?);
    let row = |value: &JsValue| {
        let get = |name: &str| Reflect::get(value, &name.into()).ok();
        Some((number(&get("id")?)?, get("record")?.as_string()?))
    };
    let (calls, saved) = (calls.await?, saved.await?);
    Ok(Rows { calls: calls.iter().filter_map(row).collect(), saved: saved.iter().filter_map(row).collect() })
}

/// Removes the oldest calls of a person, in the transaction of the one who has added some.
async fn trim(calls: &ObjectStore, owner: &Owner) -> Result<(), Error> {
    let index = calls.index(BY_OWNER)?;
    let count = index.count(Some(of(owner)?))?.await?;
    let surplus = count.saturating_sub(MOST_CALLS as u32);
    // A limit of none would be all of them.
    if surplus > 0 {
        for key in index.get_all_keys(Some(of(owner)?), Some(surplus))?.await? {
            calls.delete(key)?;
        }
    }
    Ok(())
}

/// The rows of a person, whatever else is in the key: an array comes after everything that is none (Indexed Database API 3.0,
/// section 2.4).
fn of(owner: &Owner) -> Result<Query, Error> {
    let from = Array::of2(&owner.environment.as_str().into(), &owner.person.as_str().into());
    let to = Array::of3(&from.get(0), &from.get(1), &Array::new());
    Ok(KeyRange::bound(&from, &to, None, None)?.into())
}

fn call(owner: &Owner, past: &Past) -> JsValue {
    let row = row(owner, &past.to_record());
    set(&row, "at", JsValue::from_f64(past.at.0 as f64));
    row.into()
}

fn saved(owner: &Owner, id: Option<u64>, request: &SavedRequest) -> JsValue {
    let row = row(owner, &request.to_record());
    if let Some(id) = id {
        set(&row, "id", JsValue::from_f64(id as f64));
    }
    row.into()
}

fn row(owner: &Owner, record: &str) -> Object {
    let row = Object::new();
    set(&row, "environment", owner.environment.as_str().into());
    set(&row, "procore_id", owner.person.as_str().into());
    set(&row, "record", record.into());
    row
}

fn set(row: &Object, name: &str, value: JsValue) {
    // Nothing of ours can refuse it.
    let _ = Reflect::set(row, &name.into(), &value);
}
