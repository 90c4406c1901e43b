//! What ran, how long it took, and what became of it.

use std::sync::Mutex;
use std::time::Duration;

use crate::tally::Counts;

/// Something that ran.
#[derive(Clone, Debug)]
pub struct Step {
    /// What it was.
    pub what: String,
    /// How long it took.
    pub took: Duration,
    /// What became of its tests, if it ran any.
    pub counts: Option<Counts>,
    /// Whether it failed.
    pub has_failed: bool,
}

impl Step {
    /// What failed before it had run.
    pub fn failed(what: &str) -> Self {
        Self { what: what.to_owned(), took: Duration::ZERO, counts: None, has_failed: true }
    }
}

/// All that ran in this process.
static STEPS: Mutex<Vec<Step>> = Mutex::new(Vec::new());

/// Adds a step.
pub fn record(step: Step) {
    if let Ok(mut steps) = STEPS.lock() {
        steps.push(step);
    }
}

/// Every step so far, in the order in which they ended.
pub fn steps() -> Vec<Step> {
    STEPS.lock().map(|steps| steps.clone()).unwrap_or_default()
}

/// What became of all tests. A step that failed without a failed test counts as one.
pub fn sum(steps: &[Step]) -> Counts {
    let mut sum = Counts::default();
    for step in steps {
        let counts = step.counts.unwrap_or_default();
        sum += counts;
        sum.failed += u64::from(step.has_failed && counts.failed == 0);
    }
    sum
}

/// The steps as a table.
pub fn table(steps: &[Step]) -> String {
    let width = steps.iter().map(|step| step.what.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for Step { what, took, counts, has_failed } in steps {
        let state = if *has_failed { "FAILED" } else { "ok" };
        let counts = counts.map(|counts| counts.to_string()).unwrap_or_default();
        let line = format!("{what:width$} {:>6} s  {state:<6}  {counts}", took.as_secs());
        text += line.trim_end();
        text += "\n";
    }
    let all: Duration = steps.iter().map(|step| step.took).sum();
    text + &format!("{:width$} {:>6} s\n", "in all", all.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(what: &str, seconds: u64, counts: Option<[u64; 3]>, has_failed: bool) -> Step {
        let counts = counts.map(|[passed, failed, skipped]| Counts { passed, failed, skipped });
        Step { what: what.into(), took: Duration::from_secs(seconds), counts, has_failed }
    }

    #[test]
    fn a_step_that_fails_without_a_test_counts_as_one() {
        let steps = [
            step("linting", 1, None, false),
            step("testing", 2, Some([5, 2, 1]), true),
            step("building", 3, None, true),
            step("testing more", 4, Some([3, 0, 0]), true),
        ];
        assert_eq!(sum(&steps), Counts { passed: 8, failed: 4, skipped: 1 });
        assert_eq!(sum(&[]), Counts::default());
    }

    #[test]
    fn the_table_has_a_line_for_each_step_and_one_for_all() {
        let steps = [step("linting", 61, None, false), step("testing it", 2, Some([5, 2, 1]), true)];
        let expected = "linting        61 s  ok\n\
                        testing it      2 s  FAILED  5 passed, 2 failed, 1 skipped\n\
                        in all         63 s\n";
        assert_eq!(table(&steps), expected);
    }
}
