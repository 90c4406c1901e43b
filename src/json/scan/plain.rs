//! The parts of a string that mean themselves, sixteen bytes at a time.

const fn each(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// How many bytes from the beginning are plain: ASCII, no control character, neither `"` nor `\`.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    length_before(bytes, special_bytes, |byte| matches!(byte, b'"' | b'\\' | 0..=0x1f | 0x80..))
}

/// How many bytes from the beginning are neither `"` nor `\`.
pub(in crate::json) fn unquoted_length(bytes: &[u8]) -> usize {
    length_before(bytes, quoting_bytes, |byte| matches!(byte, b'"' | b'\\'))
}

/// How many bytes stand before the first that is special: by pairs of words as long as there are any, then one by one.
/// Most strings are short, so a pair with a special byte is asked for its place without a branch.
#[inline(always)]
fn length_before(bytes: &[u8], in_word: impl Fn(u64) -> u64, is_special: impl Fn(u8) -> bool) -> usize {
    let (words, _) = bytes.as_chunks::<8>();
    let (pairs, _) = words.as_chunks::<2>();
    for (at, [first, second]) in pairs.iter().enumerate() {
        let first = in_word(u64::from_le_bytes(*first));
        let second = in_word(u64::from_le_bytes(*second));
        if first | second != 0 {
            let (before, special) = if first != 0 { (0, first) } else { (8, second) };
            return 16 * at + before + special.trailing_zeros() as usize / 8;
        }
    }
    let rest = &bytes[16 * pairs.len()..];
    let in_rest = rest.iter().position(|byte| is_special(*byte));
    16 * pairs.len() + in_rest.unwrap_or(rest.len())
}

/// The high bit of the first byte that is not plain is set; those after it may be wrong.
fn special_bytes(word: u64) -> u64 {
    // A byte below 0x80 gets its high bit by a subtraction only if it is less than what is subtracted. A borrow spoils
    // the bytes above it, but it comes from a byte that is special itself.
    let quote = (word ^ each(b'"')).wrapping_sub(each(1));
    let backslash = (word ^ each(b'\\')).wrapping_sub(each(1));
    let control = word.wrapping_sub(each(b' '));
    (quote | backslash | control | word) & each(0x80)
}

/// The same for the first byte that is `"` or `\`.
fn quoting_bytes(word: u64) -> u64 {
    let is_zero = |word: u64| word.wrapping_sub(each(1)) & !word;
    (is_zero(word ^ each(b'"')) | is_zero(word ^ each(b'\\'))) & each(0x80)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Byte by byte.
    fn lengths(bytes: &[u8]) -> (usize, usize) {
        let before = |is_special: fn(&u8) -> bool| bytes.iter().position(is_special).unwrap_or(bytes.len());
        (
            before(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f | 0x80..)),
            before(|byte| matches!(byte, b'"' | b'\\')),
        )
    }

    fn lengths_by_words(bytes: &[u8]) -> (usize, usize) {
        (plain_length(bytes), unquoted_length(bytes))
    }

    proptest! {
        #[test]
        fn sixteen_at_a_time_are_one_at_a_time(bytes in proptest::collection::vec(any::<u8>(), 0..70)) {
            prop_assert_eq!(lengths_by_words(&bytes), lengths(&bytes));
        }

        #[test]
        fn so_it_is_in_text(text in r#"[ -~]{0,40}["\\\x00\x1f\x7fé ]?[ -~]{0,20}"#) {
            prop_assert_eq!(lengths_by_words(text.as_bytes()), lengths(text.as_bytes()));
        }
    }

    #[test]
    fn each_byte_at_each_place() {
        for byte in 0..=u8::MAX {
            for place in 0..33 {
                for filler in [b' ', b'a', 0x7f, b'#', b'!', b']', b'[', 0xa2, 0xdc] {
                    let mut bytes = [filler; 33];
                    bytes[place] = byte;
                    assert_eq!(lengths_by_words(&bytes), lengths(&bytes), "{byte} at {place}");
                }
            }
        }
    }
}
