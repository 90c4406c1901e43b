//! A literal in the bytes of a text. Where there is no escape, the pattern stands in the bytes as it reads, and a sieve finds
//! it without reading names and values. A string with an escape that spells a character of the pattern is read as it
//! reads, character by character, without a copy.

use std::borrow::Cow;

use super::characters::{Next, is_in_escape, next};
use super::hits::{Hit, Hits};
use super::literal::{Literal, Verdict, is_bare};
use super::place::{Place, Places, count};
use crate::json::scan::unquoted_length;
use crate::json::text::{JsonText, Status};

/// How far a text is searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Sweep {
    /// The next byte to look at.
    at: usize,
    /// The end of the last escape that was looked at, or of the last name or value that was left: no match begins before. It is
    /// never within an escape.
    floor: usize,
    mode: Mode,
    places: Places,
    /// If what comes next belongs to a value that had not begun: the number of values there were.
    waits_beyond: Option<usize>,
}

/// What is done with the next bytes.
#[derive(Clone, Copy, Debug, Default)]
enum Mode {
    /// The pattern is looked for.
    #[default]
    Sift,
    /// The rest of a string is of no interest any more.
    SkipString,
    /// The rest of a number or a literal is not.
    SkipBare,
    /// A string is read; that many characters of the pattern match.
    Read { hit: Hit, matched: u32 },
}

/// The bytes of a text that are there to be searched.
#[derive(Clone, Copy)]
struct Bytes<'t> {
    text: &'t JsonText,
    /// Their end.
    limit: usize,
    /// Whether no more will come.
    whole: bool,
}

/// Whether to go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Going,
    /// More bytes are needed.
    Waits,
}

impl Sweep {
    pub(super) fn searched(&self) -> usize {
        self.at
    }

    /// Looks at about `work` further bytes. Returns whether that was all that can be looked at now.
    pub(super) fn step(&mut self, text: &JsonText, literal: &Literal, hits: &mut Hits, work: usize) -> bool {
        if self.waits_beyond == Some(text.len()) {
            return true;
        }
        self.waits_beyond = None;
        let whole = text.status() != Status::Reading;
        let bytes = Bytes { text, limit: text.read_end(), whole };
        let mut stop = self.at.saturating_add(work);
        while self.at < bytes.limit {
            if self.at >= stop {
                return false;
            }
            let before = self.at;
            let progress = match self.mode {
                Mode::Sift => self.sift(bytes, literal, hits, stop),
                Mode::SkipString => self.skip_string(bytes, stop),
                Mode::SkipBare => self.skip_bare(bytes, stop),
                Mode::Read { hit, matched } => self.read(bytes, literal, hits, hit, matched, stop),
            };
            if progress == Progress::Waits {
                return true;
            }
            // A string is read from its beginning.
            stop -= before.saturating_sub(self.at);
        }
        true
    }

    /// One window of bytes that lie together: the rest of a segment, or a copy of what lies around a seam.
    fn sift(&mut self, bytes: Bytes<'_>, literal: &Literal, hits: &mut Hits, stop: usize) -> Progress {
        let segments = &bytes.text.segments;
        let distance = literal.sieve.anchor.distance;
        let end = bytes.limit.min(stop.saturating_add(distance));
        let mut window = Cow::Borrowed(segments.piece(self.at..end));
        let is_last = |window: &[u8]| self.at + window.len() == bytes.limit;
        if window.len() <= distance && !is_last(&window) {
            let end = self.at + window.len() + distance;
            window = segments.bytes(self.at..end.min(bytes.limit));
        }
        let is_last = is_last(&window);
        let start = self.at;
        let is_end = is_last && bytes.whole;
        while let Some(place) = literal.sieve.next(&window, self.at - start, !is_end) {
            self.at = start + place;
            let progress = if window[place] == b'\\' {
                if is_in_escape(segments, self.at, self.floor) {
                    // The second of two. A look moves the floor, or a run of them would be counted again and again.
                    self.pass(1)
                } else {
                    self.floor = self.at;
                    self.escape(bytes, literal, hits)
                }
            } else {
                self.candidate(bytes, literal, hits)
            };
            if matches!(self.mode, Mode::SkipString) {
                self.skip_in(&window, start);
            }
            let has_left = !matches!(self.mode, Mode::Sift) || self.at >= start + window.len();
            if progress == Progress::Waits || has_left {
                return progress;
            }
        }
        if is_end {
            self.at = bytes.limit;
            return Progress::Going;
        }
        self.at = self.at.max((start + window.len()).saturating_sub(distance));
        if is_last { Progress::Waits } else { Progress::Going }
    }

