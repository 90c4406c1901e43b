//! The rules of the state machine.

use super::*;
use crate::oauth::{AuthorizationResponse, ClientIdError, Pending, Refusal, Session, SessionRecord, State};
use crate::procore::{Answer, Environments, Failure, Outcome};
use crate::time::UnixTime;

const NOW: UnixTime = UnixTime(1_700_000_000_000);
const ROOT: &str = "https://console.example/";

fn later(seconds: u64) -> UnixTime {
    NOW.plus_seconds(seconds)
}

fn startup() -> Startup {
    let mut preferences = Preferences::default();
    preferences.set_client_id("sandbox", Some("our-client".into()));
    Startup {
        environments: Environments::builtin(),
        redirect_uri: ROOT.into(),
        preferences,
        answer: None,
        pending: None,
        is_waiting: false,
        stored: None,
        now: NOW,
    }
}

/// A console that is signed out, and the pending entry and address of a sign-in that it began.
fn began(return_to: Route) -> (Console, Pending, String) {
    let (mut console, _) = start(startup());
    let state = State::from_random([0xab; 16]);
    let effects = update(&mut console, Event::SignIn { state, return_to, now: NOW });
    match effects.into_iter().last() {
        Some(Effect::Leave(pending, endpoint)) => {
            let url = pending.authorization_url(&endpoint);
            (console, *pending, url)
        }
        other => panic!("{other:?}"),
    }
}

fn answer(fragment: &str) -> Option<AuthorizationResponse> {
    AuthorizationResponse::read("", &fragment.replace("=S", &format!("={}", "ab".repeat(16))))
}

const GRANTED: &str = "access_token=obviously-fake-token&token_type=bearer&expires_in=5400&state=S";

fn signed_in_with(fragment: &str) -> (Console, Vec<Effect>) {
    let (_, pending, _) = began(Route::Home);
    start(Startup { answer: answer(fragment), pending: Some(pending), ..startup() })
}

fn signed_in() -> Console {
    signed_in_with(GRANTED).0
}

fn answered(status: u16, body: &str) -> Outcome {
    Outcome::Answered(Answer { status, body: body.into(), elapsed: 1 })
}

/// Answers the question that is out now.
fn reply(console: &mut Console, question: Question, outcome: Outcome) -> Vec<Effect> {
    let signed_in = console.signed_in().expect("signed in");
    let number = if question == Question::Me { signed_in.me.number } else { signed_in.info };
    update(console, Event::Answered { question, number, outcome, now: later(1) })
}

fn ended(console: &Console) -> Option<&Ended> {
    match &console.person {
        Person::SignedOut(signed_out) => signed_out.ended.as_ref(),
        Person::SignedIn(_) => panic!("signed in"),
    }
}

fn record(console: &Console) -> SessionRecord {
    console.signed_in().expect("signed in").session.to_record()
}

fn token_info(uid: &str) -> String {
    format!(r#"{{"application":{{"uid":"{uid}"}},"expires_in_seconds":60}}"#)
}

#[test]
fn signing_in_leaves_for_the_chosen_environment() {
    let (console, pending, url) = began(Route::Grants);
    assert!(url.starts_with(
        "https://login-sandbox.procore.com/oauth/authorize?response_type=token&client_id=our-client"
    ));
    assert!(url.contains("redirect_uri=https%3A%2F%2Fconsole.example%2F&state=abababab"));
    assert_eq!(pending.return_to, "grants");
    assert_eq!(pending.started_at, NOW);
    assert!(matches!(console.person, Person::SignedOut(SignedOut { leaving: true, .. })));
}

#[test]
fn a_bad_client_id_stays_on_the_page_until_it_is_mended() {
    let (mut console, _) = start(startup());
    for (text, problem) in [("", ClientIdError::Empty), ("id and secret", ClientIdError::Spaces)] {
        update(&mut console, Event::TypeClientId(text.into()));
        let state = State::from_random([1; 16]);
        assert_eq!(update(&mut console, Event::SignIn { state, return_to: Route::Home, now: NOW }), []);
        assert!(matches!(&console.person, Person::SignedOut(s) if s.problem == Some(problem) && !s.leaving));
    }
    update(&mut console, Event::TypeClientId("id".into()));
    assert!(matches!(&console.person, Person::SignedOut(s) if s.problem.is_none()));
}

#[test]
fn each_environment_has_its_own_client_id() {
    let (mut console, _) = start(startup());
    update(&mut console, Event::ChooseEnvironment("production".into()));
    update(&mut console, Event::TypeClientId("production-client".into()));
    let environment = console.preferences.environment(&console.environments).clone();
    assert_eq!(
        (environment.id.as_str(), console.preferences.client_id(&environment)),
        ("production", "production-client")
    );
    update(&mut console, Event::ChooseEnvironment("sandbox".into()));
    let environment = console.preferences.environment(&console.environments);
    assert_eq!(console.preferences.client_id(environment), "our-client");
}

#[test]
fn a_granted_token_is_drawn_at_once_and_both_questions_go_out() {
    let (console, effects) = signed_in_with(GRANTED);
    let signed_in = console.signed_in().expect("signed in");
    assert_eq!(signed_in.whose, Whose::Checking);
    assert_eq!(signed_in.session.expires_at, Some(later(5400)));
    let urls: Vec<&str> = effects
        .iter()
        .filter_map(|e| if let Effect::Fetch(_, _, r) = e { Some(r.url()) } else { None })
        .collect();
    assert_eq!(
        urls,
        ["https://login-sandbox.procore.com/oauth/token/info", "https://sandbox.procore.com/rest/v1.0/me"]
    );
    assert!(effects.contains(&Effect::Show(Route::Home)));
    assert!(effects.contains(&Effect::WakeAt(later(5400))));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StoreSession(_))));
}

