//! Sets of characters.

use crate::json::find::fold::fold;

/// The last character that has a case is before this one.
const CASED: u32 = 0x1_e944;
/// No letter, digit or white space is here or after it.
const RULELESS: char = '\u{40000}';
const LAST: u32 = char::MAX as u32;

/// A set of characters, as code points: ranges that rise and do not touch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Set(Vec<(u32, u32)>);

impl Set {
    /// The characters of some ranges, their ends included.
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (start, end) in ranges {
            match joined.last_mut() {
                Some(last) if start <= last.1.saturating_add(1) => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        Self(joined)
    }

    pub(super) fn one(character: char) -> Self {
        Self(vec![(character.into(), character.into())])
    }

    /// Those for which a rule holds, which none of the last planes has.
    fn by_rule(is_in: impl Fn(char) -> bool) -> Self {
        let all = ('\0'..RULELESS).filter(|character| is_in(*character));
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for code in all.map(u32::from) {
            match ranges.last_mut() {
                Some(last) if last.1 + 1 == code => last.1 = code,
                _ => ranges.push((code, code)),
            }
        }
        Self(ranges)
    }

    /// `\d`: the digits of ASCII.
    pub(super) fn digits() -> Self {
        Self(vec![(u32::from('0'), u32::from('9'))])
    }

    /// `\w`: Unicode's letters and digits, and `_`.
    pub(super) fn words() -> Self {
        Self::by_rule(|character| character.is_alphanumeric() || character == '_')
    }

    /// `\s`: Unicode's white space.
    pub(super) fn spaces() -> Self {
        Self::by_rule(char::is_whitespace)
    }

    /// All characters but LF.
    pub(super) fn dot() -> Self {
        Self::one('\n').inverted()
    }

    pub(super) fn joined(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        Self::new(self.0)
    }

    pub(super) fn inverted(&self) -> Self {
        let mut from = 0;
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        for (start, end) in &self.0 {
            if from < *start {
                ranges.push((from, start - 1));
            }
            from = end + 1;
        }
        if from <= LAST {
            ranges.push((from, LAST));
        }
        Self(ranges)
    }

    /// What its characters fold to.
    pub(super) fn folded(&self) -> Self {
        let mut ranges = Vec::new();
        for (start, end) in &self.0 {
            let cased =
                (*start..=*end.min(&(CASED - 1))).filter_map(char::from_u32).map(|c| u32::from(fold(c)));
            ranges.extend(cased.map(|code| (code, code)));
            if *end >= CASED {
                ranges.push((CASED.max(*start), *end));
            }
        }
        Self::new(ranges)
    }

    pub(super) fn has(&self, code: u32) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= code);
        before.checked_sub(1).and_then(|at| self.0.get(at)).is_some_and(|(_, end)| code <= *end)
    }

    /// The code points at which one begins to be in the set or ceases to be.
    pub(super) fn borders(&self) -> impl Iterator<Item = u32> {
        self.0.iter().flat_map(|(start, end)| [*start, *end + 1])
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_planes_have_nothing() {
        assert!(
            (RULELESS..=char::MAX)
                .all(|character| !character.is_alphanumeric() && !character.is_whitespace())
        );
        assert!((CASED..=LAST).filter_map(char::from_u32).all(|character| fold(character) == character));
    }

    proptest! {
        #[test]
        fn a_set_is_a_set(
            ranges in proptest::collection::vec((0_u32..60, 0_u32..9), 0..6),
            other in proptest::collection::vec((0_u32..60, 0_u32..9), 0..3),
        ) {
            let set = |ranges: &[(u32, u32)]| {
                Set::new(ranges.iter().map(|(start, length)| (*start, start + length)).collect())
            };
            let is_in = |ranges: &[(u32, u32)], code: u32| {
                ranges.iter().any(|(start, length)| (*start..=start + length).contains(&code))
            };
            let (first, second) = (set(&ranges), set(&other));
            let (inverted, both) = (first.inverted(), first.clone().joined(second));
            for code in 0..80 {
                prop_assert_eq!(first.has(code), is_in(&ranges, code));
                prop_assert_eq!(inverted.has(code), !is_in(&ranges, code));
                prop_assert_eq!(both.has(code), is_in(&ranges, code) || is_in(&other, code));
            }
            prop_assert!(inverted.has(LAST) && !first.has(LAST));
        }
    }
}
