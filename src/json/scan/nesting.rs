//! Which of the arrays and objects around a place are objects: one bit for each level.

/// The arrays and objects that are open.
#[derive(Clone, Debug, Default)]
pub(super) struct Nesting {
    /// A one for each object, the innermost in the lowest bit of `inner`.
    outer: Vec<u64>,
    inner: u64,
    depth: usize,
}

impl Nesting {
    #[inline]
    pub(super) fn open(&mut self, is_object: bool) {
        if self.depth.is_multiple_of(64) && self.depth > 0 {
            self.outer.push(self.inner);
        }
        self.inner = self.inner << 1 | u64::from(is_object);
        self.depth += 1;
    }

    #[inline]
    pub(super) fn close(&mut self) {
        self.inner >>= 1;
        self.depth = self.depth.saturating_sub(1);
        if self.depth.is_multiple_of(64) && self.depth > 0 {
            self.inner = self.outer.pop().unwrap_or_default();
        }
    }

    /// Whether the innermost is an object.
    #[inline]
    pub(super) fn is_object(&self) -> bool {
        self.inner & 1 == 1
    }

    /// What closes the innermost.
    #[inline]
    pub(super) fn closing(&self) -> u8 {
        if self.is_object() { b'}' } else { b']' }
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.depth == 0
    }

    pub(super) fn memory(&self) -> usize {
        self.outer.capacity() * size_of::<u64>()
    }
}
