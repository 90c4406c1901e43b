//! The life of a session.

use super::*;
use crate::procore::{Evidence, Failure, Payload, Probe, TargetError};

#[test]
fn a_granted_token_is_drawn_at_once_and_both_questions_go_out() {
    let (console, effects) = signed_in_with(GRANTED);
    let signed_in = console.signed_in().expect("signed in");
    assert_eq!(signed_in.whose, Whose::Checking);
    assert_eq!(signed_in.session.expires_at, Some(later(5400)));
    assert_eq!(urls(&effects), ["https://login-sandbox.procore.com/oauth/token/info", "/rest/v1.0/me"]);
    assert!(effects.contains(&Effect::Show(Route::Home)));
    assert!(effects.contains(&Effect::WakeAt(Some(later(5100)))));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StoreSession(_))));
}

#[test]
fn a_stored_session_goes_on_if_it_is_still_good() {
    let stored = record(&signed_in());
    let begin = |stored: SessionRecord, now| start(Startup { stored: Some(stored), now, ..startup() });
    let changed = |from, to| SessionRecord::stored(stored.expose().replace(from, to));
    assert!(begin(stored.clone(), later(5399)).0.signed_in().is_some());
    for (record, now, why) in [
        (stored.clone(), later(5400), Some(Ended::Expired)),
        (changed("sandbox.procore.com", "other.procore.com"), NOW, Some(Ended::EnvironmentGone)),
        (SessionRecord::stored("rubbish".into()), NOW, None),
    ] {
        let (console, effects) = begin(record, now);
        assert_eq!(ended(&console), why.as_ref());
        assert_eq!(quiet(effects), [Effect::ForgetSession]);
    }
}

#[test]
fn whose_token_it_is() {
    for (outcome, whose) in [
        (answered(200, &token_info("our-client")), Whose::Verified),
        (answered(200, "<html>"), Whose::NotVerified(Unverified::Unreadable(200))),
        (answered(401, ""), Whose::NotVerified(Unverified::Unreadable(401))),
        (answered(404, ""), Whose::NotVerified(Unverified::Unreadable(404))),
        (answered(500, &token_info("our-client")), Whose::NotVerified(Unverified::Unreadable(500))),
        (
            Outcome::Failed(Failure::Unreachable),
            Whose::NotVerified(Unverified::NoAnswer(Failure::Unreachable)),
        ),
        (
            Outcome::Failed(Failure::TimedOut(5_000)),
            Whose::NotVerified(Unverified::NoAnswer(Failure::TimedOut(5_000))),
        ),
    ] {
        let mut console = signed_in();
        assert_eq!(reply(&mut console, Question::TokenInfo, outcome), []);
        assert_eq!(console.signed_in().expect("signed in").whose, whose);
    }
}

#[test]
fn a_token_of_another_application_is_refused() {
    let mut console = signed_in();
    let effects = reply(&mut console, Question::TokenInfo, answered(200, &token_info("another-app")));
    assert_eq!(ended(&console), Some(&Ended::OtherApplication));
    assert!(effects.contains(&Effect::ForgetSession));
}

#[test]
fn a_life_that_the_answer_did_not_tell_is_learnt_from_token_info() {
    let (mut console, _) = signed_in_with("access_token=obviously-fake-token&token_type=bearer&state=S");
    let effects = reply(&mut console, Question::TokenInfo, answered(200, &token_info("our-client")));
    assert_eq!(effects.last(), Some(&Effect::WakeAt(Some(UnixTime(later(61).0 - 300_000)))));
    assert_eq!(console.signed_in().expect("signed in").session.expires_at, Some(later(61)));
}

/// The fragment's `expires_in` (RFC 6749 section 4.2.2) is the session's clock, and a 401 says when the token is not accepted any
/// more (RFC 6750 section 3.1). What token/info has left counts where the answer told no end; zero, as Doorkeeper has it for a
/// token whose time is over, ends the session then.
#[test]
fn token_info_tells_an_end_only_where_the_answer_told_none() {
    let told = "access_token=obviously-fake-token&token_type=bearer&expires_in=5400&state=S";
    let untold = "access_token=obviously-fake-token&token_type=bearer&state=S";
    for (fragment, left, ends) in [
        (told, "0", Some(later(5400))),
        (told, "-5", Some(later(5400))),
        (told, "\"0\"", Some(later(5400))),
        (told, "60", Some(later(5400))),
        (told, "86400", Some(later(5400))),
        (told, "null", Some(later(5400))),
        (untold, "60", Some(later(61))),
        (untold, "\"60\"", Some(later(61))),
        (untold, "0", Some(later(1))),
        (untold, "-5", Some(later(1))),
        (untold, "\"0\"", Some(later(1))),
        (untold, "null", None),
        (untold, "\"soon\"", None),
    ] {
        let (mut console, _) = signed_in_with(fragment);
        let info = token_info("our-client").replace(":60", &format!(":{left}"));
        reply(&mut console, Question::TokenInfo, answered(200, &info));
        let signed_in = console.signed_in().expect("signed in");
        assert_eq!(
            (signed_in.session.expires_at, &signed_in.whose),
            (ends, &Whose::Verified),
            "{fragment} {left}"
        );
        update(&mut console, Event::Woke { now: later(2), has_leapt: false });
        let is_over = ends.is_some_and(|ends| ends < later(2));
        assert_eq!(console.signed_in().is_none(), is_over, "{fragment} {left}");
        assert!(!is_over || ended(&console) == Some(&Ended::Expired));
    }
}

