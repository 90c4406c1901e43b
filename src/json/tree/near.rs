//! What is near in the parentheses, found without the summaries: most values end a few bits after they began, and the
//! next value of interest is a few values on.

use super::bits::Tree;
use super::summary::BYTES;
use super::walk::Spot;

/// So many bytes of bits are near.
const NEAR: usize = 32;

impl Tree {
    /// The bit that ends the value that is open before bit `at`, if it is near.
    #[inline]
    pub(super) fn near_end(&self, at: usize) -> Option<usize> {
        let mut excess = 1;
        for start in (at..self.len()).step_by(8).take(NEAR) {
            let bits = self.bits(start);
            let byte = &BYTES[usize::from(bits)];
            if excess + i32::from(byte.least) <= 0 {
                for bit in 0..8 {
                    excess += if bits >> bit & 1 == 1 { 1 } else { -1 };
                    if excess == 0 {
                        // Beyond the end there are zeros that mean nothing.
                        return Some(start + bit).filter(|end| *end < self.len());
                    }
                }
            }
            excess += i32::from(byte.sum);
        }
        None
    }

    /// The eight bits from `at`, wherever that is.
    #[inline]
    fn bits(&self, at: usize) -> u8 {
        let shift = at % 8;
        if shift == 0 {
            return self.byte(at);
        }
        let (low, high) = (u32::from(self.byte(at - shift)), u32::from(self.byte(at - shift + 8)));
        ((high << 8 | low) >> shift) as u8
    }

    /// The value with that number, which is not before `from`: quickly, if it is near.
    #[inline]
    pub(in crate::json) fn spot_from(&self, from: Spot, number: usize) -> Spot {
        let mut left = number - from.number;
        let mut at = from.bit;
        for _ in 0..NEAR {
            let bits = self.bits(at);
            let ones = bits.count_ones() as usize;
            if left < ones {
                let mut rest = bits;
                (0..left).for_each(|_| rest &= rest - 1);
                return Spot { number, bit: at + rest.trailing_zeros() as usize };
            }
            left -= ones;
            at += 8;
        }
        self.spot(number)
    }
}
