//! What is left of the rate limits: what feeds the gauges, and what they show.

use super::*;
use crate::procore::{Named, Sight};

/// How many calls are left, by ten seconds and by the hour.
fn left(console: &Console, environment: &str) -> (Option<u32>, Option<u32>) {
    let gauge = console.gauges.of(environment);
    let now = later(1);
    (gauge.spike(now).map(|level| level.remaining), gauge.hour(now).map(|level| level.remaining))
}

#[test]
fn every_answer_of_the_api_feeds_the_gauge_of_its_environment() {
    let mut console = signed_in();
    assert_eq!(console.reading(NOW), None);
    // The login host has limits of its own.
    reply(&mut console, Question::TokenInfo, with(200, &told(25, 24, 9), &token_info("our-client")));
    assert_eq!((console.reading(NOW), console.gauge().sight()), (None, Sight::Unknown));
    reply(&mut console, Question::Call, with(200, &told(25, 24, 9), ADA));
    assert_eq!(left(&console, "sandbox"), (Some(24), None));
    // Refused calls count as well, and failures say nothing.
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, with(404, &told(600, 500, 1800), ""));
    assert_eq!(left(&console, "sandbox"), (Some(23), Some(500)));
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, Outcome::Failed(crate::procore::Failure::Offline));
    assert_eq!(left(&console, "sandbox"), (Some(23), Some(500)));
    // Lists.
    update(&mut console, Event::WantList(Kind::Company, String::new()));
    reply(&mut console, Question::Companies, with(200, &told(25, 20, 9), "[]"));
    assert_eq!(left(&console, "sandbox"), (Some(20), Some(499)));
    let company = Named { id: "7".into(), name: "Example".into(), number: None };
    update(&mut console, Event::ChooseCompany(Some(company)));
    update(&mut console, Event::WantList(Kind::Project, String::new()));
    reply(&mut console, Question::Projects, with(200, &told(25, 19, 9), "[]"));
    assert_eq!(left(&console, "sandbox"), (Some(19), Some(498)));
    // A session from another window, and a token that may be over.
    let session = console.signed_in().expect("signed in").session.clone();
    super::super::session::arrive(&mut console, session, NOW);
    reply(&mut console, Question::Arrival, with(200, &told(25, 18, 9), ADA));
    assert_eq!(left(&console, "sandbox"), (Some(18), Some(497)));
    let end = console.signed_in().and_then(|signed_in| signed_in.session.expires_at).expect("an end");
    update(&mut console, Event::Woke { now: end, has_leapt: true });
    reply(&mut console, Question::Alive, with(200, &told(25, 17, 9), ADA));
    assert_eq!(left(&console, "sandbox"), (Some(17), Some(496)));
    // What nobody asks any more is of nobody knows which environment.
    for question in
        [Question::Call, Question::Companies, Question::Projects, Question::Arrival, Question::Alive]
    {
        let outcome = with(200, &told(25, 1, 9), ADA);
        update(&mut console, Event::Answered { question, number: 4711, outcome, now: later(1) });
    }
    assert_eq!(left(&console, "sandbox"), (Some(17), Some(496)));
    // The refusal that ends a session is an answer too, and what is known outlives the session.
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, with(401, &told(25, 16, 9), ""));
    assert!(console.signed_in().is_none());
    assert_eq!(left(&console, "sandbox"), (Some(16), Some(495)));
    assert_eq!(left(&console, "production"), (None, None));
    update(&mut console, Event::ChooseEnvironment("production".into()));
    assert_eq!(console.reading(NOW), None);
}

#[test]
fn what_a_gauge_shows() {
    let shown = |answers: &[Vec<(&'static str, String)>], now: UnixTime| {
        let mut console = signed_in();
        for headers in answers {
            update(&mut console, Event::Send(NOW));
            reply(&mut console, Question::Call, with(200, headers, ADA));
        }
        console.reading(now)
    };
    assert_eq!(shown(&[vec![]], NOW), Some(Reading::Hidden));
    let both = [told(600, 59, 1800), told(25, 25, 9)];
    let Some(Reading::Windows(windows)) = shown(&both, later(1)) else { panic!("no windows") };
    let spike = Window {
        words: "25 of 25 left in 10 s".into(),
        resets: "in 8 s".into(),
        reset: Some(later(9)),
        is_hourly: false,
        is_little: false,
    };
    let hour = Window {
        words: "58 of 600 left this hour".into(),
        resets: "in 29 min".into(),
        reset: Some(later(1800)),
        is_hourly: true,
        is_little: true,
    };
    assert_eq!(windows, [spike, hour.clone()]);
    // A time that cannot be read is not made up.
    let unreadable = [
        ("X-Rate-Limit-Limit", "600".to_owned()),
        ("X-Rate-Limit-Remaining", "10".to_owned()),
        ("X-Rate-Limit-Reset", "garbage".to_owned()),
    ];
    let Some(Reading::Windows(windows)) = shown(&[unreadable.to_vec()], later(1)) else {
        panic!("no windows")
    };
    let [Window { words, resets, reset: None, .. }] = &windows[..] else { panic!("{windows:?}") };
    assert_eq!((&**words, &**resets), ("10 of 600 left", "at a time that could not be read"));
    // A window that has been counted anew since is not shown.
    let Some(Reading::Windows(windows)) = shown(&both, later(9)) else { panic!("no windows") };
    assert_eq!(windows.iter().map(|window| window.is_hourly).collect::<Vec<_>>(), [true]);
    assert_eq!(shown(&both, later(1800)), Some(Reading::Past));
}
