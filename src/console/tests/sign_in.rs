//! The ways in.

use super::*;
use crate::oauth::{ClientIdError, Refusal, Session};

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
        assert_eq!(
            update(&mut console, Event::SignIn { state: state(1), return_to: Route::Home, now: NOW }),
            []
        );
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
    assert_eq!(quiet(effects), [Effect::ForgetSession, Effect::Show(Route::Home), Effect::ForgetSession]);
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
fn an_answer_that_comes_while_the_page_is_open_is_judged_alike() {
    let came = |console: &mut Console, fragment, pending: Option<Pending>| {
        let answer = answer(fragment).expect("an answer");
        update(console, Event::AnswerCame { answer, pending: pending.map(Box::new), id: nonce(2), now: NOW })
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
fn settings_are_stored_one_by_one_and_a_client_id_only_once_it_is_used() {
    let (mut console, _) = start(startup());
    let effects = update(&mut console, Event::ChooseEnvironment("production".into()));
    assert_eq!(quiet(effects), [Effect::SavePreference(Change::Environment("production".into()))]);
    assert_eq!(quiet(update(&mut console, Event::TypeClientId("pasted-by-mistake".into()))), []);
    assert_eq!(quiet(update(&mut console, Event::TypeClientId(" our-id ".into()))), []);
    let effects = update(&mut console, Event::SignIn { state: state(1), return_to: Route::Home, now: NOW });
    let used = Change::ClientId("production".into(), Some("our-id".into()));
    assert_eq!(effects[0], Effect::SavePreference(used));
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
    reply(&mut console, Question::Call, answered(503, ""));
    assert_eq!(
        console.announcement(),
        "An answer to a sign-in was dropped; your session goes on. 503 Service Unavailable"
    );
    update(&mut console, Event::SignOut);
    assert_eq!(console.announcement(), "You are signed out");
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
fn the_environment_that_counts_is_the_sessions() {
    let mut console = signed_in();
    update(&mut console, Event::ChooseEnvironment("production".into()));
    assert_eq!((console.environment().id.as_str(), console.chosen().id.as_str()), ("sandbox", "production"));
    update(&mut console, Event::SignOut);
    assert_eq!(console.environment().id, "production");
}

#[test]
fn debug_of_the_whole_state_does_not_tell_the_token() {
    let (console, effects) = signed_in_with(GRANTED);
    let startup = Startup { stored: Some(record(&console)), answer: answer(GRANTED), ..startup() };
    let event =
        Event::Restored { stored: Some(record(&console)), ended: Vec::new(), is_waiting: false, now: NOW };
    let printed = format!("{console:?} {effects:?} {startup:?} {event:?}");
    assert!(!printed.contains("obviously-fake-token") && !printed.contains(&"ab".repeat(16)), "{printed}");
    let session: &Session = &console.signed_in().expect("signed in").session;
    assert_eq!(session.token.expose(), "obviously-fake-token");
}
#[test]
fn a_note_about_a_session_goes_with_the_session() {
    let stored = record(&signed_in());
    let (mut console, _) = start(Startup { answer: answer(GRANTED), stored: Some(stored), ..startup() });
    assert!(console.note.is_some());
    update(&mut console, Event::SignOut);
    assert_eq!(console.note, None);
}
