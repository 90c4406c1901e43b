//! Every example on a small list, as version 1 and as version 2 of the API send it.

use super::*;
use crate::filter::EXAMPLES;

const LIST: &str = r#"[
    {"id":562949953421312,"number":"7","subject":"Concrete pour","status":"open","due_date":"2026-06-01",
     "updated_at":"2026-05-01T08:00:00Z","created_by":{"name":"Ada"},"location":{"name":"Roof"},
     "assignees":[{"name":"Björn"},{"name":"Ada"}]},
    {"id":2,"number":"8","subject":null,"status":"closed","due_date":"2026-06-02",
     "updated_at":"2026-05-03T08:00:00Z","created_by":{"name":"Chen"},"location":null,"assignees":[{"name":"Ada"}]},
    {"id":3,"number":"7","subject":"New concrete","status":"open","due_date":null,
     "updated_at":"2026-05-02T08:00:00Z","created_by":null,"assignees":null}
]"#;

fn expected(title: &str) -> &'static str {
    match title {
        "Pick fields" => concat!(
            r#"[{"id":562949953421312,"number":"7","subject":"Concrete pour","status":"open"},"#,
            r#"{"id":2,"number":"8","subject":null,"status":"closed"},"#,
            r#"{"id":3,"number":"7","subject":"New concrete","status":"open"}]"#
        ),
        "Filter by status" | "Search in a text" => "[562949953421312,3]",
        "Overdue" => "[562949953421312]",
        "Count by status" => r#"[{"status":"closed","count":1},{"status":"open","count":2}]"#,
        "Newest first" => "[2,3,562949953421312]",
        "Flatten" => concat!(
            r#"[{"id":562949953421312,"created_by":"Ada","location":"Roof"},"#,
            r#"{"id":2,"created_by":"Chen","location":null},{"id":3,"created_by":null,"location":null}]"#
        ),
        "Who has how many" => r#"[{"name":"Ada","count":2},{"name":"Björn","count":1}]"#,
        "Same number twice" => r#"[{"number":"7","ids":[562949953421312,3]}]"#,
        _ => panic!("{title} has no expectation"),
    }
}

/// Whole records are told by their ids.
fn brief(title: &str, program: &str) -> String {
    match title {
        "Filter by status" | "Search in a text" | "Overdue" | "Newest first" => {
            format!("{program} | map(.id)")
        }
        _ => program.to_owned(),
    }
}

#[test]
fn examples_work_on_both_versions() {
    let second = format!(r#"{{"data":{LIST},"meta":{{"page":1}}}}"#);
    for example in EXAMPLES {
        let program = brief(example.title, example.program);
        assert_eq!(output(&program, LIST), expected(example.title), "{}", example.title);
        assert_eq!(output(&program, &second), expected(example.title), "{}", example.title);
        for empty in ["[]", r#"{"data":[]}"#] {
            assert_eq!(output(example.program, empty), "[]", "{}", example.title);
        }
    }
}
