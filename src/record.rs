//! Records in the browser's storage and between tabs: JSON with a version, `{"version": 1, "value": {...}}`. Strict on the way
//! in: what another version or other hands wrote is no record.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::json::read::{Object, object};

#[derive(Serialize)]
struct Written<'a, T> {
    version: u32,
    value: &'a T,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record<T: DeserializeOwned> {
    version: u32,
    #[serde(bound = "T: DeserializeOwned", deserialize_with = "object")]
    value: T,
}

/// Writes `value` as a record of this version.
pub fn write<T: Serialize>(version: u32, value: &T) -> String {
    // Fails only for maps whose keys are no texts. None is stored.
    serde_json::to_string(&Written { version, value }).unwrap_or_default()
}

/// Reads a record of this version. `None` if it is of another, or not as [`write`] wrote it.
pub fn read<T: DeserializeOwned>(version: u32, text: &str) -> Option<T> {
    let Object(record) = serde_json::from_str::<Object<Record<T>>>(text).ok()?;
    (record.version == version).then_some(record.value)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Example {
        text: String,
        number: Option<u64>,
    }

    proptest! {
        #[test]
        fn a_record_reads_back_as_it_was_written(text in any::<String>(), number in any::<Option<u64>>()) {
            let example = Example { text, number };
            prop_assert_eq!(read(7, &write(7, &example)), Some(example));
        }
    }

    #[test]
    fn what_this_version_did_not_write_is_no_record() {
        let good = r#"{"version":7,"value":{"text":"a","number":1}}"#;
        let example = Example { text: "a".into(), number: Some(1) };
        assert_eq!((write(7, &example).as_str(), read(7, good)), (good, Some(example)));
        for (from, to) in [
            ("\"version\":7", "\"version\":8"),
            ("\"version\":7,", ""),
            ("\"version\":7", "\"version\":7,\"more\":1"),
            ("\"text\":\"a\"", "\"text\":\"a\",\"more\":1"),
            ("\"text\":\"a\"", "\"text\":\"a\",\"text\":\"a\""),
            ("\"text\":\"a\",", ""),
            ("\"number\":1", "\"number\":-1"),
            ("{\"text\":\"a\",\"number\":1}", "[\"a\",1]"),
            ("}}", "}"),
            (good, "version=7&text=a&number=1"),
        ] {
            let changed = good.replacen(from, to, 1);
            assert_ne!(changed, good, "{from}");
            assert_eq!(read::<Example>(7, &changed), None, "{changed}");
        }
    }
}
