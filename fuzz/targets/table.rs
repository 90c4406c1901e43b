//! Tables: what is read step by step is what is read at once; sorting loses no row; nothing in a file depends on the steps.
//!
//! The first byte of an input says how long a step is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use procore_console::json::table::{Cells, Direction, Sort, Table, find};
use procore_console::json::write::{Csv, JsonWriter, Layout, Lines};
use procore_console::json::{JsonText, Node};

fn table(text: &JsonText, array: Node, work: usize) -> Table {
    let mut table = Table::of(text, array).expect("an array");
    while !table.step(text, work) {}
    table
}

/// All that a writer writes, in steps.
fn written(work: usize, mut step: impl FnMut(usize, &mut Vec<u8>) -> bool) -> Vec<u8> {
    let mut out = Vec::new();
    while !step(work, &mut out) {}
    out
}

fuzz_target!(|input: &[u8]| {
    let Some((work, json)) = input.split_first() else { return };
    let work = usize::from(*work).max(1);
    let text = JsonText::read(json).expect("short");
    let pretty = |work| {
        let mut writer = JsonWriter::of_text(&text, Layout::Indented);
        written(work, |work, out| writer.step(&text, work, out))
    };
    assert_eq!(pretty(work), pretty(usize::MAX));
    let Some(array) = find(&text) else { return };
    let (stepped, whole) = (table(&text, array, work), table(&text, array, usize::MAX));
    let columns = |table: &Table| table.columns().iter().map(|column| column.title.clone()).collect::<Vec<_>>();
    assert_eq!((stepped.len(), columns(&stepped)), (whole.len(), columns(&whole)));
    let all: Vec<u32> = (0..whole.columns().len() as u32).collect();
    let mut cells = Cells::new();
    for row in 0..whole.len() {
        cells.read(&text, &whole, row);
        let read: Vec<Option<Node>> = cells.of(&whole, &all).collect();
        cells.read(&text, &stepped, row);
        assert_eq!(read, cells.of(&stepped, &all).collect::<Vec<_>>());
    }
    for column in all.iter().copied().take(3) {
        for direction in [Direction::Ascending, Direction::Descending] {
            let mut sort = Sort::new(&whole, column, direction);
            while !sort.step(&text, &whole, work) {}
            let mut rows = sort.into_rows();
            rows.sort_unstable();
            assert_eq!(rows, (0..whole.len() as u32).collect::<Vec<_>>());
        }
    }
    let csv = |work| {
        let mut csv = Csv::new(all.clone(), None);
        written(work, |work, out| csv.step(&text, &whole, work, out))
    };
    assert_eq!(csv(work), csv(usize::MAX));
    let lines = |work| {
        let mut lines = Lines::of(&text, array).expect("an array");
        written(work, |work, out| lines.step(&text, work, out))
    };
    assert_eq!(lines(work), lines(usize::MAX));
});