#[test]
fn the_answer_leads_back_to_the_page_that_asked() {
    let (_, mut pending, _) = began(Route::Grants);
    let (_, effects) =
        start(Startup { answer: answer(GRANTED), pending: Some(pending.clone()), ..startup() });
    assert!(effects.contains(&Effect::Show(Route::Grants)));
    pending.return_to = "https://evil.example/".into();
    let (_, effects) = start(Startup { answer: answer(GRANTED), pending: Some(pending), ..startup() });
    assert!(effects.contains(&Effect::Show(Route::Home)));
}

#[test]
fn an_answer_without_its_entry_signs_nobody_in() {
    let (console, effects) = start(Startup { answer: answer(GRANTED), ..startup() });
    assert_eq!(ended(&console), Some(&Ended::Answer(Refusal::StateUnknown)));
    assert_eq!(effects, [Effect::Show(Route::Home), Effect::ForgetSession]);
}

#[test]
fn a_note_stays_on_the_page_where_it_came() {
    for event in [Event::WentElsewhere, Event::DismissNote] {
        let mut console = signed_in();
        console.note = Some(Note::NotStored);
        update(&mut console, event);
        assert_eq!(console.note, None);
    }
}

#[test]
fn what_is_announced() {
    let (console, _) = start(startup());
    assert_eq!(console.announcement(), "");
    let (mut console, _) = start(Startup { is_waiting: true, ..startup() });
    assert_eq!(console.announcement(), "Back without an answer?");
    assert!(console.can_sign_in());
    update(&mut console, Event::TypeClientId(String::new()));
    assert!(!console.can_sign_in());

    let mut console = signed_in();
    assert_eq!(console.announcement(), "Waiting for Procore");
    console.note = Some(Note::AnswerDropped(Ended::Expired));
    reply(&mut console, Question::Me, answered(503, ""));
    assert_eq!(
        console.announcement(),
        "An answer to a sign-in was dropped; your session goes on. 503 Service Unavailable"
    );
    update(&mut console, Event::SignOut);
    assert_eq!(console.announcement(), "You are signed out");
}

#[test]
fn the_environment_that_counts_is_the_sessions() {
    let mut console = signed_in();
    update(&mut console, Event::ChooseEnvironment("production".into()));
    assert_eq!((console.environment().id.as_str(), console.chosen().id.as_str()), ("sandbox", "production"));
    update(&mut console, Event::SignOut);
    assert_eq!(console.environment().id, "production");
}

#[test]
fn a_note_about_a_session_goes_with_the_session() {
    let stored = record(&signed_in());
    let (mut console, _) = start(Startup { answer: answer(GRANTED), stored: Some(stored), ..startup() });
    assert!(console.note.is_some());
    update(&mut console, Event::SignOut);
    assert_eq!(console.note, None);
}

#[test]
fn a_bad_answer_never_replaces_a_live_session() {
    let stored = record(&signed_in());
    for fragment in [GRANTED, "error=access_denied&state=S", "access_token=forged&token_type=bearer"] {
        let (console, effects) =
            start(Startup { answer: answer(fragment), stored: Some(stored.clone()), ..startup() });
        assert_eq!(record(&console), stored, "{fragment}");
        assert!(matches!(console.note, Some(Note::AnswerDropped(_))));
        assert!(!effects.contains(&Effect::ForgetSession));
    }
}

