//! The index: it takes what serde_json takes, and the same however the bytes were cut; no question of it fails.
//!
//! The first byte of an input says how long the chunks are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use procore_console::json::{JsonText, Node, Rows, Status};

fuzz_target!(|input: &[u8]| {
    let Some((length, json)) = input.split_first() else { return };
    let whole = JsonText::read(json).expect("short");
    let mut text = JsonText::new();
    let mut rows = Rows::new(2);
    for chunk in json.chunks(usize::from(*length).max(1)) {
        text.push(chunk).expect("short");
        rows.extend(&text);
    }
    text.finish();
    rows.extend(&text);

    assert_eq!((text.status(), text.len()), (whole.status(), whole.len()));
    let is_taken = matches!(whole.status(), Status::Complete);
    if std::str::from_utf8(json).is_ok() && !json.starts_with("\u{feff}".as_bytes()) {
        assert_eq!(is_taken, serde_json::from_slice::<serde::de::IgnoredAny>(json).is_ok());
    }
    let mut before = 0;
    for number in 0..text.len() as u32 {
        let node = Node(number);
        let range = text.range(node);
        assert_eq!((range.clone(), text.type_of(node)), (whole.range(node), whole.type_of(node)));
        let start = range.expect("a place").start;
        assert!(start >= before);
        before = start;
        if let Some(parent) = text.parent(node) {
            assert_eq!(text.child(parent, text.position(node)), Some(node));
            assert!(text.end_of(parent) >= text.end_of(node) && text.position(node) < text.child_count(parent));
        }
        assert_eq!(text.string(node), whole.string(node));
        assert_eq!(text.name(node), whole.name(node));
        text.excerpt(node, 9);
    }
    rows.open_below(&text, Node(0));
    assert_eq!(rows.len(), text.len());
    rows.set_levels(&text, 1);
    assert_eq!(rows.window(0..usize::MAX).count(), rows.len());
});
