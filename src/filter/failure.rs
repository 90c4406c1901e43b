//! What can go wrong with a program and its document.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};

use crate::json::Fault;

use super::fault::ProgramFault;
use super::limits::{DEEPEST, LARGEST, MOST, MOST_VALUES};

/// Why there is no result, or only the beginning of one.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Failure {
    /// The program cannot be read, or names something that does not exist.
    Program(ProgramFault),
    /// The document is not JSON.
    NotJson(Fault),
    /// The document has more than [`LARGEST`] bytes.
    TooLarge {
        /// The length in bytes that it has at least.
        length: u64,
    },
    /// The document has more than [`MOST_VALUES`] values.
    TooManyValues,
    /// Arrays and objects of the document are in each other deeper than [`DEEPEST`].
    TooDeep,
    /// The program met an error. What it had put out before is a whole document.
    Stopped {
        /// What the program or jaq says about it; the middle of a long message is left out.
        message: String,
        /// The number of outputs before.
        outputs: u64,
    },
    /// The outputs have more than [`MOST`] bytes: the program may be an endless one. What it had put out until then is a
    /// whole document.
    TooMuch {
        /// The number of outputs until then.
        outputs: u64,
    },
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let megabytes = |bytes: u64| bytes / 1_000_000;
        match self {
            Self::Program(fault) => write!(f, "the program, {fault}"),
            Self::NotJson(fault) => write!(f, "the document is not JSON: {fault}"),
            Self::TooLarge { .. } => {
                write!(
                    f,
                    "the document is too large: a program can run over {} MB at most",
                    megabytes(LARGEST as u64)
                )
            }
            Self::TooManyValues => {
                let millions = MOST_VALUES / 1_000_000;
                write!(
                    f,
                    "the document is too large: a program can run over {millions} million values at most"
                )
            }
            Self::TooDeep => {
                write!(f, "the document is too deep: a program can run over {DEEPEST} levels at most")
            }
            Self::Stopped { message, outputs: 0 } => f.write_str(message),
            Self::Stopped { message, outputs: 1 } => write!(f, "after 1 output: {message}"),
            Self::Stopped { message, outputs } => write!(f, "after {outputs} outputs: {message}"),
            Self::TooMuch { outputs } => write!(
                f,
                "stopped after {outputs} outputs, which have more than {} MB: does the program ever end?",
                megabytes(MOST)
            ),
        }
    }
}

#[cfg(all(test, feature = "filter", not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn failures_in_words() {
        let message = || "cannot index 1 with \"a\"".to_owned();
        for (failure, expected) in [
            (Failure::Stopped { message: message(), outputs: 0 }, "cannot index 1 with \"a\""),
            (
                Failure::Stopped { message: message(), outputs: 1 },
                "after 1 output: cannot index 1 with \"a\"",
            ),
            (
                Failure::Stopped { message: message(), outputs: 7 },
                "after 7 outputs: cannot index 1 with \"a\"",
            ),
            (Failure::TooDeep, "the document is too deep: a program can run over 500 levels at most"),
            (
                Failure::TooManyValues,
                "the document is too large: a program can run over 20 million values at most",
            ),
            (
                Failure::TooLarge { length: 1 << 40 },
                "the document is too large: a program can run over 100 MB at most",
            ),
            (
                Failure::TooMuch { outputs: 3 },
                "stopped after 3 outputs, which have more than 1000 MB: does the program ever end?",
            ),
        ] {
            assert_eq!(failure.to_string(), expected);
        }
    }
}
