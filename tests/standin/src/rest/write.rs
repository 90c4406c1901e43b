//! What a write does to a row: which members it may set, which it needs, and what it answers if they are missing.

use serde_json::{Map, Value, json};

use super::body::Body;
use super::kinds::{Kind, Required};

/// What is wrong with the members of a write: names with what is wrong, as in `{"assignees": ["required"]}`.
pub(crate) type Faults = Map<String, Value>;

/// The members that a body sets: those in its root object, or all of it where nothing is wrapped.
pub(crate) fn members(kind: &Kind, body: &Body) -> Map<String, Value> {
    match body.members.get(kind.root) {
        Some(Value::Object(wrapped)) => wrapped.clone(),
        _ => body.members.clone(),
    }
}

/// Whether a value says nothing.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

/// What is wrong with these members. A new row needs all that is required; a change may not take it away.
pub(crate) fn faults(kind: &Kind, members: &Map<String, Value>, is_new: bool) -> Faults {
    let missing = |(_, names): &&Required| {
        let mut given = names.iter().filter_map(|name| members.get(*name)).peekable();
        (is_new || given.peek().is_some()) && given.all(is_blank)
    };
    let mut faults: Faults = kind
        .required
        .iter()
        .filter(missing)
        .map(|(shown, _)| ((*shown).to_owned(), json!(["required"])))
        .collect();
    let status = members.get("status").filter(|_| !kind.statuses.is_empty());
    if status.is_some_and(|status| !status.as_str().is_some_and(|status| kind.statuses.contains(&status))) {
        faults.insert("status".into(), json!(["is not included in the list"]));
    }
    faults
}

/// A row like this one, with nothing in it but its id.
pub(crate) fn blank(example: &Value, id: u64) -> Value {
    let empty = |value: &Value| match value {
        Value::Array(_) => json!([]),
        Value::Bool(_) => json!(false),
        Value::Null | Value::Number(_) | Value::String(_) | Value::Object(_) => Value::Null,
    };
    let members = example.as_object().into_iter().flatten();
    let mut row: Value =
        members.map(|(name, value)| (name.clone(), empty(value))).collect::<Map<_, _>>().into();
    row["id"] = id.into();
    row
}

/// Sets members of a row. `assignee_id` sets `assignee`, and `assignee_ids` sets `assignees`, to objects with the id;
/// what no row of the kind has is passed over, and so is the id. `example` tells what a text of a form is to become.
pub(crate) fn set(row: &mut Value, example: &Value, members: Map<String, Value>) {
    for (name, value) in members {
        if name == "id" {
            continue;
        }
        if let Some(model) = example.get(&name) {
            row[name] = typed(value, model);
            continue;
        }
        let Some((referred, is_list)) = name
            .strip_suffix("_ids")
            .map(|name| (format!("{name}s"), true))
            .or_else(|| name.strip_suffix("_id").map(|name| (name.to_owned(), false)))
        else {
            continue;
        };
        if example.get(&referred).is_some() {
            row[referred] = match value {
                Value::Array(ids) if is_list => ids.into_iter().map(reference).collect(),
                value if is_list => json!([reference(value)]),
                value => reference(value),
            };
        }
    }
}

/// An object with an id; a number in a text is a number.
fn reference(id: Value) -> Value {
    if id.is_null() { id } else { json!({ "id": typed(id, &json!(0)) }) }
}

/// A text of a form as what the member holds otherwise.
fn typed(value: Value, model: &Value) -> Value {
    match (&value, model) {
        (Value::String(text), Value::Number(_)) => text.parse::<u64>().map_or(value, Value::from),
        (Value::String(text), Value::Bool(_)) => text.parse::<bool>().map_or(value, Value::from),
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::KINDS;
    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn what_is_missing() {
        let Some(rfi) = KINDS.iter().find(|kind| kind.root == "rfi") else { panic!("no RFIs") };
        for (members, is_new, expected) in [
            (json!({}), true, json!({ "subject": ["required"], "assignees": ["required"] })),
            (json!({}), false, json!({})),
            (json!({ "subject": " " }), false, json!({ "subject": ["required"] })),
            (json!({ "subject": "a", "assignee_ids": [] }), true, json!({ "assignees": ["required"] })),
            (json!({ "subject": "a", "assignee_id": 1 }), true, json!({})),
            (json!({ "status": "opened" }), false, json!({ "status": ["is not included in the list"] })),
        ] {
            assert_eq!(Value::Object(faults(rfi, &object(members.clone()), is_new)), expected, "{members}");
        }
        let wrapped =
            Body { members: object(json!({ "rfi": { "subject": "a" }, "x": 1 })), files: Vec::new() };
        assert_eq!(members(rfi, &wrapped), object(json!({ "subject": "a" })));
    }

    #[test]
    fn members_are_set() {
        let example = json!({ "id": 1, "subject": "s", "private": true, "position": 3, "assignee": { "id": 2 }, "assignees": [{}], "note": "n" });
        let mut row = blank(&example, 7);
        assert_eq!(
            row,
            json!({ "id": 7, "subject": null, "private": false, "position": null, "assignee": null, "assignees": [], "note": null })
        );
        let given = json!({ "id": 99, "subject": "5", "private": "true", "position": "4", "assignee_id": "8", "assignee_ids": [9_007_199_254_740_993_u64, "2"], "other": 1 });
        set(&mut row, &example, object(given));
        let expected = json!({ "id": 7, "subject": "5", "private": true, "position": 4, "assignee": { "id": 8 }, "assignees": [{ "id": 9_007_199_254_740_993_u64 }, { "id": 2 }], "note": null });
        assert_eq!(row, expected);
    }
}
