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
    mod context;
    mod database;
    mod desk;
    mod drafts;
    mod footer;
    mod form;
    mod guide;
    mod history;
    mod keys;
    mod palette;
    mod phone;
    mod random;
    mod reference;
    mod routes;
    mod shelf;
    mod storage;
    mod support;
    mod viewer;
    mod ways_in;
    mod worker;
}
