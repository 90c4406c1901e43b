//! A pattern that means itself.

use std::ops::Range;

use super::characters::{Next, before, is_in_escape, next};
use super::fold::{fold, has_case, variants};
use super::sieve::{Anchor, Byte, Sieve};
use crate::json::segments::Segments;

/// A pattern, ready to be looked for: in bytes that mean themselves ([`Literal::verify`]), and character by character
/// ([`Literal::advance`]).
#[derive(Clone, Debug)]
pub(super) struct Literal {
    /// Folded, if case is ignored.
    characters: Vec<char>,
    /// For each length of a part that matches: the next shorter part that does (D. Knuth, J. Morris and V. Pratt, "Fast
    /// pattern matching in strings", 1977).
    shorter: Vec<u32>,
    ignores_case: bool,
    /// The bytes as they stand in a string without escapes.
    bytes: Vec<u8>,
    pub(super) sieve: Sieve,
    /// What the sieve finds: a byte of the pattern, or a character of it if case is ignored, by its number.
    anchor: usize,
    /// Whether a number or `true`, `false`, `null` can hold it.
    pub(super) fits_bare: bool,
}

/// Whether the pattern is at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is.
    Here,
    /// It is not.
    Not,
    /// Not enough bytes have come to tell.
    Cut,
}

impl Literal {
    /// The pattern must not be empty.
    pub(super) fn new(pattern: &str, ignores_case: bool) -> Self {
        // What has no other case, such as a number, is compared byte by byte.
        let ignores_case = ignores_case && pattern.chars().any(has_case);
        let characters: Vec<char> =
            pattern.chars().map(|character| if ignores_case { fold(character) } else { character }).collect();
        let (part, anchor) = if pattern.contains(is_always_escaped) {
            (Anchor::any([b'\\'; 3]), 0)
        } else if ignores_case {
            folded_parts(&characters)
        } else {
            exact_parts(pattern.as_bytes())
        };
        let escape = if pattern.contains(has_other_escapes) {
            [Byte::ANY; 5]
        } else if !ignores_case {
            escape(pattern)
        } else if characters.iter().all(char::is_ascii) {
            escape(&characters.iter().flat_map(|character| variants(*character)).collect::<String>())
        } else {
            // The variants of others are known only after a look at all characters that there are.
            [Byte::of([b'u']), Byte::ANY, Byte::ANY, Byte::ANY, Byte::ANY]
        };
        Self {
            shorter: shorter_parts(&characters),
            fits_bare: characters.iter().all(|character| u8::try_from(*character).is_ok_and(is_bare)),
            characters,
            ignores_case,
            bytes: pattern.as_bytes().to_vec(),
            sieve: Sieve { anchor: part, escape },
            anchor,
        }
    }

    /// Whether the pattern is in the bytes around `at`, where the sieve found its anchor. It begins at `floor` or after;
    /// from there to `at` no escape has begun that spells a part of it, but others may have, in which it is not. The bytes before
    /// `limit` have come.
    pub(super) fn verify(&self, segments: &Segments, at: usize, floor: usize, limit: usize) -> Verdict {
        if self.ignores_case {
            return self.verify_folded(segments, at, floor, limit);
        }
        let Some(start) = at.checked_sub(self.anchor).filter(|start| *start >= floor) else {
            return Verdict::Not;
        };
        let end = start + self.bytes.len();
        let mut rest = &*self.bytes;
        for piece in segments.pieces(start..end.min(limit)) {
            let (part, others) = rest.split_at(piece.len());
            if part != piece {
                return Verdict::Not;
            }
            rest = others;
        }
        match rest {
            [] if is_in_escape(segments, start, floor) => Verdict::Not,
            [] => Verdict::Here,
            _ => Verdict::Cut,
        }
    }

    fn verify_folded(&self, segments: &Segments, anchor: usize, floor: usize, limit: usize) -> Verdict {
        let (head, tail) = self.characters.split_at(self.anchor);
        let mut at = anchor;
        for expected in tail {
            match next(segments, at, limit, false) {
                Next::Character(character, after) if fold(character) == *expected => at = after,
                Next::Cut => return Verdict::Cut,
                Next::Character(..) | Next::Quote => return Verdict::Not,
            }
        }
        at = anchor;
        for expected in head.iter().rev() {
            match before(segments, at, floor) {
                Some((character, start)) if fold(character) == *expected => at = start,
                _ => return Verdict::Not,
            }
        }
        if is_in_escape(segments, at, floor) { Verdict::Not } else { Verdict::Here }
    }

    /// Whether the pattern has this character in it.
    pub(super) fn has(&self, character: char) -> bool {
        self.characters.contains(&self.fold(character))
    }

    /// How much of the pattern matches after one more character, if `matched` of its characters did before.
    #[inline]
    pub(super) fn advance(&self, mut matched: u32, character: char) -> u32 {
        let character = self.fold(character);
        loop {
            if self.characters.get(matched as usize) == Some(&character) {
                return matched + 1;
            }
            match self.shorter.get(matched as usize) {
                Some(shorter) if matched > 0 => matched = *shorter,
                _ => return 0,
            }
        }
    }

    /// Whether that is all of it.
    pub(super) fn is_whole(&self, matched: u32) -> bool {
        matched as usize == self.characters.len()
    }

