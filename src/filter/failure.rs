//! What can go wrong with a program and its document.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::json::Fault;

use super::fault::ProgramFault;
use super::limits::{DEEPEST, LARGEST, MOST, MOST_VALUES};

/// Why there is no result, or only the beginning of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
pub enum Failure {
    /// The program cannot be read, or names something that does not exist.
    #[error("the program, {0}")]
    Program(ProgramFault),
    /// The document is not JSON.
    #[error("the document is not JSON: {0}")]
    NotJson(Fault),
    /// The document has more than [`LARGEST`] bytes.
    #[error("the document is too large: a program can run over {} MB at most", LARGEST / 1_000_000)]
    TooLarge {
        /// The length in bytes that it has at least.
        length: u64,
    },
    /// The document has more than [`MOST_VALUES`] values.
    #[error(
        "the document is too large: a program can run over {} million values at most",
        MOST_VALUES / 1_000_000
    )]
    TooManyValues,
    /// Arrays and objects of the document are in each other deeper than [`DEEPEST`].
    #[error("the document is too deep: a program can run over {DEEPEST} levels at most")]
    TooDeep,
    /// The program met an error. What it had put out before is a whole document.
    #[error("{}{message}", after(*outputs))]
    Stopped {
        /// What the program or jaq says about it; the middle of a long message is left out.
        message: String,
        /// The number of outputs before.
        outputs: u64,
    },
    /// The outputs have more than [`MOST`] bytes: the program may be an endless one. What it had put out until then is a
    /// whole document.
    #[error(
        "stopped after {outputs} outputs, which have more than {} MB: does the program ever end?",
        MOST / 1_000_000
    )]
    TooMuch {
        /// The number of outputs until then.
        outputs: u64,
    },
}

/// What comes before the message of a program that stopped.
fn after(outputs: u64) -> String {
    match outputs {
        0 => String::new(),
        1 => "after 1 output: ".to_owned(),
        _ => format!("after {outputs} outputs: "),
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
