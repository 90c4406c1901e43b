//! Long messages made short. jaq puts the value to which something happened into its message, and that may be the whole
//! document.

use std::fmt::{Display, Write};

use crate::json::decoded;

/// The most bytes that are shown of the beginning of a message.
const HEAD: usize = 200;

/// The most bytes that are shown of its end.
const TAIL: usize = 100;

/// A text of which only the beginning and the end are kept.
#[derive(Default)]
struct Cut {
    head: Vec<u8>,
    tail: Vec<u8>,
    length: usize,
}

/// What `message` says, with the middle left out if it is long. jaq writes a message of its own as a JSON string: that
/// comes without its quotes and escapes.
pub(super) fn shortened(message: &impl Display) -> String {
    let mut cut = Cut::default();
    // Keeping the text cannot fail.
    let _ = write!(cut, "{message}");
    let left_out = cut.length - cut.head.len() - cut.tail.len().min(TAIL);
    let tail = &cut.tail[cut.tail.len().saturating_sub(TAIL)..];
    if left_out == 0 {
        let whole = [&cut.head, tail].concat();
        return if whole.starts_with(b"\"") {
            decoded(&whole).into_owned()
        } else {
            String::from_utf8_lossy(&whole).into_owned()
        };
    }
    // A character that is cut is left out with the middle.
    let head = String::from_utf8_lossy(&cut.head);
    let is_character = |byte: &u8| byte & 0xc0 != 0x80;
    let tail = String::from_utf8_lossy(&tail[tail.iter().position(is_character).unwrap_or(0)..]);
    let (head, tail) = match head.strip_prefix('"') {
        Some(head) => (head, tail.strip_suffix('"').unwrap_or(&tail)),
        None => (&*head, &*tail),
    };
    format!("{} … {tail}", head.trim_end_matches(char::REPLACEMENT_CHARACTER))
}

impl Write for Cut {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.length += text.len();
        let (head, rest) = text.as_bytes().split_at(text.len().min(HEAD - self.head.len()));
        self.head.extend_from_slice(head);
        self.tail.extend_from_slice(&rest[rest.len().saturating_sub(TAIL)..]);
        // Not every time.
        if self.tail.len() > 20 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
        Ok(())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn messages_are_short() {
        let long = "é".repeat(10_000);
        for (message, expected) in [
            (String::new(), String::new()),
            ("cannot index 1 with \"a\"".to_owned(), "cannot index 1 with \"a\"".to_owned()),
            (r#""no \"such\" thing\n""#.to_owned(), "no \"such\" thing\n".to_owned()),
            ("a".repeat(HEAD + TAIL), "a".repeat(HEAD + TAIL)),
            ("a".repeat(HEAD + TAIL + 1), format!("{} … {}", "a".repeat(HEAD), "a".repeat(TAIL))),
            (format!("x{long}yy"), format!("x{} … {}yy", "é".repeat(HEAD / 2 - 1), "é".repeat(TAIL / 2 - 1))),
            (format!("\"{long}\""), format!("{} … {}", "é".repeat(HEAD / 2 - 1), "é".repeat(TAIL / 2 - 1))),
        ] {
            assert_eq!(shortened(&message), expected);
        }
    }

    #[test]
    fn pieces_are_no_different() {
        struct Letters(usize);
        impl Display for Letters {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                (0..self.0).try_for_each(|n| f.write_char(char::from(b'a' + (n % 26) as u8)))
            }
        }
        for length in [0, 1, HEAD - 1, HEAD, HEAD + 1, HEAD + TAIL, HEAD + TAIL + 1, 5000] {
            let whole = Letters(length).to_string();
            assert_eq!(shortened(&Letters(length)), shortened(&whole), "{length}");
        }
    }
}
