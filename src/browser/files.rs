//! Files that the person chose, to send or to look at: the browser holds them, the state knows their numbers.

use std::cell::RefCell;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{File, HtmlInputElement};

thread_local! {
    static FILES: RefCell<Vec<File>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the file that was chosen, as long as the page lives: its number and its name.
pub fn keep(input: &HtmlInputElement) -> Option<(u32, String)> {
    let file = input.files()?.get(0)?;
    Some((keep_file(&file), file.name()))
}

/// Keeps a file in the same way: its number.
pub fn keep_file(file: &File) -> u32 {
    FILES.with_borrow_mut(|files| {
        files.push(file.clone());
        files.len() as u32 - 1
    })
}

/// The files with these numbers.
pub fn take(numbers: &[u32]) -> Array {
    FILES.with_borrow(|files| {
        numbers.iter().filter_map(|number| files.get(*number as usize)).map(JsValue::from).collect()
    })
}
