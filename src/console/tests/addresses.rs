//! An address that is pasted on the workbench.

use super::*;
use crate::oauth::{CODE_SECONDS, Refusal, ResponseType};

const ELSEWHERE: &str = "http://localhost:4567/callback";

/// Asks for a code that comes to what stands in the field.
fn ask(console: &mut Console, typed: &str) -> Vec<Effect> {
    update(console, Event::AskCode { state: state(0xab), redirect_uri: typed.into(), now: NOW })
}

fn pending(console: &mut Console) -> Pending {
    match ask(console, ELSEWHERE).pop() {
        Some(Effect::OpenTab(pending, _)) => *pending,
        other => panic!("{other:?}"),
    }
}

/// Pastes an address, in which `S` stands for the state, at `now`.
fn paste(console: &mut Console, address: &str, pending: Option<&Pending>, now: UnixTime) {
    let address = address.replace("=S", &format!("={}", state(0xab).as_str()));
    let answer = AuthorizationResponse::in_address(&address).expect("an answer");
    let effects =
        update(console, Event::AddressPasted { answer, pending: pending.cloned().map(Box::new), now });
    assert_eq!(effects, [], "a pasted address does nothing outside of the workbench");
}

#[test]
fn the_redirect_uri_is_what_stands_in_the_field_or_our_own() {
    let mut console = console();
    for (typed, comes_to) in
        [("", ROOT), (" \n", ROOT), (ROOT, ROOT), (" http://localhost ", "http://localhost")]
    {
        assert_eq!(console.code_comes_to(typed), comes_to, "{typed:?}");
        assert_eq!(console.code_comes_here(typed), comes_to == ROOT, "{typed:?}");
        let effects = ask(&mut console, typed);
        let (Some(Effect::Leave(pending, _)) | Some(Effect::OpenTab(pending, _))) = effects.last() else {
            panic!("{effects:?}")
        };
        assert_eq!(pending.redirect_uri, comes_to);
        assert_eq!(matches!(effects.last(), Some(Effect::Leave(..))), comes_to == ROOT);
    }
}

#[test]
fn without_a_client_id_the_field_says_so() {
    let mut console = console();
    update(&mut console, Event::TypeClientId(String::new()));
    assert_eq!(ask(&mut console, ""), []);
    assert!(console.signed_out().is_some_and(|out| out.problem.is_some()));
}

#[test]
fn a_code_is_taken_from_query_or_fragment_and_lives_ten_minutes() {
    for separator in ["?", "#", "?x=1#"] {
        let mut console = console();
        let pending = pending(&mut console);
        paste(&mut console, &format!("{ELSEWHERE}{separator}code=fake-code&state=S"), Some(&pending), NOW);
        let code = console.code.clone().expect("a code");
        assert_eq!((code.code.expose(), code.redirect_uri.as_str()), ("fake-code", ELSEWHERE));
        let end = NOW.plus_seconds(CODE_SECONDS);
        assert!(!code.is_over(UnixTime(end.0 - 1)) && code.is_over(end));
        assert!(console.signed_in().is_none());
    }
}

#[test]
fn whatever_else_is_refused_and_drops_nothing() {
    let late = NOW.plus_seconds(601);
    let error = |refusal: &Refusal| matches!(refusal, Refusal::Error { .. });
    type Check = fn(&Refusal) -> bool;
    let cases: [(&str, bool, UnixTime, Check); 8] = [
        ("?code=x&state=S", false, NOW, |refusal| *refusal == Refusal::StateUnknown),
        ("?code=x", true, NOW, |refusal| *refusal == Refusal::StateMissing),
        ("?code=x&state=S", true, late, |refusal| *refusal == Refusal::StateStale),
        ("?code=x&code=y&state=S", true, NOW, |refusal| *refusal == Refusal::Repeated),
        ("?code=x#state=S", true, NOW, |refusal| *refusal == Refusal::Misplaced),
        ("?error=access_denied&state=S", true, NOW, error),
        ("#access_token=x&token_type=bearer&state=S", true, NOW, |refusal| {
            *refusal == Refusal::TokenUninvited
        }),
        ("?state=S", true, NOW, |refusal| *refusal == Refusal::CodeMissing),
    ];
    for (answer, is_ours, now, check) in cases {
        let mut console = console();
        let pending = pending(&mut console);
        paste(&mut console, &format!("{ELSEWHERE}?code=first&state=S"), Some(&pending), NOW);
        let pending = is_ours.then_some(&pending);
        paste(&mut console, &format!("{ELSEWHERE}{answer}"), pending, now);
        let Some(Ended::Answer(refusal)) = &console.code_problem else { panic!("{answer}") };
        assert!(check(refusal), "{answer}: {refusal:?}");
        assert_eq!(console.code.as_ref().map(|code| code.code.expose()), Some("first"), "{answer}");
        assert_eq!(console.signed_out(), Some(&SignedOut::default()), "{answer}");
    }
}

/// An answer to a sign-in is no code, and what it grants is dropped.
#[test]
fn an_answer_to_a_sign_in_does_not_count() {
    let mut console = console();
    let of_a_sign_in = Pending { response_type: ResponseType::Token, ..pending(&mut console) };
    for (answer, refusal) in [
        ("?code=x&state=S", Refusal::CodeUninvited),
        ("#access_token=x&token_type=bearer&state=S", Refusal::TokenUninvited),
    ] {
        paste(&mut console, &format!("{ELSEWHERE}{answer}"), Some(&of_a_sign_in), NOW);
        assert_eq!(console.code_problem, Some(Ended::Answer(refusal)), "{answer}");
        assert!(console.signed_in().is_none() && console.code.is_none());
    }
}

#[test]
fn a_refusal_is_about_the_page_where_it_was_told() {
    let mut console = console();
    paste(&mut console, "http://localhost/?code=x&state=S", None, NOW);
    assert!(console.code_problem.is_some());
    update(&mut console, Event::WentElsewhere);
    assert_eq!(console.code_problem, None);
}
