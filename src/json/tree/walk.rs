//! From a value to its relatives.

use super::bits::Tree;

/// A value in the tree: its number in the order of the text, and the bit with which it begins. Values are numbered from
/// 0, containers before what is in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::json) struct Spot {
    pub(in crate::json) number: usize,
    pub(in crate::json) bit: usize,
}

impl Tree {
    /// The value with that number. There must be one.
    pub(in crate::json) fn spot(&self, number: usize) -> Spot {
        Spot { number, bit: self.place_of_one(number) }
    }

    /// The number of values around this one.
    pub(in crate::json) fn depth(&self, spot: Spot) -> usize {
        // One for each value so far, less one for each that has ended.
        spot.number - (spot.bit - spot.number)
    }

    /// The bit that ends a value; none as long as it is open.
    pub(in crate::json) fn end(&self, spot: Spot) -> Option<usize> {
        if !self.is_one(spot.bit + 1) && spot.bit + 1 < self.len() {
            return Some(spot.bit + 1);
        }
        let near = self.near_end(spot.bit + 1);
        near.or_else(|| self.first_below(spot.bit + 1, self.len(), self.inside(spot)))
    }

    /// The number of values in this one, at all levels, itself included; so far, if it is open.
    pub(in crate::json) fn size(&self, spot: Spot) -> usize {
        match self.end(spot) {
            Some(end) => (end + 1 - spot.bit) / 2,
            None => self.ones_before(self.len()) - spot.number,
        }
    }

    /// The value around this one.
    pub(in crate::json) fn parent(&self, spot: Spot) -> Option<Spot> {
        let depth = self.depth(spot) as i64;
        if depth == 0 {
            return None;
        }
        // The parent begins right after the last place that has one value less around it than the parent's inside.
        let bit = self.last_below(spot.bit, depth).map_or(0, |before| before + 1);
        Some(Spot { number: (bit + depth as usize - 1) / 2, bit })
    }

    /// The first value in this one.
    pub(in crate::json) fn first_child(&self, spot: Spot) -> Option<Spot> {
        self.begins(Spot { number: spot.number + 1, bit: spot.bit + 1 })
    }

    /// The value after this one in the same container.
    pub(in crate::json) fn next_sibling(&self, spot: Spot) -> Option<Spot> {
        let end = self.end(spot)?;
        self.begins(Spot { number: spot.number + (end + 1 - spot.bit) / 2, bit: end + 1 })
    }

    /// The number of values right in this one; so far, if it is open.
    pub(in crate::json) fn child_count(&self, spot: Spot) -> usize {
        if !self.is_one(spot.bit + 1) {
            return 0;
        }
        let end = self.end(spot).unwrap_or(self.len());
        let ended = self.count_of(spot.bit + 1, end, self.inside(spot));
        ended + usize::from(self.excess(end) > self.inside(spot))
    }

    /// The value right in this one that has `nth` before it.
    pub(in crate::json) fn child(&self, spot: Spot, nth: usize) -> Option<Spot> {
        let Some(before) = nth.checked_sub(1) else { return self.first_child(spot) };
        let inside = self.inside(spot);
        let end = self.end(spot).unwrap_or(self.len());
        let bit = self.nth_of(spot.bit + 1, end, inside, before)? + 1;
        self.begins(Spot { number: (bit + inside as usize) / 2, bit })
    }

    /// How many values stand before this one in `parent`.
    pub(in crate::json) fn position(&self, spot: Spot, parent: Spot) -> usize {
        self.count_of(parent.bit + 1, spot.bit, self.inside(parent))
    }

    /// The excess right inside a value.
    fn inside(&self, spot: Spot) -> i64 {
        self.depth(spot) as i64 + 1
    }

    fn begins(&self, spot: Spot) -> Option<Spot> {
        (spot.bit < self.len() && self.is_one(spot.bit)).then_some(spot)
    }
}
