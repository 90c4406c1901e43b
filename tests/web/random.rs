//! Random numbers.

use procore_console::browser::random;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn no_nonce_comes_twice() {
    let mut nonces: Vec<String> =
        (0..1000).map(|_| random::nonce().expect("a random source").as_str().to_owned()).collect();
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 1000);
}