#[test]
fn a_401_ends_the_session_only_if_it_answers_the_current_call() {
    let mut console = signed_in();
    let late = Event::Answered { question: Question::Call, number: 99, outcome: answered(401, ""), now: NOW };
    assert_eq!(update(&mut console, late), []);
    assert!(console.signed_in().is_some());
    let effects = reply(&mut console, Question::Call, answered(401, ""));
    assert_eq!(ended(&console), Some(&Ended::Refused));
    assert!(effects.contains(&Effect::ForgetSession));
}

#[test]
fn an_answer_to_an_earlier_call_is_not_shown() {
    let mut console = signed_in();
    let first = number_of(&console, Question::Call);
    assert_eq!(update(&mut console, Event::Send(NOW)), [], "one call at a time");
    reply(&mut console, Question::Call, Outcome::Failed(Failure::Cancelled));
    assert!(matches!(update(&mut console, Event::Send(NOW))[..], [Effect::Open(..)]));
    let outcome = answered(200, r#"{"login":"late@example.com"}"#);
    update(&mut console, Event::Answered { question: Question::Call, number: first, outcome, now: NOW });
    let call = console.work.call().expect("a call");
    assert!(call.is_waiting && call.outcome == Some(Outcome::Failed(Failure::Cancelled)));
}

#[test]
fn me_says_who_it_is_and_an_error_does_not_forget_it() {
    let mut console = signed_in();
    reply(&mut console, Question::Call, answered(200, r#"{"id":1,"login":"ada@example.com"}"#));
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, answered(503, "busy"));
    let signed_in = console.signed_in().expect("signed in");
    assert_eq!(signed_in.user.as_ref().map(crate::procore::User::label), Some("ada@example.com"));
    let call = console.work.call().expect("a call");
    assert_eq!(call.outcome, Some(answered(503, "busy")));
}

#[test]
fn a_document_is_open_as_long_as_its_answer_is_shown() {
    let mut console = signed_in();
    let first = number_of(&console, Question::Call);
    update(&mut console, Event::Began(first, 200));
    // Cancelled or broken off, what has come stays.
    assert_eq!(reply(&mut console, Question::Call, Outcome::Failed(Failure::BrokenOff(200))), []);
    assert_eq!(console.work.call().expect("a call").document, Some(first));
    let effects = update(&mut console, Event::Send(NOW));
    let second = number_of(&console, Question::Call);
    assert!(matches!(effects[..], [Effect::Open(n, ..)] if n == second), "{effects:?}");
    assert_eq!(console.work.call().expect("a call").shown(), None, "of an earlier call");
    assert_eq!(update(&mut console, Event::Began(first, 200)), []);
    assert_eq!(update(&mut console, Event::Began(second, 200)), [Effect::Close(first)]);
    assert_eq!(console.work.call().expect("a call").shown(), Some(second));
    reply(&mut console, Question::Call, answered(200, ADA));
    assert_eq!(update(&mut console, Event::Lost(second)), [Effect::Close(second)]);
    let call = console.work.call().expect("a call");
    assert_eq!(call.outcome, Some(Outcome::Failed(Failure::Lost)));
    update(&mut console, Event::Send(NOW));
    let third = number_of(&console, Question::Call);
    reply(&mut console, Question::Call, answered(200, ADA));
    // A 401 ends the session, not what was open.
    update(&mut console, Event::Send(NOW));
    let fourth = number_of(&console, Question::Call);
    update(&mut console, Event::Began(fourth, 401));
    let effects = reply(&mut console, Question::Call, answered(401, ""));
    assert!(effects.contains(&Effect::Close(fourth)) && !effects.contains(&Effect::Close(third)));
    assert_eq!(console.work.call().expect("a call").shown(), Some(third));
    // The worker of what stayed may go as well.
    let mut lost = console.clone();
    assert!(update(&mut lost, Event::Lost(third)).contains(&Effect::Close(third)));
    assert_eq!(lost.work.call().expect("a call").shown(), None);
    assert!(update(&mut console, Event::CloseWork).contains(&Effect::Close(third)));
}

#[test]
fn any_path_can_be_called_and_only_me_says_who_it_is() {
    let mut console = at_work(ADA);
    update(&mut console, Event::Edit(Edit::Path(" /rest/v1.0/companies?page=2 ".into())));
    let effects = update(&mut console, Event::Send(NOW));
    assert_eq!(urls(&effects), ["/rest/v1.0/companies?page=2"]);
    assert_eq!(
        console.work.call().expect("a call").sent.url,
        "https://sandbox.procore.com/rest/v1.0/companies?page=2"
    );
    reply(&mut console, Question::Call, answered(200, r#"{"id":9,"login":"other@example.com"}"#));
    let user = console.signed_in().and_then(|signed_in| signed_in.user.as_ref());
    assert_eq!(user.map(crate::procore::User::label), Some("ada@example.com"));
    for (path, problem) in [
        ("", TargetError::NotAPath),
        ("https://evil.example/rest", TargetError::ForeignHost("evil.example".into())),
        ("/rest/../oauth", TargetError::Dots),
    ] {
        update(&mut console, Event::Edit(Edit::Path(path.into())));
        assert_eq!(update(&mut console, Event::Send(NOW)), [], "{path}");
        assert_eq!(console.work.sheet().fault, Some(DraftFault::Target(problem)));
        assert_eq!(console.work.sheet().draft.path, path, "what was typed stays");
    }
    update(&mut console, Event::Edit(Edit::Path("/rest/v1.0/me".into())));
    assert_eq!(console.work.sheet().fault, None);
}

#[test]
fn only_a_call_under_way_can_be_cancelled() {
    let mut console = signed_in();
    let number = number_of(&console, Question::Call);
    assert_eq!(update(&mut console, Event::Cancel), [Effect::Stop(number)]);
    reply(&mut console, Question::Call, Outcome::Failed(Failure::Cancelled));
    assert_eq!(update(&mut console, Event::Cancel), []);
}

#[test]
fn signing_out_forgets_the_token_at_once_and_asks_procore_to_forget_it_too() {
    let mut console = signed_in();
    let stopped =
        [number_of(&console, Question::Call), number_of(&console, Question::TokenInfo)].map(Effect::Stop);
    let effects = update(&mut console, Event::SignOut);
    assert_eq!(effects[..2], stopped);
    assert_eq!(effects[2..4], [Effect::ForgetSession, Effect::RecordEnd(nonce(0x1d))]);
    assert!(!console.work.is_open());
    let Some(Effect::Fetch(Question::Revocation, _, request)) = effects.get(4) else { panic!("{effects:?}") };
    assert_eq!((request.method(), request.url()), ("POST", "https://login-sandbox.procore.com/oauth/revoke"));
    assert_eq!(request.body(), Payload::Text("token=obviously-fake-token&client_id=our-client".into()));
    assert!(!request.headers().iter().any(|(name, _)| *name == "Authorization"));
    assert!(request.outlives_the_page());
    for (outcome, revocation) in [
        (answered(200, "{}"), Revocation::Revoked),
        (answered(200, ""), Revocation::Revoked),
        (answered(401, ""), Revocation::Refused(401)),
        (answered(403, ""), Revocation::Refused(403)),
        (Outcome::Failed(Failure::Unreachable), Revocation::Unseen),
        (Outcome::Failed(Failure::TimedOut(5_000)), Revocation::Unseen),
    ] {
        reply(&mut console, Question::Revocation, outcome);
        assert_eq!(ended(&console), Some(&Ended::SignedOut(revocation)));
    }
    update(&mut console, sign_in_event(Route::Home));
    reply(&mut console, Question::Revocation, answered(403, ""));
    assert_eq!(ended(&console), None, "by then it is no news");
}

#[test]
fn a_call_without_an_answer_is_looked_into() {
    let mut console = signed_in();
    let number = number_of(&console, Question::Call);
    let effects = reply(&mut console, Question::Call, Outcome::Failed(Failure::Unreachable));
    assert!(
        matches!(&effects[..], [Effect::Probe(n, host), Effect::Close(_)] if *n == number && host.host() == "sandbox.procore.com")
    );
    let diagnosis = |console: &Console| console.work.call().and_then(|call| call.diagnosis.clone());
    assert!(diagnosis(&console).is_some_and(|diagnosis| !diagnosis.is_done && !diagnosis.answered_before));
    let mut evidence = Evidence::default();
    evidence.add(Probe::Reach, false);
    update(&mut console, Event::Probed(number, evidence, true));
    assert_eq!(diagnosis(&console).expect("a diagnosis").causes(), [Cause::HostUnreachable]);
    update(&mut console, Event::Send(NOW));
    update(&mut console, Event::Probed(number, Evidence::default(), false));
    assert_eq!(diagnosis(&console), None, "of an earlier call");
    for failure in [Failure::Cancelled, Failure::TimedOut(1), Failure::Offline, Failure::ForbiddenByPolicy] {
        let mut console = signed_in();
        let number = number_of(&console, Question::Call);
        let effects = reply(&mut console, Question::Call, Outcome::Failed(failure));
        assert_eq!(effects, [Effect::Close(number)], "known without asking");
    }
    let mut console = at_work(ADA);
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, Outcome::Failed(Failure::Unreachable));
    assert!(diagnosis(&console).expect("a diagnosis").answered_before);
}

#[test]
fn people_are_remembered_at_a_sign_in_and_looked_up_after_a_reload() {
    let met = |effects: Vec<Effect>| match effects.into_iter().next() {
        Some(Effect::Meet(meeting)) => meeting,
        other => panic!("{other:?}"),
    };
    let mut console = signed_in();
    let meeting = met(reply(&mut console, Question::Call, answered(200, ADA)));
    assert_eq!((meeting.environment.as_str(), meeting.signed_in_at), ("sandbox", Some(NOW)));
    let row = PersonRecord { id: Some(7), ..meeting.row(None).expect("a row") };
    update(&mut console, Event::Met(Some(Box::new(row.clone()))));
    assert_eq!(console.signed_in().expect("signed in").acquaintance, Acquaintance::Known(row));
    update(&mut console, Event::Send(NOW));
    let effects = reply(&mut console, Question::Call, answered(200, ADA));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Meet(_))), "once is enough");

    let (mut reloaded, _) = start(Startup { stored: Some(record(&console)), ..startup() });
    assert_eq!(met(reply(&mut reloaded, Question::Call, answered(200, ADA))).signed_in_at, None);

    assert_eq!(update(&mut console, Event::ForgetMe), [Effect::ForgetPerson(7)]);
    assert_eq!(console.signed_in().expect("signed in").acquaintance, Acquaintance::Forgotten);
    assert_eq!(update(&mut console, Event::ForgetMe), []);
}