#[test]
fn a_good_answer_replaces_an_older_session() {
    let stored = record(&signed_in());
    let (_, pending, _) = began(Route::Home);
    let fragment = GRANTED.replace("obviously-fake-token", "another-fake-token");
    let (console, _) = start(Startup {
        answer: answer(&fragment),
        pending: Some(pending),
        stored: Some(stored),
        ..startup()
    });
    assert_eq!(console.signed_in().expect("signed in").session.token.expose(), "another-fake-token");
}

#[test]
fn an_answer_for_an_environment_that_is_gone_signs_nobody_in() {
    let (_, mut pending, _) = began(Route::Home);
    pending.api = pending.login.clone();
    let (console, _) = start(Startup { answer: answer(GRANTED), pending: Some(pending), ..startup() });
    assert_eq!(ended(&console), Some(&Ended::EnvironmentGone));
    let stored = record(&signed_in());
    let (_, mut pending, _) = began(Route::Home);
    pending.api = pending.login.clone();
    let (console, _) =
        start(Startup { answer: answer(GRANTED), pending: Some(pending), stored: Some(stored), ..startup() });
    assert!(console.signed_in().is_some(), "it does not replace a live session either");
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
        assert_eq!(effects, [Effect::ForgetSession]);
    }
}

#[test]
fn whose_token_it_is() {
    for (outcome, whose) in [
        (answered(200, &token_info("our-client")), Whose::Ours),
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
    assert_eq!(effects[0], Effect::WakeAt(later(61)));
    assert_eq!(console.signed_in().expect("signed in").session.expires_at, Some(later(61)));
}

#[test]
fn a_401_ends_the_session_only_if_it_answers_the_current_call() {
    let mut console = signed_in();
    let late = Event::Answered { question: Question::Me, number: 99, outcome: answered(401, ""), now: NOW };
    assert_eq!(update(&mut console, late), []);
    assert!(console.signed_in().is_some());
    let effects = reply(&mut console, Question::Me, answered(401, ""));
    assert_eq!(ended(&console), Some(&Ended::Refused));
    assert!(effects.contains(&Effect::ForgetSession));
}

#[test]
fn an_answer_to_an_earlier_call_is_not_shown() {
    let mut console = signed_in();
    let first = console.signed_in().expect("signed in").me.number;
    assert_eq!(update(&mut console, Event::Send), [], "one call at a time");
    reply(&mut console, Question::Me, Outcome::Failed(Failure::Cancelled));
    assert!(matches!(update(&mut console, Event::Send)[..], [Effect::Fetch(Question::Me, ..)]));
    let outcome = answered(200, r#"{"login":"late@example.com"}"#);
    update(&mut console, Event::Answered { question: Question::Me, number: first, outcome, now: NOW });
    assert_eq!(console.signed_in().expect("signed in").me.outcome, None);
}

#[test]
fn me_says_who_it_is_and_an_error_does_not_forget_it() {
    let mut console = signed_in();
    reply(&mut console, Question::Me, answered(200, r#"{"id":1,"login":"ada@example.com"}"#));
    update(&mut console, Event::Send);
    reply(&mut console, Question::Me, answered(503, "busy"));
    let signed_in = console.signed_in().expect("signed in");
    assert_eq!(signed_in.user.as_ref().map(crate::procore::User::label), Some("ada@example.com"));
    assert_eq!(signed_in.me.outcome, Some(answered(503, "busy")));
}

#[test]
fn only_a_call_under_way_can_be_cancelled() {
    let mut console = signed_in();
    let number = console.signed_in().expect("signed in").me.number;
    assert_eq!(update(&mut console, Event::Cancel), [Effect::Stop(number)]);
    reply(&mut console, Question::Me, Outcome::Failed(Failure::Cancelled));
    assert_eq!(update(&mut console, Event::Cancel), []);
}

#[test]
fn signing_out_forgets_the_token_and_stops_what_is_under_way() {
    let mut console = signed_in();
    let signed_in = console.signed_in().expect("signed in");
    let expected = [Effect::Stop(signed_in.me.number), Effect::Stop(signed_in.info), Effect::ForgetSession];
    assert_eq!(update(&mut console, Event::SignOut), expected);
    assert_eq!(ended(&console), Some(&Ended::SignedOut));
}

#[test]
fn the_timer_ends_a_session_only_when_its_time_is_over() {
    let mut console = signed_in();
    assert_eq!(update(&mut console, Event::Woke(later(5399))), [Effect::WakeAt(later(5400))]);
    update(&mut console, Event::Woke(later(5400)));
    assert_eq!(ended(&console), Some(&Ended::Expired));
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
    assert_eq!(effects, [Effect::ForgetSession]);
}

#[test]
fn settings_are_stored_one_by_one_and_a_client_id_only_once_it_is_used() {
    let (mut console, _) = start(startup());
    let effects = update(&mut console, Event::ChooseEnvironment("production".into()));
    assert_eq!(effects, [Effect::SavePreference(Change::Environment("production".into()))]);
    assert_eq!(update(&mut console, Event::TypeClientId(" pasted by mistake ".into())), []);
    assert_eq!(update(&mut console, Event::TypeClientId(" our-id ".into())), []);
    let effects = update(
        &mut console,
        Event::SignIn { state: State::from_random([1; 16]), return_to: Route::Home, now: NOW },
    );
    let used = Change::ClientId("production".into(), Some("our-id".into()));
    assert_eq!(effects[0], Effect::SavePreference(used));
}

#[test]
fn an_answer_that_comes_while_the_page_is_open_is_judged_alike() {
    let came = |console: &mut Console, fragment, pending: Option<Pending>| {
        let answer = answer(fragment).expect("an answer");
        update(console, Event::AnswerCame { answer, pending: pending.map(Box::new), now: NOW })
    };
    let mut console = signed_in();
    let before = record(&console);
    assert_eq!(came(&mut console, GRANTED, None), []);
    assert_eq!(record(&console), before);
    assert_eq!(console.note, Some(Note::AnswerDropped(Ended::Answer(Refusal::StateUnknown))));

    let (mut console, pending, _) = began(Route::Home);
    came(&mut console, "access_token=forged&token_type=bearer", None);
    assert_eq!(ended(&console), Some(&Ended::Answer(Refusal::StateMissing)));
    let effects = came(&mut console, GRANTED, Some(pending));
    assert_eq!(effects[0], Effect::ForgetPending);
    assert!(console.signed_in().is_some());
}

#[test]
fn a_page_from_the_back_forward_cache_is_set_right() {
    let restored = |console: &mut Console, stored: Option<SessionRecord>, now| {
        update(console, Event::Restored { stored, is_waiting: true, now })
    };

    let (mut console, ..) = began(Route::Home);
    restored(&mut console, None, NOW);
    assert!(matches!(console.person, Person::SignedOut(SignedOut { leaving: false, unanswered: true, .. })));

    let (mut console, ..) = began(Route::Home);
    restored(&mut console, Some(record(&signed_in())), NOW);
    assert!(console.signed_in().is_some(), "a later page of this tab signed in");

    let mut console = signed_in();
    restored(&mut console, None, NOW);
    assert_eq!(ended(&console), Some(&Ended::SignedOut), "a later page of this tab signed out");

    let mut console = signed_in();
    let stored = record(&console);
    assert_eq!(restored(&mut console, Some(stored.clone()), NOW), [Effect::WakeAt(later(5400))]);
    restored(&mut console, Some(stored), later(5400));
    assert_eq!(ended(&console), Some(&Ended::Expired));
}

#[test]
fn coming_back_by_hand_without_an_answer_is_noticed() {
    let unanswered =
        |startup| matches!(start(startup).0.person, Person::SignedOut(SignedOut { unanswered: true, .. }));
    assert!(!unanswered(startup()));
    assert!(unanswered(Startup { is_waiting: true, ..startup() }));
    let refused = Startup { is_waiting: true, answer: answer("error=access_denied&state=S"), ..startup() };
    assert!(!unanswered(refused), "an answer came, though a bad one");
}

#[test]
fn a_pending_entry_that_was_not_stored_keeps_the_person_here() {
    let (mut console, ..) = began(Route::Home);
    update(&mut console, Event::NotStored);
    assert_eq!(console.note, Some(Note::NotStored));
    assert!(matches!(console.person, Person::SignedOut(SignedOut { leaving: false, .. })));
}

#[test]
fn debug_of_the_whole_state_does_not_tell_the_token() {
    let (console, effects) = signed_in_with(GRANTED);
    let startup = Startup { stored: Some(record(&console)), answer: answer(GRANTED), ..startup() };
    let event = Event::Restored { stored: Some(record(&console)), is_waiting: false, now: NOW };
    let printed = format!("{console:?} {effects:?} {startup:?} {event:?}");
    assert!(!printed.contains("obviously-fake-token") && !printed.contains(&"ab".repeat(16)), "{printed}");
    let session: &Session = &console.signed_in().expect("signed in").session;
    assert_eq!(session.token.expose(), "obviously-fake-token");
}
