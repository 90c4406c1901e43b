//! A value as JSON, without white space. It cannot fail: what JSON does not have is written as what comes next to it.

use std::io::Write as _;

use jaq_json::{Num, Val};

/// The size in bytes of the chunks in which a document is written.
pub const CHUNK: usize = 128 * 1024;

/// From here on whole floats are written with an exponent.
const LARGEST_PLAIN: f64 = 1e17;

/// A document that is written chunk by chunk.
pub(super) struct Writer<'o> {
    buffer: Vec<u8>,
    out: &'o mut dyn FnMut(&[u8]),
    length: u64,
}

/// An array or an object that is being written, and how many of its values have been.
struct Open<'v> {
    container: &'v Val,
    done: usize,
}

impl<'o> Writer<'o> {
    pub(super) fn new(out: &'o mut dyn FnMut(&[u8])) -> Self {
        Self { buffer: Vec::with_capacity(CHUNK), out, length: 0 }
    }

    /// The number of bytes so far.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn bytes(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        while self.buffer.len() + bytes.len() >= CHUNK {
            let (now, later) = bytes.split_at(CHUNK - self.buffer.len());
            self.buffer.extend_from_slice(now);
            self.flush();
            bytes = later;
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// Hands over what there is. To be called at the end.
    pub(super) fn flush(&mut self) {
        if !self.buffer.is_empty() {
            (self.out)(&self.buffer);
            self.buffer.clear();
        }
    }

    /// Values can be deeper than the stack: what is open is kept in a list.
    pub(super) fn value(&mut self, value: &Val) {
        let mut open: Vec<Open<'_>> = Vec::new();
        self.begin(value, &mut open);
        while let Some(Open { container, done }) = open.last_mut() {
            let nth = *done;
            *done += 1;
            let comma: &[u8] = if nth > 0 { b"," } else { b"" };
            let next = match container {
                Val::Arr(array) => array.get(nth).map(|value| (None, value)),
                Val::Obj(object) => object.get_index(nth).map(|(name, value)| (Some(name), value)),
                _ => None,
            };
            let Some((name, value)) = next else {
                self.bytes(if matches!(container, Val::Obj(_)) { b"}" } else { b"]" });
                open.pop();
                continue;
            };
            self.bytes(comma);
            if let Some(name) = name {
                self.name(name);
                self.bytes(b":");
            }
            self.begin(value, &mut open);
        }
    }

    fn begin<'v>(&mut self, value: &'v Val, open: &mut Vec<Open<'v>>) {
        match value {
            Val::Null => self.bytes(b"null"),
            Val::Bool(true) => self.bytes(b"true"),
            Val::Bool(false) => self.bytes(b"false"),
            Val::Num(number) => self.number(number),
            Val::BStr(bytes) | Val::TStr(bytes) => self.string(bytes),
            Val::Arr(_) | Val::Obj(_) => {
                self.bytes(if matches!(value, Val::Obj(_)) { b"{" } else { b"[" });
                open.push(Open { container: value, done: 0 });
            }
        }
    }

    /// Names that are no strings, which jaq allows, become the strings that look like them.
    fn name(&mut self, name: &Val) {
        match name {
            Val::BStr(bytes) | Val::TStr(bytes) => self.string(bytes),
            _ => self.string(name.to_string().as_bytes()),
        }
    }

    fn number(&mut self, number: &Num) {
        match number {
            Num::Int(number) => self.display(number),
            Num::Float(number) => self.float(*number),
            Num::Dec(text) if is_json_number(text) => self.bytes(text.as_bytes()),
            // A program may spell `01.5`.
            Num::Dec(text) => self.float(text.parse().unwrap_or(f64::NAN)),
            Num::BigInt(_) => self.display(number),
        }
    }

    /// Like jq: what is no number is null, and what is infinite as large as can be.
    fn float(&mut self, number: f64) {
        if number.is_nan() {
            self.bytes(b"null");
        } else if number.is_infinite() {
            self.display(Num::Float(f64::MAX.copysign(number)));
        } else if number == 0.0 {
            self.bytes(if number.is_sign_negative() { b"-0" } else { b"0" });
        } else if number.abs() < LARGEST_PLAIN && number.trunc() == number {
            self.display(number as i64);
        } else {
            self.display(Num::Float(number));
        }
    }

    fn display(&mut self, shown: impl std::fmt::Display) {
        let before = self.buffer.len();
        // Writing into a list of bytes cannot fail.
        let _ = write!(self.buffer, "{shown}");
        self.length += (self.buffer.len() - before) as u64;
        if self.buffer.len() >= CHUNK {
            self.rechunk();
        }
    }

    /// What `display` has added is longer than the chunk.
    fn rechunk(&mut self) {
        let rest = self.buffer.split_off(CHUNK);
        self.flush();
        self.length -= rest.len() as u64;
        self.bytes(&rest);
    }

    /// A string of UTF-8, where half a surrogate pair may be encoded like any other code point (WTF-8) and is written as an
    /// escape. Other bytes become U+FFFD.
    fn string(&mut self, text: &[u8]) {
        self.bytes(b"\"");
        let mut rest = text;
        loop {
            let valid = match std::str::from_utf8(rest) {
                Ok(_) => {
                    self.characters(rest);
                    break;
                }
                Err(error) => error.valid_up_to(),
            };
            let (characters, after) = rest.split_at(valid);
            self.characters(characters);
            rest = match after {
                [0xed, second @ 0xa0..=0xbf, third @ 0x80..=0xbf, after @ ..] => {
                    let unit = 0xd000 | u16::from(second & 0x3f) << 6 | u16::from(third & 0x3f);
                    self.display(format_args!("\\u{unit:04x}"));
                    after
                }
                [_, after @ ..] => {
                    self.bytes("\u{fffd}".as_bytes());
                    after
                }
                [] => break,
            };
        }
        self.bytes(b"\"");
    }

    /// RFC 8259 section 7: what must be escaped is; U+007F need not be.
    fn characters(&mut self, mut characters: &[u8]) {
        let is_special = |byte: &u8| matches!(byte, 0..=0x1f | b'"' | b'\\');
        while let Some(at) = characters.iter().position(is_special) {
            self.bytes(&characters[..at]);
            match characters[at] {
                8 => self.bytes(b"\\b"),
                12 => self.bytes(b"\\f"),
                b'\n' => self.bytes(b"\\n"),
                b'\r' => self.bytes(b"\\r"),
                b'\t' => self.bytes(b"\\t"),
                control @ 0..=0x1f => self.display(format_args!("\\u{control:04x}")),
                quoted => self.bytes(&[b'\\', quoted]),
            }
            characters = &characters[at + 1..];
        }
        self.bytes(characters);
    }
}

/// RFC 8259 section 6.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = split_digits(unsigned);
    let mut rest = rest;
    if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
        return false;
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        let (digits, after) = split_digits(fraction);
        if digits.is_empty() {
            return false;
        }
        rest = after;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let (digits, after) = split_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
        if digits.is_empty() {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}
