//! What is asked, and what is wrong with it.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};

/// What to find, and where.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPattern {
    /// There is nothing in it.
    Empty,
    /// It is no regular expression.
    Expression {
        /// Where in the pattern, in characters from 0.
        at: usize,
        /// What is wrong there.
        problem: Problem,
    },
}

/// What is wrong with a regular expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A bracket or parenthesis that is never closed.
    Unclosed,
    /// A closing parenthesis that was never opened.
    Unopened,
    /// `*`, `+`, `?` or `{` without anything to repeat before it.
    NothingToRepeat,
    /// Numbers in braces that are none, are in the wrong order, or are larger than 1000.
    Count,
    /// A range of characters whose end comes before its start, or whose ends are no characters.
    Range,
    /// A backslash before something that has no meaning with it.
    Escape,
    /// `(?` with anything but `:` after it: look-around, flags, names.
    UnknownGroup,
    /// More than can be searched for: too deep, or repeated too often.
    TooLarge,
}

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("nothing to find"),
            Self::Expression { at, problem } => write!(f, "character {}: {problem}", at + 1),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unclosed => "never closed",
            Self::Unopened => "closed but never opened",
            Self::NothingToRepeat => "nothing to repeat",
            Self::Count => "expected a number of times up to 1000",
            Self::Range => "no range of characters",
            Self::Escape => "this has no meaning after a backslash",
            Self::UnknownGroup => "only (?: is known here",
            Self::TooLarge => "too large",
        })
    }
}
