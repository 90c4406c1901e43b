//! The writer of CSV against the `csv` crate and Python: what it writes is read back by them.

use super::tests::{csv_of, written};
use super::*;
use crate::json::table::tests::{read, table_of};
use crate::json::tests::json_text;
use proptest::prelude::*;
use serde_json::Value as Oracle;

proptest! {
    #[test]
    fn csv_is_read_back(
        rows in proptest::collection::vec(proptest::collection::vec((0_usize..4, json_text(true)), 0..4), 0..6),
        bits in 0_u32..9,
        work in 1_usize..90,
    ) {
        const NAMES: [&str; 4] = ["=a", "b\\\"c,", "d", "\\u00e9\\n"];
        let row = |members: &Vec<(usize, String)>| {
            // An array is one cell, whatever is in it.
            let member = |(name, value): &(usize, String)| {
                let value = if value.trim_start().starts_with('{') { format!("[{value}]") } else { value.clone() };
                format!("\"{}\":{value}", NAMES[*name])
            };
            let mut seen: Vec<usize> = Vec::new();
            let new = members.iter().filter(|(name, _)| {
                let is_new = !seen.contains(name);
                seen.push(*name);
                is_new
            });
            format!("{{{}}}", new.map(member).collect::<Vec<_>>().join(","))
        };
        let json = format!("[{}]", rows.iter().map(row).collect::<Vec<_>>().join(","));
        let csv = csv_of(&json, bits, work);
        prop_assert_eq!(&csv_of(&json, 18, usize::MAX), &csv);
        let values: Vec<serde_json::Map<String, Oracle>> = serde_json::from_str(&json).expect("JSON");
        let mut titles: Vec<&String> = Vec::new();
        for name in values.iter().flat_map(|row| row.keys()) {
            if !titles.contains(&name) {
                titles.push(name);
            }
        }
        if titles.is_empty() {
            return Ok(());
        }
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
        let mut records = reader.records().map(|record| record.expect("a record"));
        let header = records.next().expect("a header");
        let expected: Vec<String> = titles.iter().map(|title| guarded(title)).collect();
        prop_assert_eq!(header.iter().collect::<Vec<_>>(), expected);
        let records: Vec<::csv::StringRecord> = records.collect();
        prop_assert_eq!(records.len(), values.len());
        for (record, row) in records.iter().zip(&values) {
            for (field, title) in record.iter().zip(&titles) {
                match row.get(*title) {
                    None | Some(Oracle::Null) => prop_assert_eq!(field, ""),
                    Some(Oracle::String(string)) => prop_assert_eq!(field, &*guarded(string)),
                    // `serde_json` spells exponents in its own way.
                    Some(value @ (Oracle::Number(_) | Oracle::Bool(_))) => {
                        prop_assert_eq!(&serde_json::from_str::<Oracle>(field).expect("JSON"), value);
                        prop_assert!(json.contains(field));
                    }
                    Some(value) => {
                        let without_guard = |json: &str| serde_json::from_str::<Oracle>(&json.replace('\'', "")).expect("JSON");
                        prop_assert_eq!(without_guard(field), without_guard(&value.to_string()));
                        prop_assert!(!field.contains('\n'));
                    }
                }
            }
        }
    }
}

fn guarded(string: &str) -> String {
    if super::csv_guard::is_plain_number(string.as_bytes()) {
        return string.to_owned();
    }
    // Written anew, character by character: where a cell may begin for a reader of commas, semicolons or tabs.
    let (mut guarded, mut begins) = (String::new(), true);
    for (at, character) in string.char_indices() {
        let is_sign = begins && "=+-@＝＋－＠".contains(character);
        if is_sign || (at == 0 && "\t\r\n".contains(character)) {
            guarded.push('\'');
        }
        guarded.push(character);
        begins = ",;\t\r\n".contains(character) || (begins && "\" \u{feff}".contains(character));
    }
    guarded
}

#[test]
fn csv_by_the_letter() {
    let json = r#"[
        {"n": 1.10e+2, "s": "a,b", "t": "say \"hi\"", "=x": true, "o": {"p": [ 1, {"q": "r"} ]}},
        {"n": -5, "s": "-5", "t": "\tt", "=x": null, "o": {"p": ""}},
        {"n": 9007199254740993, "s": "\u003d1+1", "t": "l1\r\nl2", "=x": false, "o": {"p": "é\ud83d\ude00\ud800"}},
        "plain"
    ]"#;
    let expected = concat!(
        "n,s,t,'=x,o.p,(value)\r\n",
        "1.10e+2,\"a,b\",\"say \"\"hi\"\"\",true,\"[1,{\"\"q\"\":\"\"r\"\"}]\",\r\n",
        "-5,-5,\"'\tt\",,\"\",\r\n",
        "9007199254740993,\"'=1+1\",\"l1\r\nl2\",false,\"é😀\u{fffd}\",\r\n",
        ",,,,,plain\r\n",
    );
    for work in [1, 7, 10_000] {
        assert_eq!(csv_of(json, 3, work), expected);
    }
}

