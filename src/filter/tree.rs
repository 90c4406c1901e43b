//! A document as jaq's tree of values. jaq has a reader of its own, but that one refuses half surrogate pairs, loses the
//! sign of zero, does not say whether names are repeated, and copies every string.

use bytes::Bytes;
use jaq_json::{Map, Num, Rc, Val};

use crate::json::comparable;

use super::limits::DEEPEST;

/// Whole numbers with more digits than this are kept as they are written, and calculated with as floats, which cannot be as
/// large: reading them would take time that grows with the square of their length.
const LONGEST_WHOLE_NUMBER: usize = 400;

/// A tree that grows.
struct Tree<'t> {
    text: &'t Bytes,
    /// Values that are not yet in their array or object: for an object a name and a value in turn.
    values: Vec<Val>,
    /// Where in `values` the open arrays and objects begin.
    open: Vec<usize>,
    has_repeated_names: bool,
}

/// The value that `text` spells, and whether an object in it has the same name twice. The text must be JSON: that is not
/// checked again. None if it is deeper than [`DEEPEST`].
///
/// Strings without escapes are no copies: they keep `text`.
pub(super) fn grown(text: &Bytes) -> Option<(Val, bool)> {
    let mut tree = Tree { text, values: Vec::new(), open: Vec::new(), has_repeated_names: false };
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at = match byte {
            b'"' => tree.string(at),
            b'{' | b'[' if tree.open.len() == DEEPEST => return None,
            b'{' | b'[' => {
                tree.open.push(tree.values.len());
                at + 1
            }
            b'}' => {
                tree.close_object();
                at + 1
            }
            b']' => {
                tree.close_array();
                at + 1
            }
            b't' => tree.literal(Val::Bool(true), at + 4),
            b'f' => tree.literal(Val::Bool(false), at + 5),
            b'n' => tree.literal(Val::Null, at + 4),
            b'-' | b'0'..=b'9' => tree.number(at),
            // White space, commas and colons.
            _ => at + 1,
        };
    }
    tree.values.pop().map(|value| (value, tree.has_repeated_names))
}

impl Tree<'_> {
    /// The string that begins at `start`. Like its relatives, it returns the place after the value.
    fn string(&mut self, start: usize) -> usize {
        let mut at = start + 1;
        let mut has_escapes = false;
        loop {
            let rest = self.text.get(at..).unwrap_or_default();
            match rest.iter().position(|byte| matches!(byte, b'"' | b'\\')) {
                Some(length) if rest.get(length) == Some(&b'\\') => {
                    has_escapes = true;
                    at += length + 2;
                }
                Some(length) => {
                    at += length;
                    break;
                }
                None => return self.text.len(),
            }
        }
        let bytes = if has_escapes {
            Bytes::from(comparable(&self.text[start..=at]).into_owned().into_boxed_slice())
        } else {
            self.text.slice(start + 1..at)
        };
        self.values.push(Val::utf8_str(bytes));
        at + 1
    }

    fn number(&mut self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let is_in_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.iter().position(|byte| !is_in_number(byte)).unwrap_or(rest.len());
        // It is ASCII.
        let token = std::str::from_utf8(&rest[..length]).unwrap_or_default();
        self.values.push(Val::Num(number(token)));
        start + length
    }

    fn literal(&mut self, value: Val, end: usize) -> usize {
        self.values.push(value);
        end
    }

    fn close_array(&mut self) {
        let from = self.open.pop().unwrap_or_default();
        let array: Vec<Val> = self.values.drain(from..).collect();
        self.values.push(Val::Arr(Rc::new(array)));
    }

    fn close_object(&mut self) {
        let from = self.open.pop().unwrap_or_default();
        let mut object = Map::with_capacity_and_hasher((self.values.len() - from) / 2, Default::default());
        let mut members = self.values.drain(from..);
        while let (Some(name), Some(value)) = (members.next(), members.next()) {
            self.has_repeated_names |= object.insert(name, value).is_some();
        }
        drop(members);
        self.values.push(Val::obj(object));
    }
}

/// A number that is written again as `token`.
fn number(token: &str) -> Num {
    let is_whole = token.strip_prefix('-').unwrap_or(token).bytes().all(|byte| byte.is_ascii_digit());
    if is_whole && token != "-0" {
        if let Ok(number) = token.parse::<i64>() {
            return Num::from_integral(number);
        }
        if token.len() <= LONGEST_WHOLE_NUMBER
            && let Some(number) = Num::from_str_radix(token, 10)
        {
            return number;
        }
    }
    Num::Dec(Rc::new(token.to_owned()))
}
