//! A stable merge sort that is done step by step.

use std::cmp::Ordering;
use std::ops::Range;

/// Runs of so many items are sorted at once.
const RUN: usize = 1024;
/// Sorting a run costs so much for each item.
const RUN_WORK: usize = 8;

/// How far the sorting of some items is.
#[derive(Clone, Debug, Default)]
pub(super) struct Merge {
    /// The length of the runs that are sorted, of which two are made into one; 0 before there are any.
    width: usize,
    /// Where the pair of runs begins that comes next or is being merged.
    pair: usize,
    /// If it is being merged: the rest of its first run, in the buffer, and of its second.
    rest: Option<(Range<usize>, Range<usize>)>,
}

impl Merge {
    /// Does about `work` comparisons of the sorting of `items`, always the same; what is left of `work` is left in it.
    /// Returns whether they are sorted. No two items may be equal.
    pub(super) fn step<T: Copy>(
        &mut self,
        items: &mut [T],
        buffer: &mut Vec<T>,
        work: &mut usize,
        order: &impl Fn(&T, &T) -> Ordering,
    ) -> bool {
        while *work > 0 {
            if self.width == 0 {
                let end = items.len().min(self.pair + RUN);
                items[self.pair..end].sort_unstable_by(order);
                *work = work.saturating_sub(1 + RUN_WORK * (end - self.pair));
                self.pair = end;
                if end == items.len() {
                    (self.width, self.pair) = (RUN, 0);
                }
            } else if self.width >= items.len() {
                return true;
            } else if let Some((first, second)) = self.rest.take() {
                self.rest = merge(items, buffer, (first, second), work, order);
                if self.rest.is_none() {
                    self.pair += 2 * self.width;
                }
            } else if self.pair + self.width >= items.len() {
                (self.width, self.pair) = (2 * self.width, 0);
            } else {
                self.rest = self.begin(items, buffer, order);
                *work -= 1;
                if self.rest.is_none() {
                    self.pair += 2 * self.width;
                }
            }
        }
        false
    }

    /// Takes the first run of the next pair into the buffer, unless the pair is in order.
    fn begin<T: Copy>(
        &self,
        items: &[T],
        buffer: &mut Vec<T>,
        order: &impl Fn(&T, &T) -> Ordering,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let middle = self.pair + self.width;
        if order(&items[middle - 1], &items[middle]) != Ordering::Greater {
            return None;
        }
        buffer.clear();
        buffer.extend_from_slice(&items[self.pair..middle]);
        Some((0..self.width, middle..items.len().min(middle + self.width)))
    }
}

/// Merges until the work is done; returns what is left. The place of the next item is right before the second run, as far
/// as the first is long.
fn merge<T: Copy>(
    items: &mut [T],
    buffer: &[T],
    (mut first, mut second): (Range<usize>, Range<usize>),
    work: &mut usize,
    order: &impl Fn(&T, &T) -> Ordering,
) -> Option<(Range<usize>, Range<usize>)> {
    let mut place = second.start - first.len();
    while !first.is_empty() && !second.is_empty() {
        if *work == 0 {
            return Some((first, second));
        }
        *work -= 1;
        if order(&items[second.start], &buffer[first.start]) == Ordering::Less {
            items[place] = items[second.start];
            second.start += 1;
        } else {
            items[place] = buffer[first.start];
            first.start += 1;
        }
        place += 1;
    }
    items[place..place + first.len()].copy_from_slice(&buffer[first]);
    None
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts(length in 0_usize..5000, limit in 1_u32..9000, seed in any::<u32>(), work in 1_usize..5000) {
            let mut items: Vec<(u32, usize)> = (0..length)
                .map(|at| ((at as u32).wrapping_mul(seed | 1).rotate_left(7) % limit, at))
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            let (mut merge, mut buffer) = (Merge::default(), Vec::new());
            while !merge.step(&mut items, &mut buffer, &mut { work }, &Ord::cmp) {}
            prop_assert_eq!(items, expected);
        }
    }
}
