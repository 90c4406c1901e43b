//! What a person typed, word by word.

use memchr::memmem::Finder;

use crate::catalogue::words::{add_folded, other_form};

/// The words that a person typed, in small letters, each in the forms that are looked for.
pub(super) struct Typed(Vec<Vec<String>>);

/// The same, ready to look for.
pub(super) struct Query<'a> {
    pub(super) words: Vec<Word<'a>>,
}

/// A word.
pub(super) struct Word<'a> {
    forms: Vec<Finder<'a>>,
}

/// A place where a word stands.
pub(super) struct Place {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Whether it is where a word of the text begins.
    pub(super) begins: bool,
    /// Whether it is all of a word of the text, or all but the end of a plural. Words are not parted by a `_` here: what a
    /// person types is then only a part of a name.
    pub(super) whole: bool,
}

impl Typed {
    pub(super) fn new(text: &str) -> Self {
        let mut folded = String::new();
        add_folded(text, &mut folded);
        let forms = |word: &str| [Some(word.to_owned()), other_form(word)].into_iter().flatten().collect();
        Self(folded.split_whitespace().map(forms).collect())
    }

    pub(super) fn query(&self) -> Query<'_> {
        let mut words = Vec::with_capacity(self.0.len());
        for forms in &self.0 {
            words.push(Word { forms: forms.iter().map(|form| Finder::new(form.as_bytes())).collect() });
        }
        Query { words }
    }
}

impl Word<'_> {
    /// Where the word stands in `text`. A single letter is looked for where words begin: in their middles it says nothing.
    pub(super) fn places(&self, text: &[u8]) -> impl Iterator<Item = Place> {
        self.forms.iter().flat_map(move |finder| {
            let word = finder.needle();
            finder.find_iter(text).filter_map(move |from| {
                let to = from + word.len();
                let begins = from == 0 || !in_word(text[from - 1]) || !in_word(text[from]);
                let whole =
                    begins && (from == 0 || text[from - 1] != b'_') && ends(&text[to..], text[to - 1]);
                (begins || word.len() > 1).then_some(Place { from, to, begins, whole })
            })
        })
    }
}

/// Whether a word is over, or would be without the `s` of a plural, before `rest`, which is behind the byte `last`.
fn ends(rest: &[u8], last: u8) -> bool {
    let is_over = |rest: &[u8]| !rest.first().is_some_and(|byte| in_word(*byte) || *byte == b'_');
    let is_plural = || rest.strip_prefix(b"s").or_else(|| rest.strip_prefix(b"es")).is_some_and(is_over);
    !in_word(last) || is_over(rest) || is_plural()
}

/// Whether a byte is of a letter or digit; all letters beyond ASCII are taken for such.
fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}
