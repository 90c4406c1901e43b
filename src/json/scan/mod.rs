//! The grammar of RFC 8259, byte by byte as they arrive: where values begin and end, and where the text stops being JSON.
//!
//! The scanner may be interrupted after any byte, also within a token, and needs one bit for each level of nesting.

mod cut;
mod nesting;
mod number;
mod plain;
mod string;

use super::fault::Expected;
use super::index::Index;
use nesting::Nesting;
pub(super) use number::Number;
pub(super) use plain::unquoted_length;
use string::{Outcome, Within};

/// The signature that some writers put before a text (RFC 8259 section 8.1 lets readers ignore it).
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Where and why the scanner stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// The byte, from the beginning of the text.
    pub(super) offset: usize,
    pub(super) expected: Expected,
}

/// Where in the grammar the scanner is.
#[derive(Clone, Copy, Debug)]
enum State {
    /// At the beginning, after that many bytes of a byte order mark.
    Start(usize),
    /// Between two tokens.
    Between(Expected),
    /// In a string, which is the name of a member or a value.
    String {
        within: Within,
        is_name: bool,
    },
    Number(Number),
    /// In `true`, `false` or `null`, which began at `start`.
    Literal {
        word: &'static [u8],
        start: usize,
    },
}

/// The scanner of one text.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    state: State,
    nesting: Nesting,
    /// The bytes that were scanned before.
    offset: usize,
}

impl Default for Scanner {
    fn default() -> Self {
        Self { state: State::Start(0), nesting: Nesting::default(), offset: 0 }
    }
}

impl Scanner {
    /// Scans the next bytes of the text and adds the values that begin in them to `index`. After a stop the scanner must
    /// not go on.
    pub(super) fn scan(&mut self, bytes: &[u8], index: &mut Index) -> Result<(), Stop> {
        let mut at = 0;
        while at < bytes.len() {
            at = match self.state {
                State::Start(seen) => self.byte_order_mark(bytes[at], at, seen)?,
                State::Between(expected) => self.tokens(bytes, at, expected, index)?,
                State::String { within, is_name } => self.string(bytes, at, within, is_name)?,
                State::Number(number) => self.number(bytes, at, number)?,
                State::Literal { word, start } => self.literal(bytes, at, word, start)?,
            };
        }
        self.offset += bytes.len();
        Ok(())
    }

    /// The end of the text: is it complete?
    pub(super) fn finish(&mut self) -> Result<(), Stop> {
        let stop = |offset, expected| Err(Stop { offset, expected });
        let expected = match self.state {
            State::Start(0) | State::Start(3) => Expected::Value,
            State::Start(_) => return stop(0, Expected::Value),
            State::Between(expected) => expected,
            State::String { within, .. } => {
                let Stop { offset, expected } = within.cut_off(self.offset);
                return stop(offset, expected);
            }
            State::Number(number) if number.is_complete() => {
                self.state = State::Between(self.after_value());
                return self.finish();
            }
            State::Number(_) => Expected::Literal,
            State::Literal { start, .. } => return stop(start, Expected::Literal),
        };
        if expected == Expected::Nothing { Ok(()) } else { stop(self.offset, expected) }
    }

    /// Whether the last value that was begun is a string, a number or a literal without an end so far.
    pub(super) fn is_in_value(&self) -> bool {
        match self.state {
            State::String { is_name, .. } => !is_name,
            State::Number(_) | State::Literal { .. } => true,
            State::Start(_) | State::Between(_) => false,
        }
    }

    /// The memory of the scanner, in bytes.
    pub(super) fn memory(&self) -> usize {
        self.nesting.memory()
    }

    #[cold]
    fn byte_order_mark(&mut self, byte: u8, at: usize, seen: usize) -> Result<usize, Stop> {
        if BYTE_ORDER_MARK.get(seen) == Some(&byte) {
            self.state = State::Start(seen + 1);
            return Ok(at + 1);
        }
        if !seen.is_multiple_of(BYTE_ORDER_MARK.len()) {
            return Err(Stop { offset: 0, expected: Expected::Value });
        }
        self.state = State::Between(Expected::Value);
        Ok(at)
    }

