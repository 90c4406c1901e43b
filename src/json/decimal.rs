//! Numbers compared by their exact decimal value, however many digits they have: nothing becomes a float.

use std::cmp::Ordering;

/// Exponents with more digits than this are compared as digits.
const NEAR: usize = 30;

/// A number of RFC 8259 section 6, to be compared. `1.10`, `1.1` and `11e-1` are equal, and so are `0` and `-0`.
#[derive(Clone, Debug)]
pub struct Decimal<'a> {
    /// 0 is zero.
    sign: i8,
    /// The value is 0.d1 d2 d3… by ten to this power, and d1 is not 0.
    exponent: Exponent,
    /// The digits from d1 on; a point may be among them.
    digits: &'a [u8],
}

/// A power of ten. No value is both near and far.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Exponent {
    /// At most [`NEAR`] digits.
    Near(i128),
    /// More digits than that: whether it is negative, and its digits without leading zeros.
    Far(bool, Vec<u8>),
}

impl<'a> Decimal<'a> {
    /// The number that `token` spells.
    pub fn new(token: &'a [u8]) -> Self {
        let (is_negative, unsigned) = token.strip_prefix(b"-").map_or((false, token), |rest| (true, rest));
        let is_e = |byte: &u8| matches!(byte, b'e' | b'E');
        let end = unsigned.iter().position(is_e).unwrap_or(unsigned.len());
        let (digits, exponent) = (&unsigned[..end], unsigned.get(end + 1..).unwrap_or_default());
        let point = digits.iter().position(|byte| *byte == b'.').unwrap_or(end);
        let Some(first) = digits.iter().position(|byte| matches!(byte, b'1'..=b'9')) else {
            return Self { sign: 0, exponent: Exponent::Near(0), digits: &[] };
        };
        // The place of the first digit that counts, against the point.
        let shift = if first < point { (point - first) as i64 } else { -((first - point - 1) as i64) };
        let exponent = Exponent::new(exponent, shift);
        Self { sign: if is_negative { -1 } else { 1 }, exponent, digits: &digits[first..] }
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.digits.iter().copied().filter(u8::is_ascii_digit)
    }

    fn compare_sizes(&self, other: &Self) -> Ordering {
        self.exponent.cmp(&other.exponent).then_with(|| {
            let (mut a, mut b) = (self.digits(), other.digits());
            loop {
                let (x, y) = (a.next(), b.next());
                let order = x.unwrap_or(b'0').cmp(&y.unwrap_or(b'0'));
                if order != Ordering::Equal || (x.is_none() && y.is_none()) {
                    return order;
                }
            }
        })
    }
}

impl Exponent {
    /// The exponent that is written as `text`, a sign and digits, and `shift` more.
    fn new(text: &[u8], shift: i64) -> Self {
        let (is_negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] | digits => (false, digits),
        };
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        let digits = &digits[zeros..];
        let end = digits.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(digits.len());
        let digits = &digits[..end];
        // Two digits more than a near one may have: a shift, which is less than 2^32, makes it neither near nor negative.
        if digits.len() <= NEAR + 2 {
            let size = digits.iter().fold(0_i128, |all, digit| 10 * all + i128::from(digit - b'0'));
            let value = if is_negative { -size } else { size } + i128::from(shift);
            let written = value.unsigned_abs().to_string();
            if written.len() > NEAR { Self::Far(value < 0, written.into_bytes()) } else { Self::Near(value) }
        } else {
            Self::Far(is_negative, added(digits, if is_negative { -shift } else { shift }))
        }
    }
}

/// `digits` and `more` together, which is positive.
fn added(digits: &[u8], more: i64) -> Vec<u8> {
    let mut carry = more;
    let mut sum: Vec<u8> = Vec::with_capacity(digits.len() + 1);
    for digit in digits.iter().rev() {
        let all = i64::from(digit - b'0') + carry;
        sum.push(b'0' + all.rem_euclid(10) as u8);
        carry = all.div_euclid(10);
    }
    if carry > 0 {
        sum.push(b'0' + carry as u8);
    }
    while sum.last() == Some(&b'0') {
        sum.pop();
    }
    sum.reverse();
    sum
}

impl Ord for Exponent {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_size = |a: &Vec<u8>, b: &Vec<u8>| a.len().cmp(&b.len()).then_with(|| a.cmp(b));
        let side = |far_below: bool| if far_below { Ordering::Less } else { Ordering::Greater };
        match (self, other) {
            (Self::Near(a), Self::Near(b)) => a.cmp(b),
            (Self::Far(false, a), Self::Far(false, b)) => by_size(a, b),
            (Self::Far(true, a), Self::Far(true, b)) => by_size(b, a),
            (Self::Far(is_negative, _), _) => side(*is_negative),
            (_, Self::Far(is_negative, _)) => side(*is_negative).reverse(),
        }
    }
}

