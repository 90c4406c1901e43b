//! What only a browser can prove: storage, the database, channels, the address, random numbers, calls, components. Run by
//! `wasm-pack test --headless --chrome`.

#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod web {
    mod address;
    mod calls;
    mod channel;
    mod components;
    mod database;
    mod history;
    mod random;
    mod reference;
    mod storage;
    mod support;
    mod viewer;
}
