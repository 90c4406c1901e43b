//! Words as people write them: one and many, capitals or not.

/// One of what `name` is many of: `rfis`, `companies`, `near_misses`. Names that are no plural stay as they are.
pub(super) fn singular(name: &str) -> String {
    let cut = |end: &str, instead: &str| name.strip_suffix(end).map(|stem| format!("{stem}{instead}"));
    let kept = ["ss", "us", "sis"].iter().any(|end| name.ends_with(end));
    if kept {
        return name.to_owned();
    }
    let longer = ["sses", "tuses", "xes", "ches", "shes"].iter().any(|end| name.ends_with(end));
    let one = if longer { cut("es", "") } else { cut("ies", "y").or_else(|| cut("s", "")) };
    one.filter(|one| !one.is_empty()).unwrap_or_else(|| name.to_owned())
}

/// The other forms in which a word may stand in a text: the one of a plural, the plural of a word that ends in `y`.
pub(super) fn other_form(word: &str) -> Option<String> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
        return None;
    }
    let one = singular(word);
    let plural = || word.strip_suffix('y').map(|stem| format!("{stem}ies"));
    if one == word { plural() } else { Some(one) }
}

/// Adds `text` to `all` in small letters. No character changes its length, so that places stay what they are; one whose
/// small letter is longer or shorter stays a capital.
pub(super) fn add_folded(text: &str, all: &mut String) {
    let begin = all.len();
    all.push_str(text);
    if text.is_ascii() {
        all[begin..].make_ascii_lowercase();
        return;
    }
    all.truncate(begin);
    all.extend(text.chars().map(|letter| {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
            _ => letter,
        }
    }));
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_of_many() {
        for (many, one) in [
            ("rfis", "rfi"),
            ("companies", "company"),
            ("replies", "reply"),
            ("near_misses", "near_miss"),
            ("addresses", "address"),
            ("statuses", "status"),
            ("boxes", "box"),
            ("images", "image"),
            ("status", "status"),
            ("class", "class"),
            ("analysis", "analysis"),
            ("vendor", "vendor"),
            ("s", "s"),
            ("", ""),
        ] {
            assert_eq!(singular(many), one);
        }
    }

    #[test]
    fn forms() {
        for (word, form) in [
            ("rfis", Some("rfi")),
            ("companies", Some("company")),
            ("company", Some("companies")),
            ("vendor", None),
            ("ids", None),
            ("/rfis", None),
            ("v1.0", None),
        ] {
            assert_eq!(other_form(word).as_deref(), form, "{word}");
        }
    }

    #[test]
    fn letters_that_have_a_small_one_of_their_length() {
        let mut all = String::from("A ");
        add_folded("RFI Ä Σ İ ẞ 字", &mut all);
        assert_eq!(all, "A rfi ä σ İ ẞ 字");
    }

    proptest! {
        #[test]
        fn places_stay(text in "\\PC{0,40}") {
            let mut all = String::new();
            add_folded(&text, &mut all);
            let ends = |text: &str| text.char_indices().map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(ends(&all), ends(&text));
        }
    }
}
