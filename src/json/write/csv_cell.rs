//! One cell of CSV: most are written at once, long ones and those with escapes or brackets step by step.

use super::csv_guard::{Guard, is_plain_number};
use super::layout::{Layout, Tokens};
use crate::json::scan::unquoted_length;
use crate::json::string::escape_in;
use crate::json::{JsonText, Node, Type};

/// A string that has no escape within so many bytes and ends there is written at once.
const SHORT: usize = 4096;
/// An escape of a surrogate pair.
const LONGEST_ESCAPE: usize = 12;
/// So many bytes are looked at together.
const PIECE: usize = 16 * 1024;

/// A cell that is being written.
#[derive(Clone, Debug)]
pub(super) struct CellWriter {
    at: usize,
    end: usize,
    content: Content,
    scratch: Vec<u8>,
    guard: Guard,
}

#[derive(Clone, Debug)]
enum Content {
    /// A long number or literal, as it was sent.
    Plain,
    /// The rest of a string, within quotes.
    String,
    /// An array or object, within quotes.
    Json(Tokens),
}

impl CellWriter {
    /// Writes a cell, or begins to: none if it is all written. `is_alone` in its line, it must not be empty, because some
    /// readers pass over empty lines.
    pub(super) fn begin(
        text: &JsonText,
        node: Node,
        separator: u8,
        is_alone: bool,
        out: &mut Vec<u8>,
    ) -> Option<Self> {
        let at = text.start(node)?;
        let end = text.read_end();
        let begun = |at, end, content, guard| Self { at, end, content, scratch: Vec::new(), guard };
        match text.type_of(node)? {
            Type::Null => {
                if is_alone {
                    out.extend_from_slice(b"\"\"");
                }
                None
            }
            Type::Number | Type::Boolean => {
                let mut cell = begun(at, end, Content::Plain, Guard::of_text());
                (!cell.step(text, SHORT, out)).then_some(cell)
            }
            Type::String => {
                let piece = text.segments.bytes(at + 1..end.min(at + 1 + SHORT));
                let length = unquoted_length(&piece);
                if piece.get(length) == Some(&b'"') {
                    put_string(&piece[..length], separator, out);
                    return None;
                }
                out.push(b'"');
                Some(begun(at + 1, end, Content::String, Guard::of_text()))
            }
            Type::Object | Type::Array => {
                out.push(b'"');
                let content = Content::Json(Tokens::new(Layout::Compact));
                Some(begun(at, text.range(node)?.end, content, Guard::of_json()))
            }
        }
    }

    /// Writes about `work` bytes more, at least one. Returns whether the cell is written.
    pub(super) fn step(&mut self, text: &JsonText, work: usize, out: &mut Vec<u8>) -> bool {
        let limit = out.len().saturating_add(work);
        while out.len() < limit {
            let piece = text.segments.piece(self.at..self.end.min(self.at + PIECE.min(work)));
            let is_done = match &mut self.content {
                Content::Plain => {
                    let is_part =
                        |byte: &&u8| matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'E' | b'+' | b'-' | b'.');
                    let length = piece.iter().take_while(is_part).count();
                    out.extend_from_slice(&piece[..length]);
                    self.at += length;
                    length < piece.len() || self.at == self.end
                }
                Content::String => {
                    let length = unquoted_length(piece);
                    self.guard.put(&piece[..length], out);
                    self.at += length;
                    match piece.get(length) {
                        Some(b'\\') => !self.escape(text, out) && self.close(out),
                        Some(_) => self.close(out),
                        None => self.at >= self.end && self.close(out),
                    }
                }
                Content::Json(tokens) => {
                    self.scratch.clear();
                    self.at += tokens.write(piece, PIECE, &mut self.scratch);
                    self.guard.put(&self.scratch, out);
                    self.at >= self.end && self.close(out)
                }
            };
            if is_done {
                return true;
            }
        }
        false
    }

    /// Writes the end of what is within quotes.
    fn close(&mut self, out: &mut Vec<u8>) -> bool {
        self.guard.end(out);
        out.push(b'"');
        true
    }

    /// Writes what an escape says. Returns false if it is cut off.
    fn escape(&mut self, text: &JsonText, out: &mut Vec<u8>) -> bool {
        let bytes = text.segments.bytes(self.at..self.end.min(self.at + LONGEST_ESCAPE));
        let Some((bytes, size, length)) = escape_in(&bytes) else { return false };
        match std::str::from_utf8(&bytes[..size]) {
            Ok(character) => self.guard.put(character.as_bytes(), out),
            Err(_) => self.guard.put("\u{fffd}".as_bytes(), out),
        }
        self.at += length;
        true
    }
}

/// A string that is decoded; within quotes if it must be (RFC 4180 section 2), or if it is empty.
pub(super) fn put_string(string: &[u8], separator: u8, out: &mut Vec<u8>) {
    let is_special = |byte: &u8| *byte == separator || matches!(byte, b'"' | b'\r' | b'\n');
    let is_quoted = string.is_empty() || string.iter().any(is_special);
    if is_plain_number(string) {
        out.extend_from_slice(string);
    } else if is_quoted {
        out.push(b'"');
        Guard::of_text().put_all(string, out);
        out.push(b'"');
    } else {
        Guard::of_text().put_all(string, out);
    }
}
