//! Tokens that the bytes at hand cut: how they are left, and how they go on with the next bytes.

use super::number::Number;
use super::string::{self, Outcome, Within};
use super::{Scanner, State, Stop};
use crate::json::fault::Expected;

impl Scanner {
    /// The rest of a string that began in earlier bytes.
    #[cold]
    pub(super) fn string(
        &mut self,
        bytes: &[u8],
        at: usize,
        within: Within,
        is_name: bool,
    ) -> Result<usize, Stop> {
        match string::scan(bytes, at, self.offset, within) {
            Outcome::Ended(at) => {
                let next = if is_name { Expected::Colon } else { self.after_value() };
                self.state = State::Between(next);
                Ok(at)
            }
            outcome => self.leave_string(outcome, is_name, bytes),
        }
    }

    /// The bytes end within a string, or it is none.
    #[cold]
    pub(super) fn leave_string(
        &mut self,
        outcome: Outcome,
        is_name: bool,
        bytes: &[u8],
    ) -> Result<usize, Stop> {
        let within = if let Outcome::Within(within) = outcome { within } else { Within::Plain };
        self.state = State::String { within, is_name };
        if let Outcome::Stopped(stop) = outcome { Err(stop) } else { Ok(bytes.len()) }
    }

    /// The rest of a number that began in earlier bytes.
    #[cold]
    pub(super) fn number(&mut self, bytes: &[u8], at: usize, number: Number) -> Result<usize, Stop> {
        let (number, at) = number.scan(bytes, at);
        self.leave_number(number, at, bytes)
    }

    #[cold]
    pub(super) fn leave_number(&mut self, number: Number, at: usize, bytes: &[u8]) -> Result<usize, Stop> {
        self.state = State::Number(number);
        if at < bytes.len() {
            if !number.is_complete() {
                return Err(Stop { offset: self.offset + at, expected: Expected::Literal });
            }
            self.state = State::Between(self.after_value());
        }
        Ok(at)
    }

    /// The rest of a literal, which began at `start`, here or in earlier bytes.
    #[cold]
    pub(super) fn literal(
        &mut self,
        bytes: &[u8],
        at: usize,
        word: &'static [u8],
        start: usize,
    ) -> Result<usize, Stop> {
        let rest = &word[self.offset + at - start..];
        let here = rest.len().min(bytes.len() - at);
        self.state = State::Literal { word, start };
        if bytes[at..at + here] != rest[..here] {
            return Err(Stop { offset: start, expected: Expected::Literal });
        }
        if here == rest.len() {
            self.state = State::Between(self.after_value());
        }
        Ok(at + here)
    }
}
