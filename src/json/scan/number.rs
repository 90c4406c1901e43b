//! Numbers, RFC 8259 section 6: `[ minus ] int [ frac ] [ exp ]`.

/// The part of a number that was read last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::json) enum Number {
    Minus,
    /// A zero, after which no digit may follow.
    Zero,
    Integer,
    Point,
    Fraction,
    E,
    ExponentSign,
    Exponent,
}

impl Number {
    /// After the first byte: a minus or a digit.
    pub(in crate::json) fn begun(first: u8) -> Self {
        match first {
            b'-' => Self::Minus,
            b'0' => Self::Zero,
            _ => Self::Integer,
        }
    }

    /// Whether a number may end here.
    pub(in crate::json) fn is_complete(self) -> bool {
        matches!(self, Self::Zero | Self::Integer | Self::Fraction | Self::Exponent)
    }

    /// Reads on from `at`: the first byte that belongs to the number no more, or the end of the bytes.
    #[inline]
    pub(in crate::json) fn scan(mut self, bytes: &[u8], mut at: usize) -> (Self, usize) {
        loop {
            if matches!(self, Self::Integer | Self::Fraction | Self::Exponent) {
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
            }
            match bytes.get(at) {
                // What follows most numbers.
                None | Some(b',' | b'}' | b']' | b'\n') => return (self, at),
                Some(byte) => match self.after(*byte) {
                    Some(next) => self = next,
                    None => return (self, at),
                },
            }
            at += 1;
        }
    }

    fn after(self, byte: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Minus, b'0') => Some(Self::Zero),
            (Self::Minus | Self::Integer, b'0'..=b'9') => Some(Self::Integer),
            (Self::Zero | Self::Integer, b'.') => Some(Self::Point),
            (Self::Point | Self::Fraction, b'0'..=b'9') => Some(Self::Fraction),
            (Self::Zero | Self::Integer | Self::Fraction, b'e' | b'E') => Some(Self::E),
            (Self::E, b'+' | b'-') => Some(Self::ExponentSign),
            (Self::E | Self::ExponentSign | Self::Exponent, b'0'..=b'9') => Some(Self::Exponent),
            _ => None,
        }
    }
}
