//! Where and why a text is not JSON.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The place where a text stops being JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[error("line {line}, column {column}: expected {}", .expected.words())]
pub struct Fault {
    /// The byte at which reading stopped, from 0; the length of the text if it ended too early.
    pub offset: usize,
    /// The line of that byte, from 1.
    pub line: usize,
    /// The column of that byte, from 1, in characters.
    pub column: usize,
    /// What should have stood there.
    pub expected: Expected,
}

/// What should have stood where a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    /// A value.
    Value,
    /// A value, or `]` of an empty array.
    ValueOrEnd,
    /// A name in quotes, or `}` of an empty object.
    KeyOrEnd,
    /// A name in quotes: after a comma in an object.
    Key,
    /// `:` after a name.
    Colon,
    /// `,` or the end of the array or object.
    CommaOrEnd,
    /// Nothing more: the value is complete.
    Nothing,
    /// The rest of a number, `true`, `false` or `null`.
    Literal,
    /// The closing quote of a string.
    Quote,
    /// An escape sequence of RFC 8259 section 7; a control character in a string must be escaped.
    Escape,
    /// UTF-8 (RFC 8259 section 8.1).
    Utf8,
}

impl Fault {
    /// The fault at `offset`, which comes after all of the text in `before`.
    pub(super) fn after<'a>(
        before: impl Iterator<Item = &'a [u8]>,
        offset: usize,
        expected: Expected,
    ) -> Self {
        let (line, column) = line_and_column(before);
        Self { offset, line, column, expected }
    }
}

impl Expected {
    fn words(self) -> &'static str {
        match self {
            Self::Value => "a value",
            Self::ValueOrEnd => "a value or ]",
            Self::KeyOrEnd => "a name in quotes or }",
            Self::Key => "a name in quotes",
            Self::Colon => "a colon",
            Self::CommaOrEnd => "a comma or the end of the list",
            Self::Nothing => "nothing more",
            Self::Literal => "a number, true, false or null",
            Self::Quote => "the closing quote of a string",
            Self::Escape => "an escape sequence of JSON",
            Self::Utf8 => "UTF-8 text",
        }
    }
}

/// The line and the column, in characters, of what comes after the text in `before`. Both count from 1.
pub(super) fn line_and_column<'a>(before: impl Iterator<Item = &'a [u8]>) -> (usize, usize) {
    let is_start_of_character = |b: &&u8| **b & 0xc0 != 0x80;
    let (mut line, mut column) = (1, 1);
    for piece in before {
        let mut last_line = piece;
        if let Some(at) = piece.iter().rposition(|b| *b == b'\n') {
            line += piece.iter().filter(|b| **b == b'\n').count();
            column = 1;
            last_line = &piece[at + 1..];
        }
        column += last_line.iter().filter(is_start_of_character).count();
    }
    (line, column)
}
