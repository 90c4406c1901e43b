//! Random numbers.

use procore_console::browser::random;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn no_state_comes_twice() {
    let mut states: Vec<String> =
        (0..1000).map(|_| random::state().expect("a random source").as_str().to_owned()).collect();
    states.sort();
    states.dedup();
    assert_eq!(states.len(), 1000);
}
