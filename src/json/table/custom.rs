//! Procore's custom fields: `"custom_fields": {"custom_field_123": {"data_type": "string", "value": …}}`. What a person
//! wants to see in their columns are the values.

use crate::json::JsonText;
use crate::json::string::comparable;
use crate::json::tree::Spot;

/// An object with more members than this is not looked at.
const MOST_MEMBERS: usize = 16;

/// The value in a custom field: its member `value`, if there is a member `data_type` as well.
pub(super) fn value(text: &JsonText, field: Spot) -> Option<Spot> {
    let tree = &text.index.tree;
    let members = std::iter::successors(tree.first_child(field), |member| tree.next_sibling(*member));
    let (mut value, mut has_type) = (None, false);
    for (count, member) in members.enumerate() {
        if count == MOST_MEMBERS {
            return None;
        }
        let name = text.segments.bytes(text.name_range(member.into())?);
        match &*comparable(&name) {
            b"value" => value = Some(member),
            b"data_type" => has_type = true,
            _ => {}
        }
    }
    value.filter(|_| has_type)
}
