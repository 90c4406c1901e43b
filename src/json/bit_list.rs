//! A bit for each value, with quick counts.

use std::ops::Range;

use super::chunks::Chunks;

const WORD: usize = 64;
/// The words that are counted together.
const GROUP: usize = 64;

/// A list of bits that knows how many are set.
#[derive(Clone, Debug, Default)]
pub(super) struct BitList {
    words: Chunks<u64>,
    /// The bits that are set in each group of words.
    counts: Vec<u32>,
    length: usize,
}

impl BitList {
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Makes the list longer; the new bits are not set.
    pub(super) fn grow(&mut self, length: usize) {
        self.length = self.length.max(length);
        while self.words.len() * WORD < self.length {
            if self.words.len().is_multiple_of(GROUP) {
                self.counts.push(0);
            }
            self.words.push(0);
        }
    }

    pub(super) fn get(&self, at: usize) -> bool {
        self.words.get(at / WORD).is_some_and(|word| word >> (at % WORD) & 1 == 1)
    }

    /// Sets or clears the bits of a range, as far as there are any.
    pub(super) fn set(&mut self, range: Range<usize>, value: bool) {
        let (mut at, end) = (range.start, range.end.min(self.length));
        while at < end {
            let word_end = (at / WORD + 1) * WORD;
            let mask = u64::MAX << (at % WORD) & u64::MAX >> (word_end - end.min(word_end));
            if let (Some(word), Some(count)) =
                (self.words.get_mut(at / WORD), self.counts.get_mut(at / WORD / GROUP))
            {
                *count -= word.count_ones();
                *word = if value { *word | mask } else { *word & !mask };
                *count += word.count_ones();
            }
            at = word_end;
        }
    }

    /// How many bits are set.
    pub(super) fn count(&self) -> usize {
        self.counts.iter().map(|count| *count as usize).sum()
    }

    /// How many bits before `at` are set.
    pub(super) fn count_before(&self, at: usize) -> usize {
        let word = at.min(self.length) / WORD;
        let groups = self.counts[..word / GROUP].iter().map(|count| *count as usize).sum::<usize>();
        let words = (word / GROUP * GROUP..word).filter_map(|word| self.words.get(word));
        let rest = self.words.get(word).unwrap_or_default() & !(u64::MAX << (at % WORD));
        groups + words.chain([rest]).map(|word| word.count_ones() as usize).sum::<usize>()
    }

    /// The bit that is set and has `nth` set bits before it.
    pub(super) fn nth(&self, nth: usize) -> Option<usize> {
        let mut left = nth;
        let group = self.counts.iter().position(|count| {
            let is_here = left < *count as usize;
            left -= if is_here { 0 } else { *count as usize };
            is_here
        })?;
        let mut at = group * GROUP;
        loop {
            let mut word = self.words.get(at)?;
            let count = word.count_ones() as usize;
            if left < count {
                (0..left).for_each(|_| word &= word - 1);
                return Some(at * WORD + word.trailing_zeros() as usize);
            }
            left -= count;
            at += 1;
        }
    }

    /// The first bit from `at` on that is set.
    pub(super) fn next(&self, at: usize) -> Option<usize> {
        let mut word = at / WORD;
        let mut bits = self.words.get(word)? & u64::MAX << (at % WORD);
        while bits == 0 {
            word += 1;
            bits = self.words.get(word)?;
        }
        Some(word * WORD + bits.trailing_zeros() as usize)
    }

    pub(super) fn memory(&self) -> usize {
        self.words.memory() + self.counts.capacity() * size_of::<u32>()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_list_of_bits_is_a_list(
            sets in proptest::collection::vec((0_usize..9000, 0_usize..5000, any::<bool>()), 0..12),
            length in 1_usize..9000,
        ) {
            let mut list = BitList::default();
            list.grow(length / 2);
            list.grow(length);
            let mut plain = vec![false; length];
            for (start, size, value) in sets {
                list.set(start..start + size, value);
                plain.iter_mut().skip(start).take(size).for_each(|bit| *bit = value);
            }
            let set: Vec<usize> = (0..length).filter(|at| plain[*at]).collect();
            prop_assert_eq!((list.len(), list.count()), (length, set.len()));
            for at in (0..length).step_by(61).chain([length - 1]) {
                let before = set.partition_point(|bit| *bit < at);
                prop_assert_eq!((list.get(at), list.count_before(at)), (plain[at], before));
                prop_assert_eq!(list.next(at), set.get(before).copied());
                prop_assert_eq!(list.nth(at), set.get(at).copied());
            }
            prop_assert_eq!(list.count_before(length), set.len());
        }
    }
}
