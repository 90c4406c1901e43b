//! A list that only grows, in chunks: growing it never copies what is in it, so that memory never doubles.

/// The items in a chunk, as a power of two.
const CHUNK_BITS: u32 = 16;
const CHUNK: usize = 1 << CHUNK_BITS;

/// A list of small items that only grows. The first chunk grows as a `Vec` does, so that a short list stays small.
#[derive(Clone, Debug)]
pub(super) struct Chunks<T> {
    chunks: Vec<Vec<T>>,
    last: Vec<T>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { chunks: Vec::new(), last: Vec::new() }
    }
}

impl<T: Copy> Chunks<T> {
    #[inline]
    pub(super) fn push(&mut self, item: T) {
        if self.last.len() == CHUNK {
            self.next_chunk();
        }
        self.last.push(item);
    }

    #[cold]
    fn next_chunk(&mut self) {
        let full = std::mem::replace(&mut self.last, Vec::with_capacity(CHUNK));
        self.chunks.push(full);
    }

    pub(super) fn len(&self) -> usize {
        (self.chunks.len() << CHUNK_BITS) + self.last.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<T> {
        let chunk = at >> CHUNK_BITS;
        let items = match self.chunks.get(chunk) {
            Some(items) => items,
            None if chunk == self.chunks.len() => &self.last,
            None => return None,
        };
        items.get(at & (CHUNK - 1)).copied()
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        let (chunk, full) = (at >> CHUNK_BITS, self.chunks.len());
        let items = match self.chunks.get_mut(chunk) {
            Some(items) => items,
            None if chunk == full => &mut self.last,
            None => return None,
        };
        items.get_mut(at & (CHUNK - 1))
    }

    /// The memory of the list, in bytes, what is reserved included.
    pub(super) fn memory(&self) -> usize {
        let items = (self.chunks.len() << CHUNK_BITS) + self.last.capacity();
        items * size_of::<T>() + self.chunks.capacity() * size_of::<Vec<T>>()
    }
}

impl<T: Copy + Ord> Chunks<T> {
    /// In a list that rises: how many items are at most `limit`.
    pub(super) fn count_up_to(&self, limit: T) -> usize {
        let full = self.chunks.partition_point(|chunk| chunk.last().is_some_and(|last| *last <= limit));
        let chunk = self.chunks.get(full).unwrap_or(&self.last);
        (full << CHUNK_BITS) + chunk.partition_point(|item| *item <= limit)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_chunks_is_a_list() {
        let mut list = Chunks::default();
        assert_eq!((list.len(), list.get(0), list.count_up_to(7)), (0, None, 0));
        let length = 3 * CHUNK + 5;
        for item in 0..length {
            list.push(2 * item);
        }
        assert_eq!(list.len(), length);
        for at in [0, 1, CHUNK - 1, CHUNK, 2 * CHUNK + 9, length - 1] {
            assert_eq!(list.get(at), Some(2 * at));
            assert_eq!((list.count_up_to(2 * at), list.count_up_to(2 * at + 1)), (at + 1, at + 1));
        }
        // Far beyond the end, too: the last chunk is not there once more.
        for beyond in
            [length, length + 1, length + CHUNK - 5, 4 * CHUNK, 4 * CHUNK + 1, 9 * CHUNK, usize::MAX]
        {
            assert_eq!((list.get(beyond), list.get_mut(beyond)), (None, None), "{beyond}");
        }
        if let Some(item) = list.get_mut(CHUNK) {
            *item = 1;
        }
        assert_eq!((list.get(CHUNK), list.get_mut(length)), (Some(1), None));
        assert!(
            list.memory() >= length * size_of::<usize>() && list.memory() < 5 * CHUNK * size_of::<usize>()
        );
    }
}
