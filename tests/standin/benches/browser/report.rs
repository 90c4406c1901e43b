//! What was measured, as tables: ratios first.

use std::fmt::Write as _;

use crate::measure::Steps;
use crate::samples::{NOT_MEASURED, Samples, ratio, size, task, time, with};
use crate::start::Promise;

/// The heading of the part that people write: it stays as it was.
const NOTES: &str = "## What is not met, and what was tried";
/// The heading of the part about the start.
const START: &str = "## Starting on a slow network";
/// The heading of the part that the native benchmarks fill.
const NATIVE: &str = "## The index alone, native";

/// The part of `text` under this heading, up to the next one.
fn part<'t>(text: &'t str, heading: &str) -> Option<&'t str> {
    let part = &text[text.find(heading)?..];
    let end = part[heading.len()..].find("\n## ").map_or(part.len(), |end| heading.len() + end);
    Some(part[..end].trim_end())
}

/// One size of the fixture.
pub(crate) struct Loaded {
    /// Bytes of the body.
    pub(crate) bytes: usize,
    /// `fetch` and `arrayBuffer()`.
    pub(crate) bytes_alone: Samples,
    /// `fetch`, `text()`, `JSON.parse`.
    pub(crate) yardstick: Samples,
    /// The app.
    pub(crate) app: Samples,
}

/// Everything.
#[derive(Default)]
pub(crate) struct Report {
    /// When, on which machine, in which browser.
    pub(crate) circumstances: String,
    /// The promises of the start: by the app, and by a text of as many bytes.
    pub(crate) starts: Vec<(Promise, (Samples, Samples))>,
    /// By size.
    pub(crate) loads: Vec<Loaded>,
    /// The start of the page.
    pub(crate) start_up: Samples,
    /// By size, what is done with a document.
    pub(crate) uses: Vec<(usize, Steps)>,
    /// All pages of a collection, by the milliseconds that each answer takes: by the app, and by fetches alone.
    pub(crate) pages: Vec<(u64, (Samples, Samples))>,
    /// Lists that follow what is typed, and a page of rows.
    pub(crate) searches: Steps,
    /// Rows, and sorting them.
    pub(crate) sort: (usize, Samples),
}

impl Report {
    /// The text of BENCHMARKS.md. `native` is what the native benchmarks say; without it, that part stays as `before`
    /// has it, and so does what people wrote.
    pub(crate) fn markdown(&self, before: &str, native: Option<&str>) -> String {
        let mut text = format!(
            "# Benchmarks\n\n{}\n\nTo repeat: `cargo xtask bench` (some sizes only: `--quick`; the native ones too: \
             `--native`). Only ratios carry over to\nanother machine.\n\n",
            self.circumstances
        );
        text += &self.starting();
        self.loading(&mut text);
        self.using(&mut text);
        self.missing(&mut text);
        let native = native.map(|native| format!("{NATIVE}\n\n{}", native.trim_end()));
        let native = native.or_else(|| part(before, NATIVE).map(str::to_owned));
        for part in part(before, NOTES).map(str::to_owned).into_iter().chain(native) {
            let _ = writeln!(text, "{part}\n");
        }
        text.trim_end().to_owned() + "\n"
    }

    /// The text of BENCHMARKS.md as it was, with another part about the start.
    pub(crate) fn with_starts(&self, before: &str) -> String {
        let new = self.starting();
        match part(before, START) {
            Some(old) => before.replacen(old, new.trim_end(), 1),
            None => format!("{before}\n{new}"),
        }
    }

    fn starting(&self) -> String {
        let mut text = format!(
            "{START}\n\nFrom the first request of the page to the paint, medians of five fresh browsers with nothing of the site \
             cached. All hosts\nshare one network of that bandwidth and round trip (`tests/standin/src/link.rs` says what is \
             modelled), and the site is\ncompressed by brotli. The yardstick is one text of as many bytes over the same \
             network. Shorter than the yardstick is not\npossible but for what comes after the paint.\n\n"
        );
        let mut table = Table::new(&["what", "network", "measured", "worst", "wanted", "bytes", "yardstick"]);
        for (promise, (app, alone)) in &self.starts {
            table.row(&[
                promise.what.into(),
                promise.network.into(),
                with("ms", app.median("first")),
                with("ms", app.worst("first")),
                promise.wanted.into(),
                size(app.median("bytes")),
                with("ms", alone.median("first")),
            ]);
        }
        table.write(&mut text);
        text
    }

