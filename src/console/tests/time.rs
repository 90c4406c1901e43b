//! The clock: warnings, ends, clocks that were set, machines that slept.

use super::*;
use crate::procore::Failure;

fn woke(console: &mut Console, seconds: u64, has_leapt: bool) -> Vec<Effect> {
    update(console, Event::Woke { now: later(seconds), has_leapt })
}

#[test]
fn the_alarm_rings_before_the_end_and_at_the_end() {
    let (mut console, effects) = signed_in_with(GRANTED);
    assert_eq!(effects.last(), Some(&Effect::WakeAt(Some(later(5100)))));
    // A timer cannot wait for long, so it may ring early; then it is set again.
    assert_eq!(woke(&mut console, 5099, false), [Effect::WakeAt(Some(later(5100)))]);
    assert_eq!(console.note, None);
    assert_eq!(woke(&mut console, 5100, false), [Effect::WakeAt(Some(later(5400)))]);
    assert_eq!(console.note, Some(Note::EndsSoon));
    update(&mut console, Event::DismissNote);
    woke(&mut console, 5399, false);
    assert_eq!(console.note, None, "told once");
    woke(&mut console, 5400, false);
    assert_eq!(ended(&console), Some(&Ended::Expired));
}

#[test]
fn a_life_that_no_timer_holds_is_waited_for_in_parts() {
    let fragment = GRANTED.replace("5400", "18446744073709551615");
    let (mut console, _) = signed_in_with(&fragment);
    woke(&mut console, 10_000_000, false);
    assert!(console.signed_in().is_some());
}

#[test]
fn without_an_end_there_is_no_alarm() {
    let (console, effects) = signed_in_with("access_token=obviously-fake-token&token_type=bearer&state=S");
    assert!(console.signed_in().is_some());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::WakeAt(_))), "{effects:?}");
}

#[test]
fn after_the_clock_leapt_procore_is_asked_whether_the_token_lives() {
    let mut console = at_work(ADA);
    let effects = woke(&mut console, 6000, true);
    assert_eq!(urls(&effects), ["https://sandbox.procore.com/rest/v1.0/me"]);
    assert_eq!(woke(&mut console, 6001, true), [], "once");
    reply(&mut console, Question::Alive, answered(200, ADA));
    let signed_in = console.signed_in().expect("the clock had been set");
    assert_eq!(signed_in.session.expires_at, None);
    // The end is learnt again, where token/info tells it.
    reply(&mut console, Question::TokenInfo, answered(200, &token_info("our-client")));
    assert_eq!(console.signed_in().expect("signed in").session.expires_at, Some(later(61)));

    for outcome in [answered(401, ""), answered(500, ""), Outcome::Failed(Failure::Offline)] {
        let mut console = at_work(ADA);
        woke(&mut console, 6000, true);
        reply(&mut console, Question::Alive, outcome);
        assert_eq!(ended(&console), Some(&Ended::Expired), "the machine had slept");
    }
}

#[test]
fn a_clock_that_is_turned_back_does_not_lengthen_the_session() {
    let mut console = at_work(ADA);
    let effects = update(&mut console, Event::ClockTurnedBack(3_600_000));
    assert!(matches!(&effects[0], Effect::StoreSession(session) if session.expires_at == Some(later(1800))));
    assert_eq!(effects[1], Effect::WakeAt(Some(later(1500))));
    let (mut console, _) = start(startup());
    assert_eq!(update(&mut console, Event::ClockTurnedBack(3_600_000)), []);
}

#[test]
fn a_record_from_the_future_has_an_unknown_end() {
    let stored = record(&signed_in());
    let now = UnixTime(NOW.0 - 1);
    let (console, _) = start(Startup { stored: Some(stored), now, ..startup() });
    assert_eq!(console.signed_in().expect("signed in").session.expires_at, None);
}

/// Set forward by half an hour, the clock tells the end too early from then on.
#[test]
fn a_clock_that_once_leapt_is_not_believed_at_the_end_either() {
    let mut console = at_work(ADA);
    woke(&mut console, 1800, true);
    let effects = woke(&mut console, 5400, false);
    assert_eq!(urls(&effects), ["https://sandbox.procore.com/rest/v1.0/me"]);
    reply(&mut console, Question::Alive, answered(200, ADA));
    assert!(console.signed_in().is_some());
}
