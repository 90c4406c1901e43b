//! Taking the answer out of the address.

use leptos::prelude::window;
use procore_console::browser::{answer, page};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Puts `suffix` behind the path of the page, and what stood there back when dropped.
struct Address(String);

impl Address {
    fn with(suffix: &str) -> Self {
        let before = window().location().href().expect("an address");
        let path = window().location().pathname().expect("a path");
        replace(&format!("{path}{suffix}"));
        Self(before)
    }

    fn now(&self) -> String {
        let location = window().location();
        location.search().expect("a query") + &location.hash().expect("a fragment")
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        replace(&self.0);
    }
}

fn replace(address: &str) {
    let history = window().history().expect("a history");
    history.replace_state_with_url(&JsValue::NULL, "", Some(address)).expect("an address of this origin");
}

#[wasm_bindgen_test]
fn an_answer_is_taken_out_of_the_address() {
    for suffix in [
        "#access_token=obviously-fake&token_type=bearer&state=abc",
        "?error=access_denied&state=abc",
        "?code=obviously-fake&state=abc#access_token=obviously-fake",
    ] {
        let address = Address::with(suffix);
        let length = window().history().expect("a history").length().expect("a length");
        let answer = answer::take().expect("an answer");
        assert_eq!(address.now(), "", "{suffix}");
        assert_eq!(window().history().expect("a history").length(), Ok(length), "no entry is added");
        assert_eq!(answer.state(), suffix.contains("state").then_some("abc"));
        assert!(answer::take().is_none(), "an answer is taken once");
    }
}

#[wasm_bindgen_test]
fn an_answer_that_the_first_script_took_is_handed_over_once() {
    let script = "let answer = '?x=1#error=access_denied&state=abc';
        globalThis.takeAnswer = () => { const taken = answer; answer = null; return taken; };";
    js_sys::Function::new_no_args(script).call0(&JsValue::NULL).expect("a script");
    let answer = answer::take().expect("an answer");
    assert_eq!(answer.state(), Some("abc"));
    assert!(answer::take().is_none());
    let later = Address::with("#error=access_denied&state=later");
    assert_eq!(answer::take().expect("an answer").state(), Some("later"), "the address is read as well");
    assert_eq!(later.now(), "");
}

#[wasm_bindgen_test]
fn an_address_of_other_meaning_is_left_alone() {
    for suffix in ["", "#section", "?page=2#top"] {
        let address = Address::with(suffix);
        assert!(answer::take().is_none());
        assert_eq!(address.now(), suffix);
    }
}

#[wasm_bindgen_test]
fn the_base_path_has_no_last_slash() {
    for (root, path) in [
        ("http://localhost:8080/", ""),
        ("https://a.example/b/c/", "/b/c"),
        ("https://a.example/ü/", "/%C3%BC"),
    ] {
        assert_eq!(page::base_path(root), path);
    }
}
