//! How many tests passed, read from what test programs print.

use std::fmt;
use std::ops::AddAssign;

/// What became of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed, flaky ones among them.
    pub passed: u64,
    /// Tests that failed, and steps that failed by themselves.
    pub failed: u64,
    /// Tests that were left out.
    pub skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

/// Adds up the results in the output of a command. A line in the form of [`Counts`] is a total of the results before it
/// and stands in their place.
#[derive(Debug, Default)]
pub struct Tally {
    counts: Counts,
    line: Vec<u8>,
}

impl Tally {
    /// Takes the next bytes of the output.
    pub fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if byte == b'\n' {
                self.end_line();
            } else {
                self.line.push(byte);
            }
        }
    }

    /// The results of all that was fed.
    pub fn finish(mut self) -> Counts {
        self.end_line();
        self.counts
    }

    fn end_line(&mut self) {
        let line = String::from_utf8_lossy(&self.line).into_owned();
        self.line.clear();
        let line = plain(&line);
        if let Some(counts) = total(line.trim()) {
            self.counts = counts;
        } else if let Some(counts) = result(line.trim()) {
            self.counts += counts;
        }
    }
}

/// The line without the escape sequences of colours.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain += part.split_once(|end: char| end.is_ascii_alphabetic()).map_or("", |(_, rest)| rest);
    }
    plain
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; …`, as libtest, libtest-mimic and wasm-bindgen-test print it.
fn result(line: &str) -> Option<Counts> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut numbers = numbers.split("; ");
    let mut next = |word| number(numbers.next()?, word);
    Some(Counts { passed: next("passed")?, failed: next("failed")?, skipped: next("ignored")? })
}

/// The line that [`Counts`] prints.
fn total(line: &str) -> Option<Counts> {
    let mut numbers = line.split(", ");
    let mut next = |word| number(numbers.next()?, word);
    let counts = Counts { passed: next("passed")?, failed: next("failed")?, skipped: next("skipped")? };
    numbers.next().is_none().then_some(counts)
}

fn number(text: &str, word: &str) -> Option<u64> {
    text.strip_suffix(word)?.strip_suffix(' ')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(output: &str) -> [u64; 3] {
        let mut tally = Tally::default();
        // In small pieces, as a pipe may give it.
        output.as_bytes().chunks(3).for_each(|bytes| tally.feed(bytes));
        let Counts { passed, failed, skipped } = tally.finish();
        [passed, failed, skipped]
    }

    #[test]
    fn results_of_test_programs_are_added_up() {
        for (printed_by, output, counts) in [
            (
                "libtest, twice",
                "running 2 tests\ntest a ... ok\n\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 3 filtered \
                 out; finished in 0.00s\n\ntest result: FAILED. 4 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; \
                 finished in 0.1s",
                [6, 1, 2],
            ),
            (
                "libtest, in colour",
                "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 7 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n",
                [7, 0, 0],
            ),
            (
                "wasm-bindgen-test",
                "test result: ok. 41 passed; 0 failed; 1 ignored; 0 filtered out; finished in 2.35s\r\n",
                [41, 0, 1],
            ),
            (
                "a program with a total of its own",
                "test result: FAILED. 8 passed; 2 failed; 0 ignored\n9 passed, 1 failed, 5 skipped\n",
                [9, 1, 5],
            ),
            ("nothing", "", [0, 0, 0]),
            (
                "a test's own words",
                "test result: as expected\nso 1 passed, 2 failed, 3 skipped\n1 passed, 2 failed, 3 skipped, 4 lost\n",
                [0, 0, 0],
            ),
        ] {
            assert_eq!(counted(output), counts, "{printed_by}");
        }
    }

    #[test]
    fn counts_are_read_as_they_are_printed() {
        let counts = Counts { passed: 12, failed: 0, skipped: 3 };
        assert_eq!(total(&counts.to_string()), Some(counts));
    }
}
