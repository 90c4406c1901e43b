//! A session that ends while something is open, and its renewal beside the page.

use super::*;
use crate::procore::Failure;

const TAB: u8 = 0x77;

fn renew() -> Event {
    Event::Renew { state: state(0xcd), now: later(60) }
}

/// The record of a session like that of [`signed_in`], with another token, as a renewal window hands it over.
fn renewed(from: &Console) -> SessionRecord {
    let text = record(from).expose().replace("obviously-fake-token", "renewed-fake-token");
    let text =
        text.replace(&format!("\"obtained_at\":{}", NOW.0), &format!("\"obtained_at\":{}", later(60).0));
    SessionRecord::stored(text.replace(nonce(0x1d).as_str(), nonce(0x2e).as_str()))
}

fn hand(console: &mut Console, record: SessionRecord) -> Vec<Effect> {
    update(console, Event::Heard(Message::Hand { to: nonce(TAB), record }, later(61)))
}

#[test]
fn renewal_opens_a_window_with_a_pending_entry_that_names_this_tab() {
    let mut console = at_work(ADA);
    let effects = update(&mut console, renew());
    let Some(Effect::OpenWindow(pending, endpoint)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(pending.renews, Some(nonce(TAB)));
    assert_eq!(endpoint, "https://login-sandbox.procore.com/oauth/authorize");
    assert!(
        matches!(&console.renewal, Renewal::Waiting(environment, id) if environment == "sandbox" && id.as_str() == "our-client")
    );
    update(&mut console, Event::StopRenewal);
    assert_eq!(console.renewal, Renewal::None);
}

#[test]
fn the_same_person_goes_on_with_everything_open() {
    let mut console = at_work(ADA);
    let before = console.work.clone();
    let handed = renewed(&console);
    update(&mut console, renew());
    let effects = hand(&mut console, handed);
    assert_eq!(posted(&effects), [&Message::Have { from: nonce(TAB) }]);
    assert_eq!(urls(&effects), ["https://sandbox.procore.com/rest/v1.0/me"], "whose is it?");
    assert_eq!(console.signed_in().expect("signed in").session.token.expose(), "obviously-fake-token");
    let effects = reply(&mut console, Question::Arrival, answered(200, ADA));
    let signed_in = console.signed_in().expect("signed in");
    assert_eq!(signed_in.session.token.expose(), "renewed-fake-token");
    assert_eq!(signed_in.session.id, nonce(0x1d), "one session, renewed");
    assert_eq!(signed_in.whose, Whose::Checking);
    assert_eq!(urls(&effects), ["https://login-sandbox.procore.com/oauth/token/info"]);
    assert_eq!(console.work, before);
    assert_eq!((&console.note, &console.renewal), (&Some(Note::Renewed), &Renewal::None));
}

#[test]
fn another_person_never_sees_what_the_first_had_open() {
    for (outcome, note) in [
        (answered(200, BJORN), Note::OtherPerson),
        (answered(503, "busy"), Note::UnknownPerson),
        (Outcome::Failed(Failure::Unreachable), Note::UnknownPerson),
    ] {
        let mut console = at_work(ADA);
        let handed = renewed(&console);
        update(&mut console, renew());
        hand(&mut console, handed);
        reply(&mut console, Question::Arrival, outcome);
        assert!(!console.work.is_open());
        assert_eq!(console.work.owner, None);
        let signed_in = console.signed_in().expect("signed in");
        assert_eq!(signed_in.session.token.expose(), "renewed-fake-token");
        assert_eq!((signed_in.user.as_ref(), &console.note), (None, &Some(note)));
    }
}

#[test]
fn a_token_that_is_refused_on_arrival_changes_nothing() {
    let mut console = at_work(ADA);
    let (before, handed) = (record(&console), renewed(&console));
    update(&mut console, renew());
    hand(&mut console, handed);
    reply(&mut console, Question::Arrival, answered(401, ""));
    assert_eq!((record(&console), &console.note), (before, &Some(Note::NotRenewed)));
    assert!(console.work.is_open());
}

#[test]
fn nothing_is_taken_that_was_not_asked_for_or_is_of_another_kind() {
    let mut console = at_work(ADA);
    let good = renewed(&console);
    assert_eq!(hand(&mut console, good.clone()), [], "nobody asked");
    update(&mut console, renew());
    let changed = |from: &str, to: &str| {
        let text = good.expose().replace(from, to);
        assert_ne!(text, good.expose(), "{from}");
        SessionRecord::stored(text)
    };
    for bad in [
        SessionRecord::stored("rubbish".into()),
        changed("our-client", "another-app"),
        changed("\"environment\":\"sandbox\"", "\"environment\":\"production\""),
        changed("https://sandbox.procore.com", "https://evil.example"),
        changed("renewed-fake-token", "two words"),
    ] {
        assert_eq!(hand(&mut console, bad), []);
    }
    let elsewhere = Message::Hand { to: nonce(1), record: good.clone() };
    assert_eq!(update(&mut console, Event::Heard(elsewhere, NOW)), [], "for another tab");
    let late = Message::Hand { to: nonce(TAB), record: good };
    assert_eq!(update(&mut console, Event::Heard(late, later(5400))), [], "over by now");
    assert!(matches!(console.renewal, Renewal::Waiting(..)));
}

#[test]
fn a_token_that_dies_leaves_what_is_open() {
    let mut console = at_work(ADA);
    update(&mut console, Event::Send(NOW));
    let effects = reply(&mut console, Question::Call, answered(401, ""));
    assert_eq!(ended(&console), Some(&Ended::Refused));
    assert!(effects.contains(&Effect::ForgetSession));
    assert_eq!(console.work.call().expect("a call").outcome, Some(answered(200, ADA)));
    // Signing in does not leave the page then.
    let effects = update(&mut console, sign_in_event(Route::Home));
    let Some(Effect::OpenWindow(pending, _)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!((pending.renews.as_ref(), pending.client_id.as_str()), (Some(&nonce(TAB)), "our-client"));
    let handed = renewed(&at_work(ADA));
    hand(&mut console, handed);
    reply(&mut console, Question::Arrival, answered(200, ADA));
    assert!(console.signed_in().is_some() && console.work.is_open());
}

#[test]
fn what_an_ended_session_left_can_be_closed() {
    let mut console = at_work(ADA);
    update(&mut console, Event::Woke { now: later(5400), has_leapt: false });
    assert_eq!(ended(&console), Some(&Ended::Expired));
    assert!(console.work.is_open());
    update(&mut console, Event::CloseWork);
    assert_eq!(ended(&console), Some(&Ended::Expired), "why it ended stays in sight");
    assert!(!console.work.is_open());
    let effects = update(&mut console, sign_in_event(Route::Home));
    assert!(matches!(effects.last(), Some(Effect::Leave(..))), "{effects:?}");
}

#[test]
fn a_blocked_window_leaves_the_choice() {
    let mut console = at_work(ADA);
    update(&mut console, renew());
    update(&mut console, Event::WindowBlocked);
    assert_eq!(console.renewal, Renewal::Blocked);
    assert_eq!(console.announcement(), "This browser blocked the window. 200 OK");
    let effects = update(&mut console, Event::RenewHere { state: state(2), now: later(60) });
    let Some(Effect::Leave(pending, _)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(pending.renews, None);
}

#[test]
fn a_pasted_token_without_an_application_cannot_be_renewed() {
    let mut console = at_work(ADA);
    if let Person::SignedIn(signed_in) = &mut console.person {
        signed_in.session.client_id = None;
    }
    let effects = update(&mut console, renew());
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::OpenWindow(..))), "{effects:?}");
    assert_eq!(console.renewal, Renewal::None);
}

