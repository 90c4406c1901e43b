//! Where and why a text is no jq program.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The place where a program cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[error("line {line}, column {column}: {why}")]
pub struct ProgramFault {
    /// The byte at which it begins, from 0; the length of the program if that ended too early.
    pub start: usize,
    /// The byte after it; the same as `start` if it is a place between two.
    pub end: usize,
    /// The line of `start`, from 1.
    pub line: usize,
    /// The column of `start`, from 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub why: Why,
}

/// What is wrong with a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
pub enum Why {
    /// Something else should have stood there.
    #[error("expected {0}")]
    Expected(Wanted),
    /// There is no filter of that name with that number of arguments.
    #[error("{}", unknown_filter(name, *arguments, known))]
    UnknownFilter {
        /// The name.
        name: String,
        /// The number of arguments that it was given.
        arguments: usize,
        /// The numbers of arguments with which there is one, in order.
        known: Vec<usize>,
    },
    /// There is no variable of that name, which begins with `$`.
    #[error("there is no variable “{0}”")]
    UnknownVariable(String),
    /// There is no label of that name, which begins with `$`.
    #[error("there is no label “{0}”")]
    UnknownLabel(String),
    /// A name like `module::name`, or `import` or `include`: there are no modules here.
    #[error("there are no modules here")]
    Modules,
}

/// What should have stood where a fault is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// A digit: a number goes on after its point and its `e`.
    Digit,
    /// A name: after `$` and `@`.
    Name,
    /// This, which closes what has been opened.
    Closing(String),
    /// An escape sequence in a string.
    Escape,
    /// Four hexadecimal digits that are a character.
    Unicode,
    /// Something that a program can have at all.
    Token,
    /// This word or sign.
    Word(String),
    /// A variable.
    Variable,
    /// A variable, or variables in brackets or braces.
    Pattern,
    /// `else` or `end`.
    ElseOrEnd,
    /// `,` or `]`.
    CommaOrBracket,
    /// `,` or `}`.
    CommaOrBrace,
    /// `;` or `)`.
    SemicolonOrParenthesis,
    /// Something that has a value.
    Term,
    /// The name of a member.
    Key,
    /// The name of a filter.
    FilterName,
    /// The name of an argument.
    Argument,
    /// A string.
    Text,
    /// Nothing more.
    Nothing,
    /// Something else.
    Other,
}

fn unknown_filter(name: &str, arguments: usize, known: &[usize]) -> String {
    if known.is_empty() {
        return format!("there is no filter “{name}”");
    }
    let numbers: Vec<String> = known.iter().map(usize::to_string).collect();
    let what = if known == [1] { "argument" } else { "arguments" };
    format!("“{name}” takes {} {what}, not {arguments}", numbers.join(" or "))
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Closing(sign) | Self::Word(sign) => return write!(f, "“{sign}”"),
            Self::Digit => "a digit",
            Self::Name => "a name",
            Self::Escape => "an escape sequence: a backslash in a string is written twice",
            Self::Unicode => "four hexadecimal digits that are a character",
            Self::Token => "a name, a value or an operator",
            Self::Variable => "a variable, such as “$x”",
            Self::Pattern => "a variable, such as “$x”, or variables in brackets or braces",
            Self::ElseOrEnd => "“else” or “end”",
            Self::CommaOrBracket => "a comma or “]”",
            Self::CommaOrBrace => "a comma or “}”",
            Self::SemicolonOrParenthesis => "a semicolon or “)”",
            Self::Term => "a value or a filter, such as “.” or “.name”",
            Self::Key => "the name of a member",
            Self::FilterName => "the name of a filter",
            Self::Argument => "the name of an argument",
            Self::Text => "a string",
            Self::Nothing => "nothing more",
            Self::Other => "something else",
        })
    }
}
