//! The speed of the index of a JSON text beside that of other readers, on the same Procore-like records:
//! `cargo bench --bench json_index`.
//!
//! All run in one process, one after the other; on a machine with other work only the ratios mean something. The index
//! takes its bytes in chunks and keeps them, which the others do not: "bytes kept" is that part alone, and most of it is
//! the system's first touch of each page (glibc keeps its pages with `MALLOC_TRIM_THRESHOLD_` and
//! `MALLOC_MMAP_THRESHOLD_` at 1000000000). `simd-json` writes into a copy, which is not counted. `serde_json` keeps
//! numbers and order here (`arbitrary_precision`, `preserve_order`), as ours does. Memory: `json_memory`.

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
    use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
    use procore_console::json::{JsonText, Segments, Status};
    use serde::de::IgnoredAny;
    use std::hint::black_box;

    /// What a fetch hands over at a time.
    const CHUNK: usize = 64 * 1024;

    pub fn main() {
        let mut criterion = Criterion::default().sample_size(20).configure_from_args();
        let wide = format!("[{}0]", "0,".repeat(2_000_000));
        let pretty = serde_json::from_str::<serde_json::Value>(&records(4_000_000, 1))
            .and_then(|value| serde_json::to_string_pretty(&value))
            .expect("JSON");
        let cyrillic = format!("[{}\"\"]", "\"Ведомость объёмов работ\",".repeat(100_000));
        bench(&mut criterion, "records", &records(10_000_000, 1));
        bench(&mut criterion, "records, indented", &pretty);
        bench(&mut criterion, "tiny elements", &wide);
        bench(&mut criterion, "Cyrillic strings", &cyrillic);
        criterion.final_summary();
    }

    fn bench(criterion: &mut Criterion, name: &str, json: &str) {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Bytes(json.len() as u64));
        let mut add = |reader: &str, read: &dyn Fn(&[u8]) -> bool| {
            group.bench_with_input(BenchmarkId::from_parameter(reader), json.as_bytes(), |bencher, json| {
                bencher.iter(|| assert!(read(black_box(json))));
            });
        };
        add("index", &index);
        add("bytes kept", &|json| {
            let mut segments = Segments::default();
            json.chunks(CHUNK).all(|chunk| segments.push(chunk).is_ok())
                && black_box(&segments).len() == json.len()
        });
        add("serde_json to IgnoredAny", &|json| serde_json::from_slice::<IgnoredAny>(json).is_ok());
        add("serde_json to Value", &|json| serde_json::from_slice::<serde_json::Value>(json).is_ok());
        add("UTF-8 alone", &|json| std::str::from_utf8(json).is_ok());
        group.bench_with_input(
            BenchmarkId::from_parameter("simd-json to tape"),
            json.as_bytes(),
            |bencher, json| {
                // It writes into its input.
                let read = |mut json: Vec<u8>| assert!(simd_json::to_tape(black_box(&mut json)).is_ok());
                bencher.iter_batched(|| json.to_vec(), read, BatchSize::LargeInput);
            },
        );
        group.finish();
    }

    /// The copy into the segments included.
    fn index(json: &[u8]) -> bool {
        let mut text = JsonText::new();
        let pushed = json.chunks(CHUNK).try_for_each(|chunk| text.push(chunk));
        text.finish();
        pushed.is_ok() && black_box(&text).status() == Status::Complete
    }
}
