//! Characters without their case: Unicode's simple case folding (The Unicode Standard, section 5.18), as far as it tells
//! which characters are the same.

/// The same for all characters that differ in case only.
#[inline]
pub(super) fn fold(character: char) -> char {
    if character.is_ascii() { character.to_ascii_lowercase() } else { fold_beyond_ascii(character) }
}

/// By way of the upper case, since some small letters share one, like the two sigmas.
fn fold_beyond_ascii(character: char) -> char {
    match character {
        // Their other case is another letter's, of which they are no variant.
        'ı' | 'İ' => return character,
        // Three pairs that are the same, and have no case of one character.
        '\u{1fd3}' => return '\u{390}',
        '\u{1fe3}' => return '\u{3b0}',
        '\u{fb05}' => return '\u{fb06}',
        _ => {}
    }
    let upper = single(character.to_uppercase()).unwrap_or(character);
    single(upper.to_lowercase()).unwrap_or(upper)
}

/// A case that is one character.
fn single(mut characters: impl Iterator<Item = char>) -> Option<char> {
    characters.next().filter(|_| characters.next().is_none())
}

/// Whether a character may have a variant: a number has none. Quick, and not for each that says so there is one.
pub(super) fn has_case(character: char) -> bool {
    let is_other = |other: char| other != character;
    character.to_lowercase().any(is_other) || character.to_uppercase().any(is_other)
}

/// All characters that fold to `folded`, itself included.
pub(super) fn variants(folded: char) -> Vec<char> {
    /// There is no case beyond: the last are letters of Adlam.
    const LAST: char = '\u{1e943}';
    match folded {
        // Two ASCII letters have a variant beyond: the Kelvin sign and the long s.
        'k' => vec!['k', 'K', '\u{212a}'],
        's' => vec!['s', 'S', 'ſ'],
        letter if letter.is_ascii_alphabetic() => vec![letter, letter.to_ascii_uppercase()],
        other if other.is_ascii() => vec![other],
        beyond if beyond > LAST => vec![beyond],
        beyond => ('\u{80}'..=LAST).filter(|character| fold_beyond_ascii(*character) == beyond).collect(),
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};
    use std::collections::HashMap;

    /// The `regex-syntax` crate has tables of its own.
    #[test]
    fn cases_are_those_of_unicode() {
        let all = || '\0'..'\u{20000}';
        let mut same: HashMap<char, Vec<char>> = HashMap::new();
        all().for_each(|character| same.entry(fold(character)).or_default().push(character));
        // The tables of the standard library may be those of a later version.
        let known = regex::Regex::new(r"\p{age:16.0}").expect("a class");
        let is_known = |character: &char| known.is_match(&character.to_string());
        for character in all().filter(is_known) {
            let mut class = ClassUnicode::new([ClassUnicodeRange::new(character, character)]);
            class.try_case_fold_simple().expect("its tables");
            let expected: Vec<char> = class.iter().flat_map(|range| range.start()..=range.end()).collect();
            let found: Vec<char> = same[&fold(character)].iter().copied().filter(is_known).collect();
            assert_eq!(found, expected, "{character}");
            assert!(expected.len() == 1 || has_case(character), "{character}");
            // The sieve has room for three.
            let mut leads: Vec<u8> = expected.iter().map(|same| same.to_string().as_bytes()[0]).collect();
            leads.dedup();
            assert!(leads.len() <= 3, "{character}");
        }
    }

    #[test]
    fn variants_are_all_that_fold_alike() {
        for (folded, expected) in [
            ('k', "kK\u{212a}"),
            ('s', "sSſ"),
            ('a', "aA"),
            ('é', "Éé"),
            ('σ', "Σςσ"),
            ('1', "1"),
            ('ß', "ßẞ"),
            ('字', "字"),
        ] {
            let mut found = variants(folded);
            found.sort_unstable();
            found.dedup();
            let mut expected: Vec<char> = expected.chars().collect();
            expected.sort_unstable();
            assert_eq!(found, expected);
        }
    }
}
