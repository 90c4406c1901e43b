//! Searches for an excess: whole runs are skipped by their summaries.

use super::bits::Tree;
use super::summary::{BLOCK, BYTES};

impl Tree {
    /// The first bit of `from..to` after which the excess is less than `limit`.
    pub(in crate::json) fn first_below(&self, from: usize, to: usize, limit: i64) -> Option<usize> {
        self.find(from, to, |least, _| least >= limit, |excess| excess < limit)
    }

    /// How many bits of `from..to` have the excess `least` after them, if none has less.
    pub(super) fn count_of(&self, from: usize, to: usize, least: i64) -> usize {
        let mut all = 0;
        let skip = |run_least, count: u32| {
            all += if run_least == least { count as usize } else { 0 };
            true
        };
        // Bits that fill no byte are asked one by one.
        let mut single = 0;
        self.find(from, to, skip, |excess| {
            single += usize::from(excess == least);
            false
        });
        all + single
    }

    /// The bit of `from..to` that has the excess `least` after it for the time `nth`, from 0, if none has less.
    pub(super) fn nth_of(&self, from: usize, to: usize, least: i64, nth: usize) -> Option<usize> {
        let left = std::cell::Cell::new(nth);
        let skip = |run_least, count: u32| {
            let count = if run_least == least { count as usize } else { 0 };
            if count > left.get() {
                return false;
            }
            left.set(left.get() - count);
            true
        };
        self.find(from, to, skip, |excess| {
            if excess != least {
                return false;
            }
            let is_it = left.get() == 0;
            left.set(left.get().saturating_sub(1));
            is_it
        })
    }

    /// The first bit of `from..to` whose excess is a `hit`. A run is passed over if `skip` says so of its least excess and
    /// the number of bits that have it; if not, it must hold a hit.
    fn find(
        &self,
        from: usize,
        to: usize,
        mut skip: impl FnMut(i64, u32) -> bool,
        mut hit: impl FnMut(i64) -> bool,
    ) -> Option<usize> {
        let mut at = from;
        while at < to {
            let skipped = self
                .summaries
                .from(at)
                .find(|(size, summary)| at + size <= to && skip(i64::from(summary.least), summary.count));
            if let Some((size, _)) = skipped {
                at += size;
                continue;
            }
            let end = (at / BLOCK * BLOCK + BLOCK).min(to);
            let mut excess = self.excess(at);
            while at < end {
                if at.is_multiple_of(8) && at + 8 <= end {
                    let byte = &BYTES[usize::from(self.byte(at))];
                    if skip(excess + i64::from(byte.least), byte.count.into()) {
                        excess += i64::from(byte.sum);
                        at += 8;
                        continue;
                    }
                }
                excess += if self.is_one(at) { 1 } else { -1 };
                if hit(excess) {
                    return Some(at);
                }
                at += 1;
            }
        }
        None
    }

    /// The last bit before `to` after which the excess is less than `limit`.
    pub(in crate::json) fn last_below(&self, to: usize, limit: i64) -> Option<usize> {
        let mut at = to;
        while at > 0 {
            let skipped = self.summaries.up_to(at).find(|(_, summary)| i64::from(summary.least) >= limit);
            if let Some((size, _)) = skipped {
                at -= size;
                continue;
            }
            let start = (at - 1) / BLOCK * BLOCK;
            // The excess after bit `at - 1`.
            let mut excess = self.excess(at);
            while at > start {
                if at.is_multiple_of(8) {
                    let byte = &BYTES[usize::from(self.byte(at - 8))];
                    let before = excess - i64::from(byte.sum);
                    if before + i64::from(byte.least) >= limit {
                        excess = before;
                        at -= 8;
                        continue;
                    }
                }
                at -= 1;
                if excess < limit {
                    return Some(at);
                }
                excess -= if self.is_one(at) { 1 } else { -1 };
            }
        }
        None
    }
}
