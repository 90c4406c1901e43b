//! Writing JSON (RFC 8259) from what the app has.

use std::fmt::Write as _;

/// A string.
pub(super) fn string(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json += "\\\"",
            '\\' => json += "\\\\",
            '\n' => json += "\\n",
            '\r' => json += "\\r",
            '\t' => json += "\\t",
            // Writing to a string cannot fail.
            '\0'..' ' => {
                let _ = write!(json, "\\u{:04x}", u32::from(character));
            }
            _ => json.push(character),
        }
    }
    json.push('"');
    json
}

/// A string, or `null`.
pub(super) fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), string)
}

/// An array of values that are JSON.
pub(super) fn array(values: impl IntoIterator<Item = String>) -> String {
    enclosed('[', values, ']')
}

/// An object of members whose values are JSON.
pub(super) fn object<const N: usize>(members: [(&str, String); N]) -> String {
    enclosed('{', members.map(|(name, value)| format!("{}:{value}", string(name))), '}')
}

fn enclosed(open: char, values: impl IntoIterator<Item = String>, close: char) -> String {
    let mut json = String::from(open);
    for value in values {
        if json.len() > 1 {
            json.push(',');
        }
        json += &value;
    }
    json.push(close);
    json
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    proptest! {
        /// `serde_json`, an independent reader, reads what was meant.
        #[test]
        fn it_is_read_as_it_was_meant(texts in proptest::collection::vec(any::<String>(), 0..4), control in "[\0-\u{7f}]") {
            let json = array(texts.iter().map(|text| object([("a", string(text)), (&control, optional(Some(&control)))])));
            let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
            let expected: Vec<_> = texts.iter().map(|text| json!({ "a": text, control.clone(): control })).collect();
            if control != "a" {
                prop_assert_eq!(value, json!(expected));
            }
        }
    }

    #[test]
    fn nothing_is_null() {
        assert_eq!(object([("a", optional(None)), ("b", array([]))]), r#"{"a":null,"b":[]}"#);
    }
}
