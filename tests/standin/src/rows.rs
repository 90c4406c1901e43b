//! Small flat records, for a table of many rows in few bytes.

use std::fmt::Write as _;

/// An array of `count` records of eight columns each, the same for each seed on every machine.
///
/// The amounts are decimals of very different size with an odd one between them, so that sorting them takes more than
/// comparing texts; every value of `group` is there many times, so that it shows whether the sort is stable.
pub(crate) fn rows(count: usize, seed: u64) -> String {
    const UNITS: [&str; 5] = ["m²", "m³", "kg", "pcs", "h"];
    let mut state = seed;
    let mut next = move || {
        // The generator MMIX of D. Knuth; its upper bits are the good ones.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut json = String::with_capacity(count * 170 + 2);
    json.push('[');
    for row in 0..count as u64 {
        let separator = if row > 0 { "," } else { "" };
        let amount = match next() % 20 {
            0 => "null".to_owned(),
            1 => format!("{}e{}", 1 + next() % 9, next() % 30),
            2 => format!("-{}.{:02}", next() % 1000, next() % 100),
            _ => format!("{}.{:02}", next() % 10_u64.pow(1 + (next() % 9) as u32), next() % 100),
        };
        let _ = write!(
            json,
            r#"{separator}{{"id":{},"code":"{:02}-{:03}","name":"Item {}","group":"G{}","unit":"{}","amount":{amount},"done":{},"date":"2026-{:02}-{:02}"}}"#,
            9_007_199_254_740_993 + row,
            next() % 50,
            next() % 1000,
            next() % 1_000_000,
            next() % 12,
            UNITS[(next() % 5) as usize],
            next() % 2 == 0,
            1 + next() % 12,
            1 + next() % 28,
        );
    }
    json.push(']');
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn as_many_as_asked_for_and_the_same_again() {
        for count in [0, 1, 1000] {
            let json = rows(count, 7);
            assert_eq!(json, rows(count, 7));
            let Ok(Value::Array(rows)) = serde_json::from_str(&json) else { panic!("no array: {json}") };
            assert_eq!(rows.len(), count);
            assert!(rows.iter().all(|row| row.as_object().is_some_and(|row| row.len() == 8)));
        }
        assert_ne!(rows(10, 7), rows(10, 8));
    }
}
