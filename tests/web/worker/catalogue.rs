//! The worker of the catalogue. What it answers is for the tests of `catalogue`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use procore_console::catalogue::{Answer, Catalogue, Question};
use procore_console::engine::{decode, encode};
use procore_console::procore::Method;
use procore_console::wire::Connection;
use procore_console::worker::catalogue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MessageChannel, MessageEvent};

use super::super::support::eventually;

/// What it said: what it is, its bytes, and the number beside them.
type Said = (String, Vec<u8>, Option<f64>);

/// The build before anything else, and then one answer to each question, with its number.
#[wasm_bindgen_test]
async fn answers_have_the_numbers_of_their_questions() {
    let channel = MessageChannel::new().expect("a channel");
    let page = Connection::Port(channel.port1());
    let said: Rc<RefCell<Vec<Said>>> = Rc::default();
    let hear = {
        let said = said.clone();
        Closure::<dyn Fn(_)>::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            let bytes = message.get(1).unchecked_into::<Uint8Array>().to_vec();
            let kind = message.get(0).as_string().unwrap_or_default();
            said.borrow_mut().push((kind, bytes, message.get(2).as_f64()));
        })
    };
    page.set_listener(hear.into_js_value().unchecked_ref());
    catalogue::serve(Connection::Port(channel.port2()));

    let search = |typed: &str| Question::Search { typed: typed.into(), limit: 3 };
    let endpoint = Question::Endpoint { method: Method::Get, target: "/rest/v1.0/me".into() };
    let asked =
        [(7, search("rfi")), (3, endpoint), (9, search("no such thing at all")), (4, search("punch"))];
    page.say("question", &[0xff], &JsValue::from(8));
    for (number, question) in &asked {
        page.say("question", &encode(question), &(*number).into());
    }
    eventually("all answers", || said.borrow().len() > asked.len()).await;
    let said = said.borrow();
    assert_eq!(said[0], ("ready".to_owned(), procore_console::BUILD.as_bytes().to_vec(), None));
    let known = Catalogue::builtin();
    for ((number, question), (kind, bytes, beside)) in asked.iter().zip(&said[1..]) {
        assert_eq!((&**kind, *beside), ("answer", Some(f64::from(*number))));
        let answer: Answer = decode(bytes).expect("an answer");
        assert_eq!(answer, known.answer(question.clone()), "{question:?}");
    }
    assert_eq!(said.len(), asked.len() + 1, "what is no question has no answer");
}
