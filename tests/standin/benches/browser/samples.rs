//! Repeated measurements, their medians, and how numbers are written.

use serde_json::Value;

/// What one kind of measurement gave, each time as an object of numbers.
#[derive(Debug, Default)]
pub(crate) struct Samples {
    all: Vec<Value>,
    /// Why there are no more of them.
    pub(crate) problem: Option<String>,
}

impl Samples {
    /// None, and why.
    pub(crate) fn none(problem: impl Into<String>) -> Self {
        Self { all: Vec::new(), problem: Some(problem.into()) }
    }

    /// One more.
    pub(crate) fn push(&mut self, sample: Value) {
        self.all.push(sample);
    }

    /// The median of a number; of an even count the lower one. `None` if no measurement has it.
    pub(crate) fn median(&self, name: &str) -> Option<f64> {
        let mut numbers = self.numbers(name);
        numbers.sort_by(f64::total_cmp);
        numbers.get(numbers.len().saturating_sub(1) / 2).copied()
    }

    /// The largest of a number.
    pub(crate) fn worst(&self, name: &str) -> Option<f64> {
        self.numbers(name).into_iter().reduce(f64::max)
    }

    /// A number of the first measurement.
    pub(crate) fn first(&self, name: &str) -> Option<f64> {
        self.all.first()?[name].as_f64()
    }

    fn numbers(&self, name: &str) -> Vec<f64> {
        self.all.iter().filter_map(|sample| sample[name].as_f64()).collect()
    }
}

/// What stands where there is no number.
pub(crate) const NOT_MEASURED: &str = "not measured";

/// A number with a unit, with three digits that matter.
pub(crate) fn with(unit: &str, number: Option<f64>) -> String {
    number.map_or(NOT_MEASURED.to_owned(), |number| format!("{} {unit}", digits(number)))
}

/// Milliseconds, or seconds where there are many.
pub(crate) fn time(milliseconds: Option<f64>) -> String {
    match milliseconds {
        Some(time) if time >= 1000.0 => with("s", Some(time / 1000.0)),
        other => with("ms", other),
    }
}

/// Long tasks shorter than 50 ms are not told by the browser.
pub(crate) fn task(milliseconds: Option<f64>) -> String {
    match milliseconds {
        Some(0.0) => "under 50 ms".to_owned(),
        other => time(other),
    }
}

/// Bytes.
pub(crate) fn size(bytes: Option<f64>) -> String {
    match bytes {
        Some(bytes) if bytes.abs() < 999_500.0 => with("kB", Some(bytes / 1e3)),
        other => with("MB", other.map(|bytes| bytes / 1e6)),
    }
}

/// One number as a part of another.
pub(crate) fn ratio(part: Option<f64>, whole: Option<f64>) -> String {
    let ratio = part.zip(whole).map(|(part, whole)| part / whole);
    ratio.map_or(NOT_MEASURED.to_owned(), |ratio| format!("{ratio:.2}"))
}

fn digits(number: f64) -> String {
    match number.abs() {
        ..10.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}