impl PartialOrd for Exponent {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sign.cmp(&other.sign).then_with(|| match self.sign {
            1 => self.compare_sizes(other),
            -1 => other.compare_sizes(self),
            _ => Ordering::Equal,
        })
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal<'_> {}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compare(a: &str, b: &str) -> Ordering {
        let order = Decimal::new(a.as_bytes()).cmp(&Decimal::new(b.as_bytes()));
        assert_eq!(Decimal::new(b.as_bytes()).cmp(&Decimal::new(a.as_bytes())), order.reverse(), "{a} {b}");
        order
    }

    #[test]
    fn equal_numbers() {
        let nines = "9".repeat(60);
        let one_more = format!("1{}", "0".repeat(60));
        for (a, b) in [
            ("0", "-0"),
            ("0.000", "0e9"),
            ("1.10", "1.1"),
            ("11e-1", "1.1"),
            ("1e2", "100"),
            ("100", "0.001E+5"),
            ("-1.50", "-15e-1"),
            ("1e0000000000000000000000000000000000000000000000001", "10"),
            (&format!("1e{one_more}"), &format!("10e{nines}")),
            (&format!("1e-{nines}"), &format!("10e-{one_more}")),
            ("1e1000000000000000000000000000000", "10e999999999999999999999999999999"),
            ("0.1e1000000000000000000000000000000", "1e999999999999999999999999999999"),
            ("0.01e-999999999999999999999999999999", "1e-1000000000000000000000000000001"),
        ] {
            assert_eq!(compare(a, b), Ordering::Equal, "{a} {b}");
        }
    }

    #[test]
    fn numbers_in_order() {
        let rising = [
            "-1e99999999999999999999999999999999999999999999",
            "-1e400",
            "-9007199254740993",
            "-9007199254740992.5",
            "-2",
            "-1.1",
            "-1.05",
            "-1e-400",
            "0",
            "1e-99999999999999999999999999999999999999999999",
            "1e-99999999999999999999999999999999999999999998",
            "1e-400",
            "0.05",
            "0.1",
            "0.10000000000000000000000000000000001",
            "9",
            "10",
            "9007199254740992",
            "9007199254740993",
            "9007199254740993.0000000001",
            "1e400",
            "1.1e400",
            "1e99999999999999999999999999999999999999999998",
            "1e99999999999999999999999999999999999999999999",
        ];
        for (at, a) in rising.iter().enumerate() {
            for (other, b) in rising.iter().enumerate() {
                assert_eq!(compare(a, b), at.cmp(&other), "{a} {b}");
            }
        }
    }

    /// The value by ten to the power of 40, exactly.
    fn scaled(negative: bool, digits: u64, places: u32) -> i128 {
        let size = i128::from(digits) * 10_i128.pow(18 - places);
        if negative { -size } else { size }
    }

    proptest! {
        /// Against whole numbers, however the numbers are spelled.
        #[test]
        fn the_order_is_that_of_the_values(
            a in (any::<bool>(), 0_u64..1000, 0_u32..18),
            b in (any::<bool>(), 0_u64..1000, 0_u32..18),
            zeros in 0_usize..4,
        ) {
            let spelled = |(negative, digits, places): (bool, u64, u32), zeros: usize| {
                let sign = if negative { "-" } else { "" };
                format!("{sign}{digits}.{}e-{places}", "0".repeat(1 + zeros))
            };
            let expected = scaled(a.0, a.1, a.2).cmp(&scaled(b.0, b.1, b.2));
            prop_assert_eq!(compare(&spelled(a, zeros), &spelled(b, 0)), expected);
        }

        #[test]
        fn spelling_does_not_matter(digits in "[1-9][0-9]{0,30}", move_by in 0_usize..12) {
            let pointed = format!("0.{}{digits}e{}", "0".repeat(move_by), move_by + digits.len());
            prop_assert_eq!(compare(&digits, &pointed), Ordering::Equal);
        }

        /// What is cut off is a number too.
        #[test]
        fn any_token_has_an_answer(a in "-?[0-9]{0,3}[.]?[0-9]{0,3}[eE]?[+-]?[0-9]{0,50}", b in "-?[0-9]{0,2}[eE]?-?[0-9]{0,50}|.{0,9}") {
            compare(&a, &b);
        }
    }
}
