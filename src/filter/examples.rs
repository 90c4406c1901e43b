//! Programs that make sense for Procore's lists, to begin with.

/// A program that can be offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// A few words for a list.
    pub title: &'static str,
    /// The program.
    pub program: &'static str,
    /// What it is for, in a sentence.
    pub purpose: &'static str,
}

/// In the order in which they teach. All of them take an answer of version 1, an array, as well as one of version 2, where
/// the array is the member `data`.
pub const EXAMPLES: [Example; 9] = [
    Example {
        title: "Pick fields",
        program: "[(.data? // .)[] | {id, number, subject, status}]",
        purpose: "Every record, with these four fields only.",
    },
    Example {
        title: "Filter by status",
        program: r#"[(.data? // .)[] | select(.status == "open")]"#,
        purpose: "The records that are open, with all their fields.",
    },
    Example {
        title: "Search in a text",
        program: r#"[(.data? // .)[] | select(.subject // "" | test("concrete"; "i"))]"#,
        purpose: "The records whose subject has a word in it, in capitals or not.",
    },
    Example {
        title: "Overdue",
        program: r#"[(.data? // .)[] | select(.status != "closed" and .due_date != null and .due_date < (now | todate))]"#,
        purpose: "The records that are not closed and whose due date is over.",
    },
    Example {
        title: "Count by status",
        program: "(.data? // .) | group_by(.status) | map({status: .[0].status, count: length})",
        purpose: "How many records there are of each status.",
    },
    Example {
        title: "Newest first",
        program: "(.data? // .) | sort_by(.updated_at) | reverse",
        purpose: "The records in order of their last change.",
    },
    Example {
        title: "Flatten",
        program: "[(.data? // .)[] | {id, created_by: .created_by.name, location: .location.name}]",
        purpose: "Names out of the objects in which they are, one flat record for each.",
    },
    Example {
        title: "Who has how many",
        program: "[(.data? // .)[].assignees[]?.name] | group_by(.) | map({name: .[0], count: length}) | sort_by(-.count)",
        purpose: "The assignees, and the number of records of each.",
    },
    Example {
        title: "Same number twice",
        program: "(.data? // .) | group_by(.number) | map(select(length > 1) | {number: .[0].number, ids: map(.id)})",
        purpose: "Numbers that more than one record has, with the ids of these records.",
    },
];
