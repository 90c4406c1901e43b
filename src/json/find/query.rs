//! What is asked, and what is wrong with it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What to find, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// What a person wrote into the field.
    pub pattern: String,
    /// Whether the pattern is a regular expression; if not, it means itself.
    pub is_regex: bool,
    /// Whether characters match that differ in case only: by Unicode's simple case folding, which knows no language, and
    /// no character that becomes two (`ß` is not `ss`).
    pub ignore_case: bool,
    /// Whether to look at the names of members.
    pub in_names: bool,
    /// Whether to look at strings, numbers and literals.
    pub in_values: bool,
}

/// Why a pattern cannot be searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BadPattern {
    /// There is nothing in it.
    #[error("nothing to find")]
    Empty,
    /// It is no regular expression.
    #[error("character {}: {problem}", .at + 1)]
    Expression {
        /// Where in the pattern, in characters from 0.
        at: usize,
        /// What is wrong there.
        problem: Problem,
    },
}

/// What is wrong with a regular expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Problem {
    /// A bracket or parenthesis that is never closed.
    #[error("never closed")]
    Unclosed,
    /// A closing parenthesis that was never opened.
    #[error("closed but never opened")]
    Unopened,
    /// `*`, `+`, `?` or `{` without anything to repeat before it.
    #[error("nothing to repeat")]
    NothingToRepeat,
    /// Numbers in braces that are none, or are in the wrong order.
    #[error("expected a number of times, such as {{2,5}}")]
    Count,
    /// A range of characters whose end comes before its start, or whose ends are no characters.
    #[error("no range of characters")]
    Range,
    /// A backslash before something that has no meaning with it.
    #[error("this has no meaning after a backslash")]
    Escape,
    /// A class of characters that is not known, such as `\p{…}`.
    #[error("no class of characters that is known here")]
    Class,
    /// Look-around or a back-reference, with which time would not stay in proportion to the text.
    #[error("look-around and back-references are not supported")]
    NotSupported,
    /// Anything else.
    #[error("no regular expression")]
    Syntax,
    /// More than can be searched for: too deep, or repeated too often.
    #[error("too large")]
    TooLarge,
}
