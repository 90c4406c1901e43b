//! The worker of a document: what it answers, in which order, and what it stops.

use procore_console::engine::{Ask, News, Order, QuestionId, Save, Source, Tell, What, encode};
use procore_console::json::Query;
use procore_console::procore::{Failure, Outcome};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::MessageChannel;

use super::super::viewer::stage::{End, Sent};
use super::bench::{Bench, chunks};

/// A list whose rows are numbered, of some bytes more than `length`.
fn list(length: usize) -> Vec<u8> {
    let mut text = String::from("[");
    for row in 0.. {
        text.push_str(&format!("{{\"id\":{row},\"name\":\"Row {row}\"}}"));
        if text.len() > length {
            break;
        }
        text.push(',');
    }
    (text + "]").into_bytes()
}

/// How much of a file was made, each time that it was told.
fn progress(told: &[Tell], id: QuestionId) -> Vec<u64> {
    let made = |tell: &Tell| match tell {
        Tell::Saving(of, made) if *of == id => Some(*made),
        _ => None,
    };
    told.iter().filter_map(made).collect()
}

fn is_of(tell: &Tell, id: QuestionId) -> bool {
    matches!(tell, Tell::Saving(of, _) | Tell::Saved(of) | Tell::NotSaved(of) if *of == id)
}

/// Whether a piece of a file is made, and more is to come.
fn has_a_piece(tell: &Tell) -> bool {
    matches!(tell, Tell::Saving(_, made) if *made > 0)
}

/// Nothing is told of a file that nobody wants any more, and none of it is in the next one.
#[wasm_bindgen_test]
async fn a_file_that_is_stopped_is_made_no_further() {
    let body = list(6 << 20);
    let bench = Bench::with(&body).await;
    let (stopped, next) = (QuestionId(1), QuestionId(2));
    bench.ask(&Ask::Save(stopped, Save::Pretty));
    bench.ask_when(has_a_piece, Ask::StopSaving).await;
    bench.has_taken(10).await;
    let before = bench.told().len();
    // What is worked at is told again and again until it is done, and a file would be with it.
    let absent = Query {
        pattern: "none of it".into(),
        is_regex: false,
        ignore_case: false,
        in_names: true,
        in_values: true,
    };
    bench.ask(&Ask::Find(Some(absent)));
    bench.tells("the end of the search", |tell| matches!(tell, Tell::Found(found) if found.is_done)).await;
    let told = bench.told();
    assert!(!told.contains(&Tell::Saved(stopped)), "it was made nevertheless");
    assert!(!told[before..].iter().any(|tell| is_of(tell, stopped)), "it is still being made");
    bench.ask(&Ask::Save(next, Save::Sent));
    assert!(bench.file(next).await == body, "the next file is itself alone");
}

/// A file that is asked for while another is made takes its place.
#[wasm_bindgen_test]
async fn a_file_that_takes_the_place_of_another_is_itself_alone() {
    let body = list(6 << 20);
    let bench = Bench::with(&body).await;
    let (first, second) = (QuestionId(1), QuestionId(2));
    bench.ask(&Ask::Save(first, Save::Pretty));
    bench.ask_when(has_a_piece, Ask::Save(second, Save::Sent)).await;
    assert!(bench.file(second).await == body);
    assert!(!bench.told().contains(&Tell::Saved(first)));
}

/// What takes long says how far it is, and lets questions be answered meanwhile.
#[wasm_bindgen_test]
async fn long_work_says_how_far_it_is_and_answers_questions() {
    let bench = Bench::with(&list(4 << 20)).await;
    let id = QuestionId(7);
    bench.ask(&Ask::Save(id, Save::Pretty));
    bench.ask(&Ask::Text(QuestionId(8), 0, What::JsonPath));
    let file = bench.file(id).await;
    let told = bench.told();
    let made = progress(&told, id);
    assert!(made.is_sorted() && made.iter().all(|made| *made < file.len() as u64), "{made:?}");
    let steps = made.iter().filter(|made| **made > 0).count();
    assert!(steps > 1, "told {steps} times: {made:?}");
    let at = |wanted: &Tell| told.iter().position(|tell| tell == wanted).expect("told");
    let answer = at(&Tell::Text(QuestionId(8), Some("$".into())));
    assert!(answer < at(&Tell::Saved(id)), "the answer waited for the file");
    assert_eq!(told.iter().filter(|tell| **tell == Tell::Saved(id)).count(), 1);
}

