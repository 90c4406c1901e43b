//! Where and why a small text is not JSON, as `serde_json` sees it.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::fault::line_and_column;

/// Why a text is not JSON, and where reading stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct SyntaxError {
    /// The byte at which reading stopped, from 0; the length of the text if it ended too early.
    pub offset: usize,
    /// The line of that byte, from 1.
    pub line: usize,
    /// The column of that byte, from 1, in characters.
    pub column: usize,
    /// What is wrong there, such as "expected value".
    pub reason: String,
}

impl SyntaxError {
    /// Checks that `json` is one JSON value in UTF-8, however deeply nested.
    pub fn check(json: &[u8]) -> Result<(), Self> {
        let text = std::str::from_utf8(json)
            .map_err(|error| Self::at(json, error.valid_up_to(), "expected UTF-8 text".to_owned()))?;
        serde_json::from_str::<IgnoredAny>(text).map(drop).map_err(|error| Self::of(json, &error))
    }

    /// The place and the reason of `error`, which `serde_json` returned for `json`.
    pub fn of(json: &[u8], error: &serde_json::Error) -> Self {
        let offset = match error.is_eof() {
            true => json.len(),
            // The last byte that was read. Its column is 0 if it is a line break, which the next line then counts.
            false => (line_start(json, error.line()) + error.column()).saturating_sub(1),
        };
        Self::at(json, offset, reason(error))
    }

    fn at(json: &[u8], offset: usize, reason: String) -> Self {
        let before = &json[..offset.min(json.len())];
        let (line, column) = line_and_column(std::iter::once(before));
        Self { offset, line, column, reason }
    }
}

/// The message of `error` without its place.
pub fn reason(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    message.strip_suffix(&place).map(str::to_owned).unwrap_or(message)
}

/// The offset of the first byte of a line, which is counted from 1.
fn line_start(json: &[u8], line: usize) -> usize {
    let breaks = json.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    line.checked_sub(2).and_then(|nth| breaks.map(|(at, _)| at + 1).nth(nth)).unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_error_has_its_place_and_reason() {
        for (json, offset, line, column, reason) in [
            ("", 0, 1, 1, "EOF while parsing a value"),
            (" \n ", 3, 2, 2, "EOF while parsing a value"),
            ("NaN", 0, 1, 1, "expected value"),
            ("01", 1, 1, 2, "invalid number"),
            ("[1,]", 3, 1, 4, "expected value"),
            ("[1 2]", 3, 1, 4, "expected `,` or `]`"),
            ("[", 1, 1, 2, "EOF while parsing a list"),
            ("{1:2}", 1, 1, 2, "key must be a string"),
            ("{\"a\" 1}", 5, 1, 6, "expected `:`"),
            ("{\"é\":\n tri}", 10, 2, 4, "expected ident"),
            ("{} x", 3, 1, 4, "trailing characters"),
            ("\"\\x\"", 2, 1, 3, "invalid escape"),
        ] {
            let error = SyntaxError::check(json.as_bytes()).expect_err(json);
            let found = (error.offset, error.line, error.column, error.reason.as_str());
            assert_eq!(found, (offset, line, column, reason), "{json}");
        }
        let error = SyntaxError::check(b"[\"\xc3\xa9\xff\"]").expect_err("not UTF-8");
        assert_eq!(error.to_string(), "line 1, column 4: expected UTF-8 text");
    }

    #[test]
    fn nesting_has_no_limit() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(SyntaxError::check(deep.as_bytes()), Ok(()));
    }

    proptest! {
        /// A place is within the text, on the line that its offset is on.
        #[test]
        fn a_place_is_in_the_text(text in "([\\[\\]{}:,\n é\\\\]|\"a\"|1|true){0,12}") {
            if let Err(error) = SyntaxError::check(text.as_bytes()) {
                prop_assert!(error.offset <= text.len());
                prop_assert_eq!(error.line, 1 + text.as_bytes()[..error.offset].iter().filter(|b| **b == b'\n').count());
            }
        }
    }
}
