//! What a string says (RFC 8259 section 7): its escapes resolved.
//!
//! An escape can spell half of a surrogate pair (section 8.2), which no Rust string can hold: it is shown as U+FFFD, and
//! kept apart where strings are compared.

use std::borrow::Cow;

/// A part of a string.
pub(super) enum Part<'a> {
    /// Characters that mean themselves.
    Plain(&'a [u8]),
    /// The code point of an escape, or of two that are a surrogate pair, and their spelling.
    Escaped(u32, &'a [u8]),
}

/// The parts of the content of a string. They end where an escape is cut off.
pub(super) struct Parts<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        let length = self.0.iter().position(|byte| *byte == b'\\').unwrap_or(self.0.len());
        let (plain, rest) = self.0.split_at(length);
        if !plain.is_empty() {
            self.0 = rest;
            return Some(Part::Plain(plain));
        }
        let (code, length) = escaped(rest.get(1..)?)?;
        let (spelling, rest) = rest.split_at(1 + length);
        self.0 = rest;
        Some(Part::Escaped(code, spelling))
    }
}

/// The code point that `escape` begins with, and the length of its spelling after the backslash.
pub(super) fn escaped(escape: &[u8]) -> Option<(u32, usize)> {
    let simple = |byte: u8| Some((byte.into(), 1));
    match escape.first()? {
        b'b' => simple(8),
        b'f' => simple(12),
        b'n' => simple(b'\n'),
        b'r' => simple(b'\r'),
        b't' => simple(b'\t'),
        b'u' => {
            let first = unit(&escape[1..])?;
            let second = escape[5..].strip_prefix(b"\\u").and_then(unit);
            match (first, second) {
                (0xd800..0xdc00, Some(second @ 0xdc00..0xe000)) => {
                    Some((0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00), 11))
                }
                _ => Some((first, 5)),
            }
        }
        // `"`, `\` and `/` stand for themselves.
        other => simple(*other),
    }
}

/// Four hexadecimal digits.
fn unit(digits: &[u8]) -> Option<u32> {
    digits.get(..4)?.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
}

/// The content of a string token: without its quotes; the closing one may be missing.
pub(super) fn content(token: &[u8]) -> &[u8] {
    let inner = token.strip_prefix(b"\"").unwrap_or(token);
    let backslashes = |text: &[u8]| text.iter().rev().take_while(|byte| **byte == b'\\').count();
    match inner.strip_suffix(b"\"") {
        Some(closed) if backslashes(closed) % 2 == 0 => closed,
        _ => inner,
    }
}

/// What a string token says. If it is cut off, what is whole of it.
pub fn decoded(token: &[u8]) -> Cow<'_, str> {
    let content = content(token);
    if !content.contains(&b'\\') {
        return whole_characters(content);
    }
    let mut text = String::with_capacity(content.len());
    for part in Parts(content) {
        match part {
            Part::Plain(plain) => text.push_str(&whole_characters(plain)),
            Part::Escaped(code, _) => text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }
    Cow::Owned(text)
}

/// The characters, but for one that is cut off at the end.
pub(super) fn whole_characters(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(&bytes[..error.valid_up_to()]),
        _ => String::from_utf8_lossy(bytes),
    }
}

/// What a string token says, as bytes that are equal if and only if the strings are: UTF-8, where half a surrogate pair is
/// encoded like any other code point (WTF-8).
pub(crate) fn comparable(token: &[u8]) -> Cow<'_, [u8]> {
    let content = content(token);
    if !content.contains(&b'\\') {
        return Cow::Borrowed(content);
    }
    let mut bytes = Vec::with_capacity(content.len());
    for part in Parts(content) {
        match part {
            Part::Plain(plain) => bytes.extend_from_slice(plain),
            Part::Escaped(code, _) => match char::from_u32(code) {
                Some(character) => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                None => bytes.extend(half_encoded(code)),
            },
        }
    }
    Cow::Owned(bytes)
}

/// Half a surrogate pair, encoded like any other code point.
fn half_encoded(code: u32) -> [u8; 3] {
    [0xe0 | code >> 12, 0x80 | code >> 6 & 0x3f, 0x80 | code & 0x3f].map(|byte| byte as u8)
}

/// The escape that `text` begins with, as in [`comparable`]: its bytes and how many they are, and the length of its
/// spelling. None if it is cut off.
pub(super) fn escape_in(text: &[u8]) -> Option<([u8; 4], usize, usize)> {
    let (code, length) = escaped(text.get(1..)?)?;
    let mut bytes = [0; 4];
    let size = match char::from_u32(code) {
        Some(character) => character.encode_utf8(&mut bytes).len(),
        None => {
            bytes[..3].copy_from_slice(&half_encoded(code));
            3
        }
    };
    Some((bytes, size, 1 + length))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_are_resolved() {
        for (token, text) in [
            (r#""""#, ""),
            (r#""\"\\\/\b\f\n\r\t\u00e9é\ud83d\ude00""#, "\"\\/\u{8}\u{c}\n\r\téé😀"),
            (r#""\ud83dx\ude00\ud83d\u0041""#, "\u{fffd}x\u{fffd}\u{fffd}A"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
            // Cut off.
            (r#""abc"#, "abc"),
            (r#"""#, ""),
            (r#""a\"#, "a"),
            (r#""a\""#, "a\""),
            (r#""a\\""#, "a\\"),
            (r#""a\u00e"#, "a"),
        ] {
            assert_eq!(decoded(token.as_bytes()), text, "{token}");
        }
        assert_eq!(decoded(b"\"a\xc3"), "a");
        assert!(matches!(decoded(b"\"plain\""), Cow::Borrowed("plain")));
    }

    #[test]
    fn halves_of_surrogate_pairs_differ() {
        let same = |a: &str, b: &str| comparable(a.as_bytes()) == comparable(b.as_bytes());
        assert!(same(r#""\u00e9\/""#, r#""é/""#));
        assert!(same(r#""\ud83d\ude00""#, r#""😀""#));
        assert!(!same(r#""\ud800""#, r#""\ud801""#));
        assert!(!same(r#""\ud800""#, r#""\ufffd""#));
    }

    proptest! {
        /// Every text reads back as `serde_json`, an independent writer, wrote it.
        #[test]
        fn texts_are_read_as_they_were_written(text in any::<String>()) {
            let token = serde_json::to_string(&text).expect("a string");
            prop_assert_eq!(&decoded(token.as_bytes()), &text);
            prop_assert_eq!(&*comparable(token.as_bytes()), text.as_bytes());
        }

        #[test]
        fn any_bytes_have_an_answer(token in proptest::collection::vec(any::<u8>(), 0..40)) {
            decoded(&token);
            comparable(&token);
        }
    }
}
