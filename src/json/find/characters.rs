//! A string, character by character, wherever it is cut.

use crate::json::segments::Segments;
use crate::json::string::escaped;

/// What stands at a place in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A character as it reads, and the place after its spelling.
    Character(char, usize),
    /// The closing quote.
    Quote,
    /// Not enough bytes have come to tell.
    Cut,
}

/// What stands at `at`, between two characters of a string; the bytes before `limit` have come, and more may if the text
/// is not `whole`.
#[inline]
pub(super) fn next(segments: &Segments, at: usize, limit: usize, whole: bool) -> Next {
    match segments.get(at).filter(|_| at < limit) {
        None => Next::Cut,
        Some(b'"') => Next::Quote,
        Some(b'\\') => escape(segments, at, limit, whole),
        Some(byte @ 0..0x80) => Next::Character(char::from(byte), at + 1),
        Some(_) => character(segments, at, limit),
    }
}

/// The longest escape: two halves of a surrogate pair.
const LONGEST: usize = 12;

fn escape(segments: &Segments, at: usize, limit: usize, whole: bool) -> Next {
    // Most have one character after the backslash.
    if let Some(byte) = segments.get(at + 1).filter(|byte| *byte != b'u' && at + 1 < limit) {
        let (code, _) = escaped(&[byte]).unwrap_or_default();
        return Next::Character(char::from_u32(code).unwrap_or_default(), at + 2);
    }
    let bytes = segments.bytes(at..limit.min(at + LONGEST));
    match escaped(&bytes[1..]) {
        // The other half of a pair may still come; what is no half of one is decided.
        Some((0xd800..0xdc00, 5)) if !whole && bytes.len() < LONGEST && may_be_pair(&bytes[6..]) => Next::Cut,
        Some((code, length)) => {
            Next::Character(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), at + 1 + length)
        }
        None => Next::Cut,
    }
}

/// Whether what follows half a pair is the beginning of another escape, as far as it has come.
fn may_be_pair(rest: &[u8]) -> bool {
    matches!(rest, [] | [b'\\'] | [b'\\', b'u', ..])
}

fn character(segments: &Segments, at: usize, limit: usize) -> Next {
    let bytes = segments.bytes(at..limit.min(at + 4));
    let first = bytes.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    first.map_or(Next::Cut, |character| Next::Character(character, at + character.len_utf8()))
}

/// The character that ends before `at` and begins at `floor` or after it, with the place where it begins. Between the two
/// there are whole characters, and no escapes but such as were passed: the caller asks [`is_in_escape`] in the end.
pub(super) fn before(segments: &Segments, at: usize, floor: usize) -> Option<(char, usize)> {
    let last = at.checked_sub(1).filter(|last| *last >= floor)?;
    match segments.get(last)? {
        byte @ 0..0x80 => Some((char::from(byte), last)),
        _ => {
            let lead = (floor.max(at.saturating_sub(4))..at)
                .rev()
                .find(|at| segments.get(*at).is_some_and(|byte| byte & 0xc0 != 0x80))?;
            match character(segments, lead, at) {
                Next::Character(character, _) => Some((character, lead)),
                Next::Quote | Next::Cut => None,
            }
        }
    }
}

/// Whether an escape that began before `at`, which is in a string, goes on there. None goes across `floor`.
pub(super) fn is_in_escape(segments: &Segments, at: usize, floor: usize) -> bool {
    let is_backslash = |at: &usize| segments.get(*at) == Some(b'\\');
    let Some(last) = (floor.max(at.saturating_sub(5))..at).rev().find(is_backslash) else { return false };
    let is_first = (floor..last).rev().take_while(is_backslash).count() % 2 == 0;
    is_first && (last + 1 == at || segments.get(last + 1) == Some(b'u'))
}