/// What the old token was asking says nothing of the new one.
#[test]
fn a_401_to_the_old_token_does_not_end_the_renewed_session() {
    let mut console = at_work(ADA);
    let handed = renewed(&console);
    update(&mut console, renew());
    update(&mut console, Event::Send(NOW));
    let old = number_of(&console, Question::Call);
    hand(&mut console, handed);
    let effects = reply(&mut console, Question::Arrival, answered(200, ADA));
    assert!(effects.contains(&Effect::Stop(old)));
    let late =
        Event::Answered { question: Question::Call, number: old, outcome: answered(401, ""), now: NOW };
    assert_eq!(update(&mut console, late), []);
    assert_eq!(console.signed_in().expect("signed in").session.token.expose(), "renewed-fake-token");
    reply(&mut console, Question::Call, answered(200, ADA));
    assert!(console.work.is_open());
}

#[test]
fn the_old_session_may_end_while_it_is_asked_whose_the_new_one_is() {
    let mut console = at_work(ADA);
    let handed = renewed(&console);
    update(&mut console, renew());
    hand(&mut console, handed);
    let arrival = number_of(&console, Question::Arrival);
    let effects = update(&mut console, Event::Woke { now: later(5400), has_leapt: false });
    assert!(!effects.contains(&Effect::Stop(arrival)));
    reply(&mut console, Question::Arrival, answered(200, ADA));
    assert!(console.signed_in().is_some() && console.work.is_open());
    assert_eq!(console.note, Some(Note::Renewed));
}

/// By then the window has gone on with the session by itself, under another id.
#[test]
fn a_tab_that_slept_does_not_take_what_was_handed_to_it_long_ago() {
    let mut console = at_work(ADA);
    let text = renewed(&console).expose().to_owned();
    update(&mut console, renew());
    let long_ago = Message::Hand { to: nonce(TAB), record: SessionRecord::stored(text) };
    assert_eq!(update(&mut console, Event::Heard(long_ago, later(63))), []);
    assert_eq!((&console.renewal, &console.note), (&Renewal::None, &Some(Note::NotRenewed)));
    assert_eq!(console.signed_in().expect("signed in").session.token.expose(), "obviously-fake-token");
}

