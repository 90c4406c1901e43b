//! The table of users.

use idb::{Database, Error, TransactionMode};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::{BY_PERSON, USERS, number, open};
use crate::console::{Meeting, PersonRecord};
use crate::time::UnixTime;

/// The row of the person that `meeting` is about, written anew if they have signed in; `None` if there is none, or no
/// database.
pub async fn meet(base_path: &str, meeting: &Meeting) -> Option<PersonRecord> {
    let database = open(base_path).await.ok()?;
    let row = get_or_add(&database, meeting).await;
    database.close();
    row.ok().flatten()
}

/// Looks and writes in one transaction, so that two tabs make one row.
async fn get_or_add(database: &Database, meeting: &Meeting) -> Result<Option<PersonRecord>, Error> {
    let transaction = database.transaction(&[USERS], TransactionMode::ReadWrite)?;
    let users = transaction.object_store(USERS)?;
    let key = Array::of2(&meeting.environment.as_str().into(), &meeting.user.id.as_str().into());
    let found = users.index(BY_PERSON)?.get(JsValue::from(key))?.await?;
    let existing = found.as_ref().and_then(read);
    let Some(row) = meeting.row(existing.as_ref()) else {
        return Ok(existing);
    };
    let id = users.put(&write(&row), None)?.await?;
    transaction.commit()?.await?;
    Ok(Some(PersonRecord { id: number(&id), ..row }))
}

/// Removes a row.
pub async fn forget(base_path: &str, id: u64) {
    let Ok(database) = open(base_path).await else {
        return;
    };
    let removed = async {
        let transaction = database.transaction(&[USERS], TransactionMode::ReadWrite)?;
        transaction.object_store(USERS)?.delete(JsValue::from_f64(id as f64))?.await?;
        transaction.commit()?.await
    };
    let _ = removed.await;
    database.close();
}

fn write(row: &PersonRecord) -> JsValue {
    let object = Object::new();
    let set = |name: &str, value: JsValue| drop(Reflect::set(&object, &name.into(), &value));
    let text = |text: &Option<String>| text.as_deref().map_or(JsValue::NULL, JsValue::from_str);
    if let Some(id) = row.id {
        set("id", JsValue::from_f64(id as f64));
    }
    set("procore_id", row.procore_id.as_str().into());
    set("environment", row.environment.as_str().into());
    set("email", text(&row.email));
    set("name", text(&row.name));
    set("first_sign_in", JsValue::from_f64(row.first_sign_in.0 as f64));
    set("last_sign_in", JsValue::from_f64(row.last_sign_in.0 as f64));
    object.into()
}

fn read(value: &JsValue) -> Option<PersonRecord> {
    let get = |name: &str| Reflect::get(value, &name.into()).ok();
    let text = |name: &str| get(name)?.as_string();
    let time = |name: &str| get(name).and_then(|value| number(&value)).map(UnixTime);
    Some(PersonRecord {
        id: Some(number(&get("id")?)?),
        procore_id: text("procore_id")?,
        environment: text("environment")?,
        email: text("email"),
        name: text("name"),
        first_sign_in: time("first_sign_in")?,
        last_sign_in: time("last_sign_in")?,
    })
}
