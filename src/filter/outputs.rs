//! The outputs of a program as one document.

use std::ops::ControlFlow;

use jaq_json::Val;

use super::failure::Failure;
use super::limits::MOST;
use super::write::Writer;

/// Outputs that are written as they come. No output makes an empty document, a single one is the document, several are an
/// array; so the first waits for the second.
pub(super) struct Outputs<'o> {
    writer: Writer<'o>,
    first: Option<Val>,
    count: u64,
    most: u64,
}

impl<'o> Outputs<'o> {
    pub(super) fn new(out: &'o mut dyn FnMut(&[u8])) -> Self {
        Self { writer: Writer::new(out), first: None, count: 0, most: MOST }
    }

    /// The number of outputs so far.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// One more output. It breaks if that is too much.
    pub(super) fn add(&mut self, value: Val) -> ControlFlow<Failure> {
        self.count += 1;
        if self.count == 1 {
            self.first = Some(value);
            return ControlFlow::Continue(());
        }
        if let Some(first) = self.first.take() {
            self.writer.bytes(b"[");
            self.writer.value(&first);
        }
        self.writer.bytes(b",");
        self.writer.value(&value);
        if self.writer.length() > self.most {
            return ControlFlow::Break(Failure::TooMuch { outputs: self.count });
        }
        ControlFlow::Continue(())
    }

    /// No more outputs come: writes the rest, and returns the number of outputs and of bytes.
    pub(super) fn finish(mut self) -> (u64, u64) {
        match self.first.take() {
            Some(only) => self.writer.value(&only),
            None if self.count > 0 => self.writer.bytes(b"]"),
            None => {}
        }
        self.writer.flush();
        (self.count, self.writer.length())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn too_much_is_stopped_and_whole() {
        let mut written = Vec::new();
        let mut out = |bytes: &[u8]| written.extend_from_slice(bytes);
        let mut outputs = Outputs { most: 5, ..Outputs::new(&mut out) };
        let added: Vec<bool> = (0_usize..3).map(|n| outputs.add(Val::from(n)).is_continue()).collect();
        assert_eq!(added, [true, true, false]);
        assert_eq!(outputs.finish(), (3, 7));
        assert_eq!(written, b"[0,1,2]");
    }
}
