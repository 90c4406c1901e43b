//! Codes for the workbench.

use super::*;
use crate::oauth::{CODE_SECONDS, Refusal, ResponseType};

fn ask(console: &mut Console, redirect_uri: &str) -> Vec<Effect> {
    update(console, Event::AskCode { state: state(0xab), redirect_uri: redirect_uri.into(), now: NOW })
}

fn asked(console: &mut Console) -> Box<Pending> {
    match ask(console, ROOT).into_iter().last() {
        Some(Effect::Leave(pending, _)) => pending,
        other => panic!("{other:?}"),
    }
}

fn code(query: &str) -> AuthorizationResponse {
    let query = query.replace("=S", &format!("={}", "ab".repeat(16)));
    AuthorizationResponse::read(&query, "").expect("an answer")
}

#[test]
fn a_code_comes_to_this_app_or_to_another_address() {
    let (mut console, _) = start(startup());
    let pending = asked(&mut console);
    assert_eq!((pending.response_type, pending.return_to.as_str()), (ResponseType::Code, "grants"));
    let effects = ask(&mut console, "http://localhost:4567/callback");
    let Some(Effect::OpenTab(pending, endpoint)) = effects.last() else { panic!("{effects:?}") };
    let url = pending.authorization_url(endpoint);
    assert!(url.contains("response_type=code") && url.contains("4567%2Fcallback&state="), "{url}");
    update(&mut console, Event::TypeClientId(String::new()));
    assert_eq!(ask(&mut console, ROOT), [], "not without a client id");
}

#[test]
fn a_code_goes_to_the_workbench_and_is_never_a_session() {
    let (mut console, _) = start(startup());
    let pending = asked(&mut console);
    let (console, effects) =
        start(Startup { answer: Some(code("code=fake-code&state=S")), pending: Some(*pending), ..startup() });
    assert!(console.signed_in().is_none());
    assert!(effects.contains(&Effect::Show(Route::Grants)));
    assert_eq!(urls(&effects), Vec::<&str>::new());
    let in_hand = console.code.expect("a code");
    assert_eq!((in_hand.code.expose(), in_hand.redirect_uri.as_str()), ("fake-code", ROOT));
    assert_eq!(in_hand.ends_at, NOW.plus_seconds(CODE_SECONDS));
}

#[test]
fn a_session_goes_on_beside_a_code() {
    let mut console = at_work(ADA);
    let before = record(&console);
    let pending = asked(&mut console);
    let came = |query, pending| Event::AnswerCame { answer: code(query), pending, id: nonce(2), now: NOW };
    assert_eq!(update(&mut console, came("error=access_denied&state=S", Some(pending.clone()))), []);
    assert!(matches!(console.code_problem, Some(Ended::Answer(Refusal::Error { .. }))));
    assert_eq!(console.note, None, "told where it was asked");
    update(&mut console, came("code=fake-code&state=S", Some(pending)));
    assert!(console.code.is_some() && console.code_problem.is_none());
    assert_eq!(record(&console), before);
    update(&mut console, Event::DropCode);
    assert_eq!(console.code, None);
    update(&mut console, came("code=forged&state=S", None));
    assert_eq!(console.code, None);
    assert_eq!(console.note, Some(Note::AnswerDropped(Ended::Answer(Refusal::StateUnknown))));
}
