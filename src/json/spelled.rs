//! A string as it was spelled, beside what it says: what is found in one can be shown in the other.

use std::ops::Range;

use super::string::{Part, Parts, content, whole_characters};

/// A string without its quotes: as it was spelled, and as it reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelled {
    /// Its characters and escapes as they were sent. What is not UTF-8 is U+FFFD.
    pub spelling: String,
    /// What it says.
    pub said: String,
    /// Whether it has its closing quote.
    pub is_closed: bool,
    /// Where escapes end: in what it says, and in the spelling.
    ends: Vec<(usize, usize)>,
}

impl Spelled {
    /// A string by its token (RFC 8259 section 7). If that is cut off, what is whole of it.
    pub fn of(token: &[u8]) -> Self {
        let content = content(token);
        let mut string = Self { is_closed: content.len() + 2 == token.len(), ..Self::default() };
        for part in Parts(content) {
            match part {
                Part::Plain(plain) => {
                    let plain = whole_characters(plain);
                    string.spelling += &plain;
                    string.said += &plain;
                }
                Part::Escaped(code, escape) => {
                    // Escapes are ASCII.
                    string.spelling += &String::from_utf8_lossy(escape);
                    string.said.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    string.ends.push((string.said.len(), string.spelling.len()));
                }
            }
        }
        string
    }

    /// Where in the spelling a place in what it says is; both in bytes, between characters.
    pub fn place(&self, said: Range<usize>) -> Range<usize> {
        let spelled = |at: usize| {
            let ended = self.ends.partition_point(|(end, _)| *end <= at);
            let (said, spelling) = ended.checked_sub(1).map_or((0, 0), |last| self.ends[last]);
            spelling + at - said
        };
        spelled(said.start)..spelled(said.end)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_string_is_as_it_was_sent() {
        for (token, spelling, said, is_closed) in [
            (r#""""#, "", "", true),
            (r#"""#, "", "", false),
            (r#""a\u00e9\/é\"""#, r#"a\u00e9\/é\""#, "aé/é\"", true),
            (r#""\ud83d\ude00\ud83d""#, r"\ud83d\ude00\ud83d", "😀\u{fffd}", true),
            // Cut off.
            (r#""a\u00e"#, "a", "a", false),
            (r#""a\""#, r#"a\""#, "a\"", false),
        ] {
            let string = Spelled::of(token.as_bytes());
            assert_eq!(
                (&*string.spelling, &*string.said, string.is_closed),
                (spelling, said, is_closed),
                "{token}"
            );
        }
        assert_eq!(Spelled::of(b"\"a\xc3").spelling, "a");
        assert_eq!(Spelled::of(b"\"\xff\"").spelling, "\u{fffd}");
    }

    proptest! {
        /// Each part of a spelling spells the part of the text that has its place.
        #[test]
        fn places_are_where_they_were(text in "[a\"\\\\\n\té😀]{0,12}", escapes in any::<bool>(), from in 0_usize..12, to in 0_usize..12) {
            let escaped = |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>();
            let token = if escapes {
                format!("\"{}\"", text.chars().map(escaped).collect::<String>())
            } else {
                serde_json::to_string(&text).expect("a string")
            };
            let string = Spelled::of(token.as_bytes());
            prop_assert_eq!((&string.said, string.is_closed), (&text, true));
            prop_assert_eq!(format!("\"{}\"", string.spelling), token);
            let at = |nth: usize| text.char_indices().nth(nth).map_or(text.len(), |(at, _)| at);
            let part = at(from.min(to))..at(from.max(to));
            let spelled = format!("\"{}\"", &string.spelling[string.place(part.clone())]);
            let read: String = serde_json::from_str(&spelled).expect("a string");
            prop_assert_eq!(&read, &text[part]);
        }
    }
}
