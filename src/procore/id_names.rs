//! What may be an id in an answer: by the names of the members on the way to it, and by what it says.

/// No id is longer than this, in bytes.
pub const LONGEST_ID: usize = 100;

/// The names on the way to the value at a JSON pointer (RFC 6901), from the outside in and without places in arrays, if by the
/// last of them it may be an id. A member whose name is a number is taken for a place.
pub fn id_names(pointer: &str) -> Option<Vec<String>> {
    let is_place = |token: &&str| token.bytes().all(|byte| byte.is_ascii_digit());
    let tokens = pointer.split('/').skip(1).filter(|token| !is_place(token));
    let names: Vec<String> = tokens.map(|token| token.replace("~1", "/").replace("~0", "~")).collect();
    let last = names.last()?;
    (last == "id" || last.ends_with("_id") || last.ends_with("_ids")).then_some(names)
}

/// Whether a value may be an id: a number without point and exponent, or a text without what no id has.
pub fn is_id(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty()
        && text.len() <= LONGEST_ID
        && text.bytes().all(is_plain)
        && !["null", "true", "false"].contains(&text)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_names_on_the_way_to_an_id() {
        for (pointer, expected) in [
            ("/id", Some("id")),
            ("/0/id", Some("id")),
            ("/data/12/created_by/id", Some("data created_by id")),
            ("/vendor_id", Some("vendor_id")),
            ("/assignee_ids", Some("assignee_ids")),
            ("/3/assignee_ids/0", Some("assignee_ids")),
            ("/a~1b/c~01/id", Some("a/b c~1 id")),
            ("", None),
            ("/0", None),
            ("/name", None),
            ("/valid", None),
            ("/id/name", None),
        ] {
            assert_eq!(id_names(pointer).map(|names| names.join(" ")).as_deref(), expected, "{pointer}");
        }
    }
}