/// OWASP, "CSV Injection": the characters that a formula may begin with, after each separator that a reader may take.
#[test]
fn formulas_are_guarded_for_readers_of_any_separator() {
    for (string, cell) in [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("+49 30 1234", "'+49 30 1234"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1+1", "'\n'=1+1"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        ("Beton;=1+1", "Beton;'=1+1"),
        ("Beton,=1+1", "Beton,'=1+1"),
        ("Beton\t=1+1", "Beton\t'=1+1"),
        ("Beton\n=1+1", "Beton\n'=1+1"),
        ("Beton\r\n@x", "Beton\r\n'@x"),
        ("Beton;＝1", "Beton;'＝1"),
        ("Beton; =1", "Beton; '=1"),
        (" =1", " '=1"),
        ("Beton;\"=1+1\"", "Beton;\"'=1+1\""),
        ("\"=1+1\"", "\"'=1+1\""),
        ("\u{feff}=1+1", "\u{feff}'=1+1"),
        ("a;\u{feff}\u{feff}＝1", "a;\u{feff}\u{feff}'＝1"),
        ("\u{feff}ID", "\u{feff}ID"),
        (";;=1;-2;+3", ";;'=1;'-2;'+3"),
        ("a;\"\"\"=1", "a;\"\"\"'=1"),
        ("a;  \u{feff} =1", "a;  \u{feff} '=1"),
        ("a;-5", "a;'-5"),
        // Not at the beginning of a cell.
        ("a=1", "a=1"),
        ("a -1", "a -1"),
        ("a;b=1", "a;b=1"),
        ("'=1", "'=1"),
        ("ａ＝1", "ａ＝1"),
        ("｀1", "｀1"),
        ("�", "�"),
        ("Montréal", "Montréal"),
        // Numbers are no formulas.
        ("-5", "-5"),
        ("-1250.00", "-1250.00"),
        ("-5.", "'-5."),
        ("-.5", "'-.5"),
        ("-5e3", "'-5e3"),
        ("-5-5", "'-5-5"),
        ("-", "'-"),
        ("+5", "'+5"),
    ] {
        assert_eq!(guarded(string), cell, "{string:?}");
        let escaped: String = string.chars().map(|one| format!("\\u{:04x}", one as u32)).collect();
        // A number that is spelled with escapes is not known for one: an apostrophe more does no harm.
        let is_number = super::csv_guard::is_plain_number(string.as_bytes());
        let long = format!("{}{string}", "x".repeat(5_000));
        for (value, expected) in [
            (serde_json::to_string(string).expect("text"), cell.to_owned()),
            (format!("\"{escaped}\""), if is_number { format!("'{string}") } else { cell.to_owned() }),
            (serde_json::to_string(&long).expect("text"), guarded(&long)),
        ] {
            for separator in [b',', b';', b'\t'] {
                for work in [1, 10_000] {
                    let text = read(&format!("[{{\"ID\":1,\"a\":{value},\"b\":-5}}]"), 18);
                    let table = table_of(&text, 1000);
                    let mut writer = Csv::new(vec![0, 1, 2], None).separated_by(separator);
                    let csv = written(work, |work, out| writer.step(&text, &table, work, out));
                    assert!(csv.starts_with("\"ID\""), "not SYLK: {csv}");
                    let mut reader =
                        ::csv::ReaderBuilder::new().delimiter(separator).from_reader(csv.as_bytes());
                    let record = reader.records().next().expect("a row").expect("a record");
                    let cells: Vec<&str> = record.iter().collect();
                    assert_eq!(cells, ["1", &expected, "-5"], "{value:.80} {separator} {work}");
                    // Whoever takes another separator sees no cell that begins a formula.
                    for other in [b',', b';', b'\t'] {
                        let mut reader = ::csv::ReaderBuilder::new()
                            .delimiter(other)
                            .has_headers(false)
                            .flexible(true)
                            .from_reader(csv.as_bytes());
                        for cell in reader
                            .records()
                            .map(|record| record.expect("a record"))
                            .collect::<Vec<_>>()
                            .iter()
                            .flatten()
                        {
                            let begins = cell.trim_start_matches([' ', '"']);
                            let is_number = begins.trim_end_matches('"').parse::<f64>().is_ok();
                            assert!(
                                is_number
                                    || !begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']),
                                "{cell:?} of {csv:?}"
                            );
                        }
                    }
                }
            }
        }
    }
}

/// Arrays and objects stay JSON, but for the guard in a string of theirs.
#[test]
fn json_in_a_cell_is_guarded_in_its_strings() {
    for (json, cell) in [
        (r#"[1,-5,{"a":-2,"b":[-3]}]"#, r#"[1,-5,{"a":-2,"b":[-3]}]"#),
        (r#"["a","=1+1"]"#, r#"["a","'=1+1"]"#),
        (r#"["a;=1+1","-1"]"#, r#"["a;'=1+1","'-1"]"#),
        (r#"["a\";-1",-1]"#, r#"["a\";'-1",-1]"#),
        (r#"["a\\",-1,"=1"]"#, r#"["a\\",-1,"'=1"]"#),
        (r#"{"a":1,"=b":"=c"}"#, r#"{"a":1,"'=b":"=c"}"#),
        (r#"["=1"]"#, r#"["=1"]"#),
    ] {
        for work in [1, 10_000] {
            let csv = csv_of(&format!("[{{\"id\":1,\"a\":[{json}]}}]"), 18, work);
            let mut reader = ::csv::ReaderBuilder::new().from_reader(csv.as_bytes());
            let record = reader.records().next().expect("a row").expect("a record");
            assert_eq!(&record[1], format!("[{cell}]"), "{work}");
            let parsed: serde_json::Value = serde_json::from_str(&record[1]).expect("JSON");
            assert!(parsed.is_array());
        }
    }
}

#[test]
fn a_file_that_begins_with_id_is_not_sylk() {
    for (json, first_line) in [
        (r#"[{"ID":1}]"#, "\"ID\"\r\n"),
        (r#"[{"ID":1,"ID2":2}]"#, "\"ID\",ID2\r\n"),
        (r#"[{"IDs, all":1}]"#, "\"IDs, all\"\r\n"),
        (r#"[{"IDENT":1}]"#, "\"IDENT\"\r\n"),
        (r#"[{"id":1,"ID":2}]"#, "id,ID\r\n"),
    ] {
        let csv = csv_of(json, 18, 100);
        assert!(csv.starts_with(first_line), "{csv}");
    }
}

/// Read by Python's `csv`, as a second opinion.
#[test]
fn csv_is_read_back_by_python() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    const SCRIPT: &str = "import csv, io, json, sys\n\
        separator, text = json.load(sys.stdin)\n\
        rows = list(csv.reader(io.StringIO(text, newline=''), delimiter=separator))\n\
        json.dump(rows, sys.stdout)";
    let values = ["Montréal", "a;b,c\td", "say \"hi\"", "l1\r\nl2", "-5", "Beton;=1+1", "", " x "];
    let rows: Vec<_> =
        values.iter().map(|value| serde_json::json!({"a": 1, "b": value, "c": -1.5})).collect();
    let text = read(&serde_json::to_string(&rows).expect("text"), 18);
    let table = table_of(&text, 1000);
    for separator in [',', ';', '\t'] {
        let mut writer = Csv::new(vec![0, 1, 2], None).separated_by(separator as u8);
        let csv = written(100, |work, out| writer.step(&text, &table, work, out));
        let python =
            Command::new("python3").args(["-c", SCRIPT]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut python) = python else {
            eprintln!("`python3` does not work: it was not asked");
            return;
        };
        let input = serde_json::to_vec(&(separator, csv)).expect("text");
        python.stdin.take().expect("a pipe").write_all(&input).expect("it reads");
        let output = python.wait_with_output().expect("it ends");
        assert!(output.status.success(), "it fails");
        let read: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).expect("rows");
        let expected = values.iter().map(|value| vec!["1".to_owned(), guarded(value), "-1.5".to_owned()]);
        let titles = ["a", "b", "c"].map(str::to_owned).to_vec();
        assert_eq!(read, std::iter::once(titles).chain(expected).collect::<Vec<_>>(), "{separator}");
    }
}

#[test]
fn csv_of_chosen_columns_and_rows() {
    let text = read(r#"[{"a":1,"b":2},{"a":3},{"b":null}]"#, 18);
    let table = table_of(&text, 1000);
    let mut writer = Csv::new(vec![1, 0, 1], Some(vec![2, 0])).with_byte_order_mark();
    let csv = written(3, |work, out| writer.step(&text, &table, work, out));
    assert_eq!(csv, "\u{feff}b,a,b\r\n,,\r\n2,1,2\r\n");
    assert_eq!(writer.rows_done(), 2);
    let mut writer = Csv::new(vec![1], None);
    let csv = written(3, |work, out| writer.step(&text, &table, work, out));
    assert_eq!(csv, "b\r\n2\r\n\"\"\r\n\"\"\r\n");
}
