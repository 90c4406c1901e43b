//! A document of pages in its worker.

use procore_console::engine::{Ask, Look, News, Order, Pane, QuestionId, Save, Source, Tell};
use procore_console::procore::{Failure, Outcome};
use wasm_bindgen_test::wasm_bindgen_test;

use super::super::viewer::stage::{End, Sent};
use super::bench::Bench;

impl Bench {
    /// Gets a page: what became of it, and how many rows it has, if it is a list.
    async fn page(&self, number: u32, sent: &Sent) -> (Outcome, Option<usize>) {
        sent.answer_next();
        self.order(&Order::Page(number, sent.call()));
        self.hears("the page", |news| matches!(news, News::Page(of, ..) if *of == number)).await;
        let page = |news: News| match news {
            News::Page(of, outcome, list) if of == number => Some((outcome, list.map(|list| list.len()))),
            _ => None,
        };
        self.news().into_iter().find_map(page).expect("it was heard")
    }
}

/// A page is told with its number and its rows, and its body stays. It is in the document once it has its place.
#[wasm_bindgen_test]
async fn pages_are_kept_until_they_have_their_place() {
    let bench = Bench::new();
    bench.order(&Order::Open(Source::Pages));
    let second = r#"[{"id":2},{"id":3},{"id":1}]"#;
    for (number, body, rows) in [(2, second, 3), (1, r#"[{"id":1}]"#, 1)] {
        let (outcome, list) = bench.page(number, &Sent::json(body)).await;
        let Outcome::Answered(answer) = outcome else { panic!("{outcome:?}") };
        assert_eq!((answer.status, list, answer.body.len()), (200, Some(rows), 0), "page {number}");
        assert_eq!(answer.length, body.len() as u64);
    }
    assert!(!bench.told().iter().any(|tell| matches!(tell, Tell::Reading(reading) if reading.bytes > 0)));

    bench.order(&Order::Join(1, Vec::new()));
    // Its last row came before.
    bench.order(&Order::Join(2, vec![2]));
    bench.order(&Order::Finish(true));
    bench.reads_to_the_end().await;
    let reading = |tell: Tell| if let Tell::Reading(reading) = tell { Some(reading) } else { None };
    let last = bench.told().into_iter().filter_map(reading).next_back().expect("a reading");
    assert_eq!((last.rows, last.is_partial), (Some(4), false));
    let mut heads = bench.told().into_iter().filter_map(|tell| match tell {
        Tell::Head(head) => head.page,
        _ => None,
    });
    assert_eq!(heads.next_back(), Some(2), "the head is that of the latest page");

    bench.ask(&Ask::Look(Look { pane: Pane::Table, first: 0, count: 9, first_column: 0, columns: 9 }));
    let again = |tell: &Tell| match tell {
        Tell::Rows { total: 4, lines, .. } => {
            Some(lines.iter().map(|line| line.is_again).collect::<Vec<_>>())
        }
        _ => None,
    };
    bench.tells("the rows", |tell| again(tell) == Some(vec![false, false, false, true])).await;
    bench.ask(&Ask::Save(QuestionId(1), Save::Sent));
    assert_eq!(bench.file(QuestionId(1)).await, br#"[{"id":1},{"id":2},{"id":3},{"id":1}]"#);
}

/// What is no list keeps its beginning, so that it can be said what is wrong; what is not all says so.
#[wasm_bindgen_test]
async fn a_page_that_is_no_list_says_why() {
    let bench = Bench::new();
    bench.order(&Order::Open(Source::Pages));
    assert_eq!(bench.page(1, &Sent::json("[1]")).await.1, Some(1));
    for (number, sent, status) in [
        (2, Sent::json(r#"{"errors":"slow down"}"#).status(429), 429),
        (3, Sent::json("[7]").status(500), 500),
        (4, Sent::json("[7"), 200),
    ] {
        let (outcome, _) = bench.page(number, &sent).await;
        let Outcome::Answered(answer) = outcome else { panic!("{outcome:?}") };
        assert_eq!(answer.status, status);
        assert!(!answer.body.is_empty(), "page {number}");
    }
    let (outcome, list) = bench.page(5, &Sent::json("[1,2").end(End::BrokenOff)).await;
    assert_eq!((outcome, list), (Outcome::Failed(Failure::BrokenOff(200)), None));
    bench.order(&Order::Join(1, Vec::new()));
    // A page that broke off is not there to be joined.
    bench.order(&Order::Join(5, Vec::new()));
    bench.order(&Order::Finish(false));
    bench.reads_to_the_end().await;
    let part =
        |tell: &Tell| matches!(tell, Tell::Reading(reading) if reading.is_partial && reading.bytes == 3);
    bench.tells("that it is a part", part).await;
}

/// One Cancel stops all pages that are under way.
#[wasm_bindgen_test]
async fn all_pages_that_are_under_way_are_stopped() {
    let bench = Bench::new();
    bench.order(&Order::Open(Source::Pages));
    for number in [1, 2] {
        let sent = Sent::json("[1").end(End::Never);
        sent.answer_next();
        bench.order(&Order::Page(number, sent.call()));
        bench.has_taken(number).await;
    }
    bench.order(&Order::Cancel);
    for number in [1, 2] {
        let is_it = |news: &News| matches!(news, News::Page(of, Outcome::Failed(Failure::Cancelled), None) if *of == number);
        bench.hears("the end of the page", is_it).await;
    }
    assert_eq!(bench.page(3, &Sent::json("[3]")).await.1, Some(1), "what comes later is not stopped");
}
