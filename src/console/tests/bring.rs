//! Tokens that people bring.

use super::*;
use crate::oauth::{Dropped, PastedError, Source};
use crate::procore::{CompanyId, Failure};

fn paste(console: &mut Console, text: &str) -> Vec<Effect> {
    update(console, Event::Paste { text: text.into(), id: nonce(0xbb), now: NOW })
}

fn brought(console: &Console) -> &Brought {
    console.brought.as_ref().expect("a token was brought")
}

/// Signed in with a pasted token that nobody could tell the application of.
fn pasted() -> Console {
    let (mut console, _) = start(startup());
    paste(&mut console, "brought-fake-token");
    reply(&mut console, Question::Application, Outcome::Failed(Failure::Unreachable));
    update(&mut console, Event::UseToken(NOW));
    console
}

#[test]
fn it_is_asked_about_before_it_is_used() {
    let (mut console, _) = start(startup());
    let text =
        r#"{"access_token":"brought-fake-token","token_type":"bearer","expires_in":60,"refresh_token":"r"}"#;
    let effects = paste(&mut console, text);
    assert_eq!(urls(&effects), ["https://login-sandbox.procore.com/oauth/token/info"]);
    assert!(console.signed_in().is_none());
    assert_eq!(brought(&console).application, Application::Asking);
    assert_eq!(brought(&console).dropped, [Dropped::RefreshToken]);
    for (outcome, application) in [
        (answered(200, &token_info("our-client")), Application::Ours),
        (answered(200, &token_info("another-app")), Application::Other("another-app".into())),
        (
            Outcome::Failed(Failure::Unreachable),
            Application::Unknown(Unverified::NoAnswer(Failure::Unreachable)),
        ),
    ] {
        reply(&mut console, Question::Application, outcome);
        assert_eq!(brought(&console).application, application);
    }
    let effects = update(&mut console, Event::UseToken(NOW));
    let signed_in = console.signed_in().expect("signed in");
    assert_eq!(
        (signed_in.session.source, signed_in.session.token.expose()),
        (Source::Pasted, "brought-fake-token")
    );
    assert_eq!(urls(&effects).len(), 2);
    assert_eq!(console.brought, None);
}

