//! Bodies of answers: those that the stand-in sends under `/rest/v1.0/odd`, and lists of records.

pub const NUMBERS: &str = include_str!("../../standin/bodies/numbers.json");
pub const DUPLICATES: &str = include_str!("../../standin/bodies/duplicates.json");
pub const NAN: &str = include_str!("../../standin/bodies/nan.json");
pub const CUT_OFF: &str = include_str!("../../standin/bodies/cut-off.json");
pub const NOT_UTF8: &[u8] = include_bytes!("../../standin/bodies/not-utf8.json");
pub const HTML: &str = include_str!("../../standin/bodies/502.html");
pub const TEXT: &str = include_str!("../../standin/bodies/text.txt");
pub const FORMULAS: &str = include_str!("../../standin/bodies/formulas.json");

/// The numbers in [`NUMBERS`] under names of their own, as they are sent.
pub fn numbers() -> [(&'static str, String); 8] {
    [
        ("beyond_2_53", "9007199254740993".to_owned()),
        ("money", "1.10".to_owned()),
        ("beyond_double", "1e400".to_owned()),
        ("minus_zero", "-0".to_owned()),
        ("minus_zero_point", "-0.0".to_owned()),
        ("tiny", "1E-400".to_owned()),
        ("hundred_digits", "1234567890".repeat(10)),
        ("many_decimals", "0.1000000000000000055511151231257827021181583404541015625".to_owned()),
    ]
}

/// The names of a record's members.
pub const COLUMNS: [&str; 6] = ["id", "code", "name", "group", "amount", "status"];

/// Flat records, as what their members say. The first and the fifth are numbers, the others strings that need no escape.
pub fn records(count: u64) -> Vec<[String; 6]> {
    let record = |number: u64| {
        [
            (9_007_199_254_740_993 + number).to_string(),
            format!("C-{number:04}"),
            format!("Item {}", number * 7 % count),
            format!("G{}", number % 13),
            format!("{number}.10"),
            ["open", "closed", "draft"][(number % 3) as usize].to_owned(),
        ]
    };
    (0..count).map(record).collect()
}

/// The records as JSON objects.
pub fn objects(records: &[[String; 6]]) -> Vec<String> {
    let object = |record: &[String; 6]| {
        let member = |at: usize| match at {
            0 | 4 => format!("\"{}\":{}", COLUMNS[at], record[at]),
            _ => format!("\"{}\":\"{}\"", COLUMNS[at], record[at]),
        };
        format!("{{{}}}", (0..6).map(member).collect::<Vec<_>>().join(","))
    };
    records.iter().map(object).collect()
}

/// The records as a list in JSON.
pub fn list(records: &[[String; 6]]) -> String {
    format!("[{}]", objects(records).join(","))
}
