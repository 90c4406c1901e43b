//! What a value says, as far as it is shown, and what that is.

use std::borrow::Cow;

use super::line::Mark;
use crate::json::{JsonText, Node, Type};

/// What a value says, or how much is in it.
#[derive(Debug)]
pub(super) struct Said<'t> {
    pub(super) mark: Mark,
    /// A string as it reads, without quotes; a number or a literal as it was sent; a count in brackets.
    pub(super) text: Cow<'t, str>,
    /// Whether it says no more than that.
    pub(super) is_whole: bool,
}

impl<'t> Said<'t> {
    /// What the first `limit` bytes of a value say.
    pub(super) fn of(text: &'t JsonText, node: Node, limit: usize) -> Option<Self> {
        let kind = text.type_of(node)?;
        if let Some([open, close]) = brackets(kind) {
            let so_far = if text.has_ended(node) { "" } else { "…" };
            let count = format!("{open}{}{so_far}{close}", text.child_count(node));
            return Some(Self { mark: Mark::Count, text: count.into(), is_whole: true });
        }
        let excerpt = text.excerpt(node, limit)?;
        let (text, is_whole) = (excerpt.text, excerpt.is_whole);
        let mark = match kind {
            Type::String if is_whole && is_link(&text) => Mark::Link,
            Type::String if is_whole && is_date(&text) => Mark::Date,
            kind => mark_of(kind),
        };
        Some(Self { mark, text, is_whole })
    }

    /// The quotes around it, if it is a string that has no other look.
    pub(super) fn quotes(&self) -> [&'static str; 2] {
        match (self.mark, self.is_whole) {
            (Mark::String, true) => ["\"", "\""],
            (Mark::String, false) => ["\"", ""],
            _ => ["", ""],
        }
    }
}

/// The brackets of an array or object.
pub(super) fn brackets(kind: Type) -> Option<[&'static str; 2]> {
    match kind {
        Type::Object => Some(["{", "}"]),
        Type::Array => Some(["[", "]"]),
        Type::String | Type::Number | Type::Boolean | Type::Null => None,
    }
}

/// How a value of this type is painted.
pub(super) fn mark_of(kind: Type) -> Mark {
    match kind {
        Type::Object | Type::Array => Mark::Count,
        Type::String => Mark::String,
        Type::Number => Mark::Number,
        Type::Boolean => Mark::Boolean,
        Type::Null => Mark::Null,
    }
}

/// The characters of a text within its first `limit` bytes, and what stands for the rest.
pub(super) fn beginning(text: &str, limit: usize) -> (&str, &'static str) {
    let end = (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    (&text[..end], if end < text.len() { "…" } else { "" })
}

/// A text in which what has no shape, or would break the row, is seen: as many characters as before.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(shape).collect()
}

/// What is drawn for a character.
fn shape(character: char) -> char {
    match character {
        '\n' => '↵',
        '\0'..='\x1f' => char::from_u32(0x2400 + character as u32).unwrap_or(character),
        '\x7f' => '␡',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        // What ends a line though it is no control character, and what would turn the row's direction around (Unicode
        // UAX #9).
        '\u{2028}' | '\u{2029}' => '↵',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        other => other,
    }
}

/// Whether a string is an address that may be led to: of the web, and nothing else, and drawn as it is.
fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| !c.is_whitespace() && shape(c) == c))
}

/// Whether a string is a date, or a date and a time (RFC 3339 sections 5.6): `2026-11-25` or `2026-11-25T09:30:00Z`.
fn is_date(text: &str) -> bool {
    let matches = |pattern: &str, text: &str| {
        pattern.len() == text.len()
            && pattern
                .bytes()
                .zip(text.bytes())
                .all(|(p, t)| if p == b'0' { t.is_ascii_digit() } else { p == t })
    };
    let Some((date, time)) = text.split_at_checked(10) else { return false };
    if !matches("0000-00-00", date) {
        return false;
    }
    if time.is_empty() {
        return true;
    }
    let Some((clock, rest)) = time.split_at_checked(9) else { return false };
    let (fraction, zone) = rest.split_at(rest.find(['Z', '+', '-']).unwrap_or(rest.len()));
    let is_fraction = fraction.is_empty()
        || fraction.strip_prefix('.').is_some_and(|digits| {
            !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|digit| digit.is_ascii_digit())
        });
    let is_zone = zone == "Z" || matches("+00:00", zone) || matches("-00:00", zone);
    matches("T00:00:00", clock) && is_fraction && is_zone
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_has_whole_characters() {
        for (text, limit, expected) in [
            ("", 0, ("", "")),
            ("abc", 3, ("abc", "")),
            ("abc", 2, ("ab", "…")),
            ("é€", 1, ("", "…")),
            ("é€", 4, ("é", "…")),
            ("é€", 99, ("é€", "")),
        ] {
            assert_eq!(beginning(text, limit), expected, "{text} {limit}");
        }
    }

    #[test]
    fn what_has_no_shape_is_seen() {
        assert_eq!(visible("a\tb\nc\0\x7f\u{202e}é😀"), "a␉b↵c␀␡\u{fffd}é😀");
    }

    #[test]
    fn only_the_web_is_linked_to() {
        for (text, expected) in [
            ("https://example.com", true),
            ("http://a", true),
            ("https://", false),
            ("javascript:alert(1)", false),
            ("data:text/html,x", false),
            (" https://example.com", false),
            ("https://a b", false),
            ("HTTPS://a", false),
            ("https://a/\u{202e}gpj.exe", false),
            ("https://a/\0", false),
        ] {
            assert_eq!(is_link(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_are_dates_of_rfc_3339() {
        for (text, expected) in [
            ("2026-11-25", true),
            ("2026-11-25T09:30:00Z", true),
            ("2026-11-25T09:30:00.123456+02:00", true),
            ("2026-11-25T09:30:00-08:00", true),
            ("2026-11-25 09:30", false),
            ("2026-11-25T09:30", false),
            ("2026-11-25T09:30:00", false),
            ("2026-11-25T09:30:00.Z", false),
            ("26-11-25", false),
            ("2026-11-2é", false),
            ("1234567890", false),
        ] {
            assert_eq!(is_date(text), expected, "{text}");
        }
    }
}