#[test]
fn a_session_is_kept_for_a_reload_only_if_the_person_wants_it() {
    let mut console = signed_in();
    assert_eq!(update(&mut console, Event::KeepSession(false))[1], Effect::ForgetSession);
    assert!(matches!(update(&mut console, Event::KeepSession(true))[1], Effect::StoreSession(_)));

    let (_, pending, _) = began(Route::Home);
    let memory_only = || {
        let mut startup = startup();
        startup.preferences.keep_session = false;
        startup
    };
    let answered = Startup { answer: answer(GRANTED), pending: Some(pending), ..memory_only() };
    let (memory_only_console, effects) = start(answered);
    assert!(effects.contains(&Effect::ForgetSession));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::StoreSession(_))));

    let left_over = Startup { stored: Some(record(&memory_only_console)), ..memory_only() };
    let (console, effects) = start(left_over);
    assert!(console.signed_in().is_none());
    assert_eq!(quiet(effects), [Effect::ForgetSession]);
}

#[test]
fn a_page_from_the_back_forward_cache_is_set_right() {
    let restored = |console: &mut Console, stored: Option<SessionRecord>, now| {
        update(console, Event::Restored { stored, ended: Vec::new(), is_waiting: true, now })
    };

    let (mut console, ..) = began(Route::Home);
    restored(&mut console, None, NOW);
    assert!(matches!(console.person, Person::SignedOut(SignedOut { leaving: false, unanswered: true, .. })));

    let (mut console, ..) = began(Route::Home);
    restored(&mut console, Some(record(&signed_in())), NOW);
    assert!(console.signed_in().is_some(), "a later page of this tab signed in");

    let mut console = signed_in();
    restored(&mut console, None, NOW);
    assert_eq!(ended(&console), Some(&Ended::SignedOutElsewhere), "a later page of this tab signed out");

    let mut console = signed_in();
    let stored = record(&console);
    assert_eq!(restored(&mut console, Some(stored.clone()), NOW), [Effect::WakeAt(Some(later(5100)))]);
    restored(&mut console, Some(stored), later(5400));
    assert_eq!(ended(&console), Some(&Ended::Expired));
}
