//! The worker of a jq program. What programs do is for the tests of `filter`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use procore_console::filter::{Failure, Report, from_wire};
use procore_console::wire::Connection;
use procore_console::worker::filter;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MessageChannel, MessageEvent};

use super::super::support::eventually;
use super::bench::chunks;

/// Runs a program over a document that comes in these chunks: what went out, and the outcome.
async fn run(program: &str, document: &[&[u8]]) -> (String, Result<Report, Failure>) {
    let [page, input, output] = [(); 3].map(|()| MessageChannel::new().expect("a channel"));
    filter::serve(Connection::Port(page.port2()));
    let page = Connection::Port(page.port1());
    let outcome = Rc::new(RefCell::new(None));
    let hear = {
        let outcome = outcome.clone();
        Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
            let bytes = event.data().unchecked_into::<Uint8Array>().to_vec();
            let before = outcome.replace(from_wire(&bytes));
            assert!(before.is_none(), "one outcome");
        })
    };
    page.set_listener(hear.into_js_value().unchecked_ref());
    let task = Object::new();
    let members: [(&str, JsValue); 3] =
        [("program", program.into()), ("input", input.port2().into()), ("output", output.port1().into())];
    for (name, member) in members {
        Reflect::set(&task, &name.into(), &member).expect("a member");
    }
    page.send(&task, &Array::of2(&input.port2(), &output.port1()));
    for chunk in document {
        input.port1().post_message(&Uint8Array::from(*chunk)).expect("it is sent");
    }
    input.port1().post_message(&JsValue::NULL).expect("it is sent");
    let out = chunks(&output.port2()).await.concat();
    eventually("an outcome", || outcome.borrow().is_some()).await;
    page.end();
    let outcome = outcome.take().expect("there is one");
    (String::from_utf8(out).expect("UTF-8"), outcome)
}

fn compact(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Outputs are counted, and all of them go out before the end is told, however the document is cut.
#[wasm_bindgen_test]
async fn outputs_go_out_and_are_counted() {
    let document: &[u8] = br#"[{"a":1.10},{"a":9007199254740993},{"a":"x"}]"#;
    let cut: Vec<&[u8]> = document.chunks(7).collect();
    for chunks in [&[document][..], &cut] {
        for (program, out, outputs) in [
            (".[].a", r#"[1.10,9007199254740993,"x"]"#, 3),
            (".[1].a", "9007199254740993", 1),
            ("empty", "", 0),
            ("length", "3", 1),
        ] {
            let (text, outcome) = run(program, chunks).await;
            let report = outcome.expect("it ran");
            assert_eq!((compact(&text).as_str(), report.outputs), (out, outputs), "{program}");
            assert_eq!(report.bytes, text.len() as u64, "{program}");
        }
    }
}

/// A fault ends it too: nothing more comes, and it is told.
#[wasm_bindgen_test]
async fn a_fault_ends_a_program() {
    let (text, outcome) = run(".[", &[b"[1]"]).await;
    assert!(text.is_empty() && matches!(outcome, Err(Failure::Program(_))), "{outcome:?}");
    let (text, outcome) = run(".", &[b"[1,", b"oops]"]).await;
    assert!(text.is_empty() && matches!(outcome, Err(Failure::NotJson(_))), "{outcome:?}");
    let (_, outcome) = run(".[] | if . > 1 then error(\"no\") else . end", &[b"[1,2,3]"]).await;
    assert!(matches!(outcome, Err(Failure::Stopped { outputs: 1, .. })), "{outcome:?}");
}
