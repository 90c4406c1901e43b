//! What an id is the id of, by the names of the members on the way to it.

use crate::catalogue::words::singular;

/// What an id is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Thing {
    /// What the answer shows, or lists.
    Itself,
    /// One that is like it, above it: a folder's folder, a place's place.
    Above,
    /// A thing with a name of its own, such as `vendor`.
    Named(String),
}

/// Members that hold a person who can sign in, or end in the id of one (Procore's "RFI", "Submittals", "Punch").
const PEOPLE: [&str; 10] = [
    "assigned",
    "assignee",
    "ball_in_court",
    "creator",
    "distribution_member",
    "final_approver",
    "login_information",
    "received_from",
    "user",
    "required_assignee",
];

/// The ends of names that hold such a person: `created_by`, `rfi_manager`, `received_from_login_information`.
const PEOPLE_ENDS: [&str; 3] = ["_by", "_manager", "_login_information"];

/// What the id is of whose members are `names`, from the outside in; `None` if the last of them is no id.
pub(super) fn thing(names: &[&str]) -> Option<Thing> {
    let (last, before) = names.split_last()?;
    let name = match *last {
        "id" => before.last().copied(),
        other => Some(other.strip_suffix("_ids").or_else(|| other.strip_suffix("_id"))?),
    };
    let Some(name) = name else {
        return Some(Thing::Itself);
    };
    let one = singular(name);
    let thing = match one.as_str() {
        "" => return None,
        "parent" => return Some(Thing::Above),
        "responsible_contractor" => "vendor",
        person if PEOPLE.contains(&person) => "user",
        person if PEOPLE_ENDS.iter().any(|end| person.ends_with(end)) => "user",
        other => other,
    };
    Some(Thing::Named(thing.to_owned()))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn what_an_id_is_of() {
        for (names, expected) in [
            ("id", Some(Thing::Itself)),
            ("parent_id", Some(Thing::Above)),
            ("parent id", Some(Thing::Above)),
            ("vendor_id", Some(Thing::Named("vendor".into()))),
            ("assignee id", Some(Thing::Named("user".into()))),
            ("assignees id", Some(Thing::Named("user".into()))),
            ("assignee_ids", Some(Thing::Named("user".into()))),
            ("created_by id", Some(Thing::Named("user".into()))),
            ("received_from_login_information_id", Some(Thing::Named("user".into()))),
            ("rfi_manager id", Some(Thing::Named("user".into()))),
            ("ball_in_courts id", Some(Thing::Named("user".into()))),
            ("assignee vendor id", Some(Thing::Named("vendor".into()))),
            ("responsible_contractor_id", Some(Thing::Named("vendor".into()))),
            ("cost_code id", Some(Thing::Named("cost_code".into()))),
            ("companies id", Some(Thing::Named("company".into()))),
            ("_id", None),
            ("number", None),
            ("valid", None),
            ("", None),
        ] {
            let names: Vec<&str> = names.split(' ').collect();
            assert_eq!(thing(&names), expected, "{names:?}");
        }
        assert_eq!(thing(&[]), None);
    }
}