/// Each answer carries the number of its question, whatever was asked before.
#[wasm_bindgen_test]
async fn answers_have_the_numbers_of_their_questions() {
    let bench = Bench::with(br#"{"id":7,"list":[1.10,"two"]}"#).await;
    let asked = [(31, 1, What::Value), (4, 3, What::Pointer), (90, 4, What::Value), (31, 2, What::Name)];
    for (id, node, what) in asked {
        bench.ask(&Ask::Text(QuestionId(id), node, what));
    }
    bench.has_taken(5).await;
    let text = |tell: Tell| match tell {
        Tell::Text(id, text) => Some((id.0, text.expect("short"))),
        _ => None,
    };
    let answers: Vec<_> = bench.told().into_iter().filter_map(text).collect();
    let expected = [(31, "7"), (4, "/list/0"), (90, "two"), (31, "list")];
    assert_eq!(answers, expected.map(|(id, text)| (id, text.to_owned())));
    bench.ask(&Ask::Save(QuestionId(6), Save::Lines));
    bench.ask(&Ask::Save(QuestionId(2), Save::Pretty));
    assert!(bench.file(QuestionId(2)).await.starts_with(b"{\n"));
}

/// All bytes go through the port, once and in their order, and then a null.
#[wasm_bindgen_test]
async fn a_document_is_poured_as_it_came() {
    for length in [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 19] {
        let body: Vec<u8> = (0..length as u32).map(|at| (at % 251) as u8).collect();
        let bench = Bench::with(&body).await;
        let channel = MessageChannel::new().expect("a channel");
        bench.pour(&channel.port2());
        let chunks = chunks(&channel.port1()).await;
        assert!(chunks.concat() == body, "{length} bytes, {} came", chunks.concat().len());
        assert_eq!(chunks.len(), body.len().div_ceil(1 << 20), "{length} bytes");
    }
}

/// The build before anything else, that there is an answer, its rows, its end; and of the body no more than an error needs.
#[wasm_bindgen_test]
async fn news_of_a_call_come_in_their_order() {
    let body = list(200_000);
    let rows = body.iter().filter(|byte| **byte == b'{').count() as u32;
    let sent = Sent::json(body.clone());
    sent.answer_next();
    let bench = Bench::new();
    bench.order(&Order::Open(Source::Call(sent.call())));
    bench.hears("the end", |news| matches!(news, News::Ended(_))).await;
    let news = bench.news();
    let [News::Ready(build), News::Began(200), News::Listed(listed), News::Ended(Outcome::Answered(answer))] =
        &news[..]
    else {
        panic!("{news:?}")
    };
    assert_eq!((&**build, *listed), (procore_console::BUILD, rows));
    assert_eq!((answer.status, answer.length), (200, body.len() as u64));
    assert!(answer.body == body[..64 << 10], "{} bytes of the body", answer.body.len());
    let heads = bench.told().iter().filter(|tell| matches!(tell, Tell::Head(_))).count();
    assert_eq!(heads, 1);
    let reading = |tell: Tell| if let Tell::Reading(reading) = tell { Some(reading) } else { None };
    let reading = bench.told().into_iter().filter_map(reading).next_back().expect("a reading");
    assert_eq!((reading.bytes, reading.rows, reading.is_done), (body.len() as u64, Some(rows), true));
    assert!(!reading.is_partial && reading.memory > 1 << 20, "{reading:?}");
}

/// Cancel ends what is coming in, and says so; what has come stays, and is not called whole.
#[wasm_bindgen_test]
async fn a_cancelled_call_ends_and_keeps_what_came() {
    let sent = Sent::json("[1,2,3").end(End::Never);
    sent.answer_next();
    let bench = Bench::new();
    bench.order(&Order::Open(Source::Call(sent.call())));
    bench.tells("some bytes", |tell| matches!(tell, Tell::Reading(reading) if reading.bytes == 6)).await;
    assert!(!bench.news().iter().any(|news| matches!(news, News::Ended(_))));
    bench.order(&Order::Cancel);
    bench.hears("the end", |news| *news == News::Ended(Outcome::Failed(Failure::Cancelled))).await;
    let is_part = |tell: &Tell| matches!(tell, Tell::Reading(reading) if reading.is_done && reading.is_partial && reading.bytes == 6);
    bench.tells("that it is a part", is_part).await;
    assert!(!bench.news().iter().any(|news| matches!(news, News::Listed(_))), "a part is no list");
}

/// What is not understood is passed over, and what comes behind it is not.
#[wasm_bindgen_test]
async fn a_message_that_is_none_is_passed_over() {
    let bench = Bench::with(b"[7]").await;
    for kind in ["order", "ask", "gossip"] {
        bench.say_bytes(kind, &[0xff, 0xff]);
        bench.say_bytes(kind, &[]);
    }
    let mut short = encode(&Ask::Text(QuestionId(1), 1, What::Value));
    short.pop();
    bench.say_bytes("ask", &short);
    bench.has_taken(3).await;
    assert!(!bench.told().iter().any(|tell| matches!(tell, Tell::Text(..))));
}
