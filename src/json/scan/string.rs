//! Strings, RFC 8259 section 7, and the UTF-8 in them (section 8.1, RFC 3629 section 4).

use super::Stop;
use super::plain::plain_length;
use crate::json::fault::Expected;

/// Where in a string the scanner is. Offsets are of the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// Between two characters.
    Plain,
    /// After the backslash at `start`.
    Escape { start: usize },
    /// Before that many digits of the escape that began at `start`.
    Digits { start: usize, left: u8 },
    /// Before that many bytes of the character that began at `start`; the next is one of `low..=high`.
    Character { start: usize, left: u8, low: u8, high: u8 },
}

impl Within {
    /// The fault if the text ends here, at `end`.
    pub(super) fn cut_off(self, end: usize) -> Stop {
        match self {
            Self::Plain => Stop { offset: end, expected: Expected::Quote },
            Self::Escape { start } | Self::Digits { start, .. } => {
                Stop { offset: start, expected: Expected::Escape }
            }
            Self::Character { start, .. } => Stop { offset: start, expected: Expected::Utf8 },
        }
    }
}

/// What became of a string.
pub(super) enum Outcome {
    /// Its closing quote is before this place.
    Ended(usize),
    /// The bytes ended before it did.
    Within(Within),
    /// It is no string.
    Stopped(Stop),
}

/// Reads a string on from `at`. `offset` bytes of the text came before `bytes`.
#[inline]
pub(super) fn scan(bytes: &[u8], mut at: usize, offset: usize, mut within: Within) -> Outcome {
    loop {
        if within == Within::Plain {
            at += plain_length(&bytes[at..]);
            if bytes.get(at) == Some(&b'"') {
                return Outcome::Ended(at + 1);
            }
            let whole = whole_length(&bytes[at..]);
            if whole > 0 {
                at += whole;
                continue;
            }
        }
        let Some(byte) = bytes.get(at) else { return Outcome::Within(within) };
        within = match special(*byte, offset + at, within) {
            Ok(within) => within,
            Err(stop) => return Outcome::Stopped(stop),
        };
        at += 1;
    }
}

/// The length of the escapes and the characters beyond ASCII that stand in a row and are whole and right. The careful way,
/// byte by byte, is for what is left.
fn whole_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [b'\\', b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't', rest @ ..] => rest,
            [0xc2..=0xdf, 0x80..=0xbf, rest @ ..] => rest,
            [0xe1..=0xec | 0xee | 0xef, 0x80..=0xbf, 0x80..=0xbf, rest @ ..] => rest,
            _ => return bytes.len() - rest.len(),
        };
    }
}

/// A byte that is not plain, at `place`.
fn special(byte: u8, place: usize, within: Within) -> Result<Within, Stop> {
    let stop = |offset, expected| Err(Stop { offset, expected });
    match (within, byte) {
        (Within::Plain, b'\\') => Ok(Within::Escape { start: place }),
        (Within::Plain, 0x80..) => match character(byte) {
            Some((left, low, high)) => Ok(Within::Character { start: place, left, low, high }),
            None => stop(place, Expected::Utf8),
        },
        (Within::Plain, _) => stop(place, Expected::Escape),
        (Within::Escape { .. }, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(Within::Plain),
        (Within::Escape { start }, b'u') => Ok(Within::Digits { start, left: 4 }),
        (Within::Digits { left: 1, .. }, digit) if digit.is_ascii_hexdigit() => Ok(Within::Plain),
        (Within::Digits { start, left }, digit) if digit.is_ascii_hexdigit() => {
            Ok(Within::Digits { start, left: left - 1 })
        }
        (Within::Escape { start } | Within::Digits { start, .. }, _) => stop(start, Expected::Escape),
        (Within::Character { start, low, high, .. }, byte) if byte < low || byte > high => {
            stop(start, Expected::Utf8)
        }
        (Within::Character { left: 1, .. }, _) => Ok(Within::Plain),
        (Within::Character { start, left, .. }, _) => {
            Ok(Within::Character { start, left: left - 1, low: 0x80, high: 0xbf })
        }
    }
}

/// RFC 3629 section 4: how many bytes follow the first of a character, and the bounds of the second.
fn character(first: u8) -> Option<(u8, u8, u8)> {
    match first {
        0xc2..=0xdf => Some((1, 0x80, 0xbf)),
        0xe0 => Some((2, 0xa0, 0xbf)),
        0xed => Some((2, 0x80, 0x9f)),
        0xe1..=0xef => Some((2, 0x80, 0xbf)),
        0xf0 => Some((3, 0x90, 0xbf)),
        0xf1..=0xf3 => Some((3, 0x80, 0xbf)),
        0xf4 => Some((3, 0x80, 0x8f)),
        _ => None,
    }
}