    /// Tokens and the white space before them, as long as the bytes last. This is where the time goes, so the state is in
    /// `expected` and stored only when the bytes end, and what usually follows is tried first: after a value a comma, after
    /// that a name, a colon, and the next value.
    fn tokens(
        &mut self,
        bytes: &[u8],
        mut at: usize,
        mut expected: Expected,
        index: &mut Index,
    ) -> Result<usize, Stop> {
        loop {
            if matches!(expected, Expected::Value | Expected::ValueOrEnd) {
                let Some((place, byte)) = next_token(bytes, at) else { break };
                let start = self.offset + place;
                at = place + 1;
                match byte {
                    b'"' => {
                        index.leaf(start);
                        match string::scan(bytes, at, self.offset, Within::Plain) {
                            Outcome::Ended(end) => at = end,
                            outcome => return self.leave_string(outcome, false, bytes),
                        }
                    }
                    b'-' | b'0'..=b'9' => {
                        index.leaf(start);
                        let (number, end) = Number::begun(byte).scan(bytes, at);
                        at = end;
                        if at == bytes.len() || !number.is_complete() {
                            return self.leave_number(number, at, bytes);
                        }
                    }
                    b'{' => {
                        index.open(start);
                        self.nesting.open(true);
                        expected = Expected::KeyOrEnd;
                        continue;
                    }
                    b'[' => {
                        index.open(start);
                        self.nesting.open(false);
                        expected = Expected::ValueOrEnd;
                        continue;
                    }
                    b't' | b'f' | b'n' => {
                        index.leaf(start);
                        let word = literal_word(byte);
                        if !bytes[place..].starts_with(word) {
                            return self.literal(bytes, place, word, start);
                        }
                        at = place + word.len();
                    }
                    b']' if expected == Expected::ValueOrEnd => self.close(index),
                    _ => return Err(Stop { offset: start, expected }),
                }
                expected = self.after_value();
            }
            if expected == Expected::CommaOrEnd {
                let Some((place, byte)) = next_token(bytes, at) else { break };
                if byte == b',' {
                    expected = if self.nesting.is_object() { Expected::Key } else { Expected::Value };
                } else if byte == self.nesting.closing() {
                    self.close(index);
                    expected = self.after_value();
                } else {
                    return Err(Stop { offset: self.offset + place, expected });
                }
                at = place + 1;
            }
            if matches!(expected, Expected::Key | Expected::KeyOrEnd) {
                let Some((place, byte)) = next_token(bytes, at) else { break };
                at = place + 1;
                if byte == b'"' {
                    match string::scan(bytes, at, self.offset, Within::Plain) {
                        Outcome::Ended(end) => at = end,
                        outcome => return self.leave_string(outcome, true, bytes),
                    }
                    expected = Expected::Colon;
                } else if byte == b'}' && expected == Expected::KeyOrEnd {
                    self.close(index);
                    expected = self.after_value();
                } else {
                    return Err(Stop { offset: self.offset + place, expected });
                }
            }
            if expected == Expected::Colon {
                let Some((place, byte)) = next_token(bytes, at) else { break };
                if byte != b':' {
                    return Err(Stop { offset: self.offset + place, expected });
                }
                at = place + 1;
                expected = Expected::Value;
            }
            if expected == Expected::Nothing {
                let Some((place, _)) = next_token(bytes, at) else { break };
                return Err(Stop { offset: self.offset + place, expected });
            }
        }
        self.state = State::Between(expected);
        Ok(bytes.len())
    }

    #[inline]
    fn close(&mut self, index: &mut Index) {
        self.nesting.close();
        index.close();
    }

    #[inline]
    fn after_value(&self) -> Expected {
        if self.nesting.is_empty() { Expected::Nothing } else { Expected::CommaOrEnd }
    }
}

/// The first byte from `at` that is no white space, and its place.
#[inline(always)]
fn next_token(bytes: &[u8], mut at: usize) -> Option<(usize, u8)> {
    loop {
        match bytes.get(at)? {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            byte => return Some((at, *byte)),
        }
    }
}

fn literal_word(first: u8) -> &'static [u8] {
    match first {
        b't' => b"true",
        b'f' => b"false",
        _ => b"null",
    }
}
