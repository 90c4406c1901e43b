//! The bits themselves: writing them, counting them.

use super::summary::{BLOCK, BYTES, Summaries, Summary};
use crate::json::chunks::Chunks;

const WORD: usize = 64;
const BLOCK_WORDS: usize = BLOCK / WORD;

/// The balanced parentheses of a text.
#[derive(Clone, Debug)]
pub(in crate::json) struct Tree {
    words: Chunks<u64>,
    /// The word that is being filled, and how many bits are in it: always fewer than 64.
    partial: u64,
    used: u32,
    /// The ones before each block; the last is the block that is being filled.
    ones_before: Vec<u32>,
    pub(super) summaries: Summaries,
    /// All ones in `words`.
    ones: u32,
}

impl Default for Tree {
    fn default() -> Self {
        let summaries = Summaries::default();
        Self { words: Chunks::default(), partial: 0, used: 0, ones_before: vec![0], summaries, ones: 0 }
    }
}

impl Tree {
    /// A value that has no other within it.
    #[inline]
    pub(in crate::json) fn leaf(&mut self) {
        self.partial |= 1 << self.used;
        self.advance(2);
    }

    /// A value that others may follow within.
    #[inline]
    pub(in crate::json) fn open(&mut self) {
        self.partial |= 1 << self.used;
        self.advance(1);
    }

    /// The end of the innermost value that is open.
    #[inline]
    pub(in crate::json) fn close(&mut self) {
        self.advance(1);
    }

    #[inline]
    fn advance(&mut self, bits: u32) {
        self.used += bits;
        if self.used >= 64 {
            self.complete_word();
        }
    }

    /// If there is a bit too many, it is the zero that ends a leaf.
    fn complete_word(&mut self) {
        self.ones += self.partial.count_ones();
        self.words.push(self.partial);
        self.partial = 0;
        self.used -= 64;
        if self.words.len().is_multiple_of(BLOCK_WORDS) {
            self.complete_block();
        }
    }

    fn complete_block(&mut self) {
        let start = (self.words.len() - BLOCK_WORDS) * WORD;
        let mut excess = self.excess(start);
        let (mut least, mut count) = (i64::MAX, 0);
        for at in (start..start + BLOCK).step_by(8) {
            let byte = &BYTES[usize::from(self.byte(at))];
            let in_byte = excess + i64::from(byte.least);
            if in_byte < least {
                (least, count) = (in_byte, 0);
            }
            if in_byte == least {
                count += u32::from(byte.count);
            }
            excess += i64::from(byte.sum);
        }
        self.summaries.push(Summary { least: least as u32, count });
        self.ones_before.push(self.ones);
    }

    /// The number of bits.
    pub(in crate::json) fn len(&self) -> usize {
        self.words.len() * WORD + self.used as usize
    }

    /// Whether a value begins at bit `at`.
    pub(in crate::json) fn is_one(&self, at: usize) -> bool {
        self.word(at / WORD) >> (at % WORD) & 1 == 1
    }

    /// The eight bits from `at`, which is a multiple of eight.
    pub(super) fn byte(&self, at: usize) -> u8 {
        (self.word(at / WORD) >> (at % WORD)) as u8
    }

    /// The 64 bits with the number `at`, the lowest first; those beyond the end are zeros.
    pub(in crate::json) fn word(&self, at: usize) -> u64 {
        self.words.get(at).unwrap_or(if at == self.words.len() { self.partial } else { 0 })
    }

    /// How many values without others in them begin in a row at bit `at`: 32, if there are more.
    pub(in crate::json) fn leaves_from(&self, at: usize) -> usize {
        /// Ones and zeros in turn.
        const LEAVES: u64 = u64::MAX / 3;
        let (word, shift) = (at / WORD, at % WORD);
        let next = if shift == 0 { 0 } else { self.word(word + 1) << (WORD - shift) };
        let bits = self.word(word) >> shift | next;
        (bits ^ LEAVES).trailing_zeros() as usize / 2
    }

    /// The number of ones before bit `at`.
    pub(in crate::json) fn ones_before(&self, at: usize) -> usize {
        let block = at / BLOCK;
        let words = (block * BLOCK_WORDS..at / WORD).map(|word| self.word(word).count_ones());
        let rest = self.word(at / WORD) & ((1 << (at % WORD)) - 1);
        self.ones_before.get(block).map_or(0, |ones| *ones as usize)
            + words.sum::<u32>() as usize
            + rest.count_ones() as usize
    }

    /// The place of the one with the number `one`, counted from 0. There must be one.
    pub(in crate::json) fn place_of_one(&self, one: usize) -> usize {
        let block = self.ones_before.partition_point(|before| *before as usize <= one).saturating_sub(1);
        let mut left = one - self.ones_before.get(block).map_or(0, |ones| *ones as usize);
        let mut at = block * BLOCK_WORDS;
        loop {
            let mut word = self.word(at);
            let ones = word.count_ones() as usize;
            if left < ones {
                (0..left).for_each(|_| word &= word - 1);
                return at * WORD + word.trailing_zeros() as usize;
            }
            if at >= self.words.len() {
                return self.len();
            }
            left -= ones;
            at += 1;
        }
    }

    /// The values that are open before bit `at`.
    pub(in crate::json) fn excess(&self, at: usize) -> i64 {
        2 * self.ones_before(at) as i64 - at as i64
    }

    /// The memory of the tree, in bytes, what is reserved included.
    pub(in crate::json) fn memory(&self) -> usize {
        self.words.memory() + self.summaries.memory() + self.ones_before.capacity() * size_of::<u32>()
    }
}