    /// The anchor of the pattern is here.
    fn candidate(&mut self, bytes: Bytes<'_>, literal: &Literal, hits: &mut Hits) -> Progress {
        match literal.verify(&bytes.text.segments, self.at, self.floor, bytes.limit) {
            Verdict::Not => {}
            Verdict::Cut if !bytes.whole => return Progress::Waits,
            Verdict::Cut => {}
            Verdict::Here => match self.places.at(bytes.text, self.at) {
                Place::String { hit, .. } => {
                    self.add(hits, hit);
                    self.mode = Mode::SkipString;
                }
                Place::Bare(hit) => {
                    if literal.fits_bare {
                        self.add(hits, hit);
                    }
                    self.mode = Mode::SkipBare;
                }
                Place::Gap { next } => {
                    self.at = next;
                    self.floor = next;
                    return Progress::Going;
                }
                Place::Beyond => return self.wait_beyond(bytes),
            },
        }
        self.at += 1;
        Progress::Going
    }

    /// Passes an escape that spells no character of the pattern: no match goes across it.
    fn pass(&mut self, length: usize) -> Progress {
        self.at += length;
        self.floor = self.at;
        Progress::Going
    }

    /// An escape begins here.
    fn escape(&mut self, bytes: Bytes<'_>, literal: &Literal, hits: &mut Hits) -> Progress {
        match next(&bytes.text.segments, self.at, bytes.limit, bytes.whole) {
            Next::Character(character, after) if !literal.has(character) => self.pass(after - self.at),
            Next::Character(_, after) => match self.places.at(bytes.text, self.at) {
                Place::String { hit, content } if hits.want(hit) => {
                    self.at = content;
                    self.mode = Mode::Read { hit, matched: 0 };
                    Progress::Going
                }
                Place::Beyond => self.wait_beyond(bytes),
                Place::String { .. } | Place::Bare(_) | Place::Gap { .. } => {
                    self.at = after;
                    self.mode = Mode::SkipString;
                    Progress::Going
                }
            },
            Next::Quote | Next::Cut => self.cut(bytes),
        }
    }

    /// The bytes end within a character.
    fn cut(&mut self, bytes: Bytes<'_>) -> Progress {
        if bytes.whole {
            self.at = bytes.limit;
        }
        Progress::Waits
    }

    fn wait_beyond(&mut self, bytes: Bytes<'_>) -> Progress {
        self.waits_beyond = Some(bytes.text.len());
        Progress::Waits
    }

    fn add(&self, hits: &mut Hits, hit: Hit) {
        if hits.want(hit) {
            hits.push(hit);
        }
    }

    /// Passes the rest of a string as far as it is in a window that begins at `start`.
    #[inline]
    fn skip_in(&mut self, window: &[u8], start: usize) {
        while let Some(rest) = window.get(self.at - start..) {
            let length = unquoted_length(rest);
            self.at += length;
            match rest.get(length) {
                Some(b'\\') => self.at += 2,
                Some(_) => return self.leave(1),
                None => return,
            }
        }
    }

    fn skip_string(&mut self, bytes: Bytes<'_>, stop: usize) -> Progress {
        let piece = bytes.text.segments.piece(self.at..bytes.limit.min(stop));
        let length = unquoted_length(piece);
        self.at += length;
        match piece.get(length) {
            Some(b'\\') => self.at += 2,
            Some(_) => self.leave(1),
            None => {}
        }
        Progress::Going
    }

    fn skip_bare(&mut self, bytes: Bytes<'_>, stop: usize) -> Progress {
        let range = self.at..bytes.limit.min(stop);
        let length = count(&bytes.text.segments, range.clone(), is_bare);
        if length < range.len() {
            self.leave(length);
        } else {
            self.at += length;
        }
        Progress::Going
    }

    /// The name or value ends after `length` further bytes.
    fn leave(&mut self, length: usize) {
        self.at += length;
        self.floor = self.at;
        self.mode = Mode::Sift;
    }

    fn read(
        &mut self,
        bytes: Bytes<'_>,
        literal: &Literal,
        hits: &mut Hits,
        hit: Hit,
        mut matched: u32,
        stop: usize,
    ) -> Progress {
        while self.at < stop {
            match next(&bytes.text.segments, self.at, bytes.limit, bytes.whole) {
                Next::Character(character, after) => {
                    self.at = after;
                    matched = literal.advance(matched, character);
                    if literal.is_whole(matched) {
                        self.add(hits, hit);
                        self.mode = Mode::SkipString;
                        return Progress::Going;
                    }
                }
                Next::Quote => {
                    self.leave(1);
                    return Progress::Going;
                }
                Next::Cut => {
                    self.mode = Mode::Read { hit, matched };
                    return self.cut(bytes);
                }
            }
        }
        self.mode = Mode::Read { hit, matched };
        Progress::Going
    }
}
