//! What is known of a run of bits without reading it.

/// The bits in a block: the smallest run that has a summary of its own.
pub(super) const BLOCK: usize = 512;
/// Summaries of one level that make one of the next, as a power of two.
const FANOUT_BITS: u32 = 6;
const FANOUT: usize = 1 << FANOUT_BITS;

/// The least excess after any bit of a run, and how many bits have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Summary {
    pub(super) least: u32,
    pub(super) count: u32,
}

impl Summary {
    fn join(self, next: Self) -> Self {
        match self.least.cmp(&next.least) {
            std::cmp::Ordering::Less => self,
            std::cmp::Ordering::Equal => Self { count: self.count + next.count, ..self },
            std::cmp::Ordering::Greater => next,
        }
    }
}

/// The summaries of all complete blocks, then of each 64 of those, and so on: each level is 64 times shorter.
#[derive(Clone, Debug, Default)]
pub(super) struct Summaries(Vec<Vec<Summary>>);

impl Summaries {
    /// Adds the summary of the next block.
    pub(super) fn push(&mut self, block: Summary) {
        let mut summary = block;
        for level in 0.. {
            if level == self.0.len() {
                self.0.push(Vec::new());
            }
            let run = &mut self.0[level];
            run.push(summary);
            if !run.len().is_multiple_of(FANOUT) {
                return;
            }
            let group = &run[run.len() - FANOUT..];
            summary = group.iter().copied().reduce(Summary::join).unwrap_or(summary);
        }
    }

    /// The summaries of runs that begin at bit `at`, the longest first, with their lengths.
    pub(super) fn from(&self, at: usize) -> impl Iterator<Item = (usize, Summary)> {
        self.levels(at).filter_map(move |(level, bits)| Some((1 << bits, *level.get(at >> bits)?)))
    }

    /// The summaries of runs that end before bit `at`, the longest first, with their lengths.
    pub(super) fn up_to(&self, at: usize) -> impl Iterator<Item = (usize, Summary)> {
        self.levels(at)
            .filter_map(move |(level, bits)| Some((1 << bits, *level.get((at >> bits).checked_sub(1)?)?)))
    }

    /// The levels that have a border at bit `at`, the highest first, with the length of their runs as a power of two.
    fn levels(&self, at: usize) -> impl Iterator<Item = (&Vec<Summary>, u32)> {
        let bits = |level: usize| BLOCK.ilog2() + FANOUT_BITS * level as u32;
        let levels = self.0.iter().enumerate().rev().map(move |(level, run)| (run, bits(level)));
        levels.filter(move |(_, bits)| at & ((1 << bits) - 1) == 0)
    }

    pub(super) fn memory(&self) -> usize {
        self.0.iter().map(|level| level.capacity() * size_of::<Summary>()).sum()
    }
}

/// A byte of bits, the lowest first: what it adds to the excess, the least excess after any of its bits, and how many
/// have it.
#[derive(Clone, Copy)]
pub(super) struct ByteSummary {
    pub(super) sum: i8,
    pub(super) least: i8,
    pub(super) count: u8,
}

/// The summary of each byte.
pub(super) static BYTES: [ByteSummary; 256] = byte_summaries();

const fn byte_summaries() -> [ByteSummary; 256] {
    let mut table = [ByteSummary { sum: 0, least: 0, count: 0 }; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut sum, mut least, mut count, mut bit) = (0, i8::MAX, 0, 0);
        while bit < 8 {
            sum += if byte >> bit & 1 == 1 { 1 } else { -1 };
            if sum < least {
                least = sum;
                count = 0;
            }
            if sum == least {
                count += 1;
            }
            bit += 1;
        }
        table[byte] = ByteSummary { sum, least, count };
        byte += 1;
    }
    table
}
