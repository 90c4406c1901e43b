//! One cell of CSV: most are written at once, long ones and those with escapes or brackets step by step.

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
    pub(super) fn begin(text: &JsonText, node: Node, is_alone: bool, out: &mut Vec<u8>) -> Option<Self> {
        let start = text.start(node)?;
        let end = text.read_end();
        let content = match text.type_of(node)? {
            Type::Null => {
                if is_alone {
                    out.extend_from_slice(b"\"\"");
                }
                return None;
            }
            Type::Number | Type::Boolean => Content::Plain,
            Type::String => {
                let piece = text.segments.bytes(start + 1..end.min(start + 1 + SHORT));
                let length = unquoted_length(&piece);
                if piece.get(length) == Some(&b'"') {
                    put_string(&piece[..length], out);
                    return None;
                }
                out.push(b'"');
                let beginning = text.segments.bytes(start + 1..end.min(start + 1 + LONGEST_ESCAPE));
                let first = match beginning.first() {
                    Some(b'\\') => escape_in(&beginning).map(|(bytes, ..)| bytes[0]),
                    first => first.copied(),
                };
                if first.is_some_and(begins_formula) {
                    out.push(b'\'');
                }
                return Some(Self { at: start + 1, end, content: Content::String, scratch: Vec::new() });
            }
            Type::Object | Type::Array => {
                out.push(b'"');
                let end = text.range(node)?.end;
                let content = Content::Json(Tokens::new(Layout::Compact));
                return Some(Self { at: start, end, content, scratch: Vec::new() });
            }
        };
        let mut cell = Self { at: start, end, content, scratch: Vec::new() };
        (!cell.step(text, SHORT, out)).then_some(cell)
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
                    out.extend_from_slice(&piece[..length]);
                    self.at += length;
                    match piece.get(length) {
                        Some(b'\\') => !self.escape(text, out) && close(out),
                        Some(_) => close(out),
                        None => self.at >= self.end && close(out),
                    }
                }
                Content::Json(tokens) => {
                    self.scratch.clear();
                    self.at += tokens.write(piece, PIECE, &mut self.scratch);
                    put_doubled(&self.scratch, out);
                    self.at >= self.end && close(out)
                }
            };
            if is_done {
                return true;
            }
        }
        false
    }

    /// Writes what an escape says. Returns false if it is cut off.
    fn escape(&mut self, text: &JsonText, out: &mut Vec<u8>) -> bool {
        let bytes = text.segments.bytes(self.at..self.end.min(self.at + LONGEST_ESCAPE));
        let Some((bytes, size, length)) = escape_in(&bytes) else { return false };
        match std::str::from_utf8(&bytes[..size]) {
            Ok(character) => put_doubled(character.as_bytes(), out),
            Err(_) => out.extend_from_slice("\u{fffd}".as_bytes()),
        }
        self.at += length;
        true
    }
}

/// The end of what is within quotes.
fn close(out: &mut Vec<u8>) -> bool {
    out.push(b'"');
    true
}

/// A spreadsheet takes a cell that begins with this for a formula.
fn begins_formula(first: u8) -> bool {
    matches!(first, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')
}

/// A string that is decoded; within quotes if it must be (RFC 4180 section 2), or if it is empty.
pub(super) fn put_string(string: &[u8], out: &mut Vec<u8>) {
    let is_special = |byte: &u8| matches!(byte, b'"' | b',' | b'\r' | b'\n');
    let is_quoted = string.is_empty() || string.iter().any(is_special);
    if is_quoted {
        out.push(b'"');
    }
    if string.first().copied().is_some_and(begins_formula) {
        out.push(b'\'');
    }
    if is_quoted {
        put_doubled(string, out);
        out.push(b'"');
    } else {
        out.extend_from_slice(string);
    }
}

/// With each quote twice.
fn put_doubled(mut bytes: &[u8], out: &mut Vec<u8>) {
    while let Some(at) = bytes.iter().position(|byte| *byte == b'"') {
        out.extend_from_slice(&bytes[..=at]);
        out.push(b'"');
        bytes = &bytes[at + 1..];
    }
    out.extend_from_slice(bytes);
}