#[test]
fn the_channel_is_that_of_the_renewal_whatever_is_chosen_meanwhile() {
    let mut console = at_work(ADA);
    let handed = renewed(&console);
    update(&mut console, renew());
    update(&mut console, Event::ChooseEnvironment("production".into()));
    update(&mut console, Event::Woke { now: later(5400), has_leapt: false });
    assert_eq!(console.channel.as_deref(), Some("procore-console:/:sandbox:our-client"));
    assert!(!hand(&mut console, handed).is_empty());

    let (_, pending, _) = began(Route::Home);
    let pending = Pending { renews: Some(nonce(9)), ..pending };
    let mut elsewhere = startup();
    elsewhere.preferences.apply(Change::Environment("production".into()));
    let denied =
        Startup { answer: answer("error=access_denied&state=S"), pending: Some(pending), ..elsewhere };
    let (window, effects) = start(denied);
    assert!(effects.contains(&Effect::Listen(Some("procore-console:/:sandbox:our-client".into()))));
    assert_eq!(window.chosen().id, "sandbox", "another try is made for the same app");
}

#[test]
fn a_failed_call_is_nobodys_work() {
    let mut console = signed_in();
    reply(&mut console, Question::Call, answered(503, "busy"));
    let handed = renewed(&console);
    update(&mut console, renew());
    hand(&mut console, handed);
    reply(&mut console, Question::Arrival, answered(200, ADA));
    assert_eq!(console.note, None);
    assert!(console.signed_in().is_some());
}

/// The other side: the window that signs in for a tab.
#[test]
fn the_window_hands_over_and_closes_once_the_tab_has_it() {
    let (_, pending, _) = began(Route::Home);
    let pending = Pending { renews: Some(nonce(9)), ..pending };
    let (mut window, effects) =
        start(Startup { answer: answer(GRANTED), pending: Some(pending.clone()), ..startup() });
    assert!(window.signed_in().is_none());
    assert_eq!(urls(&effects), Vec::<&str>::new(), "it asks nobody");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::StoreSession(_))), "it keeps nothing");
    let [Message::Hand { to, .. }] = posted(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(*to, nonce(9));
    let listens = effects.iter().position(|effect| matches!(effect, Effect::Listen(Some(_))));
    let says = effects.iter().position(|effect| matches!(effect, Effect::Post(_)));
    assert!(listens < says, "the channel is open before it speaks");
    assert_eq!(update(&mut window, Event::Heard(Message::Have { from: nonce(8) }, NOW)), [], "another tab");
    let effects = update(&mut window, Event::Heard(Message::Have { from: nonce(9) }, NOW));
    assert!(effects.contains(&Effect::CloseWindow));
    assert_eq!(window.errand.expect("an errand").progress, Progress::Done);

    // Nobody is there any more: the window goes on by itself.
    let (mut window, _) = start(Startup { answer: answer(GRANTED), pending: Some(pending), ..startup() });
    update(&mut window, Event::Woke { now: later(2), has_leapt: false });
    assert!(window.signed_in().is_none());
    update(&mut window, Event::Woke { now: later(3), has_leapt: false });
    assert!(window.signed_in().is_some() && window.errand.is_none());
}

#[test]
fn a_refused_answer_is_told_to_the_tab_and_can_be_tried_again_for_it() {
    let (_, pending, _) = began(Route::Home);
    let pending = Pending { renews: Some(nonce(9)), ..pending };
    let denied = answer("error=access_denied&state=S");
    let (mut window, effects) = start(Startup { answer: denied, pending: Some(pending), ..startup() });
    assert_eq!(posted(&effects), [&Message::None { to: nonce(9) }]);
    let effects = update(&mut window, sign_in_event(Route::Home));
    let Some(Effect::Leave(pending, _)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!(pending.renews, Some(nonce(9)));

    let mut console = at_work(ADA);
    update(&mut console, renew());
    update(&mut console, Event::Heard(Message::None { to: nonce(1) }, NOW));
    assert!(matches!(console.renewal, Renewal::Waiting(..)), "meant for another tab");
    update(&mut console, Event::Heard(Message::None { to: nonce(TAB) }, NOW));
    assert_eq!(console.note, Some(Note::NotRenewed));
    assert!(matches!(console.renewal, Renewal::Waiting(..)), "another try in that window may do better");
}

/// What nobody owns is closed when somebody comes. For a call that failed nothing need be said, for a file it is.
#[test]
fn a_file_that_nobody_owns_does_not_go_without_a_word() {
    for (has_file, note) in [(false, None), (true, Some(Note::UnknownPerson))] {
        let mut console = at_work("");
        assert_eq!(console.work.owner, None);
        if has_file {
            update(&mut console, Event::OpenFile { file: 1, name: "a.json".into(), bytes: 2 });
        }
        let handed = renewed(&console);
        update(&mut console, renew());
        hand(&mut console, handed);
        reply(&mut console, Question::Arrival, answered(200, ADA));
        assert!(console.work.sheet().opened.is_none());
        assert_eq!(console.note, note);
    }
}