    fn loading(&self, text: &mut String) {
        text.push_str(
            "## Loading\n\nThe yardstick is `fetch`, `text()` and `JSON.parse` of the same bytes in the same browser, \
             with nothing drawn. The app\nhas fetched, validated and indexed everything at the end. Times are from the \
             click, medians; first record: on the\nscreen, after the first bytes came; peak: of the page's process above \
             an empty page's, the first time, as a multiple of\nthe body from 10 MB up. Wanted: at most 0.5 from 10 MB up and the \
             yardstick + 30 ms below, 100 ms, 50 ms, 1.5.\n\n",
        );
        let mut table = Table::new(&[
            "body",
            "end / yardstick",
            "first record after first bytes",
            "longest task",
            "peak / body",
            "the yardstick's",
        ]);
        for load in &self.loads {
            let (app, yardstick) = (&load.app, &load.yardstick);
            table.row(&[
                size(Some(load.bytes as f64)),
                ratio(app.median("complete"), yardstick.median("complete")),
                time(app.median("after")),
                task(app.worst("task")),
                peak(app, load.bytes),
                peak(yardstick, load.bytes),
            ]);
        }
        table.write(text);
        let mut table = Table::new(&[
            "body",
            "bytes alone",
            "yardstick",
            "its longest task",
            "app, end",
            "the first time",
            "first bytes",
            "first record",
            "the first time",
            "longest stall",
            "wasm memory",
        ]);
        for load in &self.loads {
            let (app, yardstick) = (&load.app, &load.yardstick);
            table.row(&[
                size(Some(load.bytes as f64)),
                time(load.bytes_alone.median("complete")),
                time(yardstick.median("complete")),
                task(yardstick.worst("task")),
                time(app.median("complete")),
                time(app.first("complete")),
                time(app.median("byte")),
                time(app.median("first")),
                time(app.first("first")),
                time(app.worst("gap")),
                size(app.first("memory")),
            ]);
        }
        table.write(text);
    }

    fn using(&self, text: &mut String) {
        text.push_str(
            "## Using\n\nMedians, tasks the longest of all. Blank: the longest time in which a row in sight had no text.\n\n",
        );
        let mut table = Table::new(&["what", "size", "measured", "wanted", "longest task"]);
        let start = task(self.start_up.worst("task"));
        table.row(&["start of the page".into(), "".into(), "".into(), "".into(), start]);
        for (bytes, steps) in &self.uses {
            for (name, samples) in steps {
                let number = |field| samples.median(field);
                let lines: &[(&str, String, &str)] = &match *name {
                    "fling" => vec![
                        ("scrolling, frames, p95", time(number("p95")), "17 ms"),
                        ("scrolling, blank", time(samples.worst("blank")), "50 ms"),
                    ],
                    "jump" => vec![("jump to the end, blank", time(samples.worst("blank")), "50 ms")],
                    "open all" => vec![("opening all", String::new(), "")],
                    "views" => vec![("switching views", String::new(), "")],
                    "find rare" => vec![
                        ("find near the end, first hit", time(number("first")), "50 ms"),
                        ("find near the end, all", time(number("last")), "60 ms"),
                    ],
                    "find common" => vec![
                        ("find what is often there, first hit", time(number("first")), "50 ms"),
                        ("find what is often there, all", time(number("last")), "200 ms"),
                    ],
                    "find in this case" => vec![("find in this case, all", time(number("last")), "60 ms")],
                    "find by expression" => vec![("find by expression, all", time(number("last")), "1 s")],
                    "CSV" => vec![("CSV of everything", time(number("last")), "2 s")],
                    _ => Vec::new(),
                };
                for (what, measured, wanted) in lines {
                    let size = size(Some(*bytes as f64));
                    table.row(&[
                        (*what).into(),
                        size,
                        measured.clone(),
                        (*wanted).into(),
                        task(samples.worst("task")),
                    ]);
                }
            }
        }
        for (delay, (app, alone)) in &self.pages {
            let (by_app, by_fetch) = (app.median("last"), alone.median("last"));
            table.row(&[
                match delay {
                    0 => "all pages / the fetches alone".into(),
                    delay => format!("the same, {delay} ms for each answer"),
                },
                format!("{} rows", crate::PAGED_ROWS),
                format!("{} ({} / {})", ratio(by_app, by_fetch), time(by_app), time(by_fetch)),
                "1.1".into(),
                task(app.worst("task")),
            ]);
        }
        let saved = format!("{} entries", crate::SAVED_REQUESTS);
        for (name, samples) in &self.searches {
            let (what, size, measured, wanted) = match *name {
                "a page" => {
                    let late = samples
                        .median("first")
                        .zip(samples.median("complete"))
                        .map(|(first, end)| first - end);
                    (
                        "a page on the screen after its last byte",
                        "100 rows",
                        late.map(|late| late.max(0.0)),
                        "50 ms",
                    )
                }
                "endpoints" => ("a key to other endpoints", "", samples.median("first"), "16 ms"),
                "saved" => ("a key to other saved requests", &*saved, samples.median("first"), "16 ms"),
                "palette" => {
                    ("a key to other rows of the palette", &*saved, samples.median("first"), "16 ms")
                }
                _ => continue,
            };
            table.row(&[
                what.into(),
                size.into(),
                time(measured),
                wanted.into(),
                task(samples.worst("task")),
            ]);
        }
        let (rows, samples) = &self.sort;
        table.row(&[
            "sorting".into(),
            format!("{rows} rows"),
            time(samples.median("last")),
            "300 ms".into(),
            task(samples.worst("task")),
        ]);
        table.write(text);
    }

