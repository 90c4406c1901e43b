//! Finding in history and saved requests, as one types: `cargo bench --bench history`.

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::main();
}

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use criterion::{BenchmarkId, Criterion};
    use procore_console::console::history::{Kept, List};
    use procore_console::procore::Outgoing;
    use procore_console::share::SavedRequest;
    use std::hint::black_box;

    const TOOLS: [&str; 5] =
        ["rfis", "submittals", "observations/items", "punch_items", "daily_logs/weather_logs"];

    pub fn main() {
        let mut criterion = Criterion::default().configure_from_args();
        let list = List::of((0..5_000).map(saved).collect());
        let mut group = criterion.benchmark_group("find in 5,000 saved requests");
        for typed in ["", "r", "rfis", "get rfis open 49", "nothing has this"] {
            group.bench_with_input(
                BenchmarkId::from_parameter(format!("“{typed}”")),
                typed,
                |bencher, typed| {
                    bencher.iter(|| black_box(list.find(black_box(typed), 50)).total);
                },
            );
        }
        group.finish();
        criterion.final_summary();
    }

    fn saved(id: u64) -> Kept<SavedRequest> {
        let tool = TOOLS[id as usize % TOOLS.len()];
        let target = format!(
            "/rest/v1.0/projects/{}/{tool}?filters[status]=open&page={id}&per_page=100",
            562_949_953_421_312 + id
        );
        let it = SavedRequest {
            name: format!("Open {tool} of project {id}"),
            folder: format!("Folder {}", id % 40),
            notes: "As the site manager asks for it on Monday mornings: only what is open.".into(),
            environment: Some("sandbox".into()),
            request: Outgoing { target, ..Outgoing::default() },
        };
        Kept { id, it }
    }
}
