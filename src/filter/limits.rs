//! How much a program may take in and put out.

/// The most bytes that a document may have. Records as Procore sends them take six times their length of a worker's memory,
/// of which there are 4 GiB at most and 2 GiB in practice.
pub const LARGEST: usize = 100_000_000;

/// The most values that a document may have. Each takes up to 90 bytes of a worker's memory, however short its text is.
pub const MOST_VALUES: usize = 20_000_000;

/// The most arrays and objects that may be in each other. Beyond that jaq, which compares and drops values recursively,
/// could need more stack than a worker has.
pub const DEEPEST: usize = 500;

/// The most bytes of outputs, after which a program is stopped.
pub const MOST: u64 = 1_000_000_000;
