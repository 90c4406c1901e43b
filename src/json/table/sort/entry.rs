//! What is sorted: a compact key for each row, and where the rest of its cell is, should keys be equal.
//!
//! Both kinds of key are compared as plain numbers of 64 bits, and both say whether there is more to compare.

use crate::json::JsonText;
use crate::json::string::escape_in;

/// A row to be sorted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) key: u64,
    pub(super) row: u32,
    /// A number: the byte at which it begins. A string: the first byte that no key held yet.
    pub(super) at: u32,
}

const SIGN: u64 = 1 << 63;
/// The digits in a key.
const DIGITS: u32 = 16;
/// The exponent that stands for all that are less, and what is added to the others.
const LEAST: i64 = 0;
const ZERO: i64 = 128;
const MOST: i64 = 255;

/// The key of a number: a sign, eight bits of exponent, sixteen digits, and a bit that there are more. The order of the
/// keys is that of the numbers, exactly, and numbers with equal keys are equal but for that bit.
pub(super) fn number_key(token: &[u8]) -> u64 {
    let (is_negative, unsigned) = token.strip_prefix(b"-").map_or((false, token), |rest| (true, rest));
    // The number is 0.d1d2d3… by ten to the power of `exponent`.
    let (mut digits, mut taken, mut exponent, mut has_more) = (0_u64, 0, 0_i64, false);
    let mut is_fraction = false;
    for (at, byte) in unsigned.iter().enumerate() {
        match byte {
            b'0' if taken == 0 => exponent -= i64::from(is_fraction),
            b'0'..=b'9' => {
                if taken < DIGITS {
                    digits = 10 * digits + u64::from(byte - b'0');
                    taken += 1;
                } else {
                    has_more |= *byte != b'0';
                }
                exponent += i64::from(!is_fraction);
            }
            b'.' => is_fraction = true,
            _ => {
                exponent += written_exponent(&unsigned[at + 1..]);
                break;
            }
        }
    }
    if taken == 0 {
        return SIGN;
    }
    let digits = digits * 10_u64.pow(DIGITS - taken);
    let size = match exponent + ZERO {
        ..=LEAST => 1,
        MOST.. => (MOST as u64) << 55 | 1,
        exponent => (exponent as u64) << 55 | digits << 1 | u64::from(has_more),
    };
    if is_negative { !(SIGN | size) } else { SIGN | size }
}

/// As far as it matters: beyond a thousand million millions it does not, as no text has so many digits.
fn written_exponent(text: &[u8]) -> i64 {
    let (is_negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    let digits = digits.iter().take_while(|digit| digit.is_ascii_digit());
    let size =
        digits.fold(0, |all: i64, digit| (10 * all + i64::from(digit - b'0')).min(1_000_000_000_000_000));
    if is_negative { -size } else { size }
}

/// Whether numbers that have this key may differ.
pub(super) fn number_has_more(key: u64) -> bool {
    key & 1 == key >> 63
}

/// The bytes of a string in a key.
const BYTES: usize = 7;
/// Bits of a string's key that are not compared: how many bytes of the escape at its place are in a key already.
const NOTE: u64 = 0b11;
/// What stands in a key beside the bytes: how many there are, or this if there may be more.
const MORE: u64 = 8;

/// The part of a string's key that is compared.
pub(super) fn string_order(key: u64) -> u64 {
    key & !NOTE
}

/// Whether strings that have this key may differ.
pub(super) fn string_has_more(key: u64) -> bool {
    key >> 4 & 0xf == MORE
}

/// The key of the next seven bytes of a string, in UTF-8, from `entry.at` on, and where the rest is. `key` is the last key,
/// or 0. Half a surrogate pair counts as its code point.
#[inline]
pub(super) fn string_key(text: &JsonText, at: u32, key: u64) -> (u64, u32) {
    let start = at as usize;
    if key & NOTE == 0
        && let [bytes @ .., last] = text.segments.piece(start..text.read_end().min(start + 1 + BYTES))
        && bytes.len() == BYTES
        && let Some(length) = plain_until_quote(bytes, *last)
    {
        let mut word = [0; 8];
        word[..length].copy_from_slice(&bytes[..length]);
        let is_end = length < BYTES || *last == b'"';
        let count = if is_end { length as u64 } else { MORE };
        return (u64::from_be_bytes(word) | count << 4, at + length as u32);
    }
    careful_string_key(text, start, (key & NOTE) as usize)
}

/// How many bytes stand before the quote, or all of them; none if there is a backslash.
fn plain_until_quote(bytes: &[u8], last: u8) -> Option<usize> {
    let length = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(bytes.len());
    match bytes.get(length) {
        Some(b'\\') => None,
        None if last == b'\\' => None,
        _ => Some(length),
    }
}

/// Byte by byte, and escape by escape; `skip` bytes of the first are passed over.
#[cold]
fn careful_string_key(text: &JsonText, mut at: usize, mut skip: usize) -> (u64, u32) {
    let (mut word, mut length) = ([0; 8], 0);
    let end = text.read_end();
    let is_end = loop {
        let Some(byte) = text.segments.get(at).filter(|_| at < end) else { break true };
        let (bytes, size, spelled) = match byte {
            b'"' => break true,
            b'\\' => match escape_in(&text.segments.bytes(at..end.min(at + 12))) {
                Some(escape) => escape,
                None => break true,
            },
            byte => ([byte, 0, 0, 0], 1, 1),
        };
        let new = bytes.get(skip..size).unwrap_or_default();
        let room = new.len().min(BYTES - length);
        word[length..length + room].copy_from_slice(&new[..room]);
        length += room;
        if room < new.len() {
            skip += room;
            break false;
        }
        skip = 0;
        at += spelled;
    };
    let count = if is_end { length as u64 } else { MORE };
    (u64::from_be_bytes(word) | count << 4 | skip as u64, at as u32)
}
