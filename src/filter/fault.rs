//! Where and why a text is no jq program.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};

/// The place where a program cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Why {
    /// Something else should have stood there.
    Expected(Wanted),
    /// There is no filter of that name with that number of arguments.
    UnknownFilter {
        /// The name.
        name: String,
        /// The number of arguments that it was given.
        arguments: usize,
        /// The numbers of arguments with which there is one, in order.
        known: Vec<usize>,
    },
    /// There is no variable of that name, which begins with `$`.
    UnknownVariable(String),
    /// There is no label of that name, which begins with `$`.
    UnknownLabel(String),
    /// A name like `module::name`, or `import` or `include`: there are no modules here.
    Modules,
}

/// What should have stood where a fault is.
#[derive(Clone, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
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

impl fmt::Display for ProgramFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.why)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(wanted) => write!(f, "expected {wanted}"),
            Self::UnknownFilter { name, known, .. } if known.is_empty() => {
                write!(f, "there is no filter “{name}”")
            }
            Self::UnknownFilter { name, arguments, known } => {
                let numbers: Vec<String> = known.iter().map(usize::to_string).collect();
                write!(
                    f,
                    "“{name}” takes {} {}, not {arguments}",
                    numbers.join(" or "),
                    if known == &[1] { "argument" } else { "arguments" }
                )
            }
            Self::UnknownVariable(name) => write!(f, "there is no variable “{name}”"),
            Self::UnknownLabel(name) => write!(f, "there is no label “{name}”"),
            Self::Modules => f.write_str("there are no modules here"),
        }
    }
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
