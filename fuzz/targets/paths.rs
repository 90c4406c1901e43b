//! Ways to values: what a pointer says leads back to its value, and no pointer or pattern fails.
//!
//! An input is a pointer or pattern up to its first line break, and then a text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use procore_console::json::{Find, JsonText, Node, Query, Spelling, spell};

fuzz_target!(|input: &[u8]| {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let typed = String::from_utf8_lossy(&input[..end]);
    let text = JsonText::read(&input[end..]).expect("short");
    text.resolve(&typed);
    for number in 0..text.len() as u32 {
        let path = text.path(Node(number));
        for spelling in [Spelling::JsonPath, Spelling::Jq, Spelling::JavaScript] {
            assert!(!spell(&path, spelling).is_empty());
        }
        let pointer = spell(&path, Spelling::Pointer);
        let found = text.resolve(&pointer);
        // Of members with the same name, one is found, and what is in the others is not.
        let is_the_one = |node: Node| {
            let name = text.name(node);
            name.is_none_or(|name| text.parent(node).and_then(|object| text.member(object, &name)) == Some(node))
        };
        if std::iter::successors(Some(Node(number)), |node| text.parent(*node)).all(is_the_one) {
            assert_eq!(found, Some(Node(number)), "{pointer}");
        }
        assert!(found.is_none_or(|found| spell(&text.path(found), Spelling::Pointer) == pointer));
    }
    for is_regex in [false, true] {
        let query = Query {
            pattern: typed.clone().into_owned(),
            is_regex,
            // The other cases of a letter beyond ASCII are looked for among all letters: too slow for here.
            ignore_case: typed.is_ascii(),
            in_names: true,
            in_values: true,
        };
        let Ok(mut find) = Find::new(&query) else { continue };
        while !find.step(&text, 64) {}
        for nth in 0..find.len() {
            assert!(find.nth(nth).is_some());
        }
    }
});
