//! A regular expression in the names and values of a text: each is read from its beginning, as far as is needed to decide.
//! Wherever the bytes are cut, it goes on from there, and nothing is copied.

use super::characters::{Next, next};
use super::hits::{Hit, Hits};
use super::literal::is_bare;
use super::regex::{Matched, Regex};
use crate::json::node::Node;
use crate::json::scan::unquoted_length;
use crate::json::text::{JsonText, Status};

/// How far a text is searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Walk {
    /// The next byte to look at.
    at: usize,
    /// The values that have begun before it.
    begun: u32,
    /// What it is in.
    inside: Option<Inside>,
    /// Whether the name before it has matched, and its value has not begun.
    has_name: bool,
}

/// A name or value that is being read.
#[derive(Clone, Copy, Debug)]
struct Inside {
    hit: Hit,
    /// Its first byte, after the quote of a string.
    start: usize,
    matched: Matched,
    /// Whether it is a number or a literal, which ends where something else begins.
    is_bare: bool,
}

impl Walk {
    pub(super) fn searched(&self) -> usize {
        self.at
    }

    /// Looks at about `work` further bytes. Returns whether that was all that can be looked at now.
    pub(super) fn step(&mut self, text: &JsonText, regex: &mut Regex, hits: &mut Hits, work: usize) -> bool {
        let limit = text.read_end();
        let whole = text.status() != Status::Reading;
        let stop = self.at.saturating_add(work);
        while self.at < limit {
            if self.at >= stop {
                return false;
            }
            let before = self.at;
            match self.inside {
                None => self.between(text, limit.min(stop), regex, hits),
                Some(inside) if inside.is_bare => self.bare(text, inside, limit.min(stop), regex, hits),
                Some(inside) => self.string(text, inside, (limit, stop), whole, regex, hits),
            }
            if self.at == before && self.inside.is_some_and(|inside| !inside.is_bare) {
                // The bytes end within a character.
                break;
            }
        }
        if whole && let Some(inside) = self.inside.take() {
            self.at = limit;
            self.leave(text, inside, regex, hits);
        }
        true
    }

    /// White space and structure, up to the next name or value.
    fn between(&mut self, text: &JsonText, end: usize, regex: &mut Regex, hits: &mut Hits) {
        for byte in text.segments.piece(self.at..end) {
            let start = self.at;
            self.at += 1;
            // Outside of strings, only a byte order mark is not ASCII.
            if matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' | b']' | b'}' | 0x80..) {
                continue;
            }
            let node = Node(self.begun);
            let is_value = text.start(node) == Some(start);
            let hit = Hit { node, is_value };
            if is_value {
                self.begun += 1;
                if std::mem::take(&mut self.has_name) {
                    hits.push(Hit { node, is_value: false });
                }
            }
            let is_string = *byte == b'"';
            if !is_string && matches!(byte, b'{' | b'[') {
                continue;
            }
            self.at = start + usize::from(is_string);
            let matched = if hits.want(hit) { regex.begin() } else { Matched::Never };
            self.inside = Some(Inside { hit, start: self.at, matched, is_bare: !is_string });
            return;
        }
    }

    fn bare(&mut self, text: &JsonText, mut inside: Inside, end: usize, regex: &mut Regex, hits: &mut Hits) {
        for byte in text.segments.piece(self.at..end) {
            if !is_bare(*byte) {
                self.inside = None;
                self.leave(text, inside, regex, hits);
                return;
            }
            if let Matched::Not(state) = inside.matched {
                inside.matched = regex.advance(state, char::from(*byte));
            }
            self.at += 1;
        }
        self.inside = Some(inside);
    }

    fn string(
        &mut self,
        text: &JsonText,
        mut inside: Inside,
        (limit, stop): (usize, usize),
        whole: bool,
        regex: &mut Regex,
        hits: &mut Hits,
    ) {
        let piece = text.segments.piece(self.at..limit.min(stop));
        let mut at = 0;
        while at < piece.len() {
            let Matched::Not(state) = inside.matched else { break };
            let (length, matched) = regex.run(&piece[at..], state);
            at += length;
            inside.matched = matched;
            let (Some(byte), Matched::Not(state)) = (piece.get(at), matched) else { break };
            match byte {
                b'"' => break,
                b'\\' | 0x80.. => match next(&text.segments, self.at + at, limit, whole) {
                    Next::Character(character, after) => {
                        inside.matched = regex.advance(state, character);
                        at = after - self.at;
                    }
                    Next::Quote | Next::Cut => {
                        self.at += at;
                        self.inside = Some(inside);
                        return;
                    }
                },
                plain => {
                    inside.matched = regex.advance(state, char::from(*plain));
                    at += 1;
                }
            }
        }
        if !matches!(inside.matched, Matched::Not(_)) {
            // Decided: the rest is passed.
            while at < piece.len() {
                at += unquoted_length(&piece[at..]);
                if piece.get(at) != Some(&b'\\') {
                    break;
                }
                at += 2;
            }
        }
        self.at += at;
        self.inside = Some(inside);
        if piece.get(at) == Some(&b'"') {
            self.at += 1;
            self.inside = None;
            self.leave(text, inside, regex, hits);
        }
    }

    /// The name or value has ended.
    fn leave(&mut self, text: &JsonText, inside: Inside, regex: &mut Regex, hits: &mut Hits) {
        let matched = match inside.matched {
            Matched::Not(state) => regex.end(state),
            decided => decided,
        };
        let is_hit = match matched {
            Matched::Unsure => regex.is_in(&reading(text, inside.start, self.at)),
            matched => matched == Matched::Yes,
        };
        if is_hit && inside.hit.is_value {
            hits.push(inside.hit);
        } else {
            self.has_name = is_hit;
        }
    }
}

/// A string as it reads, from its first byte to its closing quote or to `end`.
fn reading(text: &JsonText, mut at: usize, end: usize) -> String {
    let mut reading = String::new();
    while let Next::Character(character, after) = next(&text.segments, at, end, true) {
        reading.push(character);
        at = after;
    }
    reading
}
