//! The page's side of the worker of the catalogue, with a worker that only repeats what it is asked.

use js_sys::Array;
use leptos::prelude::document;
use procore_console::BUILD;
use procore_console::browser::reference::{ask, set_stand_in};
use procore_console::catalogue::{Answer, Question};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, BlobPropertyBag, Element, Url};

/// A module without anything in it (WebAssembly Core Specification, section 5.5.16).
const EMPTY: &str = "data:application/wasm;base64,AGFzbQEAAAA=";

/// What a worker does with a question: `typed` are its bytes as those of a text in an answer.
const REPEAT: &str = "answer(number, typed)";
/// The first of two is answered after the second.
const LATE: &str =
    "if (held) { answer(number, typed); held(); held = null } else held = () => answer(number, typed)";
const DIE: &str = "postMessage(['failed'])";

/// Elements that name the files of the worker, as `index.html` does; dropped, they are gone.
struct Files([Element; 2]);

impl Drop for Files {
    fn drop(&mut self) {
        self.0.iter().for_each(Element::remove);
    }
}

fn meta(name: &str, content: &str) -> Element {
    let meta = document().create_element("meta").expect("an element");
    for (name, value) in [("name", name), ("content", content), ("data-wasm", EMPTY)] {
        meta.set_attribute(name, value).expect("an attribute");
    }
    document().head().expect("a head").append_child(&meta).expect("a place");
    meta
}

/// The files of a worker that is of `build` and does this with each question. As postcard writes a search, its kind and its limit
/// have one byte each.
fn files(build: &str, does: &str) -> Files {
    let script = format!(
        "let held = null;
        const answer = (number, typed) => postMessage(['answer', new Uint8Array([3, 1, ...typed]), number]);
        onmessage = () => {{
          postMessage(['ready', new TextEncoder().encode('{build}')]);
          onmessage = ({{ data: [, bytes, number] }}) => {{
            const typed = bytes.slice(1, -1);
            {does}
          }};
        }};"
    );
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &kind).expect("a file");
    let address = Url::create_object_url_with_blob(&blob).expect("an address");
    Files([meta("worker", &address), meta("catalogue-worker", EMPTY)])
}

/// What comes back of what was typed.
async fn repeated(typed: &str) -> Option<String> {
    match ask(&Question::Search { typed: typed.into(), limit: 1 }).await? {
        Answer::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

/// One test, since there is one worker.
#[wasm_bindgen_test]
async fn questions_get_their_answers_or_none() {
    set_stand_in(None);
    assert_eq!(repeated("no files").await, None);
    {
        let _files = files("another build", REPEAT);
        assert_eq!(repeated("misread").await, None);
    }
    {
        let _files = files(BUILD, DIE);
        assert_eq!(repeated("twice").await, None);
    }
    let _files = files(BUILD, LATE);
    let one = future_to_promise(async { Ok(repeated("one").await.into()) });
    assert_eq!(repeated("other").await.as_deref(), Some("other"));
    let one = JsFuture::from(one).await.expect("an end");
    assert_eq!(one.as_string().as_deref(), Some("one"));
}
