//! The memory of the index of a JSON text beside that of other readers, on the same Procore-like records:
//! `cargo bench --bench json_memory`. It counts allocations, which costs time: speed is `json_index`.

#[cfg(not(target_arch = "wasm32"))]
mod records;

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use super::records::records;
    use peak_alloc::PeakAlloc;
    use procore_console::json::JsonText;
    use std::io::Write;

    #[global_allocator]
    static MEMORY: PeakAlloc = PeakAlloc;

    pub fn main() {
        let records = records(10_000_000, 1);
        let tiny = format!("[{}0]", "0,".repeat(1_000_000));
        report(&format!(
            "{:<16} {:<24} {:>8} {:>8}  (bytes for each byte of JSON)",
            "text", "reader", "kept", "peak"
        ));
        for (name, json) in [("records", &records), ("tiny elements", &tiny)] {
            let values = JsonText::read(json.as_bytes()).map_or(0, |text| text.len());
            let row = |reader: &str, (kept, peak): (usize, usize)| {
                let for_byte = |bytes: usize| bytes as f64 / json.len() as f64;
                report(&format!("{name:<16} {reader:<24} {:>8.2} {:>8.2}", for_byte(kept), for_byte(peak)));
                kept
            };
            let bytes = row("the bytes alone", measured(|| json.as_bytes().to_vec()));
            let index = row("bytes and index", measured(|| JsonText::read(json.as_bytes())));
            row("serde_json to Value", measured(|| serde_json::from_str::<serde_json::Value>(json)));
            let tape = measured(|| {
                let mut copy = json.as_bytes().to_vec();
                let nodes = simd_json::to_tape(&mut copy).map(|tape| tape.0.len()).unwrap_or_default();
                // The tape borrows from the copy: what it holds is counted by its nodes.
                (copy, vec![0_u8; nodes * size_of::<simd_json::Node<'_>>()])
            });
            row("bytes and simd-json tape", tape);
            let for_value = index.saturating_sub(bytes) as f64 / values as f64;
            report(&format!("{name:<16} index: {for_value:.2} bytes for each of {values} values"));
        }
    }

    /// The memory of what `make` makes, and the most that there was while it did.
    fn measured<T>(make: impl FnOnce() -> T) -> (usize, usize) {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let made = make();
        let usage =
            (MEMORY.current_usage().saturating_sub(before), MEMORY.peak_usage().saturating_sub(before));
        drop(made);
        usage
    }

    fn report(line: &str) {
        // Nobody may be listening.
        let _ = writeln!(std::io::stdout(), "{line}");
    }
}
