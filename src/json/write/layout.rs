//! White space between the tokens of a text that was read: taken out, and put in.
//!
//! What was read is JSON, so a state of a few bytes is enough to tell tokens apart, and the text may be cut anywhere.

use crate::json::JsonText;
use crate::json::scan::unquoted_length;

/// The white space between tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Two spaces for each level, a line for each element and member, a space after a colon, as most printers do. Below
    /// level 60 the lines are indented no further, so that a deep text does not become gigabytes.
    Indented,
    /// None.
    Compact,
    /// None within the elements of an array, whose inside is what is written, and each on a line of its own.
    Lines,
}

/// Deeper levels are indented like this one.
pub const DEEPEST_INDENT: usize = 60;

/// A line break and the indentation of the deepest level.
const LINE_BREAK: &[u8] = &{
    let mut bytes = [b' '; 1 + 2 * DEEPEST_INDENT];
    bytes[0] = b'\n';
    bytes
};

/// `json`, which must be JSON, as [`Layout::Indented`] lays it out. Every token stays as it is.
pub fn indented(json: &str) -> String {
    let mut out = Vec::new();
    Tokens::new(Layout::Indented).write(json.as_bytes(), usize::MAX, &mut out);
    // Whole tokens and ASCII between them are UTF-8.
    String::from_utf8(out).unwrap_or_default()
}

/// Where in a text the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Between,
    String,
    /// After a backslash.
    Escape,
}

/// A text that gets another layout, bytes after bytes.
#[derive(Clone, Debug)]
pub(super) struct Tokens {
    layout: Layout,
    place: Place,
    depth: usize,
    /// Whether the last token opened an array or object.
    is_opened: bool,
    /// Whether the last byte was white space between tokens.
    pub(super) is_after_space: bool,
}

impl Tokens {
    pub(super) fn new(layout: Layout) -> Self {
        Self { layout, place: Place::Between, depth: 0, is_opened: false, is_after_space: false }
    }

    /// Writes the next bytes of the text until about `work` bytes are read and written. Returns how many were read.
    pub(super) fn write(&mut self, bytes: &[u8], work: usize, out: &mut Vec<u8>) -> usize {
        let limit = out.len().saturating_add(work);
        let mut at = 0;
        while at < bytes.len() && at + out.len() < limit {
            at += match self.place {
                Place::Between => self.between(&bytes[at..], out),
                Place::String => self.string(&bytes[at..bytes.len().min(at.saturating_add(work))], out),
                Place::Escape => {
                    out.push(bytes[at]);
                    self.place = Place::String;
                    1
                }
            };
        }
        at
    }

    /// Writes the bytes of the text from `at` to `end` in the same way, and moves `at`. Returns what is left of the work.
    pub(super) fn write_range(
        &mut self,
        text: &JsonText,
        at: &mut usize,
        end: usize,
        work: usize,
        out: &mut Vec<u8>,
    ) -> usize {
        let mut left = work;
        while *at < end && left > 0 {
            let before = out.len();
            let read = self.write(text.segments.piece(*at..end), left, out);
            *at += read;
            left = left.saturating_sub(read + out.len() - before);
        }
        left
    }

    /// The part of a string up to its end or after a backslash.
    #[inline]
    fn string(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> usize {
        let length = unquoted_length(bytes);
        let Some(byte) = bytes.get(length) else {
            out.extend_from_slice(bytes);
            return bytes.len();
        };
        out.extend_from_slice(&bytes[..=length]);
        self.place = if *byte == b'"' { Place::Between } else { Place::Escape };
        length + 1
    }

    /// A token that is no string, the beginning of one, or white space.
    #[inline]
    fn between(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> usize {
        let first = bytes[0];
        self.is_after_space = matches!(first, b' ' | b'\n' | b'\r' | b'\t');
        if self.is_after_space {
            return 1;
        }
        let was_opened = std::mem::replace(&mut self.is_opened, false);
        match first {
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                if !was_opened {
                    self.break_line(out);
                }
                out.push(first);
                return 1;
            }
            b',' => {
                let is_line_end = self.layout == Layout::Lines && self.depth == 0;
                out.push(if is_line_end { b'\n' } else { b',' });
                self.break_line(out);
                return 1;
            }
            b':' => {
                out.extend_from_slice(if self.layout == Layout::Indented { b": " } else { b":" });
                return 1;
            }
            _ => {}
        }
        if was_opened {
            self.break_line(out);
        }
        match first {
            b'{' | b'[' => {
                self.depth += 1;
                self.is_opened = true;
                out.push(first);
                1
            }
            b'"' => {
                self.place = Place::String;
                out.push(first);
                1 + self.string(&bytes[1..], out)
            }
            _ => {
                let is_end = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
                let length = bytes.iter().position(is_end).unwrap_or(bytes.len());
                out.extend_from_slice(&bytes[..length]);
                length
            }
        }
    }

    #[inline]
    fn break_line(&self, out: &mut Vec<u8>) {
        if self.layout == Layout::Indented {
            out.extend_from_slice(&LINE_BREAK[..1 + 2 * self.depth.min(DEEPEST_INDENT)]);
        }
    }
}
