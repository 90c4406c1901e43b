//! The places that are worth a look: two bytes of the pattern, or an escape that may spell a part of it, 32 places at a time.
//! Plain loops over bytes, which the compiler makes vectors of where the target has them (SSE2, or wasm's `simd128`). A look
//! costs as much as hundreds of places without one, so an escape is told by all of its bytes.

/// The places that are looked at together.
const LANES: usize = 32;

/// What a place must have to be worth a look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sieve {
    /// Something of the pattern,
    pub(super) anchor: Anchor,
    /// or a backslash with these after it.
    pub(super) escape: [Byte; 5],
}

/// A part of the pattern: a byte, and another `distance` bytes after it; or one of two `others`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    pub(super) first: Byte,
    pub(super) second: Byte,
    pub(super) distance: usize,
    pub(super) others: [u8; 2],
}

impl Anchor {
    /// Two bytes.
    pub(super) fn pair(first: Byte, second: Byte, distance: usize) -> Self {
        // No text has a zero, as far as it can be read.
        Self { first, second, distance, others: [0; 2] }
    }

    /// One of three bytes.
    pub(super) fn any([first, others @ ..]: [u8; 3]) -> Self {
        Self { first: Byte::of([first]), second: Byte::ANY, distance: 0, others }
    }
}

/// One of several bytes: all those that are `value` with the bits of `mask` set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Byte {
    mask: u8,
    value: u8,
}

impl Byte {
    /// Any byte.
    pub(super) const ANY: Self = Self { mask: 0xff, value: 0xff };

    /// One of these, and perhaps of some others.
    pub(super) fn of(bytes: impl IntoIterator<Item = u8>) -> Self {
        let (all, any) = bytes.into_iter().fold((0xff, 0), |(all, any), byte| (all & byte, any | byte));
        Self { mask: all ^ any, value: any }
    }

    #[inline(always)]
    fn is(self, byte: u8) -> bool {
        byte | self.mask == self.value
    }
}

impl Sieve {
    /// The first place from `from` on that is worth a look. If `more` bytes come after these, places too near to the end to be
    /// told are left out, and an escape that is cut counts if what is there of it does; if not, a byte beyond is a zero.
    pub(super) fn next(&self, bytes: &[u8], from: usize, more: bool) -> Option<usize> {
        let Anchor { first, second, distance, others: [x, y] } = self.anchor;
        let hit = |byte: u8, other: u8| (first.is(byte) & second.is(other)) | (byte == x) | (byte == y);
        let [a, b, c, d, e] = self.escape;
        let mut at = from;
        loop {
            let block = |distance: usize| bytes.get(at + distance..)?.first_chunk::<LANES>();
            let [Some(here), Some(other), Some(f)] = [0, distance, 1].map(block) else { break };
            let [Some(g), Some(h), Some(i), Some(j)] = [2, 3, 4, 5].map(block) else { break };
            // First what needs few bytes.
            let may_be = |lane: usize| (here[lane] == b'\\') & a.is(f[lane]) | hit(here[lane], other[lane]);
            if (0..LANES).fold(0, |any, lane| any | u8::from(may_be(lane))) != 0 {
                let is_rest = |lane: usize| b.is(g[lane]) & c.is(h[lane]) & d.is(i[lane]) & e.is(j[lane]);
                let is = |lane: usize| may_be(lane) & ((here[lane] != b'\\') | is_rest(lane));
                let marks: [bool; LANES] = std::array::from_fn(is);
                if let Some(lane) = marks.iter().position(|is| *is) {
                    return Some(at + lane);
                }
            }
            at += LANES;
        }
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let is_escape = |at: usize| {
            let mut rest = self.escape.iter().zip(at + 1..);
            byte(at) == b'\\' && rest.all(|(expected, at)| more && at >= bytes.len() || expected.is(byte(at)))
        };
        let end = if more { bytes.len().saturating_sub(distance) } else { bytes.len() };
        (at..end).find(|at| is_escape(*at) || hit(byte(*at), byte(at + distance)))
    }
}