    /// The places where it is in a text, in bytes; none overlaps another.
    pub(super) fn matches_in(&self, text: &str) -> Vec<Range<usize>> {
        let mut starts = std::collections::VecDeque::with_capacity(self.characters.len() + 1);
        let mut found = Vec::new();
        let mut matched = 0;
        for (at, character) in text.char_indices() {
            matched = self.advance(matched, character);
            starts.push_back(at);
            while starts.len() > matched as usize {
                starts.pop_front();
            }
            if self.is_whole(matched) {
                found.extend(starts.front().map(|start| *start..at + character.len_utf8()));
                starts.clear();
                matched = 0;
            }
        }
        found
    }

    #[inline]
    fn fold(&self, character: char) -> char {
        if self.ignores_case { fold(character) } else { character }
    }
}

/// Whether a character never means itself in a string (RFC 8259 section 7).
fn is_always_escaped(character: char) -> bool {
    matches!(character, '"' | '\\' | '\0'..='\x1f')
}

/// Whether a character has a spelling in strings besides itself and `\u` with its own number: what is always escaped may be a
/// backslash and one more, such as `\n`, and so may `/`; halves of pairs that stand alone read as U+FFFD.
fn has_other_escapes(character: char) -> bool {
    is_always_escaped(character) || matches!(character, '/' | char::REPLACEMENT_CHARACTER)
}

/// What follows the backslash where one of these is spelled by its number, or by those of the halves of a pair; and perhaps
/// where others are.
fn escape(characters: &str) -> [Byte; 5] {
    let digit = |shift: u32| {
        Byte::of(characters.encode_utf16().flat_map(|unit| {
            let digit = char::from_digit(u32::from(unit) >> shift & 0xf, 16).unwrap_or_default() as u8;
            [digit, digit.to_ascii_uppercase()]
        }))
    };
    [Byte::of([b'u']), digit(12), digit(8), digit(4), digit(0)]
}

/// Whether a byte can be part of a number or of a literal.
pub(super) fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

fn shorter_parts(characters: &[char]) -> Vec<u32> {
    let mut shorter = vec![0_u32; 2];
    let mut matched = 0_usize;
    for character in characters.iter().skip(1) {
        while matched > 0 && characters.get(matched) != Some(character) {
            matched = shorter[matched] as usize;
        }
        matched += usize::from(characters.get(matched) == Some(character));
        shorter.push(matched as u32);
    }
    shorter
}

/// The two rarest bytes, and the place of the first of them.
fn exact_parts(bytes: &[u8]) -> (Anchor, usize) {
    let rareness = |place: &usize| commonness(bytes[*place]);
    let rarest = (0..bytes.len()).min_by_key(rareness).unwrap_or_default();
    let next = (0..bytes.len()).filter(|place| *place != rarest).min_by_key(rareness).unwrap_or(rarest);
    let (first, second) = (rarest.min(next), rarest.max(next));
    let byte = |place: usize| Byte::of([bytes[place]]);
    (Anchor::pair(byte(first), byte(second), second - first), first)
}

/// The two rarest of the ASCII characters in a row, or all beginnings of one character, and the number of the first.
fn folded_parts(characters: &[char]) -> (Anchor, usize) {
    let byte = |character: char| {
        // K and S have variants beyond ASCII.
        u8::try_from(character).ok().filter(|byte| byte.is_ascii() && !matches!(byte, b'k' | b's'))
    };
    let rarest = (0..characters.len())
        .filter_map(|at| Some((commonness(byte(characters[at])?), at)))
        .min()
        .map(|(_, at)| at);
    let Some(rarest) = rarest else {
        let longest = (0..characters.len()).max_by_key(|at| characters[*at]).unwrap_or_default();
        let mut leads: Vec<u8> = Vec::new();
        for lead in variants(characters[longest]).iter().map(|variant| lead(*variant)) {
            if !leads.contains(&lead) {
                leads.push(lead);
            }
        }
        let nth = |nth: usize| leads.get(nth).or(leads.first()).copied().unwrap_or_default();
        return (Anchor::any([nth(0), nth(1), nth(2)]), longest);
    };
    let in_a_row = |at: &usize| byte(characters[*at]).is_some();
    let run =
        (0..rarest).rev().take_while(in_a_row).chain((rarest + 1..characters.len()).take_while(in_a_row));
    let next = run.min_by_key(|at| byte(characters[*at]).map(commonness)).unwrap_or(rarest);
    let (first, second) = (rarest.min(next), rarest.max(next));
    let either = |at: usize| {
        let byte = byte(characters[at]).unwrap_or_default();
        Byte::of([byte.to_ascii_lowercase(), byte.to_ascii_uppercase()])
    };
    (Anchor::pair(either(first), either(second), second - first), first)
}

fn lead(character: char) -> u8 {
    let mut bytes = [0; 4];
    character.encode_utf8(&mut bytes).as_bytes()[0]
}

/// The most common bytes of JSON texts, the rarer the smaller.
fn commonness(byte: u8) -> usize {
    const COMMON: &[u8] = b" e0\"ta1ni2oslr:,d3_um5c4-6p7f8g9hyb{}.vTw/k@";
    COMMON.iter().position(|common| *common == byte).map_or(0, |place| COMMON.len() - place)
}