    /// Why something was not measured.
    fn missing(&self, text: &mut String) {
        let mut problems: Vec<String> = Vec::new();
        let mut add = |what: String, samples: &Samples| {
            if let Some(problem) = &samples.problem {
                problems.push(format!("{what}: {}", problem.lines().next().unwrap_or_default()));
            }
        };
        for (promise, (app, _)) in &self.starts {
            add(promise.what.to_owned(), app);
        }
        for load in &self.loads {
            let body = size(Some(load.bytes as f64));
            add(format!("loading {body}"), &load.app);
            add(format!("the yardstick at {body}"), &load.yardstick);
            add(format!("bytes alone at {body}"), &load.bytes_alone);
        }
        add("the start of the page".to_owned(), &self.start_up);
        for (bytes, steps) in &self.uses {
            for (name, samples) in steps {
                add(format!("{name} at {}", size(Some(*bytes as f64))), samples);
            }
        }
        for (delay, (app, _)) in &self.pages {
            add(format!("all pages, {delay} ms for each answer"), app);
        }
        for (name, samples) in &self.searches {
            add((*name).to_owned(), samples);
        }
        add("sorting".to_owned(), &self.sort.1);
        if !problems.is_empty() {
            let _ = write!(text, "What was {NOT_MEASURED}, and why:\n\n");
            for problem in problems {
                let _ = writeln!(text, "- {problem}");
            }
            text.push('\n');
        }
    }
}

/// The peak of the first time, and as a multiple of the body where that is not lost in what every page needs.
fn peak(samples: &Samples, bytes: usize) -> String {
    let peak = samples.first("peak");
    match peak {
        Some(_) if bytes >= 10_000_000 => format!("{} ({})", ratio(peak, Some(bytes as f64)), size(peak)),
        _ => size(peak),
    }
}

/// A table of Markdown whose columns are aligned.
struct Table(Vec<Vec<String>>);

impl Table {
    fn new(head: &[&str]) -> Self {
        Self(vec![head.iter().map(|cell| (*cell).to_owned()).collect()])
    }

    fn row(&mut self, cells: &[String]) {
        self.0.push(cells.to_vec());
    }

    fn write(&self, text: &mut String) {
        let columns = self.0.first().map_or(0, Vec::len);
        let width = |column: usize| self.0.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for (number, row) in self.0.iter().enumerate() {
            for (cell, width) in row.iter().zip(&widths) {
                let _ = write!(text, "| {cell:<width$} ");
            }
            text.push_str("|\n");
            if number == 0 {
                for width in &widths {
                    let _ = write!(text, "|{}", "-".repeat(width + 2));
                }
                text.push_str("|\n");
            }
        }
        text.push('\n');
    }
}