/// Which answers say so is proved beside `refuses_token` (RFC 6750 section 3.1). What is left of its time is as Doorkeeper's
/// token/info tells it, where 0 is what a token has whose time is over.
#[test]
fn a_token_that_procore_does_not_accept_is_not_offered() {
    let over = |left: &str| token_info("our-client").replace(":60", &format!(":{left}"));
    let unknown = |status| Application::Unknown(Unverified::Unreadable(status));
    let failed = |failure: Failure| Application::Unknown(Unverified::NoAnswer(failure));
    for (outcome, application, may_be_used) in [
        (answered(401, ""), Application::Refused(401), false),
        (
            answered(401, r#"{"error":"invalid_token","application":{"uid":"our-client"}}"#),
            Application::Refused(401),
            false,
        ),
        (answered(400, r#"{"error":"invalid_token"}"#), Application::Refused(400), false),
        (answered(403, r#"{"error":"invalid_token"}"#), Application::Refused(403), false),
        (answered(200, &over("0")), Application::Expired, false),
        (answered(200, &over("-5")), Application::Expired, false),
        (answered(200, &over("\"0\"")), Application::Expired, false),
        (answered(200, &over("1")), Application::Ours, true),
        (answered(200, &over("null")), Application::Ours, true),
        (answered(200, &over("1.5")), Application::Ours, true),
        // These say nothing of the token.
        (answered(400, "{}"), unknown(400), true),
        (answered(400, r#"{"error":"invalid_request"}"#), unknown(400), true),
        (answered(403, r#"{"error":"insufficient_scope"}"#), unknown(403), true),
        (answered(503, r#"{"error":"invalid_token"}"#), unknown(503), true),
        (answered(403, "{}"), unknown(403), true),
        (answered(404, "<html>"), unknown(404), true),
        (answered(429, "{}"), unknown(429), true),
        (answered(503, ""), unknown(503), true),
        (answered(200, "<html>"), unknown(200), true),
        (answered(200, "{}"), unknown(200), true),
        (Outcome::Failed(Failure::Offline), failed(Failure::Offline), true),
        (Outcome::Failed(Failure::Redirected), failed(Failure::Redirected), true),
        (Outcome::Failed(Failure::BrokenOff(401)), failed(Failure::BrokenOff(401)), true),
        (answered(200, &token_info("another-app")), Application::Other("another-app".into()), true),
    ] {
        let (mut console, _) = start(startup());
        paste(&mut console, "brought-fake-token");
        reply(&mut console, Question::Application, outcome.clone());
        assert_eq!(brought(&console).application, application, "{outcome:?}");
        update(&mut console, Event::UseToken(NOW));
        assert_eq!(console.signed_in().is_some(), may_be_used, "{outcome:?}");
        assert_eq!(console.brought.is_some(), !may_be_used, "it stays until it is dropped: {outcome:?}");
        update(&mut console, Event::DropToken);
        assert_eq!(console.brought, None);
    }
}

#[test]
fn a_token_of_another_application_may_be_used_knowingly() {
    let (mut console, _) = start(startup());
    paste(&mut console, "brought-fake-token");
    reply(&mut console, Question::Application, answered(200, &token_info("another-app")));
    assert_eq!(brought(&console).session.expires_at, Some(later(61)), "the server's own word");
    update(&mut console, Event::UseToken(NOW));
    reply(&mut console, Question::TokenInfo, answered(200, &token_info("another-app")));
    let signed_in = console.signed_in().expect("signed in");
    assert_eq!(signed_in.whose, Whose::Verified);
    assert_eq!(signed_in.session.client_id.as_ref().map(crate::oauth::ClientId::as_str), Some("another-app"));
    // From then on it must stay that application's.
    let stored = record(&console);
    let (mut console, _) = start(Startup { stored: Some(stored), ..startup() });
    reply(&mut console, Question::TokenInfo, answered(200, &token_info("a-third")));
    assert_eq!(ended(&console), Some(&Ended::OtherApplication));
}

#[test]
fn it_can_be_dropped_and_a_change_of_the_environment_drops_it() {
    for event in [Event::DropToken, Event::ChooseEnvironment("production".into())] {
        let (mut console, _) = start(startup());
        paste(&mut console, "brought-fake-token");
        let number = number_of(&console, Question::Application);
        let effects = update(&mut console, event);
        assert!(effects.contains(&Effect::Stop(number)));
        assert_eq!(console.brought, None);
        assert_eq!(update(&mut console, Event::UseToken(NOW)), []);
    }
}

#[test]
fn what_cannot_be_used_is_told_and_forgotten_with_the_next_try() {
    let (mut console, _) = start(startup());
    paste(&mut console, "two words");
    assert!(matches!(console.bring_problem, Some(PastedError::Token(_))));
    assert_eq!(console.brought, None);
    paste(&mut console, "brought-fake-token");
    assert_eq!(console.bring_problem, None);
}

fn company(id: &str) -> Option<CompanyId> {
    CompanyId::parse(id).ok()
}

#[test]
fn a_service_account_is_asked_for_its_company_and_its_4xx_ends_nothing() {
    for status in [400, 401, 403, 404] {
        let mut console = pasted();
        reply(&mut console, Question::Call, answered(status, "{}"));
        assert!(console.signed_in().expect("it goes on").wants_company, "{status}");
        let effects = update(&mut console, Event::NameCompany(company("7"), NOW));
        let opened = effects.iter().find_map(|effect| match effect {
            Effect::Open(_, call, _) => call.asked.company.as_ref().map(CompanyId::as_str),
            _ => None,
        });
        assert_eq!(opened, Some("7"));
        // The wrong one is not remembered, and asked for again.
        reply(&mut console, Question::Call, answered(status, "{}"));
        assert!(console.signed_in().expect("it goes on").wants_company, "{status}");
        assert_eq!(console.preferences.company("sandbox"), None);
        update(&mut console, Event::NameCompany(company("8"), NOW));
        let effects = reply(&mut console, Question::Call, answered(200, ADA));
        assert!(effects.contains(&Effect::SavePreference(Change::Company("sandbox".into(), company("8")))));
        assert!(!console.signed_in().expect("signed in").wants_company);
        // It is remembered for a reload.
        let preferences = console.preferences.clone();
        let (console, _) = start(Startup { stored: Some(record(&console)), preferences, ..startup() });
        assert_eq!(console.work.call().and_then(|call| call.sent.asked.company.clone()), company("8"));
    }
    let mut console = pasted();
    update(&mut console, Event::NameCompany(company("7"), NOW));
    assert!(console.signed_in().is_some(), "nothing is called twice at once");
    for status in [429, 500] {
        let mut console = pasted();
        reply(&mut console, Question::Call, answered(status, "{}"));
        assert!(!console.signed_in().expect("signed in").wants_company, "{status} has other reasons");
    }
}

#[test]
fn a_person_whose_token_is_pasted_after_a_service_accounts_can_say_that_there_is_no_company() {
    let mut console = pasted();
    console.preferences.apply(Change::Company("sandbox".into(), company("7")));
    let (mut console, _) = start(Startup {
        stored: Some(record(&console)),
        preferences: console.preferences.clone(),
        ..startup()
    });
    reply(&mut console, Question::Call, answered(403, "{}"));
    update(&mut console, Event::NameCompany(None, NOW));
    let effects = reply(&mut console, Question::Call, answered(200, ADA));
    assert!(effects.contains(&Effect::SavePreference(Change::Company("sandbox".into(), None))));
}

#[test]
fn once_it_is_known_whose_it_is_a_401_ends_it_like_any_other() {
    let mut console = pasted();
    reply(&mut console, Question::Call, answered(200, ADA));
    update(&mut console, Event::Send(NOW));
    reply(&mut console, Question::Call, answered(401, "{}"));
    assert_eq!(ended(&console), Some(&Ended::Refused));
}

/// Brought while something is open, it is asked about with the company of its environment, and its 401 drops nothing.
#[test]
fn a_service_account_that_arrives_while_something_is_open_is_asked_for_its_company_too() {
    let mut console = at_work(ADA);
    console.preferences.apply(Change::Company("sandbox".into(), company("7")));
    paste(&mut console, "brought-fake-token");
    let effects = update(&mut console, Event::UseToken(NOW));
    let Some(Effect::Fetch(Question::Arrival, _, request)) = effects.last() else { panic!("{effects:?}") };
    assert!(request.headers().contains(&("Procore-Company-Id".to_owned(), "7".to_owned())));
    reply(&mut console, Question::Arrival, answered(401, "{}"));
    assert_eq!(console.signed_in().expect("entered").session.token.expose(), "brought-fake-token");
    reply(&mut console, Question::Call, answered(401, "{}"));
    assert!(console.signed_in().expect("it goes on").wants_company);
}

#[test]
fn a_brought_token_does_not_show_one_persons_work_to_another() {
    let mut console = at_work(ADA);
    paste(&mut console, "brought-fake-token");
    update(&mut console, Event::UseToken(NOW));
    assert!(console.work.is_open(), "not before it is known whose it is");
    reply(&mut console, Question::Arrival, answered(200, BJORN));
    assert!(!console.work.is_open());
    assert_eq!(console.note, Some(Note::OtherPerson));
}
