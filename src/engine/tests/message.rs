//! Messages between the page and its workers: what is sent arrives, though their types also have a form as JSON.

use crate::engine::{Call, News, Order, Source, decode, encode};
use crate::procore::{Answer, Body, CompanyId, Content, Failure, Method, Outcome, Outgoing, Part};

fn call(method: Method, body: Body) -> Call {
    let asked = Outgoing {
        method,
        target: "/rest/v1.0/me?a=1".into(),
        company: CompanyId::parse("7").ok(),
        headers: vec![("X-A".into(), "b".into())],
        body,
    };
    Call { session: "a session".into(), environment: "an environment".into(), asked, patience: 30_000 }
}

/// A derived `Serialize` that leaves out a member, or a variant, would arrive as something else.
#[test]
fn a_call_arrives_with_each_body() {
    let part = |content| Part { name: "f".into(), content };
    for (method, body) in [
        (Method::Get, Body::Empty),
        (Method::Post, Body::Json("{\"a\": 1.10}".into())),
        (Method::Put, Body::Form(vec![("a".into(), "b".into()), (String::new(), String::new())])),
        (Method::Patch, Body::Multipart(Vec::new())),
        (
            Method::Delete,
            Body::Multipart(vec![part(Content::Text("t".into())), part(Content::File("plan.pdf".into()))]),
        ),
    ] {
        let order = Order::Open(Source::Call(call(method, body)));
        let arrived = decode::<Order>(&encode(&order));
        assert!(arrived == Some(order), "{method:?}");
    }
}

#[test]
fn an_outcome_arrives() {
    let answer = Answer {
        status: 200,
        headers: vec![("total".into(), "4".into())],
        body: vec![0, 255, b'{'],
        length: u64::MAX,
        elapsed: 5,
    };
    for outcome in [
        Outcome::Answered(answer),
        Outcome::Failed(Failure::Offline),
        Outcome::Failed(Failure::TimedOut(30_000)),
        Outcome::Failed(Failure::BrokenOff(200)),
    ] {
        let news = News::Ended(outcome);
        assert_eq!(decode::<News>(&encode(&news)), Some(news));
    }
}

#[test]
fn what_is_no_message_is_none() {
    for bytes in [&[][..], &[255], &[200, 1, 2, 3]] {
        assert_eq!(decode::<News>(bytes), None, "{bytes:?}");
    }
}
