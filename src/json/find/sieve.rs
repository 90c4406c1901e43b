//! The places that are worth a look: two bytes of the pattern, 32 places at a time. Plain loops over bytes, which the
//! compiler makes vectors of where the target has them (SSE2, or wasm's `simd128`).

/// The places that are looked at together.
const LANES: usize = 32;

/// What a place must have to be worth a look. A backslash always is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sieve {
    /// A byte, and another `distance` bytes after it: with the bits of their masks set, they are these.
    Pair { first: Byte, second: Byte, distance: usize },
    /// One of three bytes.
    Any([u8; 3]),
}

/// A byte, of which the bits in `mask` do not matter: they are set in `value`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Byte {
    pub(super) mask: u8,
    pub(super) value: u8,
}

impl Byte {
    #[inline(always)]
    fn is(self, byte: u8) -> bool {
        byte | self.mask == self.value
    }
}

impl Sieve {
    /// How many bytes after a place must be there for it to be told.
    pub(super) fn distance(&self) -> usize {
        match self {
            Self::Pair { distance, .. } => *distance,
            Self::Any(_) => 0,
        }
    }

    /// The first place from `from` on that is worth a look; places whose second byte is beyond the end are not looked at.
    #[inline]
    pub(super) fn next(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let end = bytes.len().saturating_sub(self.distance());
        let places = bytes.get(from..end)?;
        let found = match *self {
            Self::Pair { first, second, distance } => {
                let others = bytes.get(from + distance..)?;
                position(places, others, |byte, other| (byte == b'\\') | (first.is(byte) & second.is(other)))
            }
            Self::Any([a, b, c]) => {
                position(places, places, |byte, _| (byte == b'\\') | (byte == a) | (byte == b) | (byte == c))
            }
        };
        found.map(|place| from + place)
    }
}

/// The first place where the two bytes are a `hit`. Both slices are equally long.
#[inline(always)]
fn position(bytes: &[u8], others: &[u8], hit: impl Fn(u8, u8) -> bool) -> Option<usize> {
    let (blocks, rest) = bytes.as_chunks::<LANES>();
    let (other_blocks, other_rest) = others.as_chunks::<LANES>();
    for (at, (block, other)) in blocks.iter().zip(other_blocks).enumerate() {
        let any = block.iter().zip(other).fold(0, |any, (byte, other)| any | u8::from(hit(*byte, *other)));
        if any != 0 {
            let place = block.iter().zip(other).position(|(byte, other)| hit(*byte, *other));
            return place.map(|place| at * LANES + place);
        }
    }
    let place = rest.iter().zip(other_rest).position(|(byte, other)| hit(*byte, *other));
    place.map(|place| blocks.len() * LANES + place)
}
