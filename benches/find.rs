//! Finding in 10 MB of Procore-like records, by a literal and by regular expressions, beside the same expressions of the crate
//! `regex` over the same bytes: `cargo bench --bench find`. That crate looks at the text as it is, without names, values and
//! escapes, so it is a yardstick for the machine and no rival.

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
    use criterion::{BenchmarkId, Criterion, Throughput};
    use procore_console::json::{Find, JsonText, Query};
    use std::hint::black_box;

    /// What is looked for: a pattern, whether it is an expression, and whether case is ignored.
    const PATTERNS: [(&str, bool, bool); 5] = [
        ("anchor bolts", false, true),
        ("anchor bolts", true, true),
        (r"anchor\s+bolts", true, false),
        (r"\bdr[a-z]+ing\b", true, true),
        ("[0-9]{4}-07-[0-9]{2}", true, false),
    ];

    pub fn main() {
        let mut criterion = Criterion::default().sample_size(20).configure_from_args();
        let json = records(10_000_000, 1);
        let text = JsonText::read(json.as_bytes()).expect("JSON");
        for (pattern, is_regex, ignore_case) in PATTERNS {
            let name = format!(
                "{pattern}{}{}",
                if is_regex { ", expression" } else { "" },
                if ignore_case { ", any case" } else { "" }
            );
            let mut group = criterion.benchmark_group(name);
            group.throughput(Throughput::Bytes(json.len() as u64));
            group.bench_function(BenchmarkId::from_parameter("find"), |bencher| {
                let query =
                    Query { pattern: pattern.into(), is_regex, ignore_case, in_names: true, in_values: true };
                bencher.iter(|| {
                    let mut find = Find::new(&query).expect("a pattern");
                    while !find.step(&text, 1 << 20) {}
                    black_box(find.len())
                });
            });
            group.bench_function(BenchmarkId::from_parameter("regex over bytes"), |bencher| {
                let regex = regex::RegexBuilder::new(pattern)
                    .case_insensitive(ignore_case)
                    .build()
                    .expect("a pattern");
                bencher.iter(|| black_box(regex.find_iter(black_box(&json)).count()));
            });
            group.finish();
        }
        criterion.final_summary();
    }
}
