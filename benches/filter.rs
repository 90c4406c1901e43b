//! jq programs over Procore-like records: time and memory for each megabyte: `cargo bench --bench filter`.

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
    use procore_console::filter::{EXAMPLES, Input, LARGEST, Program};
    use std::io::Write;
    use std::time::Instant;

    #[global_allocator]
    static MEMORY: PeakAlloc = PeakAlloc;

    const PICK: &str = r#".[] | select(.status == "open") | {id, subject}"#;

    pub fn main() {
        for megabytes in [1, 10, 50] {
            let json = records(megabytes * 1_000_000, 1);
            for program in [PICK, "."] {
                row("records", program, &json);
            }
        }
        let json = records(10_000_000, 1);
        for example in EXAMPLES {
            row("records", example.program, &json);
        }
        let most = LARGEST / 10;
        for (text, unit) in [
            ("zeros", "0,"),
            ("large numbers", "562949953421312,"),
            ("decimals", "1.5,"),
            ("empty strings", "\"\","),
            ("empty arrays", "[],"),
            ("empty objects", "{},"),
            ("small objects", "{\"a\":0},"),
            ("escapes", "\"\\n\","),
        ] {
            let json = format!("[{}0]", unit.repeat(most / unit.len()));
            row(text, "length", &json);
        }
    }

    fn row(text: &str, program: &str, json: &str) {
        let begin = Instant::now();
        let Ok(read) = Program::read(program) else { return };
        let reading = begin.elapsed();
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let begin = Instant::now();
        let mut input = Input::new();
        for piece in json.as_bytes().chunks(1 << 18) {
            if input.push(piece).is_err() {
                return;
            }
        }
        let Ok(document) = input.finish() else { return };
        let parsing = begin.elapsed();
        let parsed = MEMORY.peak_usage().saturating_sub(before);
        let begin = Instant::now();
        let mut written = 0;
        let report = read.run(document, 1_781_524_800.0, |bytes| written += bytes.len());
        let running = begin.elapsed();
        let peak = MEMORY.peak_usage().saturating_sub(before);
        let for_byte = |bytes: usize| bytes as f64 / json.len() as f64;
        // Nobody may be listening.
        let _ = writeln!(
            std::io::stdout(),
            "{text:<14} {:>5.1} MB  read {:>5.1} ms  tree {:>6.0} ms {:>5.2} B/B  run {:>6.0} ms {:>5.2} B/B  out {:>9} {:<7}  {program:.60}",
            json.len() as f64 / 1e6,
            reading.as_secs_f64() * 1e3,
            parsing.as_secs_f64() * 1e3,
            for_byte(parsed),
            running.as_secs_f64() * 1e3,
            for_byte(peak),
            written,
            report.map_or(0, |report| report.outputs),
        );
    }
}
